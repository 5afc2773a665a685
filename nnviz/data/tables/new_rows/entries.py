"""What people enter in rows to predict: each entry as the number that its column makes of it.

The programs that leave the page hold this very source, so that they answer as the page does. It
needs the standard library alone, and takes whatever Python has for a value: texts as a person types
them, numbers, dates, and what NumPy and pandas have for all of these.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from math import inf, isnan, nan
from numbers import Real
from typing import Any, ClassVar

from nnviz.data.tables.cell.category import place_of, places_of
from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.cell.date import FIRST_DATE, LAST_MOMENT, ORDERS, date_of
from nnviz.data.tables.cell.missing import is_missing
from nnviz.data.tables.cell.number import number_of
from nnviz.data.tables.columns.coding import number_as_text
from nnviz.data.tables.columns.dates import as_text
from nnviz.data.tables.limits import LARGEST_NUMBER
from nnviz.data.tables.problem import (
    COUNTED,
    NEW_NOT_DATE,
    NEW_NOT_NUMBER,
    TOO_LARGE,
    filled,
)

_START = datetime(1970, 1, 1, tzinfo=UTC)
_POINTS = re.compile(r"\d\.\s?\d{1,2}\.")


class RowError(ValueError):
    """Rows cannot be read: what is wrong, where, and what to do."""

    def __init__(self, reason: str, column: str, row: int = 0, **values: Any) -> None:
        self.reason, self.column, self.row, self.values = reason, column, row, values
        super().__init__(filled(reason, column, row, values))


@dataclass(frozen=True)
class Kind(ABC):
    """How the entries of a column are read.

    Attributes
    ----------
    refusal
        What is said of an entry that cannot be read.
    unknown
        What `read` gives for one that was not there in training; None where any may come.
    on_number
        What is said of an entry that is a number to Python; "" where that is as it should be.
    """

    refusal: ClassVar[str] = ""
    on_number: ClassVar[str] = ""
    unknown: ClassVar[float | None] = None

    @abstractmethod
    def read(self, entry: Any) -> float | None:
        """The number that stands for an entry; nan where it is missing, None if it is none."""

    @abstractmethod
    def written(self, value: float) -> str:
        """What such a number stands for."""


@dataclass(frozen=True)
class Numbers(Kind):
    """Numbers; where they are texts, with a decimal point or comma, and with their unit or none."""

    decimal: str = "."
    unit: str = ""
    refusal = NEW_NOT_NUMBER

    def read(self, entry: Any) -> float | None:
        return measured(entry, self._number)

    def _number(self, entry: Any) -> float | None:
        return number_of(as_typed(entry), self.decimal, self.unit)

    def written(self, value: float) -> str:
        return number_as_text(value).replace(".", self.decimal)


@dataclass(frozen=True)
class Dates(Kind):
    """Days since the beginning of 1970, in Python's dates, as numbers, or as texts.

    Of texts, the order of day, month and year is known; "" where the column never was of texts.
    Beside the column's own order the year may come first, as ISO 8601 has it, and what has points
    begins with the day; but where it was of times of day, a date is none. Numbers are those of a
    calendar alone; of times of day, parts of one day.
    """

    order: str = ""
    refusal = NEW_NOT_DATE
    on_number = COUNTED

    def read(self, entry: Any) -> float | None:
        days = measured(entry, self._days)
        first, last = (0.0, 1.0) if self.order == "time" else (FIRST_DATE, LAST_MOMENT)
        return days if days is None or isnan(days) or first <= days <= last else None

    def _days(self, entry: Any) -> float | None:
        if isinstance(entry, date):
            return days_of(entry)
        orders: tuple[str, ...] = (self.order, "ymd") if self.order else ORDERS
        text = as_typed(entry)
        if self.order == "time":
            orders = ("time",)
        elif self.order == "mdy" and _POINTS.search(text):
            orders = (*orders, "dmy")
        found = (date_of(text, order) for order in orders)
        return next((days for days in found if days is not None), None)

    def written(self, value: float) -> str:
        return as_text(value, self.order)


@dataclass(frozen=True)
class Categories(Kind):
    """Positions among names; capitals, blanks and how a number is written make no difference.

    Attributes
    ----------
    names
        A mark of missing values that is among them is no missing value here.
    missing
        The name that missing values have; "" where they have none.
    decimal, unit, order
        Of names that are numbers or dates: how they were written in the table.
    """

    names: Sequence[str]
    missing: str = ""
    decimal: str = "."
    unit: str = ""
    order: str = ""
    unknown = -1.0

    @cached_property
    def places(self) -> tuple[dict[str, int], dict[str, int]]:
        return places_of(self.names)

    def read(self, entry: Any) -> float | None:
        entry = plain(entry)
        lacking = float(self.names.index(self.missing)) if self.missing else nan
        if entry is None or entry != entry:
            return lacking
        text = as_typed(entry)
        place = place_of(text, self.places)
        if place < 0 and is_missing(text):
            return lacking
        return float(place if place >= 0 else place_of(self._respelt(text), self.places))

    def _respelt(self, text: str) -> str:
        """A text as the names are spelt, where they are numbers or dates."""
        if self.order:
            days = Dates(self.order).read(text)
            return text if days is None else as_text(days, self.order)
        number = number_of(text, self.decimal, self.unit) if self._are_numbers else None
        return text if number is None else number_as_text(number)

    @cached_property
    def _are_numbers(self) -> bool:
        for name in self.names:
            number = number_of(name)
            is_mark = name == self.missing or is_missing(name)
            if not is_mark and (number is None or number_as_text(number) != name):
                return False
        return True

    def written(self, value: float) -> str:
        return self.names[int(value)] if self.names else ""


def measured(entry: Any, read: Callable[[Any], float | None]) -> float | None:
    """The number that stands for an entry of a column of numbers or dates, as `Kind.read` has it.

    Parameters
    ----------
    read
        Reads what is there and is no number.
    """
    entry = plain(entry)
    if entry is None or is_number(entry):
        return as_float(entry)
    return nan if is_missing(as_typed(entry)) else read(entry)


def plain(entry: Any) -> Any:
    """An entry as Python's own value: None for no value, whatever NumPy and pandas have for it."""
    if type(entry) in (str, float, int):
        return entry
    kind = getattr(getattr(entry, "dtype", None), "kind", "")
    if kind == "M":
        entry = entry.astype("datetime64[us]")
    if kind:
        entry = entry.item()
    return None if type(entry).__name__ in ("NAType", "NaTType") else entry


def is_number(entry: Any) -> bool:
    """Whether it is a number to Python, not to its reader; True and False are."""
    return not isinstance(entry, str) and isinstance(entry, Real | Decimal)


def as_float(entry: Any) -> float:
    """A number; nan for None."""
    try:
        return nan if entry is None else float(entry)
    except OverflowError:  # A whole number may be of any size.
        return inf if entry > 0 else -inf


def days_of(moment: date) -> float:
    """Days since the beginning of 1970; a time without a zone is taken as it stands."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _START).total_seconds() / 86400


def as_typed(entry: Any) -> str:
    """An entry as the text that a table has for it."""
    if isinstance(entry, str):
        return cleaned(entry)
    if isinstance(entry, bytes):
        return cleaned(entry.decode("utf-8", "replace"))
    if isinstance(entry, date):
        return as_text(days_of(entry))
    if is_number(entry) and not isinstance(entry, bool):
        return number_as_text(as_float(entry))
    return cleaned(str(entry))


def row_from_1(i: int) -> int:
    """What the row at a position is called where rows have no numbers of their own."""
    return i + 1


def read_column(
    name: str, entries: Iterable[Any], kind: Kind, row_number: Callable[[int], int] = row_from_1
) -> list[float]:
    """The numbers that stand for a column's entries, nan where they are missing.

    Raises
    ------
    RowError
        An entry cannot be read, or is too large.
    """
    values = []
    for i, entry in enumerate(entries):
        value = kind.read(entry)
        if value is None:
            raise RowError(kind.refusal, name, row_number(i), cell=as_typed(plain(entry)))
        if abs(value) > LARGEST_NUMBER:
            raise RowError(TOO_LARGE, name, row_number(i), number=value, limit=LARGEST_NUMBER)
        values.append(value)
    return values
