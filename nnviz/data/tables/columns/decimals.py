"""Which decimal sign numbers have, as far as they tell: point or comma."""

import re
from collections.abc import Iterable, Sequence

from nnviz.data.tables.cell.number import LONGEST_NUMBER, amount_of, is_money

POINT, COMMA = ".", ","

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
# What is around the digits of a number with a unit.
_AROUND = re.compile(
    r"\s?\[\w{1,3}\]$|^(?:[^\W\d_]{1,4}\.\s?|[^\d.,]{1,6})(?=[\d.,])"
    r"|(?<=\d)(?:\s?[^\W\d_]{2,5}\.)?[^\d.,]{0,15}$|(?<=,-)\D+$"
)


def decimal_sign(cells: Iterable[str], delimiter: str) -> str | None:
    """The decimal sign that most of the numbers among some texts have.

    "1,234" may be either. It is taken as a decimal comma where the delimiter is the semicolon that
    goes with one, and else as a thousand and some. None where nothing tells.
    """
    points = commas = either = 0
    for cell in cells:
        if len(cell) > LONGEST_NUMBER or (POINT not in cell and COMMA not in cell):
            continue
        bare = _AROUND.sub("", cell)
        points += _CLEAR[POINT].fullmatch(bare) is not None
        commas += _CLEAR[COMMA].fullmatch(bare) is not None
        either += _EITHER.fullmatch(bare) is not None
    if points or commas:
        return COMMA if commas > points else POINT
    return COMMA if either and delimiter == ";" else None


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
            bare = _AROUND.sub("", cell.strip()) if len(cell) <= LONGEST_NUMBER else ""
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
