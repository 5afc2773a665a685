"""A table that somebody has put before the page: what was read, and what was decided since.

Reading takes a second or two where the table is large, so it is done in the background, and by a
process of its own.
"""

from collections.abc import Generator
from dataclasses import asdict, dataclass, field, replace

import streamlit as st

from nnviz.data.tables import Choices, Table, TableProblem, guess, read_table
from nnviz.data.tables.choosing.guessing import task_of
from nnviz.data.tables.reading.apart import ReaderError, Reading, is_small
from nnviz.data.tables.reading.reader import place_of
from nnviz.live.background import READINGS, Job
from nnviz.ui.upload.plan import Plan, plan_of

KEY = "upload"
# Seconds between two looks at whether a table is still wanted.
_LOOK = 0.02


@dataclass(frozen=True, eq=False)
class Upload:
    """What was given.

    Attributes
    ----------
    name
        Of the file; empty for cells that were pasted.
    content
        The file's bytes, or the pasted text.
    """

    name: str
    content: bytes | str


@dataclass(frozen=True)
class Directions:
    """How to read it, as far as the person has said so: parameters of `read_table`."""

    header_row: int | None = None
    decimal: str | None = None
    encoding: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, eq=False)
class Read:
    """What reading has come to: a table and a first guess of what is in it, or a problem."""

    table: Table | None = None
    choices: Choices | None = None
    problem: TableProblem | None = None
    directions: Directions = field(default_factory=Directions)


class Draft:
    """One visitor's table while the dialog is open.

    Attributes
    ----------
    source
        What was given last; None before, and after it was refused.
    table, choices
        What was read of it, and what has been decided about it; None before.
    directions
        What the person has said of how it is written.
    problem
        Why the last one could not be read, or not in the way that the person said; then the table
        is as it was before.
    failed
        Whether reading has failed by a fault of the program.
    turn
        Counts the tables: what is typed, or edited cell by cell, for one is none of another's.
    """

    def __init__(self) -> None:
        self.source: Upload | None = None
        self.table: Table | None = None
        self.choices: Choices | None = None
        self.directions = Directions()
        self.problem: TableProblem | None = None
        self.failed = False
        self.turn = 0
        self._job: Job[Read] | None = None
        self._former: Read | None = None
        self._planned: tuple[Choices, Plan] | None = None

    @property
    def job(self) -> Job[Read] | None:
        """The reading under way, or ended and not taken yet."""
        return self._job

    def read(self, source: Upload) -> None:
        """Begin to read, as it seems to be written."""
        self.clear()
        self._begin(source, Directions())

    def read_again(self, directions: Directions) -> None:
        """Begin to read the same once more, as the person says that it is written."""
        assert self.source is not None
        source = self.source
        former = Read(self.table, self.choices, directions=self.directions)
        self.clear()
        self._former = former
        self._begin(source, directions)

    def _begin(self, source: Upload, directions: Directions) -> None:
        self.source, self.directions = source, directions
        self._job = READINGS.submit(_read(source.content, directions))

    def take(self) -> None:
        """Take what reading has come to, if it has ended."""
        if self._job is None or self._job.running:
            return
        result, self._job = self._job.result, None
        former, self._former = self._former, None
        if result is None:
            self.source, self.failed = None, True
        elif result.problem is None:
            self.table, self.choices = result.table, result.choices
        else:
            self.problem = result.problem
            if former is None:
                self.source = None
            else:
                self.table, self.choices = former.table, former.choices
                self.directions = former.directions

    def clear(self) -> None:
        """Forget the table, and stop reading."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._planned = self._former = None
        self.source = self.table = self.choices = self.problem = None
        self.directions = Directions()
        self.failed = False
        self.turn += 1

    def predict(self, target: str) -> None:
        """Predict another column, as classes or as a value, whichever suits it."""
        assert self.table is not None
        assert self.choices is not None
        remarks = tuple(one for one in self.choices.remarks if one.column != target)
        task = task_of(self.table, target)
        self.choices = replace(self.choices, target=target, task=task, remarks=remarks)

    @property
    def plan(self) -> Plan:
        """What comes of the decisions; worked out once for each."""
        assert self.table is not None
        assert self.choices is not None
        if self._planned is None or self._planned[0] is not self.choices:
            self._planned = self.choices, plan_of(self.table, self.choices)
        return self._planned[1]


def draft() -> Draft | None:
    """The visitor's, while the dialog is open."""
    found: Draft | None = st.session_state.get(KEY)
    return found


def begin() -> None:
    """Open the dialog."""
    st.session_state[KEY] = Draft()


def drop() -> None:
    """Close the dialog, and forget what was in it."""
    found: Draft | None = st.session_state.pop(KEY, None)
    if found is not None:
        found.clear()


def _read(content: bytes | str, directions: Directions) -> Generator[float, None, Read]:
    """Read and guess; what takes more than a moment is done elsewhere, and waited for."""
    yield 0.0
    try:
        if is_small(content):
            table = read_table(content, **asdict(directions))
            return Read(table, guess(table))
        with Reading(content, asdict(directions)) as reading:
            while not reading.wait(_LOOK):
                yield 0.0
            return Read(*reading.result())
    except TableProblem as problem:
        return Read(problem=problem)
    except Exception as error:
        place = str(error) if isinstance(error, ReaderError) else place_of(error)
        raise RuntimeError(f"reading a table: {place}") from None
