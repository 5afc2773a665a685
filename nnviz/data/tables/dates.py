"""Texts that are dates, as days since the beginning of 1970, time of day included."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from math import isnan, nan

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.cleaning import is_missing

#: The orders in which a date may be written: 2024-12-31, 31.12.2024, 12/31/2024.
ORDERS = ("ymd", "dmy", "mdy")

_EPOCH = date(1970, 1, 1).toordinal()
_TIME = (
    r"(?:(?:T|,?\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:[.,]\d{1,9})?))?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_LONG_YEAR, _YEAR = r"(?P<y>\d{4})", r"(?P<y>\d{4}|\d{2})"
_MONTH, _DAY = r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_FORMS = {
    order: re.compile(rf"{first}(?P<sep>{separators}){second}(?P=sep){third}{_TIME}", re.ASCII)
    for order, separators, first, second, third in (
        ("ymd", "[-/.]", _LONG_YEAR, _MONTH, _DAY),
        ("dmy", "[-/.]", _DAY, _MONTH, _YEAR),
        ("mdy", "[-/]", _MONTH, _DAY, _YEAR),
    )
}


def date_of(text: str, order: str) -> float | None:
    """Days since the beginning of 1970; nan for a missing value, None if the text is no date.

    A year of two digits is one of 1969 to 2068, as POSIX has it (strptime, %y).
    """
    text = text.strip()
    if is_missing(text):
        return nan
    found = _FORMS[order].fullmatch(text)
    if not found:
        return None
    year = int(found["y"])
    if len(found["y"]) == 2:
        year += 1900 if year >= 69 else 2000
    try:
        days = date(year, int(found["m"]), int(found["d"])).toordinal() - _EPOCH
    except ValueError:
        return None
    if found["hour"] is None:
        return float(days)
    hour, minute = int(found["hour"]), int(found["minute"])
    second = float((found["second"] or "0").replace(",", "."))
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"][0] in "Pp" else 0)
    if hour > 24 or minute > 59 or second >= 61:
        return None
    return days + (hour * 3600 + minute * 60 + second - _offset(found["zone"])) / 86400


def _offset(zone: str | None) -> int:
    """Seconds that a zone's clocks are ahead of UTC."""
    if not zone or zone[0] not in "+-":
        return 0
    sign = -1 if zone[0] == "-" else 1
    return sign * (int(zone[1:3]) * 3600 + int(zone[-2:]) * 60)


def dates_of(cells: Sequence[str], order: str) -> tuple[list[float], list[int]]:
    """The dates that many texts are, and the positions of those that are none (nan there)."""
    known = {cell: date_of(cell, order) for cell in set(cells)}
    found = [known[cell] for cell in cells]
    strays = [i for i, days in enumerate(found) if days is None]
    return [nan if days is None else days for days in found], strays


def order_of(cells: Sequence[str], tolerated: int = 0) -> str | None:
    """The order in which texts without missing values are dates; None if they are not.

    Where both are possible, a date with slashes has its month first.
    """
    slashes = sum("/" in cell for cell in cells) > len(cells) / 2
    for order in ("ymd", "mdy", "dmy") if slashes else ORDERS:
        if len(dates_of(cells, order)[1]) <= tolerated:
            return order
    return None


def as_text(days: float) -> str:
    """A date as ISO 8601 writes it, with the time of day where there is one."""
    whole, seconds = divmod(round(days * 86400), 86400)
    day = date.fromordinal(whole + _EPOCH).isoformat()
    return f"{day} {timedelta(seconds=seconds)!s:0>8}" if seconds else day


def turned(days: FloatArray, read_as: str, order: str) -> FloatArray:
    """Dates that were read in one order, as they are in another.

    Texts like 03/04/2020 tell no order of day and month. Where others among them do, and so are no
    dates in the other order, all stay as they are.

    Parameters
    ----------
    days : (n,)
        nan where there is no date.
    read_as, order
        Of `ORDERS`.
    """
    if read_as == order or "ymd" in (read_as, order):
        return days
    whole = np.floor(days)
    dates = [None if isnan(day) else date.fromordinal(int(day) + _EPOCH) for day in whole]
    if any(one is not None and one.day > 12 for one in dates):
        return days
    other = [
        nan if one is None else float(date(one.year, one.day, one.month).toordinal() - _EPOCH)
        for one in dates
    ]
    moved: FloatArray = np.array(other) + (days - whole)
    return moved
