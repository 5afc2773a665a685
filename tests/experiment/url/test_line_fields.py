"""Every setting of a log comes back as it was, under any order of sets; contradictions are told."""

import os
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import Experiment, Network
from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.settings import DATA_FIELDS, LIVE_FIELDS
from nnviz.core.timeline.changes import Entry, Reconfigure, Redraw, SetParameter, Teach
from nnviz.data import DrawnSpec, register
from nnviz.experiment import LIMITS
from nnviz.experiment.url.entries import LOG_FIELDS
from nnviz.experiment.url.line import LOG_TEXT_LIMIT, Line, from_query, to_query

NAMES: dict[str, Iterable[str]] = {
    "optimizer": OPTIMIZERS,
    "regularization": REGULARIZERS,
    "schedule": SCHEDULES,
}


def values(field: str) -> st.SearchStrategy[Any]:
    """All that a field may be."""
    if field in NAMES:
        return st.sampled_from(list(NAMES[field]))
    if field == "dataset":
        return st.sampled_from(["circle", "moons", "spiral"])
    limit = LIMITS[field]
    if limit.whole:
        return st.integers(int(limit.low), int(limit.high))
    return st.floats(limit.low, limit.high)


LIVE = st.fixed_dictionaries({}, optional={name: values(name) for name in sorted(LIVE_FIELDS)})
DATA = st.fixed_dictionaries({}, optional={name: values(name) for name in sorted(DATA_FIELDS)})


def drawing() -> DrawnSpec:
    rng = np.random.default_rng(0)
    arrays = {"points": rng.uniform(-6, 6, (30, 2)), "labels": np.arange(30) % 2}
    return DrawnSpec.from_arrays("binary", 2, arrays | {"ranks": np.arange(30) / 30})


#: Kept, so that its name is known.
DRAWING = register(drawing())


def came_back(line: Line, now: Experiment) -> None:
    query, lost_after = to_query(line, now)
    assert lost_after is None
    whole = now.to_query() | query
    experiment, complaints = Experiment.from_query(whole)
    again, more = from_query(whole, experiment)
    assert (experiment, [*complaints, *more]) == (now, [])
    assert again == line


@settings(max_examples=150)
@given(LIVE, st.lists(st.tuples(st.integers(0, 9), LIVE), max_size=4), DATA, st.booleans())
def test_every_field_of_a_log_comes_back(
    live: dict[str, Any], way: list[tuple[int, dict[str, Any]]], data: dict[str, Any], draws: bool
) -> None:
    first = now = Experiment().with_(**live).with_(**data)
    log, step = list[Entry[Network]](), 0
    if draws:
        now = first.with_(dataset=DRAWING.name)
        log.append(Entry(0, Redraw(now)))
    for steps, changes in way:
        step += steps + 1
        changed = now.with_(**changes)
        if changed != now:
            # A URL has them one by one, in the order of the fields.
            for name in (field for field in Experiment.__dataclass_fields__ if field in changes):
                after = now.with_(**{name: changes[name]})
                if after != now:
                    log.append(Entry(step, Reconfigure(after)))
                    now = after
    came_back(Line(first, tuple(log), step, step), now)


@pytest.mark.parametrize("field", sorted(LIVE_FIELDS))
def test_each_live_field_comes_back_alone(field: str) -> None:
    other = {
        "optimizer": "adam",
        "regularization": "l2",
        "schedule": "cosine",
    }.get(field) or LIMITS[field].high
    if field == "batch_size":
        other = 77
    first = Experiment()
    now = first.with_(**{field: other})
    assert now != first
    came_back(Line(first, (Entry(5, Reconfigure(now)),), 9, 9), now)


ROUND_TRIP = """
from nnviz import Experiment
from nnviz.core.timeline.changes import Entry, Reconfigure
from nnviz.experiment.url.line import Line, from_query, to_query
first = Experiment()
changes = dict(regularization="l2", regularization_rate=0.01, schedule="step", schedule_epochs=50)
log, now = [], first
for step, (name, value) in enumerate(changes.items(), start=1):
    now = now.with_(**{name: value})
    log.append(Entry(step, Reconfigure(now)))
line = Line(first, tuple(log), 9, 9)
query, _ = to_query(line, now)
assert from_query(query, now) == (line, []), from_query(query, now)
print(query["log"])
"""


def test_the_order_of_sets_makes_no_difference() -> None:
    """In processes of their own, as a process keeps its order of sets."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ROUND_TRIP],
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in range(8)
    ]
    told = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0] * 8
    assert len(told) == 1


@pytest.mark.parametrize(
    "log",
    [
        "idataset_spiral",
        "ilearning_rate_0.1",
        "in_points_100",
        "ibatch_size_3~5_sbatch_size_4",
        "5_slearning_rate_0.1",
        "5_slearning_rate_0.1~7_slearning_rate_0.2",
        f"5_d{DRAWING.name.removeprefix('own-')}",
        f"idataset_{DRAWING.name}",
    ],
)
def test_a_log_that_leads_elsewhere_is_told_and_not_followed(log: str) -> None:
    now = Experiment()
    line, (complaint,) = from_query({"log": log, "step": "9"}, now)
    assert line == Line(now)
    assert "the address says otherwise" in complaint.message()


@pytest.mark.parametrize(
    "log",
    [
        "ilearning_rate_0.03",  # as it is now
        "ilearning_rate_0.1~ilearning_rate_0.2~5_slearning_rate_0.03",  # twice
        "ilearning_rate_0.1~ilearning_rate_0.03",
        "ihidden_3",
        "inothing_3",
        "i",
        "idataset_rings",  # of another kind
        "idataset_nowhere",
        "5_slearning_rate_0.03~4_slearning_rate_0.1",  # out of order
        "5_e1_0.5~4_e1_0.5",
        "5_t1~5_e1_0.5",  # what was taught at 5 has made it 6
        "5_e1_0.5~ilearning_rate_0.1",  # a beginning in the middle
        "5_snoise_0.1",
    ],
)
def test_what_contradicts_itself_is_told(log: str) -> None:
    _, (complaint,) = from_query({"log": log, "step": "9"}, Experiment())
    assert complaint.field == "log"


def test_later_settings_do_not_contradict() -> None:
    """An address that stands before a change does not say it yet."""
    first = Experiment()
    later = first.with_(learning_rate=0.1)
    came_back(Line(first, (Entry(5, Reconfigure(later)),), 3, 9), first)


def test_what_is_taught_makes_the_line_longer() -> None:
    line, complaints = from_query({"log": "5_t1", "step": "5"}, Experiment())
    assert (line.log, line.head, complaints) == ((Entry(5, Teach(1)),), 6, [])


def test_a_log_that_is_cut_leads_to_the_settings_that_the_address_says() -> None:
    first = Experiment()
    now = first.with_(learning_rate=0.1, optimizer="adam", regularization_rate=0.5)
    edits: list[Entry[Network]]
    edits = [Entry(step, SetParameter(step % 20, 0.125)) for step in range(1, 2000)]
    line = Line(first, (*edits, Entry(2000, Reconfigure(now))), 2000, 2000)
    query, lost_after = to_query(line, now)
    assert lost_after is not None
    assert len(query["log"]) <= LOG_TEXT_LIMIT
    again, complaints = from_query(query, now)
    assert complaints == []
    assert (again.first, again.step, again.head) == (first, lost_after, lost_after)
    assert isinstance(again.log[-1].change, Reconfigure)
    assert again.log[-1].change.experiment == now


def test_all_fields_are_told_apart() -> None:
    """No name of a field, with a value behind it, can be read as another's."""
    for name in LOG_FIELDS:
        for other in LOG_FIELDS - {name}:
            if name.startswith(f"{other}_"):
                now = Experiment().with_(**{name: LIMITS[name].high})
                came_back(Line(Experiment(), (Entry(1, Reconfigure(now)),), 1, 1), now)
