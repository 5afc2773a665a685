"""A run's line as URL query parameters: how far it went, and what a person did on the way.

Beside the experiment's own fields there are three keys:

- ``step``: the update that the run stands at,
- ``head``: the last update of its line, where it was taken back from there,
- ``log``: what was done, in order, as entries joined by ``~``:
  ``ilearning_rate_0.03`` what a live field was at the beginning, where it is another now;
  ``500_slearning_rate_0.1`` a live field set to another value after update 500;
  ``500_e17_-0.25`` parameter 17 set by hand;
  ``500_h3.17_1.2.2.0`` parameters 3 and 17 frozen, neurons [1, 2] and [2, 0] switched off;
  ``500_t42`` one update on training sample 42;
  ``500_d0123abc`` from then on the drawing ``own-0123abc``.

All of these are characters that a URL leaves as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np

from nnviz.core.changes import Change, Entry, HoldStill, Reconfigure, Redraw, SetParameter, Teach
from nnviz.core.hold import Hold, Neuron
from nnviz.core.settings import DATA_FIELDS, LIVE_FIELDS, differing, require
from nnviz.core.timeline import LOG_LIMIT
from nnviz.data.spec import OWN
from nnviz.experiment.complaints import (
    BAD_LOG,
    BAD_STEP,
    LOST_DRAWING,
    Complaint,
    Problem,
    complain,
)
from nnviz.experiment.experiment import Experiment
from nnviz.experiment.fields import rules_for
from nnviz.experiment.limits import LARGEST_PARAMETER
from nnviz.experiment.query import write_value

#: The keys, none of which is a field of an experiment.
STEP, HEAD, LOG = "step", "head", "log"
KEYS = frozenset({STEP, HEAD, LOG})

#: Characters of a log in a URL at most: browsers, servers and chats cut what is much longer.
LOG_TEXT_LIMIT = 4000
#: Fields that a log may set.
_FIELDS = LIVE_FIELDS | DATA_FIELDS
#: Updates that a URL may ask for. They are gone through at the run's fair pace, and a pause ends
#: that; the largest network takes long for them.
STEP_LIMIT = 20_000_000


@dataclass(frozen=True)
class Line:
    """A run to go through again.

    Attributes
    ----------
    first
        What it began as.
    log
        What was done on the way, in order.
    step, head
        Where it stands, and how far it went.
    """

    first: Experiment
    log: tuple[Entry, ...] = ()
    step: int = 0
    head: int = 0


def to_query(line: Line, now: Experiment) -> tuple[dict[str, str], int | None]:
    """The keys that describe a line.

    Parameters
    ----------
    now
        The experiment at the step where the line stands, which the other keys of the URL say.

    Returns
    -------
    query
        Without what would be empty.
    lost_after
        Where the log is too long: the update up to which the query describes the line; else None.
        Of a line with drawings nothing is left then: the present one matters more than how the
        run came to it, so that the query describes a run that begins with it.
    """
    kept, lost_after = _fitting(_log_texts(line, now))
    if lost_after is not None and any(isinstance(entry.change, Redraw) for entry in line.log):
        return {}, 0
    step, head = line.step, line.head
    if lost_after is not None:
        step = head = min(step, lost_after)
    query = {LOG: "~".join(kept)} if kept else {}
    if step:
        query[STEP] = str(step)
    if head > step:
        query[HEAD] = str(head)
    return query, lost_after


def from_query(query: Mapping[str, str], now: Experiment) -> tuple[Line, list[Complaint]]:
    """The line that a URL asks for; `now` is what its other keys say.

    Never raises, whatever the texts: what cannot be read is left out, with all that came after.
    """
    complaints: list[Complaint] = []
    step = _count(query, STEP, 0, complaints)
    head = max(step, _count(query, HEAD, step, complaints))
    text = query.get(LOG, "")
    # Nothing of this length was written here; to read it could take for ever.
    first, log, bad = (now, [], text) if len(text) > LOG_TEXT_LIMIT else _read_log(text, now)
    end = log[-1].step if log else 0
    head = max(head, end)
    if bad is not None:
        if _is_drawing(bad):
            complaints.append(complain(LOG, Problem(bad, LOST_DRAWING, ""), "0"))
            return Line(now), complaints
        step, head = min(step, end), end
        complaints.append(complain(LOG, Problem(bad, BAD_LOG, ""), str(end)))
    return Line(first, tuple(log), step, head), complaints


def _count(query: Mapping[str, str], key: str, default: int, complaints: list[Complaint]) -> int:
    text = query.get(key, "").strip()
    if not text:
        return default
    if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= STEP_LIMIT:
        return int(text)
    allowed = f"0 … {STEP_LIMIT}"
    complaints.append(complain(key, Problem(text, BAD_STEP, allowed), str(default)))
    return default


def _is_drawing(part: str) -> bool:
    """Whether an entry that could not be read is about data."""
    return part.startswith("idataset_") or part.partition("_")[2].startswith("d")


def _differing(one: Experiment, other: Experiment) -> list[str]:
    found = differing(one, other)
    # The dataset comes first: what the others may be depends on it.
    return [field.name for field in fields(Experiment) if field.name in found & _FIELDS]


def _setting(experiment: Experiment, field: str) -> str:
    return f"{field}_{write_value(experiment.spec, field, getattr(experiment, field))}"


def _experiment_of(change: Reconfigure | Redraw) -> Experiment:
    assert isinstance(change.experiment, Experiment)
    return change.experiment


def _texts(change: Change, before: Experiment) -> Iterator[str]:
    """A change as one or more entries, without the step."""
    match change:
        case Reconfigure():
            experiment = _experiment_of(change)
            for field in _differing(before, experiment):
                yield f"s{_setting(experiment, field)}"
        case Redraw():
            yield f"d{_experiment_of(change).dataset.removeprefix(OWN)}"
        case SetParameter(index, value):
            yield f"e{index}_{np.float32(value)!s}"
        case HoldStill(hold):
            neurons = [number for neuron in sorted(hold.silenced) for number in neuron]
            yield f"h{_joined(sorted(hold.frozen))}_{_joined(neurons)}"
        case Teach(sample):
            yield f"t{sample}"


def _joined(numbers: Iterable[int]) -> str:
    return ".".join(map(str, numbers))


def _log_texts(line: Line, now: Experiment) -> Iterator[tuple[int, str]]:
    """All entries of a log as texts, with the step that each belongs to."""
    for field in _differing(line.first, now):
        yield -1, f"i{_setting(line.first, field)}"
    experiment = line.first
    for entry in line.log:
        for text in _texts(entry.change, experiment):
            yield entry.step, f"{entry.step}_{text}"
        if isinstance(entry.change, Reconfigure | Redraw):
            experiment = _experiment_of(entry.change)


def _fitting(texts: Iterable[tuple[int, str]]) -> tuple[list[str], int | None]:
    """As many texts as fit, and the step of the first that does not, if there is one."""
    kept: list[tuple[int, str]] = []
    length = 0
    for step, text in texts:
        length += len(text) + 1
        if length > LOG_TEXT_LIMIT:
            # All of one step or nothing: half of it would be another run.
            return [text for before, text in kept if before < step], step
        kept.append((step, text))
    return [text for _, text in kept], None


def _read_log(text: str, now: Experiment) -> tuple[Experiment, list[Entry], str | None]:
    """What the run began as, what was done, and the entry that could not be read, if any."""
    parts = text.split("~") if text else []
    first, log, reader = now, list[Entry](), None
    for part in parts:
        try:
            if part.startswith("i"):
                first = _with(first, part[1:], _FIELDS)
                require(now, first, _FIELDS)
                continue
            reader = reader or _Reader(first)
            entry = reader.read(part)
            if len(log) >= LOG_LIMIT or (log and entry.step < log[-1].step):
                raise ValueError("too many entries, or not in order")
        except ValueError:
            return first, log, part
        log.append(entry)
    return first, log, None


def _with(experiment: Experiment, setting: str, allowed: Set[str]) -> Experiment:
    """The experiment with a setting such as ``learning_rate_0.1``; ValueError for any other."""
    field = next((name for name in allowed if setting.startswith(f"{name}_")), "")
    text = setting.removeprefix(f"{field}_")
    if not field:
        raise ValueError(f"{setting!r} cannot change in mid-training")
    value, problem = rules_for(experiment.spec)[field].read(text)
    if problem is not None:
        raise ValueError(f"{text!r} is not allowed for {field}")
    return experiment.with_(**{field: value})


class _Reader:
    """Reads entries one after the other; each may lean on the settings before it."""

    def __init__(self, first: Experiment) -> None:
        self._experiment = first
        sizes = first.layer_sizes
        self._sizes = sizes
        self._n_parameters = sum((a + 1) * b for a, b in pairwise(sizes))

    def read(self, part: str) -> Entry:
        """The entry that a text stands for; ValueError if it is none."""
        step, _, text = part.partition("_")
        kind, rest = text[:1], text[1:]
        if not (step.isascii() and step.isdigit()) or int(step) > STEP_LIMIT:
            raise ValueError(f"{step!r} is not an update")
        return Entry(int(step), self._change(kind, rest))

    def _change(self, kind: str, text: str) -> Change:
        match kind:
            case "s":
                self._experiment = _with(self._experiment, text, LIVE_FIELDS)
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
                return HoldStill(self._hold(text))
            case "t":
                return Teach(_below(self._experiment.train_count, text))
        raise ValueError(f"{kind!r} is no kind of entry")

    def _hold(self, text: str) -> Hold:
        frozen, _, neurons = text.partition("_")
        numbers = neurons.split(".") if neurons else []
        silenced = frozenset(
            self._neuron(layer, index)
            for layer, index in zip(numbers[::2], numbers[1::2], strict=True)
        )
        indices = frozen.split(".") if frozen else []
        return Hold(frozenset(_below(self._n_parameters, index) for index in indices), silenced)

    def _neuron(self, layer: str, index: str) -> Neuron:
        number = _below(len(self._sizes) - 1, layer)
        if number == 0:
            raise ValueError("layer 0 is the inputs")
        return number, _below(self._sizes[number], index)


def _below(limit: int, text: str) -> int:
    """A whole number from 0 to below the limit; ValueError for any other."""
    if not (text.isascii() and text.isdigit() and int(text) < limit):
        raise ValueError(f"{text!r} is not from 0 to {limit - 1}")
    return int(text)
