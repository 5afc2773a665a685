"""Which of a table's first rows has the names, which rows stand above it, and which explain it.

A row is seen against those below: names are texts above numbers or dates, titles fill fewer cells,
questions and units stand where there are numbers further down.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nnviz.data.tables.cell.missing import is_missing
from nnviz.data.tables.cell.number import amount_of, is_known_unit
from nnviz.data.tables.cleaning import cleaned
from nnviz.data.tables.dates import order_of
from nnviz.data.tables.decimals import POINT

# Rows among which the names are looked for.
_TOP = 40
_COMMENT = re.compile(r'\s*"?(#|%|//)')
_RULE = re.compile(r"[\s:=+\-]*-[\s:=+\-]*")
# Different texts below a question: at most so many of the rows.
_REPEATED = 0.5
# Characters of a number that counts rows, at most.
_LONGEST_COUNT = 20


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


def rows_above(rows: list[Row], width: int, sign: str) -> int:
    """How many rows stand above the names: those that are blank, and titles."""
    if width < 2:
        return 0
    at = 0
    top = rows[: min(_TOP, len(rows) - 1)]
    full = [row.filled for row in rows if len(row.cells) == width and row.filled > 1]
    typical = sorted(full)[len(full) // 2] if full else width
    for i, row in enumerate(top):
        if row.filled and not (_is_title(row, width, sign) and 2 * row.filled <= typical):
            break
        at = i + 1
    # Pairs such as "Date,2019" stand above names that are all there, and these above numbers.
    for i, row in enumerate(top[at:], at):
        if row.filled >= typical:
            told = {cleaned(cell) for cell in row.cells if cell.strip()}
            body = rows[i + 1 :]
            if i > at and len(told) == row.filled:
                values = body[rows_below(row, body, sign) :]
                return i if _evidence(row, values, sign) > 0 else at
            break
    return at


def _is_title(row: Row, width: int, sign: str) -> bool:
    """Whether a row that is not full says something of the whole table."""
    if width == 2 and not row.cells[0].strip():
        # The rows' names have none, and one column has.
        return False
    return not any(_is_value(cell, sign) for cell in row.cells if cell.strip())


# One that is the name of a column.
_YEAR = re.compile(r"(?:1[89]|20)\d\d", re.ASCII)


def names_row(rows: list[Row], at: int, width: int, sign: str) -> tuple[int, bool]:
    """Which row has the names, and whether it has any."""
    if rows[at].mark and at + 1 < len(rows):
        below = rows[at + 1]
        if not below.mark and _evidence(below, rows[at + 2 :], sign) > 0:
            # A comment that happens to have as many cells as there are columns.
            return at + 1, True
        return at, True
    if _has_header(rows[at:], sign):
        names = [cleaned(cell) for cell in rows[at].cells]
        is_grouped = len(set(names)) < len(names) and at > 0 and rows[at - 1].filled > 1
        return (at - 1 if is_grouped and len(rows[at - 1].cells) == width else at), True
    # What was passed over may be names after all, of which some lack.
    for i in range(at):
        if len(rows[i].cells) == width and rows[i].filled > 1:
            return i, True
    return at, False


def _is_value(cell: str, sign: str) -> bool:
    """Whether a cell is a number, an amount of something known, or a date."""
    amount = amount_of(cell, sign)
    if amount is not None and (not amount[1] or is_known_unit(amount[1])):
        return True
    return order_of([cell.strip()]) is not None


def _values_below(rows: Sequence[Row], i: int) -> list[str]:
    return [
        row.cells[i].strip() for row in rows if i < len(row.cells) and not is_missing(row.cells[i])
    ]


def _is_measured(cells: Sequence[str], sign: str) -> bool:
    """Whether there are values and all are numbers or dates."""
    return bool(cells) and (
        all(_is_value(cell, sign) for cell in cells) or order_of(cells) is not None
    )


def _is_apart(cell: str, below: Sequence[str], sign: str) -> bool:
    """Whether a value is none like those below it: "100 m" or "Jan 2020" above bare numbers."""
    amounts = [amount_of(one, sign) for one in below]
    above = amount_of(cell, sign)
    are_bare = bool(below) and all(amount and not amount[1] for amount in amounts)
    return are_bare and (above is None or bool(above[1]))


def _years_in(first: Row, body: Sequence[Row]) -> frozenset[int]:
    """Columns that are named by a year, of which there are several: 2019, 2020, 2021."""
    names = {i: cell.strip() for i, cell in enumerate(first.cells) if _YEAR.fullmatch(cell.strip())}
    if len(names) < 2 or len(set(names.values())) < len(names):
        return frozenset()
    below = [cell for i in names for cell in _values_below(body, i)]
    n_years = sum(_YEAR.fullmatch(cell) is not None for cell in below)
    return frozenset(names if 2 * n_years < len(below) else ())


def _evidence(first: Row, body: Sequence[Row], sign: str) -> int:
    """In how many columns a text stands above numbers or dates, less those with a number itself."""
    names = numbers = 0
    years = _years_in(first, body)
    for i, cell in enumerate(first.cells):
        if is_missing(cell):
            continue
        below = _values_below(body, i)
        if i not in years and _is_value(cell, sign) and not _is_apart(cell, below, sign):
            numbers += 1
        elif _is_measured(below, sign):
            names += 1
    return names - numbers if names or numbers else 0


def _has_header(rows: Sequence[Row], sign: str) -> bool:
    """Whether the first row has names: texts above numbers or dates, or what is not repeated."""
    first, body = rows[0], rows[1:]
    others = [row for row in body if row.cells != first.cells]
    if 0 < len(others) < len(body) and _evidence(first, others, sign) > 0:
        # Tables that were put below one another, names and all.
        return True
    if not body:
        return not any(_is_value(cell, sign) for cell in first.cells if not is_missing(cell))
    if len(body) > 2 and _evidence(body[0], body[1:], sign) > 0:
        # Names of two rows.
        return not any(_is_value(cell, sign) for cell in first.cells if not is_missing(cell))
    decided = [
        cell
        for i, cell in enumerate(first.cells)
        if not is_missing(cell)
        and (_is_value(cell, sign) or _is_measured(_values_below(body, i), sign))
    ]
    if decided:
        return _evidence(first, body, sign) >= 0
    told = [cleaned(cell) for cell in first.cells]
    columns = [{cleaned(cell) for cell in _values_below(body, i)} for i in range(len(told))]
    repeated = any(cell and cell in column for cell, column in zip(told, columns, strict=True))
    present = [cell for cell in told if cell]
    return len(set(present)) == len(present) and not repeated


def rows_below(first: Row, body: Sequence[Row], sign: str) -> int:
    """How many rows below the names have no values: questions, units, a rule of dashes."""
    rules = 0
    while rules < len(body) and all(map(_RULE.fullmatch, filter(str.strip, body[rules].cells))):
        rules += 1
    rest = body[rules:]
    for count in (2, 1):
        values = rest[count:]
        if len(values) > 1 and all(_explains(row, values, sign) for row in rest[:count]):
            return rules + count
    return rules if rest else 0


def _explains(row: Row, rest: Sequence[Row], sign: str) -> bool:
    """Whether a row below the names is no example, seen against the rows below it."""
    years = _years_in(row, rest)
    named = (cell for i, cell in enumerate(row.cells) if i not in years and not is_missing(cell))
    if any(_is_value(cell, sign) for cell in named):
        return False
    measured = texts = 0
    for i, cell in enumerate(row.cells):
        below = _values_below(rest, i)
        if is_missing(cell) or not below:
            continue
        if _is_measured(below, sign):
            measured += 1
            continue
        different = set(below)
        if len(different) > _REPEATED * len(below):
            continue
        if cell.strip() in different:
            return False
        texts += cell.strip().endswith("?") or len(cell.strip()) > 2 * max(map(len, different))
    # One text among numbers may be a slip; a whole row of them is none.
    lone = sum(not is_missing(cell) for cell in row.cells) == 1 and len(row.cells) > 1
    return not lone and (measured > 1 or texts > 0 or (measured == 1 and len(row.cells) <= 2))


def are_groups(first: Row, second: Row) -> bool:
    """Whether names stand for groups of columns that only the row below tells apart."""
    pairs = [
        (cleaned(upper), cleaned(lower))
        for upper, lower in zip(first.cells, second.cells, strict=False)
        if lower.strip() and not _RULE.fullmatch(lower)
    ]
    names = [upper for upper, _ in pairs]
    return len(set(names)) < len(names) or not all(names)


def are_row_names(rows: Sequence[Row], width: int) -> bool:
    """Whether the first cells of rows name these: all different, and texts or 1, 2, 3, ...

    Not if the last cells are empty: then it is those that belong to no column.
    """
    whole = [row for row in rows if len(row.cells) >= width]
    if not any(row.cells[width - 1].strip() for row in whole):
        return False
    first = [row.cells[0].strip() for row in whole]
    if len(set(first)) < len(first) or not all(first):
        return False
    if all(row.is_quoted for row in whole):
        # Numbers are quoted by nobody but R, which does so here.
        return True
    if all(cell.isdecimal() and len(cell) < _LONGEST_COUNT for cell in first):
        begin = int(first[0])
        return begin in (0, 1) and all(int(cell) == i for i, cell in enumerate(first, begin))
    return not any(_is_value(cell, POINT) for cell in first)
