"""One column while its cells come in, chunk by chunk, held as compactly as it will be kept.

What a column holds is decided by its first cells that have a value. Where later ones belie that,
what came before is lost as text; then the column says so, and the file is read once more for it.

pandas would hold the whole file as texts, or as what the first rows seem to be, and its readers
(`read_csv`, pyarrow's) stop at the first cell that belies it; neither tells which marks of missing
values there were, nor in which row the cell stands that does not fit.
"""

from array import array
from collections.abc import Sequence
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.cell.date import ORDERS
from nnviz.data.tables.cell.formula import restored
from nnviz.data.tables.cell.lookalikes import are_clock_times, are_powers
from nnviz.data.tables.cell.missing import is_missing
from nnviz.data.tables.columns.alike import n_measured
from nnviz.data.tables.columns.dates import TURNED, dates_of, order_of
from nnviz.data.tables.columns.decimals import (
    COMMA,
    POINT,
    decimal_sign,
    first_ambiguous,
    sign_of_money,
)
from nnviz.data.tables.columns.numerals import are_codes, are_few, are_numbers, numbers_of
from nnviz.data.tables.limits import LONGEST_CELL, MAX_DISTINCT, MAX_ROWS
from nnviz.data.tables.table import Cells

# A column is one of numbers (or dates) even if one cell in so many is not.
_STRAY_SHARE = 0.05


class TooLongError(Exception):
    """A cell is too long; `position` is that among the cells that were just given."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class _Index(dict[str, int]):
    """Code of each text as it stands in the file; the same for what differs only in spaces.

    -1 stands for a blank cell, -2, -3, ... for the marks of missing values, as they come.
    """

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[str, int] = {}
        self.marks: dict[str, int] = {}

    def __missing__(self, cell: str) -> int:
        text = restored(cleaned(cell))
        if not text:
            code = -1
        elif is_missing(text):
            code = -2 - self.marks.setdefault(text, len(self.marks))
        else:
            code = self.codes.setdefault(text, len(self.codes))
        self[cell] = code
        return code


class Gatherer:
    """Takes a column's cells and makes `Cells` of them.

    Attributes
    ----------
    form
        ``number``, ``text`` or the order of a date; empty until there is a value.
    texts
        The different texts so far, where it is a column of texts.
    first_stray
        Row and text of the first cell that does not fit; None where all fit.
    n_strays
    """

    def __init__(self, decimal: str = POINT, form: str = "", is_said: bool = False) -> None:
        self.form = form
        self._is_said = is_said
        self.first_stray: tuple[int, str] | None = None
        self.n_strays = 0
        self._decimal = decimal
        self._unit: str | None = None
        self._n_bare = 0
        self._ambiguous: str | None = None
        self._n = 0
        self._is_guess = not form
        self._n_strays_turned = 0
        self._values = array("d")
        # Of texts; of numbers and dates only what `_Index` makes of the cells without one.
        self._codes = array("i")
        self._index = _Index()
        self._many = False

    @property
    def decimal(self) -> str:
        """The sign with which the numbers are read."""
        return self._decimal

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(self._index.codes)

    def add(self, cells: Sequence[str]) -> None:
        """Take more cells.

        Raises
        ------
        TooLongError
            One of them is too long.
        """
        if not self.form:
            self.form, self._decimal = _form_of(cells, self._decimal)
            if self.form == "number" and not self._is_said:
                self._decimal = sign_of_money(cells, self._decimal)
            if self.form not in ("", "text"):
                self._values.extend([nan] * self._n)
        if self.form in ("", "text"):
            self._add_texts(cells)
        else:
            self._add_values(cells)
        self._n += len(cells)

    def _add_texts(self, cells: Sequence[str]) -> None:
        if max(map(len, cells)) > LONGEST_CELL:
            raise TooLongError([len(cell) > LONGEST_CELL for cell in cells].index(True))
        if self._many:
            return
        self._codes.extend([self._index[cell] for cell in cells])
        if len(self._index.codes) > MAX_DISTINCT:
            self._many = True
            self._codes, self._index = array("i"), _Index()
        elif len(self._index) > 2 * MAX_DISTINCT:
            self._index.clear()  # Spellings that differ only in spaces.

    def _add_values(self, cells: Sequence[str]) -> None:
        if self.form == "number" and self.n_strays > _STRAY_SHARE * MAX_ROWS:
            return  # Whatever these are, the column will be read again as one of texts.
        if self.form == "number":
            values, strays = self._numbers(cells)
        else:
            values, strays = dates_of(cells, self.form)
        for i in strays:
            if len(cells[i]) > LONGEST_CELL:
                raise TooLongError(i)
        if strays:
            self.n_strays += len(strays)
            self.first_stray = self.first_stray or (self._n + strays[0], cells[strays[0]])
            if self._other_order:
                odd = [cells[i] for i in strays]
                self._n_strays_turned += len(odd) - len(dates_of(odd, self._other_order)[1])
        self._note_marks(cells, values, strays)
        self._values.fromlist(values)

    def _numbers(self, cells: Sequence[str]) -> tuple[list[float], list[int]]:
        found = numbers_of(cells, self._decimal, self._unit)
        if found.unit and self._unit is None:
            self._unit = found.unit
            self._n_bare = n_measured(self._values)
        self._n_bare += found.bare
        self._ambiguous = first_ambiguous(cells, self._ambiguous)
        return found.values, found.strays

    def _note_marks(self, cells: Sequence[str], values: list[float], strays: Sequence[int]) -> None:
        """Remember which cells have which mark, in a column of numbers or dates."""
        if not isnan(sum(values)) and not self._index.marks:
            return
        lacking = [i for i, value in enumerate(values) if isnan(value) and cells[i].strip()]
        if len(lacking) == len(strays) and not self._index.marks:
            return
        self._codes.extend([-1] * (self._n - len(self._codes)))
        codes = [-1] * len(cells)
        unfit = set(strays)
        for i in lacking:
            if i not in unfit:
                codes[i] = self._index[cells[i]]
        self._codes.extend(codes)

    @property
    def _other_order(self) -> str:
        """Day and month the other way round, where the first dates did not tell; else empty."""
        return TURNED.get(self.form, "") if self._is_guess else ""

    @property
    def next_form(self) -> str:
        """What the column must be read again as; empty where it was read as what it is."""
        if not self.n_strays:
            return ""
        if self._n_strays_turned:
            return self._other_order
        values = np.frombuffer(self._values)
        present = values[~np.isnan(values)]
        if self.n_strays > _STRAY_SHARE * (len(present) + self.n_strays):
            return "text"
        return "text" if self.form == "number" and are_few(present.tolist()) else ""

    def cells(self, name: str) -> Cells:
        """The column, once all cells are in. One without a value is one of texts."""
        holds = "number" if self.form == "number" else "date" if self.form in ORDERS else "text"
        values = np.array(self._values, np.float64)
        found: NDArray[np.int32] = np.array(self._codes, np.int32)
        mark_codes = np.maximum(-2 - found, -1) if self._index.marks else found[:0]
        codes = np.maximum(found, -1) if holds == "text" else found[:0]
        return Cells(
            name,
            holds,
            values,
            codes,
            self.texts,
            self._many,
            int(np.isnan(values).sum() + (codes < 0).sum()),
            self.form if holds == "date" else "",
            marks=tuple(self._index.marks),
            mark_codes=mark_codes,
            decimal=self._decimal,
            unit=self._unit or "",
            n_bare=self._n_bare,
            ambiguous=self._ambiguous or "",
            is_sure=self._ambiguous == "",
            first_stray=self.first_stray,
        )


def _form_of(cells: Sequence[str], decimal: str) -> tuple[str, str]:
    """What cells are, empty where none has a value; and the decimal sign of numbers.

    That is the file's, unless these cells are numbers with the other one beyond doubt.
    """
    present = [cell for cell in cells if not is_missing(cell)]
    if not present:
        return "", decimal
    other = COMMA if decimal == POINT else POINT
    tolerated = int(_STRAY_SHARE * len(present))
    if are_codes(present) or are_powers(present):
        return "text", decimal
    if are_clock_times(present):
        return "time", decimal
    if are_numbers(present, decimal, tolerated):
        return "number", decimal
    stripped = [cell.strip() for cell in present]
    if decimal_sign(stripped, "") == other and are_numbers(present, other, tolerated):
        return "number", other
    return order_of(stripped, tolerated, decimal == COMMA) or "text", decimal
