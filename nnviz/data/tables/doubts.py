"""What could have been meant otherwise in a column that is learned from."""

import numpy as np

from nnviz.data.tables.cell.number import amount_of
from nnviz.data.tables.coding import Categories, Measures
from nnviz.data.tables.findings import (
    AMBIGUOUS,
    BARE,
    FOLDED,
    KEPT_APART,
    MARKS_KEPT,
    MARKS_MISSING,
    MISSING_APART,
)
from nnviz.data.tables.judging import DOUBTFUL
from nnviz.data.tables.numerals import COMMA, POINT
from nnviz.data.tables.problem import Remark, Value
from nnviz.data.tables.table import Cells, Table


def doubts_about(table: Table, cells: Cells, found: Measures) -> tuple[Remark, ...]:
    """Of a column of numbers: a decimal sign that may be none, and numbers without the unit."""
    told = []
    if cells.ambiguous:
        other = amount_of(cells.ambiguous, COMMA if cells.decimal == POINT else POINT)
        number = amount_of(cells.ambiguous, cells.decimal)
        if number and other and not _is_sure(table, cells, number[0]):
            values = {
                name: f"{one[0]:.10g}" for name, one in (("number", number), ("other", other))
            }
            told.append(Remark(AMBIGUOUS, cells.name, values={**values, "cell": cells.ambiguous}))
    if found.bare:
        told.append(Remark(BARE, cells.name, values={"count": found.bare, "unit": found.unit}))
    none = tuple(mark for mark in cells.marks if mark.lower() == "none")
    if none:
        # It may have been meant as zero.
        told.append(Remark(MARKS_MISSING, cells.name, values={"marks": none}))
    return tuple(told)


def _is_sure(table: Table, doubtful: Cells, number: float) -> bool:
    """Whether another column tells the decimal sign with which this one was read.

    Even so, numbers of which some have three decimals and others none look like thousands.
    """
    is_thousands = abs(number) >= 1000
    has_whole = bool((doubtful.values == np.floor(doubtful.values)).any())
    return (is_thousands or not has_whole) and any(
        cells.is_sure and cells.decimal == doubtful.decimal for cells in table.columns
    )


def spellings_of(cells: Cells, kept: tuple[str, ...], found: Categories) -> tuple[Remark, ...]:
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
