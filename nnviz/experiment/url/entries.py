"""One thing that was done to a run as a text of a log, and back: what `replay` puts into a URL.

Each entry is read with the settings before it, so that what it leads to is checked as it comes.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import fields

import numpy as np

from nnviz.core.network.interventions import Interventions, Neuron
from nnviz.core.network.network import Network
from nnviz.core.settings import DATA_FIELDS, LIVE_FIELDS, differing, require
from nnviz.core.timeline.changes import (
    Change,
    Entry,
    Intervene,
    Reconfigure,
    Redraw,
    SetParameter,
    Teach,
)
from nnviz.data.specs.spec import OWN
from nnviz.experiment.experiment import Experiment
from nnviz.experiment.fields import rules_for
from nnviz.experiment.limits import LARGEST_PARAMETER
from nnviz.experiment.query import write_value

#: Fields that a log may set.
LOG_FIELDS = LIVE_FIELDS | DATA_FIELDS
#: Updates that a URL may ask for. They are gone through at the run's fair pace, and a pause ends
#: that; the largest network takes long for them.
STEP_LIMIT = 20_000_000


def first_texts(first: Experiment, now: Experiment) -> Iterator[str]:
    """What leads from the present settings back to those that a run began with."""
    reached = now
    # The dataset comes first, and is taken as a reader will take it: with another one, others of
    # the fields may become what it suggests.
    for field in fields(Experiment):
        if field.name in LOG_FIELDS and field.name in differing(first, reached):
            yield f"i{_setting(first, field.name)}"
            reached = reached.with_(**{field.name: getattr(first, field.name)})


def texts(change: Change[Network], before: Experiment) -> Iterator[str]:
    """A change as one or more entries, without the step."""
    match change:
        case Reconfigure(experiment):
            yield from setting_texts(before, Experiment.of(experiment))
        case Redraw(experiment):
            yield f"d{Experiment.of(experiment).dataset.removeprefix(OWN)}"
        case SetParameter(index, value):
            yield f"e{index}_{np.float32(value)!s}"
        case Intervene(interventions):
            neurons = [number for neuron in sorted(interventions.silenced) for number in neuron]
            yield f"h{_joined(sorted(interventions.frozen))}_{_joined(neurons)}"
        case Teach(sample):
            yield f"t{sample}"


def setting_texts(before: Experiment, after: Experiment) -> Iterator[str]:
    """Live settings that change, as entries without the step."""
    changed = differing(before, after) & LIVE_FIELDS
    for field in fields(Experiment):
        if field.name in changed:
            yield f"s{_setting(after, field.name)}"


def _setting(experiment: Experiment, field: str) -> str:
    return f"{field}_{write_value(experiment.spec, field, getattr(experiment, field))}"


def _joined(numbers: Iterable[int]) -> str:
    return ".".join(map(str, numbers))


class FirstReader:
    """Reads what a run began with, one field after the other, from the present settings on.

    Attributes
    ----------
    experiment
        The first one, as far as it is known.
    """

    def __init__(self, now: Experiment) -> None:
        self._now = self.experiment = now
        self._known: set[str] = set()

    def read(self, setting: str) -> None:
        """Take a setting such as ``learning_rate_0.1``.

        Raises
        ------
        ValueError
            No run can have begun so: there is no such field or value, it came before, it is as
            it is now, or a run that began with it cannot have come to be the present one.
        """
        field, text = _named(setting, LOG_FIELDS)
        if field in self._known:
            raise ValueError(f"{field} came before")
        self._known.add(field)
        first = _with(self.experiment, field, text)
        if first == self.experiment:
            raise ValueError(f"{setting!r} is as it is now")
        require(self._now, first, LOG_FIELDS)
        self.experiment = first


class EntryReader:
    """Reads entries one after the other; each may lean on the settings before it."""

    def __init__(self, first: Experiment) -> None:
        self._experiment = first
        network = first.blank_network()
        self._units = network.units
        self._n_parameters = network.parameters.size
        self._earliest = 0

    def read(self, part: str) -> Entry[Network]:
        """The entry that a text stands for.

        Raises
        ------
        ValueError
            It is none, or comes before an earlier one.
        """
        step, _, text = part.partition("_")
        kind, rest = text[:1], text[1:]
        if not (step.isascii() and step.isdigit()) or int(step) > STEP_LIMIT:
            raise ValueError(f"{step!r} is not an update")
        if int(step) < self._earliest:
            raise ValueError(f"{part!r} is not in order")
        entry = Entry(int(step), self._change(kind, rest))
        self._earliest = entry.end
        return entry

    def _change(self, kind: str, text: str) -> Change[Network]:
        match kind:
            case "s":
                self._experiment = _with(self._experiment, *_named(text, LIVE_FIELDS))
                return Reconfigure(self._experiment)
            case "d":
                drawn = self._experiment.with_(dataset=OWN + text)
                require(self._experiment, drawn, DATA_FIELDS)
                self._experiment = drawn
                return Redraw(drawn)
            case "e":
                index, _, value = text.partition("_")
                number = float(value)
                if not abs(number) <= LARGEST_PARAMETER:
                    raise ValueError(f"{value!r} is too large")
                return SetParameter(_below(self._n_parameters, index), number)
            case "h":
                return Intervene(self._intervene(text))
            case "t":
                return Teach(_below(self._experiment.train_count, text))
        raise ValueError(f"{kind!r} is no kind of entry")

    def _intervene(self, text: str) -> Interventions:
        frozen, _, neurons = text.partition("_")
        numbers = neurons.split(".") if neurons else []
        silenced = frozenset(
            self._neuron(layer, index)
            for layer, index in zip(numbers[::2], numbers[1::2], strict=True)
        )
        indices = frozen.split(".") if frozen else []
        return Interventions(
            frozenset(_below(self._n_parameters, index) for index in indices), silenced
        )

    def _neuron(self, layer: str, index: str) -> Neuron:
        number = _below(len(self._units) + 1, layer)
        if number == 0:
            raise ValueError("layer 0 is the inputs")
        return number, _below(self._units[number - 1], index)


def _named(setting: str, allowed: Set[str]) -> tuple[str, str]:
    """Field and value of a setting such as ``learning_rate_0.1``; ValueError for any other."""
    # Some names begin with others, as regularization_rate does: the longest is meant.
    fitting = (name for name in allowed if setting.startswith(f"{name}_"))
    field = max(fitting, key=len, default="")
    if not field:
        raise ValueError(f"{setting!r} cannot change in mid-training")
    return field, setting.removeprefix(f"{field}_")


def _with(experiment: Experiment, field: str, text: str) -> Experiment:
    """The experiment with a field set to what a text stands for; ValueError for a wrong one."""
    value, problem = rules_for(experiment.spec)[field].read(text)
    if problem is not None:
        raise ValueError(f"{text!r} is not allowed for {field}")
    return experiment.with_(**{field: value})


def _below(limit: int, text: str) -> int:
    """A whole number from 0 to below the limit; ValueError for any other."""
    if not (text.isascii() and text.isdigit() and int(text) < limit):
        raise ValueError(f"{text!r} is not from 0 to {limit - 1}")
    return int(text)
