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

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from nnviz.core.network.network import Network
from nnviz.core.settings import differing
from nnviz.core.timeline.changes import Entry, Reconfigure, Redraw
from nnviz.core.timeline.timeline import LOG_LIMIT
from nnviz.experiment.complaints import (
    BAD_LOG,
    BAD_STEP,
    LOST_DRAWING,
    OTHER_LOG,
    Complaint,
    Problem,
    complain,
)
from nnviz.experiment.experiment import Experiment
from nnviz.experiment.query import write_value
from nnviz.experiment.url.entries import (
    STEP_LIMIT,
    EntryReader,
    FirstReader,
    first_texts,
    setting_texts,
    texts,
)

#: The keys, none of which is a field of an experiment.
STEP, HEAD, LOG = "step", "head", "log"
KEYS = frozenset({STEP, HEAD, LOG})

#: Characters of a log in a URL at most: browsers, servers and chats cut what is much longer.
LOG_TEXT_LIMIT = 4000
#: Of those, what is kept free where a log is cut, for the settings that came after the cut.
CUT_RESERVE = 800


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
    log: tuple[Entry[Network], ...] = ()
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
    written = list(_log_texts(line, now))
    kept, lost_after = _fitting(written, LOG_TEXT_LIMIT)
    step, head = line.step, line.head
    if lost_after is not None:
        if any(isinstance(entry.change, Redraw) for entry in line.log):
            return {}, 0
        kept, lost_after = _fitting(written, LOG_TEXT_LIMIT - CUT_RESERVE)
        assert lost_after is not None, "it did not even fit into more"
        if step >= lost_after:
            # The settings of the other keys are to be those that this line leads to.
            reached = _experiment_at(line, lost_after - 1)
            kept += [f"{lost_after}_{text}" for text in setting_texts(reached, now)]
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
    end = log[-1].end if log else 0
    head = max(head, end)
    line = Line(first, tuple(log), step, head)
    if bad is not None:
        if _is_drawing(bad):
            complaints.append(complain(LOG, Problem(bad, LOST_DRAWING, ""), "0"))
            return Line(now), complaints
        complaints.append(complain(LOG, Problem(bad, BAD_LOG, ""), str(end)))
        return Line(first, tuple(log), min(step, end), end), complaints
    reached = _experiment_at(line, step)
    if reached != now and not complaints:
        complaints.append(complain(LOG, Problem(_difference(reached, now), OTHER_LOG, ""), "0"))
        return Line(now), complaints
    return line, complaints


def _experiment_at(line: Line, step: int) -> Experiment:
    """What is trained at an update of a line, once all has been done that was done there."""
    experiment = line.first
    for entry in line.log:
        if entry.step > step:
            break
        if isinstance(entry.change, Reconfigure | Redraw):
            experiment = Experiment.of(entry.change.experiment)
    return experiment


def _difference(reached: Experiment, now: Experiment) -> str:
    """The first field that a log leaves other than the address says, with what it leaves."""
    changed = differing(reached, now)
    name = next(field.name for field in fields(Experiment) if field.name in changed)
    return f"{name} = {write_value(reached.spec, name, getattr(reached, name))}"


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


def _log_texts(line: Line, now: Experiment) -> Iterator[tuple[int, str]]:
    """All entries of a log as texts, with the step that each belongs to."""
    for text in first_texts(line.first, now):
        yield -1, text
    experiment = line.first
    for entry in line.log:
        for text in texts(entry.change, experiment):
            yield entry.step, f"{entry.step}_{text}"
        if isinstance(entry.change, Reconfigure | Redraw):
            experiment = Experiment.of(entry.change.experiment)


def _fitting(
    written: Iterable[tuple[int, str]], most_characters: int
) -> tuple[list[str], int | None]:
    """As many texts as fit, and the step of the first that does not, if there is one."""
    kept: list[tuple[int, str]] = []
    length = 0
    for step, text in written:
        length += len(text) + 1
        if length > most_characters:
            # All of one step or nothing: half of it would be another run.
            return [text for before, text in kept if before < step], step
        kept.append((step, text))
    return [text for _, text in kept], None


def _read_log(text: str, now: Experiment) -> tuple[Experiment, list[Entry[Network]], str | None]:
    """What the run began as, what was done, and the entry that could not be read, if any."""
    first, log = FirstReader(now), list[Entry[Network]]()
    reader: EntryReader | None = None
    for part in text.split("~") if text else []:
        try:
            if part.startswith("i") and reader is None:
                first.read(part[1:])
                continue
            reader = reader or EntryReader(first.experiment)
            if len(log) >= LOG_LIMIT:
                raise ValueError("too many entries")
            log.append(reader.read(part))
        except ValueError:
            return first.experiment, log, part
    return first.experiment, log, None
