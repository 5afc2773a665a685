"""A table that somebody has put before the page: what was read, and what was decided since.

Reading takes a second or two where the table is large, so it is done in the background.
"""

import traceback
from collections.abc import Generator
from dataclasses import dataclass, replace

import streamlit as st

from nnviz.data.tables import Choices, Table, TableProblem, guess, read_table
from nnviz.data.tables.guessing import task_of
from nnviz.live.background import BACKGROUND, Job
from nnviz.ui.upload.plan import Plan, plan_of

KEY = "upload"


@dataclass(frozen=True, eq=False)
class Source:
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


@dataclass(frozen=True, eq=False)
class Read:
    """What reading has come to: a table and a first guess of what is in it, or a problem."""

    table: Table | None = None
    choices: Choices | None = None
    problem: TableProblem | None = None


class Draft:
    """One visitor's table while the dialog is open.

    Attributes
    ----------
    source
        What was given last; None before, and after it was refused.
    table, choices
        What was read of it, and what has been decided about it; None before.
    problem
        Why the last one could not be read.
    failed
        Whether reading has failed by a fault of the program.
    turn
        Counts the tables, so that the widgets of one know nothing of another's.
    """

    def __init__(self) -> None:
        self.source: Source | None = None
        self.table: Table | None = None
        self.choices: Choices | None = None
        self.problem: TableProblem | None = None
        self.failed = False
        self.turn = 0
        self._job: Job[Read] | None = None
        self._planned: tuple[Choices, Plan] | None = None

    @property
    def job(self) -> Job[Read] | None:
        """The reading under way, or ended and not taken yet."""
        return self._job

    def read(
        self, source: Source, has_header: bool | None = None, decimal: str | None = None
    ) -> None:
        """Begin to read, as the person says that it is written, or as it seems to be."""
        self.clear()
        self.source = source
        self._job = BACKGROUND.submit(_read(source.content, has_header, decimal))

    def take(self) -> None:
        """Take what reading has come to, if it has ended."""
        if self._job is None or self._job.running:
            return
        result, self._job = self._job.result, None
        if result is None:
            self.source, self.failed = None, True
        elif result.problem is not None:
            self.source, self.problem = None, result.problem
        else:
            self.table, self.choices = result.table, result.choices

    def clear(self) -> None:
        """Forget the table, and stop reading."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._planned = None
        self.source = self.table = self.choices = self.problem = None
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


def _read(
    content: bytes | str, has_header: bool | None, decimal: str | None
) -> Generator[float, None, Read]:
    """Read and guess, as one piece: nobody else's computation takes as long as it would in many."""
    yield 0.0
    try:
        table = read_table(content, has_header, decimal)
        return Read(table, guess(table))
    except TableProblem as problem:
        return Read(problem=problem)
    except Exception as error:
        # What it says may quote the table, which no log may have: only where it happened is told.
        place = traceback.extract_tb(error.__traceback__)[-1]
        raise RuntimeError(
            f"reading a table: {type(error).__name__} in {place.filename}, line {place.lineno}"
        ) from None
