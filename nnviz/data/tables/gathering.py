"""One column while its cells come in, chunk by chunk, held as compactly as it will be kept.

What a column holds is decided by its first cells that have a value. Where later ones belie that,
what came before is lost as text; then the column says so, and the file is read once more for it.
"""

from array import array
from collections.abc import Sequence
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from nnviz.data.tables.cleaning import cleaned, is_missing
from nnviz.data.tables.dates import ORDERS, dates_of, order_of
from nnviz.data.tables.limits import LONGEST_CELL, MAX_DISTINCT
from nnviz.data.tables.numerals import POINT, numbers_of
from nnviz.data.tables.table import Cells

# A column is one of numbers (or dates) even if one cell in so many is not, as long as there are
# more different numbers than a column of categories would have.
_STRAY_SHARE, _DISTINCT_NUMBERS = 0.05, 20


class TooLongError(Exception):
    """A cell is too long; `position` is that among the cells that were just given."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class _Index(dict[str, int]):
    """Code of each text as it stands in the file; the same for what differs only in spaces."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[str, int] = {}

    def __missing__(self, cell: str) -> int:
        text = cleaned(cell)
        code = -1 if is_missing(text) else self.codes.setdefault(text, len(self.codes))
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

    def __init__(self, decimal: str = POINT, form: str = "") -> None:
        self.form = form
        self.first_stray: tuple[int, str] | None = None
        self.n_strays = 0
        self._decimal = decimal
        self._n = 0
        self._n_strays_as_dmy = 0
        self._values = array("d")
        self._codes = array("i")
        self._index = _Index()
        self._many = False

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
            self.form = _form_of(cells, self._decimal)
            self._pad(self._n)
        if self.form == "text":
            self._add_texts(cells)
        elif self.form:
            self._add_values(cells)
        self._n += len(cells)

    def _pad(self, n: int) -> None:
        """Put missing values where there was nothing to tell the form from."""
        if self.form == "text":
            self._codes.extend([-1] * n)
        elif self.form:
            self._values.extend([nan] * n)

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
        if self.form == "number":
            values, strays = numbers_of(cells, self._decimal)
        else:
            values, strays = dates_of(cells, self.form)
        for i in strays:
            if len(cells[i]) > LONGEST_CELL:
                raise TooLongError(i)
        if strays:
            self.n_strays += len(strays)
            self.first_stray = self.first_stray or (self._n + strays[0], cells[strays[0]])
            if self.form == "mdy":
                odd = [cells[i] for i in strays]
                self._n_strays_as_dmy += len(odd) - len(dates_of(odd, "dmy")[1])
        self._values.extend(values)

    @property
    def next_form(self) -> str:
        """What the column must be read again as; empty where it was read as what it is."""
        if not self.n_strays:
            return ""
        if self.form == "mdy" and self._n_strays_as_dmy:
            return "dmy"
        values = np.frombuffer(self._values)
        present = values[~np.isnan(values)]
        if self.n_strays > _STRAY_SHARE * (len(present) + self.n_strays):
            return "text"
        return "text" if self.form == "number" and _are_few(present.tolist()) else ""

    def cells(self, name: str) -> Cells:
        """The column, once all cells are in. One without a value is one of texts."""
        if not self.form:
            self._codes.extend([-1] * self._n)
        values = np.array(self._values, np.float64)
        codes: NDArray[np.int32] = np.array(self._codes, np.int32)
        n_missing = int(np.isnan(values).sum() + (codes < 0).sum())
        holds = "number" if self.form == "number" else "date" if self.form in ORDERS else "text"
        order = self.form if holds == "date" else ""
        return Cells(name, holds, values, codes, self.texts, self._many, n_missing, order)


def _form_of(cells: Sequence[str], decimal: str) -> str:
    """What cells are; empty where none has a value."""
    present = [cell for cell in cells if not is_missing(cell)]
    if not present:
        return ""
    tolerated = int(_STRAY_SHARE * len(present))
    values, strays = numbers_of(present, decimal)
    if not strays or (len(strays) <= tolerated and not _are_few(values)):
        return "number"
    return order_of([cell.strip() for cell in present], tolerated) or "text"


def _are_few(numbers: Sequence[float]) -> bool:
    """Whether numbers are so few different ones that they may be names of categories."""
    return len({number for number in numbers if not isnan(number)}) <= _DISTINCT_NUMBERS
