"""A column taken as numbers, as dates or as categories, whatever it was read as."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.cell.category import category_key
from nnviz.data.tables.cell.lookalikes import are_powers
from nnviz.data.tables.cell.number import number_of
from nnviz.data.tables.columns.dates import as_text, dates_of, order_of, turned
from nnviz.data.tables.columns.decimals import COMMA, POINT
from nnviz.data.tables.columns.numerals import ParsedNumbers, numbers_of
from nnviz.data.tables.table import Cells

# Letters that stand there both small and as capitals, from which on the letters are meant.
_LETTERS = 5


@dataclass(frozen=True, eq=False)
class Measures:
    """A column as numbers.

    Attributes
    ----------
    values : (n_rows,)
        nan where there is none.
    strays
        Rows with other texts, or with another unit.
    decimal, unit
        With which they were written.
    bare
        How many have no unit though others have.
    others
        Units of the strays.
    is_measure
        As `ParsedNumbers` has it.
    """

    values: FloatArray
    strays: NDArray[np.intp]
    decimal: str
    unit: str
    bare: int = 0
    others: tuple[str, ...] = ()
    is_measure: bool = True


def numbers_in(cells: Cells, decimal: str = POINT, unit: str | None = None) -> Measures:
    """A column's numbers.

    Parameters
    ----------
    decimal
        The sign with which texts are read; or the other one, where more of them then are numbers.
    unit
        The only one that they may have. None: that of most.
    """
    if cells.holds != "text":
        is_other = unit is not None and cells.unit not in ("", unit)
        strays = np.flatnonzero(~np.isnan(cells.values)) if is_other else np.empty(0, np.intp)
        return Measures(cells.values, strays, cells.decimal, cells.unit, cells.n_bare)
    texts = cells.vocabulary
    if are_powers(texts):
        found = ParsedNumbers([np.nan] * len(texts), list(range(len(texts))))
    elif (found := numbers_of(texts, decimal, unit)).strays:
        other = COMMA if decimal == POINT else POINT
        second = numbers_of(texts, other, unit)
        if len(second.strays) < len(found.strays):
            found, decimal = second, other
    values, strays = _spread(cells, found.values, found.strays)
    told = found.unit, found.bare, found.others, found.is_measure
    return Measures(values, strays, decimal, *told)


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
    cells: Cells, values: Sequence[float], strays: Sequence[int]
) -> tuple[FloatArray, NDArray[np.intp]]:
    """From the vocabulary's values to those of the rows."""
    # The last entry, at position -1, is for the missing.
    table = np.array([*values, np.nan])
    return table[cells.codes], np.flatnonzero(np.isin(cells.codes, strays))


@dataclass(frozen=True, eq=False)
class CategoricalColumn:
    """A column as categories.

    Attributes
    ----------
    positions : (n_rows,)
        Among `names`; nan where missing.
    names
        In natural order: numbers by size, also within texts, dates by time; the one for missing
        values last.
    missing
        That of missing values; "" where there is none.
    folded
        Other spellings, and the names that they count as.
    by_letter
        Whether small letters and capitals are different categories.
    """

    positions: FloatArray
    names: tuple[str, ...]
    missing: str = ""
    folded: tuple[tuple[str, str], ...] = ()
    by_letter: bool = False


def categories_in(cells: Cells, kept: Collection[str] = (), missing: str = "") -> CategoricalColumn:
    """A column's categories. What `category_key` has for the same is one, called as most are.

    Parameters
    ----------
    kept
        Marks of missing values, in lower case, that are categories in this column.
    missing
        What the category of all missing values is called; "" for none.
    """
    texts, codes = _texts_in(cells)
    texts = list(texts)
    for i, mark in enumerate(cells.marks):
        if mark.lower() in kept:
            codes = np.where(cells.mark_codes == i, len(texts), codes)
            texts.append(mark)
    lacking = codes < 0
    counts = np.bincount(codes[~lacking], minlength=len(texts))
    by_letter = _are_letters(texts)
    spoken = {text: text for text in texts} if by_letter else _spoken(texts, counts)
    names = sorted(set(spoken.values()), key=_natural)
    folded = tuple((text, name) for text, name in spoken.items() if text != name)
    while missing in names:
        missing += "_"
    if missing and lacking.any():
        names.append(missing)
    else:
        missing = ""
    place = {name: float(i) for i, name in enumerate(names)}
    table = np.array([*(place[spoken[text]] for text in texts), place.get(missing, np.nan)])
    positions = table[np.where(lacking, -1, codes)]
    return CategoricalColumn(positions, tuple(names), missing, folded, by_letter)


def _texts_in(cells: Cells) -> tuple[Sequence[str], NDArray[np.int64]]:
    """The different texts of a column, and which of them each row has ``(n_rows,)``; -1: none."""
    if cells.holds == "text":
        return cells.vocabulary, cells.codes.astype(np.int64)
    present = ~np.isnan(cells.values)
    different, inverse = np.unique(cells.values[present], return_inverse=True)
    codes: NDArray[np.int64] = np.full(len(cells.values), -1, np.int64)
    codes[present] = inverse
    if cells.holds == "date":
        return [as_text(float(value), cells.date_order) for value in different], codes
    return [number_as_text(float(value)) for value in different], codes


def _spoken(texts: Sequence[str], counts: Sequence[int] | NDArray[np.int64]) -> dict[str, str]:
    """What the category of each text is called: as it is most often written."""
    names: dict[str, tuple[int, str]] = {}
    keys = [category_key(text) for text in texts]
    for key, text, count in zip(keys, texts, counts, strict=True):
        if key not in names or count > names[key][0]:
            names[key] = count, text
    if len(names) == 1 and all(len(text) == 1 for text in texts):
        # Of A and a alone, to be told apart by their spelling is all that they can mean.
        return {text: text for text in texts}
    return {text: names[key][1] for key, text in zip(keys, texts, strict=True)}


def _are_letters(texts: Sequence[str]) -> bool:
    """Whether small letters and capitals are different ones, as where letters are recognised."""
    single = {text for text in texts if len(text) == 1}
    both = {text for text in single if text.isupper() and text.lower() in single}
    return len(both) >= _LETTERS


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
