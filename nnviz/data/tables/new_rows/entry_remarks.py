"""What a person should know of the entries of new rows that were answered.

The programs that leave the page hold this very source.
"""

from collections.abc import Callable, Sequence
from math import isnan
from typing import Any

from nnviz.data.tables.new_rows.entries import Kind, as_typed, is_number, plain, row_from_1
from nnviz.data.tables.problem import FILLED, UNSEEN, filled


def remarks_on(
    name: str,
    entries: Sequence[Any],
    values: Sequence[float],
    kind: Kind,
    usual: float,
    row_number: Callable[[int], int] = row_from_1,
) -> list[str]:
    """What should be said of a column's entries, and of the values that were read from them.

    Parameters
    ----------
    usual
        What stands in for a missing value.
    """
    remarks = []
    unseen = [i for i, value in enumerate(values) if value == kind.unknown]
    if unseen:
        cell = as_typed(plain(entries[unseen[0]]))
        told = {"count": len(unseen), "cell": cell}
        remarks.append(filled(UNSEEN, name, row_number(unseen[0]), told))
    counted = [
        i
        for i, entry in enumerate(entries)
        if kind.on_number and is_number(plain(entry)) and not isnan(values[i])
    ]
    if counted:
        i = counted[0]
        told = {"count": len(counted), "cell": as_typed(plain(entries[i]))}
        told["date"] = kind.written(values[i])
        remarks.append(filled(kind.on_number, name, row_number(i), told))
    missing = [i for i, value in enumerate(values) if isnan(value)]
    if missing:
        told = {"count": len(missing), "cell": kind.written(usual)}
        remarks.append(filled(FILLED, name, row_number(missing[0]), told))
    return remarks
