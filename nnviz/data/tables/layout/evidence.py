"""What rows of a table are and what tells names from values: texts stand above numbers or dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.cell.missing import is_missing
from nnviz.data.tables.cell.number import amount_of, is_known_unit
from nnviz.data.tables.columns.dates import order_of

_COMMENT = re.compile(r'\s*"?(#|%|//)')
# One that is the name of a column.
_YEAR = re.compile(r"(?:1[89]|20)\d\d", re.ASCII)


@dataclass(frozen=True)
class Row:
    """A row that is not blank; `line` and `number` count from 0, in the file and as rows.

    `is_quoted` says whether its first cell stands in quotes.
    """

    cells: list[str]
    line: int
    number: int

    is_quoted: bool = False

    @property
    def mark(self) -> str:
        """With what it begins, if comments do so.

        Whoever quotes one cell of a whole row means it as a cell.
        """
        found = _COMMENT.match(self.cells[0])
        is_cell = self.is_quoted and self.filled == len(self.cells) > 1
        return found[1] if found and not is_cell else ""

    @property
    def filled(self) -> int:
        return sum(bool(cell.strip()) for cell in self.cells)

    @property
    def text(self) -> str:
        return next((cleaned(cell) for cell in self.cells if cell.strip()), "")


def is_comment(line: str) -> bool:
    """Whether a line begins as comments do, which names and values may, too."""
    return _COMMENT.match(line) is not None


def is_value(cell: str, sign: str) -> bool:
    """Whether a cell is a number, an amount of something known, or a date."""
    amount = amount_of(cell, sign)
    if amount is not None and (not amount[1] or is_known_unit(amount[1])):
        return True
    return order_of([cell.strip()]) is not None


def values_below(rows: Sequence[Row], i: int) -> list[str]:
    return [
        row.cells[i].strip() for row in rows if i < len(row.cells) and not is_missing(row.cells[i])
    ]


def are_new(first: Row, body: Sequence[Row]) -> bool:
    """Whether the texts of a row are all different, and none comes again below, in its column."""
    present = [text for text in map(cleaned, first.cells) if text]
    return len(set(present)) == len(present) and not comes_again(first, body)


def comes_again(first: Row, body: Sequence[Row]) -> bool:
    """Whether a text of a row is among those below it, in its column."""
    return any(
        cleaned(cell) in map(cleaned, values_below(body, i))
        for i, cell in enumerate(first.cells)
        if cleaned(cell)
    )


def is_measured(cells: Sequence[str], sign: str) -> bool:
    """Whether there are values and all are numbers or dates."""
    return bool(cells) and (
        all(is_value(cell, sign) for cell in cells) or order_of(cells) is not None
    )


def _is_apart(cell: str, below: Sequence[str], sign: str) -> bool:
    """Whether a value is none like those below it: "100 m" or "Jan 2020" above bare numbers."""
    amounts = [amount_of(one, sign) for one in below]
    above = amount_of(cell, sign)
    are_bare = bool(below) and all(amount and not amount[1] for amount in amounts)
    return are_bare and (above is None or bool(above[1]))


def years_in(first: Row, body: Sequence[Row]) -> frozenset[int]:
    """Columns that are named by a year, of which there are several: 2019, 2020, 2021."""
    names = {i: cell.strip() for i, cell in enumerate(first.cells) if _YEAR.fullmatch(cell.strip())}
    if len(names) < 2 or len(set(names.values())) < len(names):
        return frozenset()
    below = [cell for i in names for cell in values_below(body, i)]
    n_years = sum(_YEAR.fullmatch(cell) is not None for cell in below)
    return frozenset(names if 2 * n_years < len(below) else ())


def evidence(first: Row, body: Sequence[Row], sign: str) -> int:
    """In how many columns a text stands above numbers or dates, less those with a number itself."""
    names = numbers = 0
    years = years_in(first, body)
    for i, cell in enumerate(first.cells):
        if is_missing(cell):
            continue
        below = values_below(body, i)
        if i not in years and is_value(cell, sign) and not _is_apart(cell, below, sign):
            numbers += 1
        elif is_measured(below, sign):
            names += 1
    return names - numbers if names or numbers else 0
