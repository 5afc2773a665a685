"""Which of a table's first rows has the names, and which rows stand above it.

A row is seen against those below: names are texts above numbers or dates, titles fill fewer cells.
"""

from collections.abc import Sequence

from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.cell.missing import is_missing
from nnviz.data.tables.columns.decimals import POINT
from nnviz.data.tables.layout.evidence import (
    Row,
    are_new,
    comes_again,
    evidence,
    is_measured,
    is_value,
    values_below,
)
from nnviz.data.tables.layout.explaining import rows_below, spread

# Rows among which the names are looked for; and those that may be as wide as they are.
_TOP, _CLOSE = 40, 4
# Characters of a number that counts rows, at most.
_LONGEST_COUNT = 20


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
                return i if evidence(row, values, sign) > 0 else at
            break
    return at


def _is_title(row: Row, width: int, sign: str) -> bool:
    """Whether a row that is not full says something of the whole table."""
    if width == 2 and not row.cells[0].strip():
        # The rows' names have none, and one column has.
        return False
    return not any(is_value(cell, sign) for cell in row.cells if cell.strip())


def names_row(rows: list[Row], at: int, width: int, sign: str) -> tuple[int, bool]:
    """Which row has the names, and whether it has any."""
    if rows[at].mark and at + 1 < len(rows):
        below = rows[at + 1]
        if not below.mark and evidence(below, rows[at + 2 :], sign) > 0:
            # A comment that happens to have as many cells as there are columns.
            return at + 1, True
        return at, True
    for i in range(at, min(at + _CLOSE, len(rows) - 2)):
        if all(_is_none(row, sign) for row in rows[at:i]) and _are_names(rows[i:], width, sign):
            at = i
            break
        if i > 0 and _are_grouped(rows[i - 1], rows[i], rows[i + 1 :], sign):
            return i - 1, True
    if _has_header(rows[at:], sign):
        names = [cleaned(cell) for cell in rows[at].cells]
        is_grouped = len(set(names)) < len(names) and at > 0 and rows[at - 1].filled > 1
        return (at - 1 if is_grouped and len(rows[at - 1].cells) == width else at), True
    # What was passed over may be names after all, of which some lack.
    for i in range(at):
        if len(rows[i].cells) == width and rows[i].filled > 1:
            return i, True
    return at, False


def _is_none(row: Row, sign: str) -> bool:
    """Whether a row has no names: there are values in it, such as the year of a report."""
    return any(is_value(cell, sign) for cell in row.cells if not is_missing(cell))


def _are_names(rows: Sequence[Row], width: int, sign: str) -> bool:
    """Whether the first row has a text of its own for each column, above numbers or dates."""
    first, body = rows[0], rows[1:]
    if len(first.cells) != width or first.filled < width or _is_none(first, sign):
        return False
    body = body[rows_below(first, body, sign) :]
    return are_new(first, body) and evidence(first, body, sign) > 0


def _are_grouped(groups: Row, parts: Row, body: Sequence[Row], sign: str) -> bool:
    """Whether a row has names that come again below other groups, such as years: 2019, 2020."""
    if len(groups.cells) != len(parts.cells) or _is_none(parts, sign) or not all(parts.cells[1:]):
        return False
    pairs = list(zip(spread(groups.cells), map(cleaned, parts.cells), strict=True))
    told = [part for _, part in pairs]
    if len(set(pairs)) < len(pairs) or len(set(told)) == len(told):
        return False
    return not comes_again(parts, body) and evidence(parts, body, sign) > 0


def _has_header(rows: Sequence[Row], sign: str) -> bool:
    """Whether the first row has names: texts above numbers or dates, or what is not repeated."""
    first, body = rows[0], rows[1:]
    others = [row for row in body if row.cells != first.cells]
    if 0 < len(others) < len(body) and evidence(first, others, sign) > 0:
        # Tables that were put below one another, names and all.
        return True
    if not body:
        return not _is_none(first, sign)
    if len(body) > 2 and evidence(body[0], body[1:], sign) > 0:
        # Names of two rows.
        return not _is_none(first, sign)
    decided = [
        cell
        for i, cell in enumerate(first.cells)
        if not is_missing(cell)
        and (is_value(cell, sign) or is_measured(values_below(body, i), sign))
    ]
    if decided:
        return evidence(first, body, sign) >= 0
    return are_new(first, body)


def are_row_names(rows: Sequence[Row], width: int) -> bool:
    """Whether the first cells of rows name these: all different, and texts or 1, 2, 3, ...

    Not if most of the last cells are empty: then it is those that belong to no column.
    """
    whole = [row for row in rows if len(row.cells) >= width]
    if 2 * sum(bool(row.cells[width - 1].strip()) for row in whole) < max(len(whole), 1):
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
    return not any(is_value(cell, POINT) for cell in first)
