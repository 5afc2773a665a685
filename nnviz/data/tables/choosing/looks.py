"""What one column of a table looks like: numbers, dates, categories, or nothing to learn from.

pandas and pyarrow tell a column's type, not what it is for: an identifier, a category, a measure.
"""

import re
from dataclasses import dataclass

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.cell.lookalikes import are_powers
from nnviz.data.tables.cell.number import is_known_unit, number_of
from nnviz.data.tables.choosing.findings import (
    ALL_DIFFERENT,
    ALMOST_DATES,
    ALMOST_NUMBERS,
    CODES,
    NUMBERS_AND_MORE,
    POWERS,
    UNITS_DIFFER,
)
from nnviz.data.tables.choosing.judging import Gaps
from nnviz.data.tables.columns.coding import Measures, categories_in, numbers_in
from nnviz.data.tables.columns.dates import dates_of, order_of
from nnviz.data.tables.columns.numerals import are_codes
from nnviz.data.tables.limits import MAX_CATEGORIES, MAX_CLASSES, MAX_DISTINCT
from nnviz.data.tables.problem import (
    ALL_MISSING,
    CONSTANT,
    IDENTIFIER,
    TOO_MANY_CATEGORIES,
    Remark,
)
from nnviz.data.tables.table import Cells

_ID_NAME = re.compile(
    r"(.*[\W_])?(id|ids|uuid|guid|key|index|idx|nr|no|rowid|rownum|phone|tel|telephone|zip|plz"
    r"|zipcode|postcode|postalcode)",
    re.I,
)
_CAMEL_ID = re.compile(r".*[a-z](Id|ID|Nr|No)")
_UNNAMED = re.compile(r"(column|unnamed:) \d+( \(\d+\))?", re.I)
# What begins as a number or an amount does; and what has letters or signs behind the digits.
_BEGINS_AS_NUMBER = re.compile(r"[^\w\s]{0,2}\s?\d")
_NUMBER_AND_MORE = re.compile(r"[^\w\s]{0,2}\s?\d[\d.,]*\s?[^\d.,\-/:]")
# Rows from which on "all different" says something.
_ENOUGH_ROWS = 10
# Different numbers with decimals that are no names of categories; and words among numbers that may
# be marks of missing values.
_MANY_DECIMALS, _MARKS = 10, 2


@dataclass(frozen=True)
class ColumnSummary:
    """What a guess looks at in one column.

    Attributes
    ----------
    name
    role
        The one that suits it, as in `nnviz.data.tables.choosing.choices.ROLES`.
    remark
        Why it is not to be learned from; None where it is.
    distinct
        Different values.
    is_whole
        Whether it has whole numbers and nothing else.
    may_be_classes
        Whether its texts can be predicted as classes.
    """

    name: str
    role: str
    remark: Remark | None
    distinct: int
    is_whole: bool = False
    may_be_classes: bool = False


def look_at(cells: Cells, position: int, gaps: Gaps) -> ColumnSummary:
    """The role that suits a column, and why where it is not to be learned from.

    Parameters
    ----------
    position
        Among the table's columns.
    gaps
        What its cells without a value mean.
    """
    name = cells.name
    if cells.many:
        remark = Remark(TOO_MANY_CATEGORIES, name, values={"limit": MAX_DISTINCT})
        return ColumnSummary(name, "out", remark, MAX_DISTINCT + 1)
    if cells.n_missing == cells.n_rows and not gaps.kept:
        return ColumnSummary(name, "out", Remark(ALL_MISSING, name), 0)
    if cells.holds == "text" or gaps.apart:
        return _look_at_texts(cells, gaps)
    present = cells.values[~np.isnan(cells.values)]
    distinct, is_whole = len(np.unique(present)), _are_whole(present)
    if distinct == 1:
        return ColumnSummary(name, "out", Remark(CONSTANT, name), distinct, is_whole)
    if cells.holds == "date":
        return ColumnSummary(name, "date", None, distinct)
    all_different = distinct == len(present) and len(present) >= _ENOUGH_ROWS
    in_sequence = is_whole and bool((np.diff(present) == 1).all())
    is_count = in_sequence and position == 0 and _UNNAMED.fullmatch(name)
    if all_different and is_whole and not cells.unit and (_is_called_id(name) or is_count):
        return ColumnSummary(name, "identifier", Remark(IDENTIFIER, name), distinct, is_whole)
    return ColumnSummary(name, "number", None, distinct, is_whole)


def _look_at_texts(cells: Cells, gaps: Gaps) -> ColumnSummary:
    """As `look_at`, of a column that would be categories."""
    name = cells.name
    found = categories_in(cells, gaps.kept, "-" if gaps.apart else "")
    distinct, n_present = len(found.names), int((~np.isnan(found.positions)).sum())
    if distinct == 1:
        return ColumnSummary(name, "out", Remark(CONSTANT, name), distinct)
    if cells.holds != "text":
        return ColumnSummary(name, "category", None, distinct, may_be_classes=True)
    if are_powers(cells.vocabulary):
        power = next(text for text in cells.vocabulary if not text.isascii())
        told = Remark(POWERS, name, values={"cell": power})
        return ColumnSummary(name, "out", told, distinct, may_be_classes=distinct <= MAX_CLASSES)
    measures = numbers_in(cells)
    is_measure = measures.is_measure and not are_codes(cells.vocabulary)
    is_whole = _are_whole(measures.values[~np.isnan(measures.values)])
    if is_measure and _are_few(measures, cells):
        if distinct > (MAX_CATEGORIES if is_whole else _MANY_DECIMALS):
            return ColumnSummary(name, "number", None, distinct, is_whole)
        return ColumnSummary(name, "category", None, distinct, may_be_classes=True)
    all_different = distinct == n_present and n_present >= _ENOUGH_ROWS
    are_decimals = is_measure and not is_whole and distinct > _MANY_DECIMALS
    are_names = distinct <= MAX_CATEGORIES and not all_different
    remark = _unreadable(cells, measures) if are_decimals or not are_names else None
    if are_names and not remark:
        return ColumnSummary(name, "category", None, distinct, may_be_classes=True)
    is_name = remark is None and (_is_called_id(name) or all_different)
    if remark is None:
        remark = Remark(TOO_MANY_CATEGORIES, name, values={"limit": MAX_CATEGORIES})
        if is_name:
            remark = Remark(IDENTIFIER if _is_called_id(name) else ALL_DIFFERENT, name)
    may_be_classes = distinct <= MAX_CLASSES and not all_different
    role = "identifier" if is_name else "out"
    return ColumnSummary(name, role, remark, distinct, may_be_classes=may_be_classes)


def _are_few(measures: Measures, cells: Cells) -> bool:
    """Whether so few texts are no numbers that they may count as missing: of a word or two that
    stand for a missing value here ("unknown", "ND") there may be more.
    """
    n, n_strays = cells.n_rows - cells.n_missing, len(measures.strays)
    words = {cells.vocabulary[code] for code in cells.codes[measures.strays].tolist()}
    are_marks = len(words) <= _MARKS and not any(map(str.isdigit, "".join(words)))
    return n_strays * 10 < n or (are_marks and n_strays * 5 < n * 2)


def _unreadable(cells: Cells, measures: Measures) -> Remark | None:
    """Why texts of which most are numbers or dates, or seem to be, are read as neither."""
    name, texts = cells.name, cells.vocabulary
    if are_codes(texts):
        return Remark(CODES, name, values={"cell": texts[0]})
    strays = [text for text in texts if number_of(text, measures.decimal) is None]
    units = tuple(unit for unit in (measures.unit, *measures.others) if is_known_unit(unit))
    if 2 * len(strays) < len(texts) and len(units) > 1:
        return Remark(UNITS_DIFFER, name, values={"units": units})
    if 2 * len(strays) < len(texts) and strays and measures.is_measure:
        return Remark(ALMOST_NUMBERS, name, values={"count": len(strays), "cell": strays[0]})
    order = order_of(texts, (len(texts) - 1) // 2)
    odd = dates_of(texts, order)[1] if order else []
    if odd:
        return Remark(ALMOST_DATES, name, values={"count": len(odd), "cell": texts[odd[0]]})
    with_more = [text for text in strays or texts if _NUMBER_AND_MORE.match(text)]
    if all(map(_BEGINS_AS_NUMBER.match, texts)) and with_more:
        return Remark(NUMBERS_AND_MORE, name, values={"cell": with_more[0]})
    return None


def _are_whole(numbers: FloatArray) -> bool:
    # Beyond 1e15 there is nothing but whole numbers.
    return bool(((numbers == np.floor(numbers)) & (np.abs(numbers) < 1e15)).all())


def _is_called_id(name: str) -> bool:
    return bool(_ID_NAME.fullmatch(name) or _CAMEL_ID.fullmatch(name))
