"""What could have been meant otherwise in a column that is learned from."""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.cell.date import date_of
from nnviz.data.tables.cell.missing import is_missing
from nnviz.data.tables.cell.number import amount_of
from nnviz.data.tables.choosing.findings import (
    AMBIGUOUS,
    AMBIGUOUS_DATE,
    BARE,
    FOLDED,
    KEPT_APART,
    MARKS_KEPT,
    MARKS_MISSING,
    MISSING_APART,
    SEASONS,
    SHORT_YEARS,
)
from nnviz.data.tables.choosing.judging import DOUBTFUL
from nnviz.data.tables.columns.coding import CategoricalColumn, Measures
from nnviz.data.tables.columns.dates import (
    TURNED,
    are_consecutive_years,
    as_text,
    has_short_year,
    turned,
)
from nnviz.data.tables.columns.decimals import COMMA, POINT
from nnviz.data.tables.problem import Remark, Value
from nnviz.data.tables.table import Cells, Table


def doubts_about(table: Table, cells: Cells, found: Measures) -> tuple[Remark, ...]:
    """Of a column of numbers: a decimal sign that may be none, and numbers without the unit."""
    told: list[Remark] = []
    if cells.ambiguous and not _is_sure(table, cells):
        told += doubt_of_sign(cells)
    if found.bare:
        told.append(Remark(BARE, cells.name, values={"count": found.bare, "unit": found.unit}))
    none = tuple(mark for mark in cells.marks if mark.lower() == "none")
    if none:
        # It may have been meant as zero.
        told.append(Remark(MARKS_MISSING, cells.name, values={"marks": none}))
    return tuple(told)


def doubt_of_sign(cells: Cells) -> tuple[Remark, ...]:
    """Of a column of numbers of which none tells the decimal sign: what else they could mean."""
    number = amount_of(cells.ambiguous, cells.decimal)
    other = amount_of(cells.ambiguous, COMMA if cells.decimal == POINT else POINT)
    if not number or not other:
        return ()
    values: dict[str, Value] = {
        name: f"{one[0]:.10g}" for name, one in (("number", number), ("other", other))
    }
    return (Remark(AMBIGUOUS, cells.name, values={**values, "cell": cells.ambiguous}),)


def doubts_about_dates(table: Table, cells: Cells, days: FloatArray) -> tuple[Remark, ...]:
    """Of a column of dates: which is the day and which the month, where no date tells, and of which
    century a year of two digits is.

    Parameters
    ----------
    days : (n_rows,)
        As `dates_in` has them.
    """
    order = cells.date_order
    if cells.holds != "date" or order == "time":
        return ()
    column = table.names.index(cells.name)
    texts = [row[column] for row in table.preview if not is_missing(row[column])]
    read = [(text, date_of(cleaned(text), order)) for text in texts]
    told = _turned_round(cells, days, read)
    if read and all(are_consecutive_years(text) for text, _ in read):
        text, one = read[0]
        told.append(Remark(SEASONS, cells.name, values={"cell": text, "date": as_text(one or 0)}))
    short = ((text, one) for text, one in read if one is not None and has_short_year(text))
    for text, one in islice(short, 1):
        values = {"cell": text, "date": as_text(one // 1)}
        told.append(Remark(SHORT_YEARS, cells.name, values=values))
    return tuple(told)


def _turned_round(
    cells: Cells, days: FloatArray, read: Sequence[tuple[str, float | None]]
) -> list[Remark]:
    """The first date that is another one with day and month turned round, where no date tells."""
    order = cells.date_order
    if order not in TURNED:
        return []
    other = TURNED[order]
    turned_round = [date_of(cleaned(text), other) for text, _ in read]
    if None in turned_round or turned(days, order, other) is days:
        return []
    for (text, one), another in zip(read, turned_round, strict=True):
        if one is not None and another is not None and one != another:
            told = {"cell": text, "date": as_text(one // 1), "other": as_text(another // 1)}
            return [Remark(AMBIGUOUS_DATE, cells.name, values=told)]
    return []


def _is_sure(table: Table, doubtful: Cells) -> bool:
    """Whether another column tells the decimal sign with which this one was read.

    Even so, numbers of which some have three decimals and others none look like thousands.
    """
    number = amount_of(doubtful.ambiguous, doubtful.decimal)
    is_thousands = number is not None and abs(number[0]) >= 1000
    has_whole = bool((doubtful.values == np.floor(doubtful.values)).any())
    return (is_thousands or not has_whole) and any(
        cells.is_sure and cells.decimal == doubtful.decimal for cells in table.columns
    )


def spellings_of(
    cells: Cells, kept: tuple[str, ...], found: CategoricalColumn
) -> tuple[Remark, ...]:
    """Of a column of categories: what counts as the same, and as missing."""
    told = []
    if found.folded:
        cell, other = found.folded[0]
        count = len(found.folded)
        values: dict[str, Value] = {"count": count, "cell": cell, "other": other}
        told.append(Remark(FOLDED, cells.name, values=values))
    if found.by_letter:
        told.append(Remark(KEPT_APART, cells.name))
    own = tuple(mark for mark in cells.marks if mark.lower() in kept)
    others = tuple(mark for mark in cells.marks if mark.lower() in DOUBTFUL - set(kept))
    if own:
        told.append(Remark(MARKS_KEPT, cells.name, values={"marks": own}))
    if found.missing:
        told.append(Remark(MISSING_APART, cells.name, values={"category": found.missing}))
    elif others:
        told.append(Remark(MARKS_MISSING, cells.name, values={"marks": others}))
    return tuple(told)
