"""Texts that are numbers, with a decimal point or a decimal comma, and what tells the two apart."""

import re
from collections.abc import Iterable, Sequence
from math import nan

from nnviz.data.tables.cleaning import MISSING_MARKS, is_missing

POINT, COMMA = ".", ","

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?inf(inity)?", re.ASCII | re.I)
# Thousands apart: by a point or a comma, whichever is not the decimal sign, by an apostrophe or
# by one of the spaces (plain, no-break, narrow no-break, thin).
_SPACES = " '’\u00a0\u202f\u2009"
_GROUPED = {
    sign: re.compile(
        rf"[+-]?\d{{1,3}}(?P<by>[{other}{_SPACES}])\d{{3}}((?P=by)\d{{3}})*({own}\d*)?", re.ASCII
    )
    for sign, own, other in ((POINT, r"\.", ","), (COMMA, ",", "."))
}
# A number whose decimal sign is beyond doubt: "1,5", "0,125" or "1.234,5", but not "1,234".
_CLEAR = {
    sign: re.compile(
        rf"[+-]?(\d*{own}(\d{{1,2}}|\d{{4,}})|0?{own}\d+|\d{{4,}}{own}\d+|\d*{own}\d+e[+-]?\d+"
        rf"|\d{{1,3}}({other}\d{{3}})+{own}\d+|\d{{1,3}}({other}\d{{3}}){{2,}})",
        re.ASCII | re.I,
    )
    for sign, own, other in ((POINT, r"\.", ","), (COMMA, ",", r"\."))
}
_EITHER = re.compile(r"[+-]?\d{1,3},\d{3}", re.ASCII)


def decimal_sign(cells: Iterable[str], delimiter: str) -> str | None:
    """The decimal sign that most of the numbers among some texts have.

    "1,234" may be either. It is taken as a decimal comma where the delimiter is the semicolon that
    goes with one, and else as a thousand and some. None where nothing tells.
    """
    points = commas = either = 0
    for cell in cells:
        points += _CLEAR[POINT].fullmatch(cell) is not None
        commas += _CLEAR[COMMA].fullmatch(cell) is not None
        either += _EITHER.fullmatch(cell) is not None
    if points or commas:
        return COMMA if commas > points else POINT
    return COMMA if either and delimiter == ";" else None


def number_of(text: str, decimal: str) -> float | None:
    """The number that a text is; nan for a missing value, None if it is neither."""
    text = text.strip()
    if is_missing(text):
        return nan
    text = text.replace("−", "-")
    grouped = _GROUPED[decimal].fullmatch(text)
    if grouped:
        text = text.replace(grouped["by"], "")
    if decimal == COMMA:
        if POINT in text:
            return None
        text = text.replace(COMMA, POINT)
    return float(text) if _PLAIN.fullmatch(text) else None


def numbers_of(cells: Sequence[str], decimal: str) -> tuple[list[float], list[int]]:
    """The numbers that many texts are, and the positions of those that are none (nan there)."""
    joined = "\0".join(cells)
    # Python's own reading is quick, and right unless it is offered what only Python writes.
    if joined.isascii() and "_" not in joined:
        quick: Sequence[str] | None = cells
        if decimal == COMMA:
            quick = None if POINT in joined else joined.replace(COMMA, POINT).split("\0")
        if quick is not None and len(quick) == len(cells):
            try:
                return [nan if cell in MISSING_MARKS else float(cell) for cell in quick], []
            except ValueError:
                pass
    found = [number_of(cell, decimal) for cell in cells]
    strays = [i for i, number in enumerate(found) if number is None]
    return [nan if number is None else number for number in found], strays
