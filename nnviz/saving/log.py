"""A run's log as JSON: experiments, what was held still, and what was done when.

Of experiments and holds only what differs from the one before is written: a long log is mostly one
small change after another.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import fields
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from nnviz.core.network.interventions import Interventions
from nnviz.core.network.network import Network
from nnviz.core.settings import DATA_FIELDS, LIVE_FIELDS, require
from nnviz.core.timeline.changes import (
    Change,
    Entry,
    Intervene,
    Reconfigure,
    Redraw,
    SetParameter,
    Teach,
)
from nnviz.core.timeline.timeline import LOG_LIMIT, REDRAW_LIMIT
from nnviz.experiment import Experiment
from nnviz.saving.problem import damaged
from nnviz.saving.values import items, mapping, real, whole

#: Parts held still in all the holds of a run together; each costs memory.
MOST_INTERVENTIONS = 2_000_000
#: Of both experiments and holds: those of the log, and some of checkpoints.
MOST_STATES = 2 * LOG_LIMIT
#: Entries of the log at one place: all of them are done there before the next update.
MOST_AT_ONE_PLACE = 2_000

#: What an experiment is unless a file says otherwise. Nothing is ever added to what the files of
#: earlier programs say, so a field that came later stands here, with what held before it came.
UNSAID: Mapping[str, Any] = MappingProxyType({"family": "mlp"})

#: A parameter set by hand, up or down: finite in every type of network.
LARGEST_SET = 3.4e38


class Numbered:
    """Different values, numbered in the order in which they first came."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        """The value's number."""
        return self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._numbers)


def write_experiments(experiments: Iterable[Experiment]) -> list[dict[str, Any]]:
    """Of the first all fields but those of `UNSAID`, of each other what differs from the last."""
    written, before = list[dict[str, Any]](), dict(UNSAID)
    for experiment in experiments:
        now = _values(experiment)
        written.append({name: now[name] for name in now if now[name] != before.get(name)})
        before = now
    return written


def _values(experiment: Experiment) -> dict[str, Any]:
    return {field.name: getattr(experiment, field.name) for field in fields(experiment)}


def read_experiments(values: Any) -> list[Experiment]:
    """What `write_experiments` was given. Own data in them must be known by then."""
    known = {field.name for field in fields(Experiment)}
    experiments, now = list[Experiment](), dict(UNSAID)
    for value in items(values, "experiments", MOST_STATES):
        changed = mapping(value, "an experiment")
        if not changed.keys() <= known or any(part is None for part in changed.values()):
            raise damaged(f"an experiment has unknown fields or none: {sorted(changed)}")
        try:
            experiment = Experiment(**{**now, **changed})
        except (TypeError, ValueError) as error:
            raise damaged(str(error)) from None
        # As it was taken, which may be shorter than it was written: it is checked again each time.
        now = _values(experiment)
        experiments.append(experiment)
    return experiments


def write_interventions(all_interventions: Iterable[Interventions]) -> list[list[Any]]:
    """Of each what differs from the one before: parameters, and neurons."""
    written, before = list[list[Any]](), Interventions()
    for interventions in all_interventions:
        neurons = sorted(interventions.silenced ^ before.silenced)
        written.append(
            [sorted(interventions.frozen ^ before.frozen), [list(neuron) for neuron in neurons]]
        )
        before = interventions
    return written


def read_interventions(
    values: Any, units: tuple[int, ...], n_parameters: int
) -> list[Interventions]:
    """What `write_interventions` was given, for a network of so many units in each layer."""
    all_interventions, now, total = list[Interventions](), Interventions(), 0
    for value in items(values, "holds", MOST_STATES):
        frozen, neurons = items(value, "a hold", 2, 2)
        indices = frozenset(
            whole(index, "a parameter", 0, n_parameters - 1)
            for index in items(frozen, "frozen parameters", n_parameters)
        )
        silenced = frozenset(
            _neuron(neuron, units) for neuron in items(neurons, "neurons", n_parameters)
        )
        now = Interventions(now.frozen ^ indices, now.silenced ^ silenced)
        total += len(now.frozen) + len(now.silenced)
        if total > MOST_INTERVENTIONS:
            raise damaged("too much was held still")
        all_interventions.append(now)
    return all_interventions


def _neuron(value: Any, units: tuple[int, ...]) -> tuple[int, int]:
    layer, index = items(value, "a neuron", 2, 2)
    layer = whole(layer, "a hidden layer", 1, len(units))
    return layer, whole(index, "a neuron", 0, units[layer - 1] - 1)


def write_log(
    log: Iterable[Entry[Network]], experiments: Numbered, all_interventions: Numbered
) -> list[list[Any]]:
    """One row for each entry; experiments and holds by their numbers."""
    return [[done.step, *_row(done.change, experiments, all_interventions)] for done in log]


def _row(change: Change[Network], experiments: Numbered, all_interventions: Numbered) -> list[Any]:
    match change:
        case Reconfigure(experiment):
            return ["settings", experiments.number(experiment)]
        case Redraw(experiment):
            return ["data", experiments.number(experiment)]
        case SetParameter(index, value):
            return ["parameter", index, value]
        case Intervene(interventions):
            return ["hold", all_interventions.number(interventions)]
        case Teach(sample):
            return ["teach", sample]


def read_log(
    values: Any,
    first: Experiment,
    experiments: list[Experiment],
    all_interventions: list[Interventions],
    n: int,
) -> list[Entry[Network]]:
    """What `write_log` was given, for a run that began as `first`; it has n parameters."""
    reader = _LogReader(first, experiments, all_interventions, n)
    log = [reader.read(row) for row in items(values, "the log", LOG_LIMIT)]
    if any(later.step < before.step for before, later in pairwise(log)):
        raise damaged("the log is not in order")
    at_one_place = Counter(done.step for done in log).values()
    if max(at_one_place, default=0) > MOST_AT_ONE_PLACE:
        raise damaged("too much was done at one place")
    if sum(isinstance(done.change, Redraw) for done in log) > REDRAW_LIMIT:
        raise damaged("the data were changed too often")
    return log


def check_follows(
    old: Experiment, new: Experiment, allowed: Set[str] = LIVE_FIELDS | DATA_FIELDS
) -> None:
    """Raise unless a run can go on from one experiment to the other."""
    try:
        require(old, new, allowed)
    except ValueError as error:
        raise damaged(str(error)) from None
    if old.layer_sizes != new.layer_sizes:
        raise damaged(f"layers {new.layer_sizes} follow {old.layer_sizes}")


class _LogReader:
    """Reads rows one after the other; each may lean on the settings before it."""

    def __init__(
        self,
        first: Experiment,
        experiments: list[Experiment],
        all_interventions: list[Interventions],
        n: int,
    ) -> None:
        self._experiment = first
        self._experiments = experiments
        self._interventions = all_interventions
        self._n_parameters = n

    def read(self, row: Any) -> Entry[Network]:
        """The entry that a row stands for."""
        cells = items(row, "an entry", 4)
        if len(cells) < 3:
            raise damaged("an entry of the log is too short")
        return Entry(whole(cells[0], "an update"), self._change(cells[1], cells[2:]))

    def _next(self, number: Any, allowed: Set[str]) -> Experiment:
        """The experiment of this number, which is to follow the last one."""
        number = whole(number, "an experiment", 0, len(self._experiments) - 1)
        check_follows(self._experiment, self._experiments[number], allowed)
        self._experiment = self._experiments[number]
        return self._experiment

    def _change(self, kind: Any, cells: list[Any]) -> Change[Network]:
        if len(cells) != (2 if kind == "parameter" else 1):
            raise damaged(f"{kind!r} has {len(cells)} values")
        match kind:
            case "settings":
                return Reconfigure(self._next(cells[0], LIVE_FIELDS))
            case "data":
                return Redraw(self._next(cells[0], DATA_FIELDS))
            case "parameter":
                index = whole(cells[0], "a parameter", 0, self._n_parameters - 1)
                return SetParameter(index, real(cells[1], "a parameter", LARGEST_SET))
            case "hold":
                return Intervene(
                    self._interventions[whole(cells[0], "a hold", 0, len(self._interventions) - 1)]
                )
            case "teach":
                last = self._experiment.train_count - 1
                return Teach(whole(cells[0], "a sample", 0, last))
        raise damaged(f"{kind!r} is no kind of entry")
