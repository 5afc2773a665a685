"""The rows of a file as lists of cells, all of one width; they can be walked through again.

The csv module takes them apart. It does not count lines as spreadsheets do, nor tell where a
quotation mark was forgotten, nor know comments and footers; this does.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.cell.formula import restored
from nnviz.data.tables.file.encoding import lines_of
from nnviz.data.tables.layout.evidence import is_comment
from nnviz.data.tables.layout.explaining import spread
from nnviz.data.tables.layout.footers import TAIL, footers_in
from nnviz.data.tables.layout.layout import Layout
from nnviz.data.tables.layout.sniffing import Lines, records
from nnviz.data.tables.limits import LONGEST_NAME, MAX_ROWS, PREVIEW_ROWS
from nnviz.data.tables.problem import (
    EMPTY,
    LONG_NAME,
    NO_ROWS,
    RAGGED,
    TOO_MANY_ROWS,
    UNCLOSED_QUOTE,
    TableProblem,
)
from nnviz.data.tables.table import row_number

#: Of the columns' names and a row's cells: whether it is surely an example.
IsExample = Callable[[Sequence[str], Sequence[str]], bool]
# Cells that are held as text at a time.
_CHUNK = 40_000
# Rows that are held back, of which the last may be none.
_HELD = 256


class Rows:
    """Rows of a file.

    Attributes
    ----------
    names
        Of the columns; empty where the file has none.
    n, n_given
        Rows so far, without that of the names, and how many of them were given out.
    preview
        The first rows.
    blanks, lines_above
        As `Table` has them.
    n_short, first_short
        How many rows had fewer cells than the table has columns, and the number of the first.
    explained
        Number and first text of the row below the names that has no values; 0 where none has.
    n_comments, first_comment
        How many lines among the rows are comments, and the number of the first.
    n_repeated, first_repeated
        How many rows among the others are the names once more, and the number of the first.
    n_footers, footer
        How many rows at the end are no examples, and the first text in them; empty where they are
        blank.
    """

    def __init__(
        self, content: bytes, encoding: str, layout: Layout, is_example: IsExample | None = None
    ) -> None:
        self._is_example = is_example
        self._content = content
        self._encoding = encoding
        self._layout = layout
        self._begin()

    def _begin(self) -> None:
        self.names = [] if self._layout.has_header else [""] * self._layout.n_columns
        self.n = self.n_given = 0
        self.preview: list[tuple[str, ...]] = []
        self.blanks: list[int] = []
        self.lines_above = self._layout.rows_above
        self.n_short = self.first_short = 0
        self.explained = (0, "")
        self.n_comments = self.first_comment = 0
        self.n_repeated = self.first_repeated = 0
        self._names_row: list[str] = []
        self.n_footers, self.footer = 0, ""
        self._n_below = self._layout.below

    def chunks(self) -> Iterator[list[list[str]]]:
        """Walk through the rows, many at a time.

        Raises
        ------
        TableProblem
            There are none, too many, or one that is broken.
        """
        self._begin()
        size = max(_CHUNK // self._layout.n_columns, 1)
        chunk: list[list[str]] = []
        held: list[list[str]] = []
        for row in self._rows():
            held.append(row)
            if len(held) == _HELD:
                chunk += self._whole(held[:-TAIL])
                held = held[-TAIL:]
                if len(chunk) >= size:
                    yield chunk
                    chunk = []
        n_footers = footers_in(held, self._layout.n_columns) if self.n > 1 else 0
        while n_footers and any(map(self._is_sure, held[-n_footers:])):
            n_footers -= 1
        if n_footers:
            self.n_footers = n_footers
            cells = (cell for row in held[-n_footers:] for cell in row if cell.strip())
            self.footer = next(cells, "")
            self.n -= n_footers
            held = held[:-n_footers]
        chunk += self._whole(held)
        if not self.n:
            raise TableProblem(NO_ROWS if any(self.names) else EMPTY)
        if chunk:
            yield chunk

    def _is_sure(self, row: Sequence[str]) -> bool:
        """Whether a row is an example, whatever it looks like; a blank line is none."""
        is_named = bool(self.names and row)
        return is_named and self._is_example is not None and self._is_example(self.names, row)

    def _rows(self) -> Iterator[list[str]]:
        """Rows below the names as they come; blank ones at the end where examples are known."""
        marks = self._layout.marks
        source = lines_of(self._content, self._encoding)
        lines = _TableLines(islice(source, self._layout.skipped, None), self)
        last: list[str] = []
        empty = 0
        rows = records(lines, marks)
        while True:
            lines.taken = []
            try:
                row = next(rows, None)
            except csv.Error:  # A cell longer than any line: its end was never found.
                raise TableProblem(UNCLOSED_QUOTE, row=self.row_number(self.n)) from None
            if row is None:
                break
            last = lines.taken
            if self._n_below and not self._layout.joined and self._is_sure(row):
                self._n_below = 0
            if not self.names or self._n_below:
                self._head(row, last)
            elif not row:
                self.blanks.append(self.n + empty)
            elif not any(row):
                empty += 1
            elif self._are_names(row):
                self._pass_over(empty)
            else:
                # Empty rows are rows if others come after them.
                for _ in range(empty):
                    self.n += 1
                    yield [""] * self._layout.n_columns
                empty = 0
                self.n += 1
                yield row
            self._count(empty)
        for _ in range(empty if self._is_example else 0):
            self.n += 1
            yield [""] * self._layout.n_columns
        if self._is_unclosed(last):
            raise TableProblem(UNCLOSED_QUOTE, row=self.row_number(max(self.n - 1, 0)))

    def _are_names(self, row: list[str]) -> bool:
        """Whether a row has the names once more, perhaps in other capitals."""
        first = self._names_row[:1]
        if not first or len(row[0]) != len(first[0]) or row[0].lower() != first[0].lower():
            return False
        return [cell.lower() for cell in row] == [cell.lower() for cell in self._names_row]

    def _pass_over(self, empty: int) -> None:
        """The names once more, as where tables were put below one another, are no example."""
        self.n_repeated += 1
        self.first_repeated = self.first_repeated or self.row_number(self.n + empty)
        self.blanks.append(self.n + empty)

    def row_number(self, i: int) -> int:
        """As `Table.row_number`."""
        return row_number(i, self.lines_above, self.blanks)

    def is_comment(self, line: str) -> bool:
        """Whether a line that begins a row below the names is a comment, which is then counted.

        It has not as many cells as the table has columns.
        """
        if not self.names or not is_comment(line):
            return False
        cells = next(records([line], self._layout.marks), [])
        if len(cells) == self._layout.n_columns:
            return False
        self.n_comments += 1
        self.first_comment = self.first_comment or self.row_number(self.n)
        self.blanks.append(self.n)
        self._count()
        return True

    def _count(self, empty: int = 0) -> None:
        """Refuse more rows than there may be, of whatever kind."""
        if self.n + empty + len(self.blanks) + self.lines_above > MAX_ROWS + 1:
            raise TableProblem(TOO_MANY_ROWS, limit=MAX_ROWS)

    def _head(self, row: list[str], lines: list[str]) -> None:
        """Take the row of the names, or one below it that has no values."""
        if self._is_unclosed(lines):
            raise TableProblem(UNCLOSED_QUOTE, row=self.lines_above + 1)
        self.lines_above += 1
        if not self.names:
            self._name(row)
        elif row:
            self._n_below -= 1
            if self._layout.joined and not self.explained[0]:
                self._join(row)
            elif not self.explained[0]:
                # A rule of dashes explains nothing.
                text = next((cell for cell in row if any(map(str.isalnum, cell))), "")
                self.explained = (self.lines_above, text) if text else self.explained

    def _name(self, row: list[str]) -> None:
        layout = self._layout
        # One name alone may well be a value, too.
        self._names_row = list(row) if len(row) > 1 else []
        if layout.mark:
            row = row[1:] if row[0] == layout.mark else row
            row[0] = row[0].strip().removeprefix(layout.mark)
        names = [""] * layout.lacks_name + [restored(cleaned(cell)) for cell in row]
        for i, name in enumerate(names):
            if len(name) > LONGEST_NAME:
                raise TableProblem(
                    LONG_NAME, position=i + 1, count=len(name), limit=LONGEST_NAME, cell=name
                )
        self.names = (names + [""] * layout.n_columns)[: layout.n_columns]

    def _join(self, row: list[str]) -> None:
        """Let the names, which are those of groups, be followed by those in the groups."""
        for i, (group, cell) in enumerate(zip(spread(self.names), row, strict=False)):
            own = cleaned(cell)
            # A cell that spans both rows names one column.
            parts = (group, own) if own != group else (own,)
            self.names[i] = " ".join(filter(None, parts))[:LONGEST_NAME]
        self.explained = (self.lines_above, "")

    def _whole(self, rows: list[list[str]]) -> list[list[str]]:
        """The next rows, with as many cells as the table has columns."""
        width, begin = self._layout.n_columns, self.n_given
        whole = [
            row if len(row) == width else self._fitted(row, begin + i) for i, row in enumerate(rows)
        ]
        if len(self.preview) < PREVIEW_ROWS:
            self.preview += map(tuple, whole[: PREVIEW_ROWS - len(self.preview)])
        self.n_given += len(whole)
        return whole

    def _fitted(self, row: list[str], i: int) -> list[str]:
        """A row of another length: cells that lack at the end are missing values; there may be more
        only if they are empty.
        """
        width = self._layout.n_columns
        if len(row) < width:
            # Surplus delimiters are often written in some rows alone.
            if any(self.names[len(row) :]) or not self._layout.has_header:
                self.n_short += 1
                self.first_short = self.first_short or self.row_number(i)
            return row + [""] * (width - len(row))
        if any(cell.strip() for cell in row[width:]):
            raise TableProblem(RAGGED, row=self.row_number(i), count=len(row), limit=width)
        return row[:width]

    def _is_unclosed(self, lines: list[str]) -> bool:
        """Whether the last row's lines end within quotes."""
        try:
            list(records(lines, self._layout.marks, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False


class _TableLines(Lines):
    """Lines without those between rows that are comments."""

    def __init__(self, lines: Iterator[str], rows: Rows) -> None:
        super().__init__(lines)
        self._rows = rows

    def __next__(self) -> str:
        line = super().__next__()
        # Within quotes, nothing is a comment.
        while line[:1] in '#%/" \t' and len(self.taken) == 1 and self._rows.is_comment(line):
            self.taken = []
            line = super().__next__()
        return line
