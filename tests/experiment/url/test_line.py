"""A run's line survives the way through a URL, and a bad URL is told, not followed."""

from urllib.parse import quote

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import Experiment, Network
from nnviz.core.network.interventions import Interventions
from nnviz.core.settings import LIVE_FIELDS
from nnviz.core.timeline.changes import (
    Change,
    Entry,
    Intervene,
    Reconfigure,
    Redraw,
    SetParameter,
    Teach,
)
from nnviz.core.timeline.timeline import Timeline
from nnviz.data import DatasetSpec, DrawnSpec, register
from nnviz.experiment.url.line import LOG_TEXT_LIMIT, Line, from_query, to_query

EXPERIMENT = Experiment(n_points=40)
N_PARAMETERS = 25


def run_through(line: Line) -> Timeline[Network]:
    timeline = Timeline(line.first)
    timeline.extend(line.head, list(line.log))
    timeline.seek(line.step)
    while timeline.target is not None:
        timeline.replay(1000)
    return timeline


def line_of(timeline: Timeline[Network]) -> Line:
    assert isinstance(timeline.first_experiment, Experiment)
    return Line(
        timeline.first_experiment,
        tuple(timeline.log),
        timeline.trainer.step_count,
        timeline.head,
    )


def now(timeline: Timeline[Network]) -> Experiment:
    experiment = timeline.trainer.experiment
    assert isinstance(experiment, Experiment)
    return experiment


changes = st.one_of(
    st.builds(
        SetParameter,
        st.integers(0, N_PARAMETERS - 1),
        st.floats(-1000, 1000, width=32),
    ),
    st.builds(
        lambda frozen, silenced: Intervene(Interventions(frozen, silenced)),
        st.frozensets(st.integers(0, N_PARAMETERS - 1)),
        st.frozensets(st.sampled_from([(1, 0), (1, 3), (2, 1)])),
    ),
    st.builds(Teach, st.integers(0, 19)),
    st.sampled_from(
        [
            Reconfigure(EXPERIMENT.with_(learning_rate=0.1)),
            Reconfigure(EXPERIMENT.with_(optimizer="adam", batch_size=3)),
            Reconfigure(EXPERIMENT.with_(optimizer="adam", gradient_clipping=0.5)),
            Reconfigure(EXPERIMENT),
        ]
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), changes), max_size=8), st.floats(0, 1))
def test_what_a_url_brings_back_is_the_run_itself(
    way: list[tuple[int, Change[Network]]], share: float
) -> None:
    timeline = Timeline(EXPERIMENT)
    for steps, change in way:
        timeline.step(steps)
        timeline.change(change)
    timeline.step(5)
    timeline.seek(round(share * timeline.head))
    while timeline.target is not None:
        timeline.replay(1000)
    query, lost_after = to_query(line_of(timeline), now(timeline))
    assert lost_after is None
    assert all(quote(text, safe="") == text for text in query.values())
    line, complaints = from_query(query, now(timeline))
    assert complaints == []
    again = run_through(line)
    assert (again.trainer.step_count, again.head) == (timeline.trainer.step_count, timeline.head)
    assert now(again) == now(timeline)
    assert again.trainer.interventions == timeline.trainer.interventions
    np.testing.assert_array_equal(
        again.trainer.network.parameters, timeline.trainer.network.parameters
    )
    again.step(again.head - again.trainer.step_count)
    timeline.step(timeline.head - timeline.trainer.step_count)
    np.testing.assert_array_equal(
        again.trainer.network.parameters, timeline.trainer.network.parameters
    )


def test_a_run_without_history_needs_no_keys() -> None:
    assert to_query(Line(EXPERIMENT), EXPERIMENT) == ({}, None)
    assert from_query({}, EXPERIMENT) == (Line(EXPERIMENT), [])


def test_a_log_too_long_says_from_where_on_it_is_lost() -> None:
    log: list[Entry[Network]]
    log = [Entry(step, SetParameter(step % 20, 0.125)) for step in range(2000)]
    query, lost_after = to_query(Line(EXPERIMENT, tuple(log), 1990, 2000), EXPERIMENT)
    assert len(query["log"]) <= LOG_TEXT_LIMIT
    assert lost_after is not None
    assert query["step"] == str(lost_after)
    assert "head" not in query
    line, complaints = from_query(query, EXPERIMENT)
    assert complaints == []
    assert list(line.log) == log[:lost_after]


@pytest.mark.parametrize(
    "bad",
    [
        "5_e25_0.1",
        "5_e-1_0.1",
        "5_e1_nan",
        "5_e1_1e39",
        "5_e1_",
        "5_t20",
        "5_tx",
        "5_h99_",
        "5_h_1.4",
        "5_h_3.0",
        "5_h_0.0",
        "5_h_1",
        "5_slearning_rate_1e9",
        "5_sdataset_spiral",
        "5_shidden_9",
        "5_q",
        "5",
        "-5_t1",
        "99999999999_t1",
        "²_t1",
        "2_t1",
        "",
        "iseed_3",
        "<b>",
        "5_e1_0.5'\"<script>",
    ],
)
def test_a_bad_entry_is_told_and_ends_the_line(bad: str) -> None:
    query = {"log": f"3_e1_0.5~{bad}~9_e2_0.5", "step": "12"}
    line, complaints = from_query(query, EXPERIMENT)
    assert line.log == (Entry(3, SetParameter(1, 0.5)),)
    assert (line.step, line.head) == (3, 3)
    (complaint,) = complaints
    assert (complaint.field, complaint.given, complaint.used) == ("log", bad, "3")
    assert bad in complaint.message()


@pytest.mark.parametrize("text", ["-1", "x", "1.5", "1e3", "99999999999", "9" * 500, "٣"])
def test_a_bad_step_is_told(text: str) -> None:
    line, complaints = from_query({"step": text}, EXPERIMENT)
    assert (line.step, line.head) == (0, 0)
    assert complaints[0].field == "step"


@given(st.dictionaries(st.sampled_from(["step", "head", "log"]), st.text()))
def test_no_text_whatever_raises(query: dict[str, str]) -> None:
    from_query(query, EXPERIMENT)


@pytest.mark.parametrize("text", ["ibatch_size_3~" * 1000, "0_sbatch_size_3~" * 30_000])
def test_what_is_longer_than_any_log_is_not_read(text: str) -> None:
    line, (complaint,) = from_query({"log": text, "step": "7"}, EXPERIMENT)
    assert line == Line(EXPERIMENT)
    assert complaint.field == "log"


def drawing(seed: int) -> str:
    """The name of some points that somebody has drawn, the first of them for training."""
    rng = np.random.default_rng(seed)
    n = 20 + seed
    arrays = {"points": rng.uniform(-6, 6, (n, 2)), "labels": np.arange(n) % 2}
    spec = DrawnSpec.from_arrays("binary", 2, arrays | {"ranks": np.arange(n) / n})
    return HELD.setdefault(spec.name, register(spec)).name


#: Nobody else has them.
HELD: dict[str, DatasetSpec] = {}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), changes | st.integers(0, 5)), max_size=10),
    st.floats(0, 1),
)
def test_a_url_brings_back_what_was_drawn_on_the_way(
    way: list[tuple[int, Change[Network] | int]], share: float
) -> None:
    timeline = Timeline(EXPERIMENT)
    for steps, change in way:
        timeline.step(steps)
        if isinstance(change, int):
            timeline.change(Redraw(now(timeline).with_(dataset=drawing(change))))
        elif not isinstance(change, Reconfigure):
            sample = change.sample % 10 if isinstance(change, Teach) else 0
            timeline.change(Teach(sample) if isinstance(change, Teach) else change)
        else:
            settings_of = {name: getattr(change.experiment, name) for name in LIVE_FIELDS}
            timeline.change(Reconfigure(now(timeline).with_(**settings_of)))
    timeline.step(5)
    timeline.seek(round(share * timeline.head))
    while timeline.target is not None:
        timeline.replay(1000)
    query, lost_after = to_query(line_of(timeline), now(timeline))
    assert lost_after is None
    whole = now(timeline).to_query() | query
    experiment, complaints = Experiment.from_query(whole)
    line, more = from_query(whole, experiment)
    assert (experiment, [*complaints, *more]) == (now(timeline), [])
    again = run_through(line)
    for run in (timeline, again):
        run.step(run.head - run.trainer.step_count)
    assert now(again) == now(timeline)
    np.testing.assert_array_equal(
        again.trainer.network.parameters, timeline.trainer.network.parameters
    )


def test_of_too_many_drawings_the_present_one_is_kept() -> None:
    log = [
        Entry(step, Redraw(EXPERIMENT.with_(dataset=drawing(step % 6)))) for step in range(1, 400)
    ]
    present = EXPERIMENT.with_(dataset=drawing(3))
    query, lost_after = to_query(Line(EXPERIMENT, tuple(log), 399, 399), present)
    assert (query, lost_after) == ({}, 0)
    assert from_query(query, present) == (Line(present), [])


@pytest.mark.parametrize("log", ["5_d{gone}", "idataset_own-{gone}~5_d{gone}", "5_dcircle", "5_d"])
def test_without_an_earlier_drawing_the_run_begins_with_the_present_one(log: str) -> None:
    present = EXPERIMENT.with_(dataset=drawing(3))
    query = {"log": log.format(gone="0" * 32), "step": "9", "head": "20"}
    line, (complaint,) = from_query(query, present)
    assert line == Line(present)
    assert "earlier drawing" in complaint.message()


def test_a_run_does_not_go_on_with_data_of_another_kind() -> None:
    rng = np.random.default_rng(1)
    arrays = {"points": rng.uniform(-6, 6, (9, 2)), "labels": np.zeros(9), "ranks": np.zeros(9)}
    other = register(DrawnSpec.from_arrays("multiclass", 3, arrays))
    line, complaints = from_query({"log": f"5_d{other.name.removeprefix('own-')}"}, EXPERIMENT)
    assert line == Line(EXPERIMENT)
    assert len(complaints) == 1
