"""Columns of numbers that are all written alike are read at once.

`cell.number` and `cell.missing` say the same of each text by itself, which takes ten times as long:
`numerals` asks them where a column is not read here.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from math import isnan, nan
from typing import NamedTuple

from nnviz.data.tables.cell.missing import MISSING_MARKS, is_missing
from nnviz.data.tables.cell.number import LONGEST_NUMBER, amount_of
from nnviz.data.tables.columns.decimals import COMMA, POINT

# Marks of missing values in the capitals that are most common.
_SPELT = (
    MISSING_MARKS
    | {mark.upper() for mark in MISSING_MARKS}
    | {"None", "NaN", "NaT", "Null", "k.A."}
)
# A number behind or before what may be its unit: letters, a sign of money, %, a space between.
_WRITTEN = re.compile(
    r"[(+-]?(?:([^\W\d_]{0,3}[$€£¥₹]?[ ]?)[+-]?\d[\d.,]*"
    r"|[\d.,]*\d([ ]?(?:[$€£¥₹%°]|[^\W\d_]{1,9})))\)?"
)
# Cells among which one with a unit is looked for, and texts that come again.
_LOOKED_AT = 50


def plain_numbers(cells: Sequence[str], decimal: str) -> list[float] | None:
    """Numbers without units and without signs between thousands, None where there are others."""
    if 2 * len(set(cells[:_LOOKED_AT])) > min(len(cells), _LOOKED_AT):
        return _plain_numbers_among(cells, decimal)
    # Ratings, ages, shades of grey: a few texts, again and again.
    different = list(set(cells))
    values = _plain_numbers_among(different, decimal)
    if values is None:
        return None
    return list(map(dict(zip(different, values, strict=True)).__getitem__, cells))


def _plain_numbers_among(cells: Sequence[str], decimal: str) -> list[float] | None:
    """As `plain_numbers`, each text read anew.

    Python's own reading is quick, and right unless it is offered what only Python writes.
    """
    joined = "\0".join(cells)
    if not joined.isascii() or "_" in joined:
        return None
    quick: Sequence[str] = cells
    if decimal == COMMA:
        if POINT in joined:
            return None
        quick = joined.replace(COMMA, POINT).split("\0")
        if len(quick) != len(cells):
            return None
    try:
        values = list(map(float, quick))
    except ValueError:
        try:
            values = [nan if cell in _SPELT else float(cell) for cell in quick]
        except ValueError:
            return None
    if isnan(sum(values)):
        # "+nan" is Python's alone.
        lacking = {cell for cell, value in zip(cells, values, strict=True) if isnan(value)}
        return values if all(map(is_missing, lacking)) else None
    return values


class Uniform(NamedTuple):
    """Numbers that are all written alike: `values`, nan where there is none, their `unit`, and how
    many are `bare` of it.
    """

    values: list[float]
    unit: str
    bare: int


def uniform_numbers(cells: Sequence[str], decimal: str, unit: str | None) -> Uniform | None:
    """Numbers with one unit or none, signs between thousands or none, and missing values; None
    where there are others.

    Parameters
    ----------
    unit
        As `numerals.numbers_of` has it.
    """
    before, after, found = _dress_of(cells, decimal, unit)
    joined = "\0".join(cells)
    if not cells or _uniform(decimal, before, after).fullmatch(joined + "\0") is None:
        return None
    dress = before or after
    if nothing := _nothing(dress):
        joined = re.sub(rf"(?<![^\0]) *+{nothing} *(?![^\0])", "0", joined)
    parts = _undressed(joined, decimal, dress).split("\0")
    try:
        values = list(map(float, parts))
    except ValueError:
        absent = {_undressed(mark, decimal, dress) for mark in _SPELT}
        values = [nan if part.strip() in absent else float(part) for part in parts]
    bare = 0
    if found and (not dress or joined.count(dress) < len(cells)):
        pairs = zip(values, cells, strict=True)
        bare = n_measured(number for number, cell in pairs if not dress or dress not in cell)
    return Uniform(values, found, bare)


def _undressed(text: str, decimal: str, dress: str) -> str:
    """Numbers that `_uniform` matches, without what Python has not around them."""
    text = text.replace(COMMA if decimal == POINT else POINT, "").replace(decimal, POINT)
    if dress:
        text = text.replace(dress, "")
    # So do accounts write what is below nothing.
    return text.replace("(", "-").replace(")", "") if "(" in text else text


def _nothing(dress: str) -> str:
    """How accounts write nothing at all in a currency, "$ -"; empty where numbers have no such."""
    sign = dress.strip()
    amount = amount_of(f"{sign} -", POINT) if sign else None
    if amount is None or amount[0] != 0:
        return ""
    sign = re.escape(sign)
    return rf"(?:{sign} *[-–—]{{1,2}}|[-–—]{{1,2}} *{sign})"


def _dress_of(cells: Sequence[str], decimal: str, unit: str | None) -> tuple[str, str, str]:
    """What stands before or behind the first number that has a unit, and that unit.

    Of numbers without one: nothing, and the column's unit.
    """
    for cell in cells[:_LOOKED_AT]:
        dressed = _WRITTEN.fullmatch(cell.strip(" "))
        if dressed and len(cell) <= LONGEST_NUMBER:
            before, after = dressed[1] or "", dressed[2] or ""
            # It must be one around any number.
            amount = amount_of(f"{before}1{after}", decimal)
            if amount and amount[0] == 1 and amount[1] and unit in (None, amount[1]):
                return before, after, amount[1]
            break
    return "", "", unit or ""


@cache
def _uniform(decimal: str, before: str, after: str) -> re.Pattern[str]:
    """What cells, each with a NUL behind it, match that `uniform_numbers` can read."""
    other = COMMA if decimal == POINT else POINT
    whole = rf"(?:[1-9]\d{{0,2}}(?:{re.escape(other)}\d{{3}}){{1,5}}|\d{{1,15}})"
    number = rf"{whole}(?:{re.escape(decimal)}\d{{1,15}})?"
    first, last = (f"(?:{re.escape(part)})?" if part else "" for part in (before, after))
    forms = [rf"[+-]?{first}{number}{last}", rf"\({first}{number}{last}\)"]
    if before:
        forms.append(rf"{re.escape(before)}(?:[+-]{number}|\({number}\))")
    # The dress is taken off wherever it is.
    marks = sorted(
        mark for mark in _SPELT if mark and not (before + after and before + after in mark)
    )
    forms += map(re.escape, marks)
    forms += filter(None, [_nothing(before + after)])
    # Without a way back: a cell that does not fit would have those before it tried in all ways.
    return re.compile(rf"(?: *+(?:{'|'.join(forms)})? *\0)++", re.ASCII)


def n_measured(numbers: Iterable[float]) -> int:
    """How many of them would have a unit: nothing is nothing in any."""
    return sum(abs(number) > 0 for number in numbers)
