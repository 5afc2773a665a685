"""Columns of texts that are dates, and dates as texts."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from math import isnan, nan

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.cell.date import EPOCH, ORDERS, date_of
from nnviz.data.tables.cell.missing import is_missing

_PARTS = r"(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?"
_MOMENT = re.compile(rf"(?:{_PARTS})?\0", re.ASCII)
_MOMENTS = re.compile(rf"(?:(?:{_PARTS})?\0)++", re.ASCII)
_LONG_YEAR, _YEAR_FIRST = re.compile(r"\d{4}"), re.compile(r"\s*\d{4}[-/.]", re.ASCII)
_TWO_YEARS = re.compile(r"\d\d(\d\d)[-/](\d\d)", re.ASCII)
#: Day and month the other way round.
TURNED = {"dmy": "mdy", "mdy": "dmy"}
# Seconds by what is written. A leap second is one, and so is the end of a day.
_HOURS = {text: 3600 * n for n in range(25) for text in (f"{n}", f"{n:02}")}
_MINUTES = {f"{n:02}": 60 * n for n in range(60)}
_SECONDS = {"": 0} | {f"{n:02}": n for n in range(61)}


def dates_of(cells: Sequence[str], order: str) -> tuple[list[float], list[int]]:
    """The dates that many texts are, and the positions of those that are none (nan there)."""
    moments = _moments_of(cells, order)
    if moments is not None:
        return moments, []
    known = {
        cell: nan if is_missing(cell) else date_of(cleaned(cell), order) for cell in set(cells)
    }
    found = [known[cell] for cell in cells]
    strays = [i for i, days in enumerate(found) if days is None]
    return [nan if days is None else days for days in found], strays


def _moments_of(cells: Sequence[str], order: str) -> list[float] | None:
    """Dates with a time of day, which hardly ever are the same; None where there is anything else.

    `cell.date` says the same of each, one by one, which takes longer.
    """
    joined = "\0".join(cells) + "\0"
    if not cells or order == "time" or not _MOMENTS.fullmatch(joined):
        return None
    found = _MOMENT.findall(joined)
    days = {day: date_of(day, order) for day in {parts[0] for parts in found} if day}
    try:
        return [
            # What is None cannot be added to, nor is there a 70th minute.
            days[day] + (_HOURS[hour] + _MINUTES[minute] + _SECONDS[second]) / 86400  # type: ignore[operator]
            if day
            else nan
            for day, hour, minute, second in found
        ]
    except (KeyError, TypeError):
        return None


def order_of(cells: Sequence[str], tolerated: int = 0, day_first: bool = False) -> str | None:
    """The order in which texts without missing values are dates; None if they are not.

    Where both are possible, a date with slashes has its month first.

    Parameters
    ----------
    day_first
        Whether it has its day first instead, as where decimals have commas.
    """
    told = [cell for cell in cells if not _YEAR_FIRST.match(cell)]
    slashes = sum("/" in cell for cell in told) > len(told) / 2
    for order in ("ymd", "mdy", "dmy", "time") if slashes and not day_first else ORDERS:
        strays = (cell for cell in cells if date_of(cleaned(cell), order) is None)
        # What is none is soon known.
        if sum(1 for _ in islice(strays, tolerated + 1)) <= tolerated:
            return order
    return None


def has_short_year(text: str) -> bool:
    """Whether a date's year has two digits only."""
    return _LONG_YEAR.search(text.partition(":")[0]) is None


def are_consecutive_years(text: str) -> bool:
    """Whether a month such as 2003-04 could be a year and the next one."""
    found = _TWO_YEARS.fullmatch(text.strip())
    return found is not None and int(found[2]) == (int(found[1]) + 1) % 100


def as_text(days: float, order: str = "") -> str:
    """A date as ISO 8601 writes it, with the time of day where there is one, or that alone.

    Parameters
    ----------
    order
        As it was read, one of `ORDERS`, if it was.
    """
    whole, seconds = divmod(round(days * 86400), 86400)
    time = f"{timedelta(seconds=seconds)!s:0>8}"
    if order == "time":
        return time.removesuffix(":00")
    day = date.fromordinal(whole + EPOCH).isoformat()
    return f"{day} {time}" if seconds else day


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
    if TURNED.get(read_as) != order:
        return days
    whole = np.floor(days)
    dates = [None if isnan(day) else date.fromordinal(int(day) + EPOCH) for day in whole]
    if any(one is not None and one.day > 12 for one in dates):
        return days
    other = [
        nan if one is None else float(date(one.year, one.day, one.month).toordinal() - EPOCH)
        for one in dates
    ]
    moved: FloatArray = np.array(other) + (days - whole)
    return moved
