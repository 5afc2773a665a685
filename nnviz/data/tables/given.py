"""Rows to predict, in any form that people have them in, as columns of entries.

The programs that leave the page hold this very source. It knows pandas and NumPy by what their
tables can do, and needs neither.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from nnviz.data.tables.cleaning import cleaned
from nnviz.data.tables.entries import RowError
from nnviz.data.tables.problem import COLUMN_LACKS


def columns_of(names: Sequence[str], given: Any) -> list[Sequence[Any]]:
    """The entries of each column, from rows in any form that people have them in.

    Parameters
    ----------
    names
        Of the columns that are needed; others are passed over.
    given
        Rows as lists, with the columns in this order, or as mappings name -> entry; a mapping name
        -> entries; a pandas DataFrame; a NumPy array.

    Raises
    ------
    ValueError
        A column lacks, or the form is none of these.
    """
    if hasattr(given, "columns") and hasattr(given, "__getitem__"):
        given = {name: given[name] for name in given.columns}
        for name, entries in given.items():
            if hasattr(entries, "columns"):
                raise ValueError(f"more than one column is named {name!r}")
    if isinstance(given, Mapping):
        columns = {cleaned(str(name)): entries for name, entries in given.items()}
        for name in names:
            if name not in columns:
                raise RowError(COLUMN_LACKS, name)
            if isinstance(columns[name], str) or not hasattr(columns[name], "__len__"):
                raise ValueError(f"give a list of values for each column; {name!r} has none")
        lengths = {name: len(columns[name]) for name in names}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"columns must have equally many values; they have {lengths}")
        return [list(columns[name]) for name in names]
    rows = list(given) if hasattr(given, "__iter__") else None
    if rows and all(isinstance(row, Mapping) for row in rows):
        rows = [{cleaned(str(name)): entry for name, entry in row.items()} for row in rows]
        for name in names:
            if any(name not in row for row in rows):
                raise RowError(COLUMN_LACKS, name)
        return [[row[name] for row in rows] for name in names]
    if rows is None or any(isinstance(row, str) or not hasattr(row, "__len__") for row in rows):
        raise ValueError("rows must be a table: mappings, or lists of equal length")
    for i, row in enumerate(rows):
        if len(row) != len(names):
            raise ValueError(
                f"each row must have {len(names)} values, for {list(names)}; "
                f"row {i + 1} has {len(row)}"
            )
    return [[row[i] for row in rows] for i in range(len(names))]
