"""A column taken as numbers, as dates or as categories, whatever it was read as."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.dates import as_text, dates_of, order_of, turned
from nnviz.data.tables.numerals import POINT, number_of, numbers_of
from nnviz.data.tables.table import Cells


def numbers_in(cells: Cells, decimal: str = POINT) -> tuple[FloatArray, NDArray[np.intp]]:
    """A column's numbers ``(n_rows,)``, nan where there is none, and the rows with other texts."""
    if cells.holds != "text":
        return cells.values, np.empty(0, np.intp)
    return _spread(cells, *numbers_of(cells.vocabulary, decimal))


def dates_in(cells: Cells, order: str = "") -> tuple[FloatArray, NDArray[np.intp]]:
    """A column's dates ``(n_rows,)`` as days, nan where there is none, and the rows with other
    texts. A number is taken for days already.

    Parameters
    ----------
    order
        In which order they are written, if all of them can be; what suits them best if left out.
    """
    if cells.holds != "text":
        if order and cells.date_order:
            return turned(cells.values, cells.date_order, order), np.empty(0, np.intp)
        return cells.values, np.empty(0, np.intp)
    values, strays = dates_of(cells.vocabulary, order or date_order_in(cells))
    if order and strays:
        values, strays = dates_of(cells.vocabulary, date_order_in(cells))
    return _spread(cells, values, strays)


def date_order_in(cells: Cells) -> str:
    """The order in which a column's dates are written; "" where they are no texts."""
    if cells.holds != "text":
        return cells.date_order
    return order_of(cells.vocabulary, len(cells.vocabulary) // 2) or "ymd"


def _spread(
    cells: Cells, values: list[float], strays: list[int]
) -> tuple[FloatArray, NDArray[np.intp]]:
    """From the vocabulary's values to those of the rows."""
    # The last entry, at position -1, is for the missing.
    table = np.array([*values, np.nan])
    return table[cells.codes], np.flatnonzero(np.isin(cells.codes, strays))


def categories_in(cells: Cells) -> tuple[FloatArray, tuple[str, ...]]:
    """A column's categories: positions ``(n_rows,)``, nan where missing, and their names.

    The names are in natural order: numbers by size, also within texts, dates by time.
    """
    if cells.holds == "text":
        names = sorted(cells.vocabulary, key=_natural)
        position = {name: float(i) for i, name in enumerate(names)}
        return _spread(cells, [position[text] for text in cells.vocabulary], [])[0], tuple(names)
    present = ~np.isnan(cells.values)
    different, codes = np.unique(cells.values[present], return_inverse=True)
    positions = np.full(len(cells.values), np.nan)
    positions[present] = codes
    write = as_text if cells.holds == "date" else number_as_text
    return positions, tuple(write(float(value)) for value in different)


def number_as_text(number: float) -> str:
    """A number as a category is called: whole numbers without a point."""
    whole = number.is_integer() and abs(number) < 1e15
    return str(int(number)) if whole else repr(number)


def _natural(text: str) -> tuple[tuple[bool, float, int, str], ...]:
    """Sorts "class 2" before "class 10", and numbers by their size."""
    number = number_of(text, POINT)
    if number is not None:
        return ((False, number, 0, text),)
    # Digits are compared by how many and which, for there may be thousands.
    parts = enumerate(re.split(r"(\d+)", text.casefold()))
    split = [(part.lstrip("0") if i % 2 else part, i % 2) for i, part in parts]
    return (
        *((True, 0.0, len(part) if is_digits else -1, part) for part, is_digits in split),
        (True, 0.0, 0, text),
    )


def known_categories(cells: Cells, known: Sequence[str]) -> FloatArray:
    """Positions ``(n_rows,)`` among known categories, -1 for another one, nan where missing.

    What differs only in upper and lower case, or in how a number is written, is the same.
    """
    positions, names = categories_in(cells)
    places = np.array([*_places(names, known), np.nan])
    return places[np.where(np.isnan(positions), -1, positions).astype(np.int64)]


def _places(names: Sequence[str], known: Sequence[str]) -> list[int]:
    """Where each name is among those known; -1 where it is not."""
    exact = {name: i for i, name in enumerate(known)}
    folded = _once([_folded(name) for name in known])
    return [exact.get(name, folded.get(_folded(name), -1)) for name in names]


def _folded(text: str) -> str:
    number = number_of(text, POINT)
    return text.casefold() if number is None else number_as_text(number)


def _once(texts: list[str]) -> dict[str, int]:
    """Positions of the texts of which there is only one."""
    return {text: i for i, text in enumerate(texts) if texts.count(text) == 1}
