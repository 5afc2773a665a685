"""Columns of texts that are numbers: their decimal sign, their unit, and what is none of them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import isnan, nan

from nnviz.data.tables.cell.missing import MISSING_MARKS, is_missing
from nnviz.data.tables.cell.number import amount_of, is_known_unit, is_money
from nnviz.data.tables.cleaning import cleaned

POINT, COMMA = ".", ","

# Marks of missing values in the capitals that are most common.
_SPELT = MISSING_MARKS | {mark.upper() for mark in MISSING_MARKS} | {"None", "NaN", "NaT", "Null"}
# Characters of the longest number.
_LONGEST = 60
# Different numbers that may still be the few sizes of a category.
_FEW = 20

# A number whose decimal sign is beyond doubt: "1,5", "0,125", "1.234,5" or "5,-", but not "1,234".
_CLEAR = {
    sign: re.compile(
        rf"[+-]?(\d*{own}(\d{{1,2}}|\d{{4,}})|0?{own}\d+|\d{{4,}}{own}\d+|\d*{own}\d+e[+-]?\d+"
        rf"|\d{{1,3}}({other}\d{{3}})+{own}(\d+|[-–])|\d{{1,3}}({other}\d{{3}}){{2,}}|\d+{own}[-–])",
        re.ASCII | re.I,
    )
    for sign, own, other in ((POINT, r"\.", ","), (COMMA, ",", r"\."))
}
_DOUBTFUL = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_ALL_DOUBTFUL = re.compile(r"(?:(?:[+-]?[1-9]\d{0,2}[.,]\d{3}|[^.,\0]*)\0)++", re.ASCII)
_EITHER = re.compile(r"[+-]?\d{1,3},\d{3}", re.ASCII)
# A number behind or before what may be its unit: letters, a sign of money, %, a space between.
_WRITTEN = re.compile(
    r"[(+-]?(?:([^\W\d_]{0,3}[$€£¥₹]?[ ]?)[+-]?\d[\d.,]*"
    r"|[\d.,]*\d([ ]?(?:[$€£¥₹%°]|[^\W\d_]{1,9})))\)?"
)
# Cells among which one with a unit is looked for, and texts that come again.
_LOOKED_AT = 50
# What is around the digits of a number with a unit.
_AROUND = re.compile(
    r"\s?\[\w{1,3}\]$|^(?:[^\W\d_]{1,4}\.\s?|[^\d.,]{1,6})(?=[\d.,])"
    r"|(?<=\d)[^\d.,]{1,15}$|(?<=,-)\D+$"
)


def decimal_sign(cells: Iterable[str], delimiter: str) -> str | None:
    """The decimal sign that most of the numbers among some texts have.

    "1,234" may be either. It is taken as a decimal comma where the delimiter is the semicolon that
    goes with one, and else as a thousand and some. None where nothing tells.
    """
    points = commas = either = 0
    for cell in cells:
        if len(cell) > _LONGEST or (POINT not in cell and COMMA not in cell):
            continue
        bare = _AROUND.sub("", cell)
        points += _CLEAR[POINT].fullmatch(bare) is not None
        commas += _CLEAR[COMMA].fullmatch(bare) is not None
        either += _EITHER.fullmatch(bare) is not None
    if points or commas:
        return COMMA if commas > points else POINT
    return COMMA if either and delimiter == ";" else None


@dataclass(frozen=True)
class Numbers:
    """What many texts are as numbers.

    Attributes
    ----------
    values
        nan where there is none.
    strays
        Positions of texts that are neither numbers, or not in this unit, nor missing.
    unit
        Of the numbers that have one; "" where none has.
    others
        Other units that stand among the strays, the most frequent first.
    bare
        How many have no unit though others have, of those that `n_measured` counts.
    """

    values: list[float]
    strays: list[int]
    unit: str = ""
    others: tuple[str, ...] = ()
    bare: int = 0

    @property
    def is_measure(self) -> bool:
        """Whether the unit is one, or else each number has the same word: not "3 rooms" and
        "kitchen", and not the few sizes that a category may have.
        """
        return (
            not self.unit
            or is_known_unit(self.unit)
            or not (self.bare or self.strays or are_few(self.values))
        )


def first_ambiguous(cells: Sequence[str], found: str | None) -> str | None:
    """The first number that would be another with the other decimal sign, "1.234" or "1,234".

    None where no number has either sign, "" where one of them leaves no doubt.

    Parameters
    ----------
    found
        What the cells before these have come to.
    """
    joined = "\0".join(cells)
    if found == "" or (POINT not in joined and COMMA not in joined):
        return found
    if _ALL_DOUBTFUL.fullmatch(joined + "\0"):
        return found or next(cell for cell in cells if POINT in cell or COMMA in cell)
    for cell in cells:
        if POINT in cell or COMMA in cell:
            bare = _AROUND.sub("", cell.strip()) if len(cell) <= _LONGEST else ""
            if not _DOUBTFUL.fullmatch(bare):
                return ""
            found = found or cell.strip()
    return found


def sign_of_money(cells: Sequence[str], decimal: str) -> str:
    """The decimal sign of a column: not the file's, where that would leave three decimals to money.

    "$40,123" is forty thousand even where decimals have commas elsewhere. But €1,459 may be what a
    litre costs, where no amount has more before the sign.
    """
    if not any(decimal in cell for cell in cells):
        return decimal
    signed = [cell.strip() for cell in cells if POINT in cell or COMMA in cell]
    bare = [_AROUND.sub("", cell) for cell in signed]
    if not all(decimal in one and _DOUBTFUL.fullmatch(one) for one in bare):
        return decimal
    amount = amount_of(signed[0], decimal)
    if amount is None or not is_money(amount[1]) or max(map(len, bare)) < len("1,234") + 1:
        return decimal
    return COMMA if decimal == POINT else POINT


def are_codes(cells: Sequence[str]) -> bool:
    """Whether digits name something and count nothing: all equally many, zeros in front kept."""
    if not any(len(cell) > 3 and cell[0] == "0" and cell.isdigit() for cell in cells):
        return False
    stripped = [cell.strip() for cell in cells]
    return all(cell.isdigit() and len(cell) == len(stripped[0]) for cell in stripped)


def are_numbers(cells: Sequence[str], decimal: str, tolerated: int) -> bool:
    """Whether texts without missing values are numbers of one unit, but for a few.

    Where there are any others, the numbers must be more than a column of categories would have.
    """
    if _plain_numbers(cells, decimal) is not None:
        return True
    # What is none is soon known.
    strays = 0
    for cell in cells[: 2 * tolerated + _FEW]:
        strays += amount_of(cleaned(cell), decimal) is None
        if strays > tolerated:
            return False
    found = numbers_of(cells, decimal)
    if len(found.strays) > tolerated or not found.is_measure:
        return False
    return not found.strays or not are_few(found.values)


def are_few(numbers: Sequence[float]) -> bool:
    """Whether numbers are so few different ones that they may be names of categories."""
    return len({number for number in numbers if not isnan(number)}) <= _FEW


def n_measured(numbers: Iterable[float]) -> int:
    """How many of them would have a unit: nothing is nothing in any."""
    return sum(abs(number) > 0 for number in numbers)


def numbers_of(cells: Sequence[str], decimal: str, unit: str | None = None) -> Numbers:
    """The numbers that many texts are.

    Parameters
    ----------
    unit
        Of the column: its numbers have this one or none. None: whichever most of them have.
    """
    quick = _plain_numbers(cells, decimal)
    if quick is not None:
        return Numbers(quick, [], unit or "", (), n_measured(quick) if unit else 0)
    uniform = _uniform_numbers(cells, decimal, unit)
    if uniform is not None:
        return uniform
    counts = Counter(cell for cell in cells if not is_missing(cell))
    amounts = {cell: amount_of(cleaned(cell), decimal) for cell in counts}
    units: Counter[str] = Counter()
    for cell, amount in amounts.items():
        if amount and (amount[1] or amount[0]):
            units[amount[1]] += counts[cell]
    bare = units.pop("", 0)
    common = [name for name, _count in units.most_common()]
    unit = unit or (common[0] if common and unit is None else "")
    values = {
        cell: amount[0] for cell, amount in amounts.items() if amount and amount[1] in ("", unit)
    }
    others = tuple(name for name in common if name != unit)
    strays = [i for i, cell in enumerate(cells) if cell in amounts and cell not in values]
    return Numbers(
        [values.get(cell, nan) for cell in cells], strays, unit, others, bare * bool(unit)
    )


def _plain_numbers(cells: Sequence[str], decimal: str) -> list[float] | None:
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
    """As `_plain_numbers`, each text read anew.

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


def _uniform_numbers(cells: Sequence[str], decimal: str, unit: str | None) -> Numbers | None:
    """Numbers with one unit, written alike, or none, and signs between thousands or none, and marks
    of missing values; None where there are others. `cell.number` and `cell.missing` say the same of
    each, one by one, which takes longer.
    """
    before, after, found = _dress_of(cells, decimal, unit)
    joined = "\0".join(cells)
    if not cells or _uniform(decimal, before, after).fullmatch(joined + "\0") is None:
        return None
    dress = before or after
    parts = _undressed(joined, decimal, dress).split("\0")
    try:
        values = list(map(float, parts))
    except ValueError:
        absent = {_undressed(mark, decimal, dress) for mark in _SPELT}
        values = [nan if part in absent else float(part) for part in parts]
    bare = 0
    if found and (not dress or joined.count(dress) < len(cells)):
        pairs = zip(values, cells, strict=True)
        bare = n_measured(number for number, cell in pairs if not dress or dress not in cell)
    return Numbers(values, [], found, (), bare)


def _undressed(text: str, decimal: str, dress: str) -> str:
    """Numbers that `_uniform` matches, without what Python has not around them."""
    text = text.replace(COMMA if decimal == POINT else POINT, "").replace(decimal, POINT)
    if dress:
        text = text.replace(dress, "")
    # So do accounts write what is below nothing.
    return text.replace("(", "-").replace(")", "") if "(" in text else text


def _dress_of(cells: Sequence[str], decimal: str, unit: str | None) -> tuple[str, str, str]:
    """What stands before or behind the first number that has a unit, and that unit.

    Of numbers without one: nothing, and the column's unit.
    """
    for cell in cells[:_LOOKED_AT]:
        dressed = _WRITTEN.fullmatch(cell)
        if dressed and len(cell) <= _LONGEST:
            before, after = dressed[1] or "", dressed[2] or ""
            # It must be one around any number.
            amount = amount_of(f"{before}1{after}", decimal)
            if amount and amount[0] == 1 and amount[1] and unit in (None, amount[1]):
                return before, after, amount[1]
            break
    return "", "", unit or ""


@cache
def _uniform(decimal: str, before: str, after: str) -> re.Pattern[str]:
    """What cells, each with a NUL behind it, match that `_uniform_numbers` can read."""
    other = COMMA if decimal == POINT else POINT
    whole = rf"(?:[1-9]\d{{0,2}}(?:{re.escape(other)}\d{{3}}){{1,5}}|\d{{1,15}})"
    number = rf"{whole}(?:{re.escape(decimal)}\d{{1,15}})?"
    first, last = (f"(?:{re.escape(part)})?" if part else "" for part in (before, after))
    forms = [rf"[+-]?{first}{number}{last}", rf"\({first}{number}{last}\)"]
    if before:
        forms.append(rf"{re.escape(before)}[+-]{number}")
    # The dress is taken off wherever it is.
    marks = sorted(
        mark for mark in _SPELT if mark and not (before + after and before + after in mark)
    )
    forms += map(re.escape, marks)
    # Without a way back: a cell that does not fit would have those before it tried in all ways.
    return re.compile(rf"(?:(?:{'|'.join(forms)})?\0)++", re.ASCII)
