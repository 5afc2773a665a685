"""Which rows below the names are no examples but explain them: questions, units, kinds, dashes."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.cell.missing import is_missing
from nnviz.data.tables.layout.evidence import (
    Row,
    are_new,
    is_measured,
    is_value,
    values_below,
    years_in,
)

_RULE = re.compile(r"[\s:=+\-]*-[\s:=+\-]*")
# What Orange writes below the names (Orange's native format): kinds of columns, and their roles.
_KINDS = frozenset(
    ["continuous", "c", "numeric", "n", "discrete", "d", "string", "s", "text", "time", "t"]
)
_ROLES = frozenset(("", "class", "c", "meta", "m", "ignore", "i", "weight", "w"))
# Different texts below a question: at most so many of the rows.
_REPEATED = 0.5


def rows_below(first: Row, body: Sequence[Row], sign: str) -> int:
    """How many rows below the names have no values: questions, units, a rule of dashes."""
    rules = _written_by_programs(body, sign)
    while rules < len(body) and all(map(_RULE.fullmatch, filter(str.strip, body[rules].cells))):
        rules += 1
    rest = body[rules:]
    if len(rest) > 1 and first.filled < len(first.cells) and _are_parts(rest[0], rest[1:], sign):
        return rules + 1
    for count in (2, 1):
        values = rest[count:]
        if len(values) > 1 and all(_explains(row, values, sign) for row in rest[:count]):
            return rules + count
    return rules if rest else 0


def _written_by_programs(body: Sequence[Row], sign: str) -> int:
    """How many rows tell the columns' kinds and roles, as Orange writes them, or their numbers, as
    offices of statistics do.
    """
    if len(body) < 3:
        return 0
    words = [[cell.strip().lower() for cell in row.cells] for row in body[:2]]
    if len(words[0]) > 1 and all(word in _KINDS for word in words[0]):
        are_roles = any(words[1]) and all(word in _ROLES for word in words[1])
        if are_roles or any(len(word) > 1 for word in words[0]):
            return 1 + are_roles
    numbers = [f"{i}" for i in range(1, len(words[0]) + 1)]
    if len(numbers) > 2 and [word.strip("()[]") for word in words[0]] == numbers:
        below = (values_below(body[1:], i) for i in range(len(numbers)))
        return int(words[0] != numbers or not all(is_measured(cells, sign) for cells in below))
    return 0


def _are_parts(row: Row, rest: Sequence[Row], sign: str) -> bool:
    """Whether a row has the names of columns, below those of groups, though all values are texts:
    it is full, and nothing in it comes again where everything else does.
    """
    if row.filled < len(row.cells) or any(is_value(cell, sign) for cell in row.cells):
        return False
    columns = [values_below(rest, i) for i in range(len(row.cells))]
    return are_new(row, rest) and all(
        len(set(map(cleaned, cells))) <= _REPEATED * len(cells) for cells in columns
    )


def _explains(row: Row, rest: Sequence[Row], sign: str) -> bool:
    """Whether a row below the names is no example, seen against the rows below it."""
    years = years_in(row, rest)
    named = (cell for i, cell in enumerate(row.cells) if i not in years and not is_missing(cell))
    if any(is_value(cell, sign) for cell in named):
        return False
    measured = texts = 0
    for i, cell in enumerate(row.cells):
        below = values_below(rest, i)
        if is_missing(cell) or not below:
            continue
        if is_measured(below, sign):
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


def spread(groups: Sequence[str]) -> list[str]:
    """Names of groups, each over all of its columns, as it may stand there already."""
    names = list(map(cleaned, groups))
    if any(name and name == following for name, following in pairwise(names)):
        return names
    return list(accumulate(names, _or_last))


def _or_last(last: str, this: str) -> str:
    return this or last
