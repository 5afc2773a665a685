"""The rows of a file as lists of cells, all of one width; they can be walked through again."""

import csv
from collections.abc import Iterator
from itertools import islice

from nnviz.data.tables.cell.formula import restored
from nnviz.data.tables.cleaning import cleaned
from nnviz.data.tables.encoding import lines_of
from nnviz.data.tables.limits import LONGEST_NAME, MAX_ROWS, PREVIEW_ROWS
from nnviz.data.tables.problem import (
    LONG_NAME,
    NO_ROWS,
    RAGGED,
    TOO_MANY_ROWS,
    UNCLOSED_QUOTE,
    TableProblem,
)
from nnviz.data.tables.sniffing import Layout, records
from nnviz.data.tables.table import row_number

# Cells that are held as text at a time.
_CHUNK = 40_000


class Rows:
    """Rows of a file.

    Attributes
    ----------
    names
        Of the columns; empty where the file has none.
    n
        Rows so far, without that of the names.
    preview
        The first rows.
    blanks, lines_above
        As `Table` has them.
    n_short, first_short
        How many rows had fewer cells than the table has columns, and the number of the first.
    lacks_name
        Whether there is one name fewer than columns.
    """

    def __init__(self, content: bytes, encoding: str, layout: Layout) -> None:
        self._content = content
        self._encoding = encoding
        self._layout = layout
        self._begin()

    def _begin(self) -> None:
        self.names = [] if self._layout.has_header else [""] * self._layout.n_columns
        self.n = 0
        self.preview: list[tuple[str, ...]] = []
        self.blanks: list[int] = []
        self.lines_above = self._layout.skipped
        self.n_short = self.first_short = 0
        self.lacks_name = False

    def chunks(self) -> Iterator[list[list[str]]]:
        """Walk through the rows, many at a time.

        Raises
        ------
        TableProblem
            There are none, too many, or one that is broken.
        """
        self._begin()
        layout = self._layout
        width = layout.n_columns
        size = max(_CHUNK // width, 1)
        source = lines_of(self._content, self._encoding)
        lines = _Lines(islice(source, layout.skipped, None))
        last: list[str] = []
        chunk: list[list[str]] = []
        rows = records(lines, layout.delimiter, layout.quote)
        while True:
            lines.taken = []
            try:
                row = next(rows, None)
            except csv.Error:  # A cell longer than any line: its end was never found.
                raise TableProblem(UNCLOSED_QUOTE, row=self.row_number(self.n)) from None
            if row is None:
                break
            last = lines.taken
            if not self.names:
                if self._is_unclosed(last):
                    raise TableProblem(UNCLOSED_QUOTE, row=self.row_number(0))
                self._name(row)
            elif not row:
                self.blanks.append(self.n)
            else:
                chunk.append(row if len(row) == width else self._fitted(row))
                self.n += 1
                if self.n <= PREVIEW_ROWS:
                    self.preview.append(tuple(chunk[-1]))
            if self.n + len(self.blanks) + self.lines_above > MAX_ROWS + 1:
                raise TableProblem(TOO_MANY_ROWS, limit=MAX_ROWS)
            if len(chunk) == size:
                yield chunk
                chunk = []
        if self._is_unclosed(last):
            raise TableProblem(UNCLOSED_QUOTE, row=self.row_number(max(self.n - 1, 0)))
        if not self.n:
            raise TableProblem(NO_ROWS)
        if chunk:
            yield chunk

    def row_number(self, i: int) -> int:
        """As `Table.row_number`."""
        return row_number(i, self.lines_above, self.blanks)

    def _name(self, row: list[str]) -> None:
        """Take the first row that is not blank as the names."""
        self.lines_above += 1
        if not row:
            return
        self.lacks_name = len(row) < self._layout.n_columns
        self.names = [""] * self.lacks_name + [restored(cleaned(cell)) for cell in row]
        for i, name in enumerate(self.names):
            if len(name) > LONGEST_NAME:
                raise TableProblem(
                    LONG_NAME, position=i + 1, count=len(name), limit=LONGEST_NAME, cell=name
                )

    def _fitted(self, row: list[str]) -> list[str]:
        """A row with as many cells as the table has columns.

        Cells that lack at the end are missing values; there may be more only if they are empty.
        """
        width = self._layout.n_columns
        if len(row) < width:
            self.n_short += 1
            self.first_short = self.first_short or self.row_number(self.n)
            return row + [""] * (width - len(row))
        if any(cell.strip() for cell in row[width:]):
            number = self.row_number(self.n)
            raise TableProblem(RAGGED, row=number, count=len(row), limit=width)
        return row[:width]

    def _is_unclosed(self, lines: list[str]) -> bool:
        """Whether the last row's lines end within quotes."""
        layout = self._layout
        try:
            list(records(lines, layout.delimiter, layout.quote, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False


class _Lines:
    """Lines of text, of which those that were taken are remembered."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken.append(line)
        return line
