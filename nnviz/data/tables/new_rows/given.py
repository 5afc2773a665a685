"""Rows to predict, in any form that people have them in, as columns of entries.

The programs that leave the page hold this very source. It knows pandas and NumPy by what their
tables can do, and needs neither.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.new_rows.entries import RowError
from nnviz.data.tables.problem import COLUMN_LACKS


def names_in(names: Sequence[str], given: Iterable[str]) -> dict[str, str]:
    """By the name of each column that is needed, what it is called among those that are given.

    That is the same, or the only one that differs in nothing but capitals and blanks.

    Raises
    ------
    RowError
        A column lacks.
    """
    known = dict.fromkeys(given)
    found = {name: name for name in names if name in known}
    if len(found) == len({*names}):
        return found
    spare = [_folded(name) for name in known if name not in found]
    lacking = [_folded(name) for name in names if name not in found]
    for name in names:
        if name not in known:
            key = _folded(name)
            if spare.count(key) != 1 or lacking.count(key) != 1:
                raise RowError(COLUMN_LACKS, name)
            found[name] = next(one for one in known if one not in names and _folded(one) == key)
    return found


def _folded(name: str) -> str:
    return "".join(name.casefold().split())


def columns_of(names: Sequence[str], given: Any) -> list[Sequence[Any]]:
    """The entries of each column, from rows in any form that people have them in.

    Parameters
    ----------
    names
        Of the columns that are needed; others are passed over. Capitals and blanks in them make no
        difference where one column alone can be meant.
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
        called = names_in(names, columns)
        columns = {name: columns[called[name]] for name in names}
        for name in names:
            if isinstance(columns[name], str) or not hasattr(columns[name], "__len__"):
                raise ValueError(f"give a list of values for each column; {name!r} has none")
        lengths = {name: len(columns[name]) for name in names}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"columns must have equally many values; they have {lengths}")
        return [list(columns[name]) for name in names]
    rows = list(given) if hasattr(given, "__iter__") else None
    if rows and all(isinstance(row, Mapping) for row in rows):
        rows = [{cleaned(str(name)): entry for name, entry in row.items()} for row in rows]
        calls = [names_in(names, row) for row in rows]
        return [[row[call[name]] for row, call in zip(rows, calls, strict=True)] for name in names]
    if rows is None or any(isinstance(row, str) or not hasattr(row, "__len__") for row in rows):
        raise ValueError("rows must be a table: mappings, or lists of equal length")
    for i, row in enumerate(rows):
        if len(row) != len(names):
            raise ValueError(
                f"each row must have {len(names)} values, for {list(names)}; "
                f"row {i + 1} has {len(row)}"
            )
    return [[row[i] for row in rows] for i in range(len(names))]
