"""Rows to predict, in whatever form a person has them, as the numbers that a recipe speaks of."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.cell.missing import is_missing
from nnviz.data.tables.cleaning import cleaned
from nnviz.data.tables.coding import dates_in, known_categories, numbers_in
from nnviz.data.tables.limits import LARGEST_NUMBER, MAX_BYTES, MAX_DISTINCT
from nnviz.data.tables.numerals import POINT
from nnviz.data.tables.problem import (
    COLUMN_LACKS,
    NEW_NOT_DATE,
    NEW_NOT_NUMBER,
    TOO_LARGE,
    TOO_MANY_TEXTS,
    TableProblem,
)
from nnviz.data.tables.reading import read_table
from nnviz.data.tables.recipe import Column, Recipe
from nnviz.data.tables.table import Cells

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def values_of(recipe: Recipe, given: Any) -> FloatArray:
    """Values ``(n, n_columns)`` of new rows, for `Preparation.transform`.

    Parameters
    ----------
    given
        One of: name -> values, for each column; rows as mappings name -> value; a list of rows or
        a 2-D array, with the recipe's columns in order; a pandas DataFrame; a CSV file's path (a
        text is one), or its bytes. Columns that the recipe does not know are passed over. A missing
        value (None, nan, an empty text) is nan, a category that is not known -1.

    Raises
    ------
    ValueError
        A column lacks (`TableProblem`, as for all that is wrong with the content), or the form is
        none of these.
    """
    if isinstance(given, str | Path):
        with open(given, "rb") as file:
            given = file.read(MAX_BYTES + 1)
    if isinstance(given, bytes | bytearray):
        table = read_table(bytes(given))
        read = {cells.name: cells for cells in table.columns}
        return _values(recipe, read, table.dialect.decimal, table.row_number)
    columns = _columns(recipe, given)
    cells = {
        column.name: _cells(column, columns[column.name])
        for column in recipe.columns
        if column.name in columns
    }
    return _values(recipe, cells, POINT, lambda i: i + 1)


def _columns(recipe: Recipe, given: Any) -> dict[str, Any]:
    """What each column of the recipe is given, as far as it is."""
    names = [column.name for column in recipe.columns]
    if hasattr(given, "columns") and hasattr(given, "__getitem__"):
        return {cleaned(str(name)): np.asarray(given[name]) for name in given.columns}
    if isinstance(given, Mapping):
        columns = {cleaned(str(name)): values for name, values in given.items()}
        for name in names:
            values = columns.get(name, ())
            if isinstance(values, str) or not hasattr(values, "__len__"):
                raise ValueError(f"give a list of values for each column; {name!r} has none")
        lengths = {name: len(columns[name]) for name in names if name in columns}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"columns must have equally many values; they have {lengths}")
        return columns
    rows = list(given) if hasattr(given, "__iter__") else None
    if rows and all(isinstance(row, Mapping) for row in rows):
        cleaned_rows = [{cleaned(str(name)): row[name] for name in row} for row in rows]
        return {
            name: [row[name] for row in cleaned_rows]
            for name in names
            if all(name in row for row in cleaned_rows)
        }
    if rows is None or any(isinstance(row, str) or not hasattr(row, "__len__") for row in rows):
        raise ValueError("rows must be a table: mappings, lists of equal length, or a CSV file")
    for i, row in enumerate(rows):
        if len(row) != len(names):
            raise ValueError(
                f"each row must have {len(names)} values, for {names}; row {i + 1} has {len(row)}"
            )
    return {name: [row[i] for row in rows] for i, name in enumerate(names)}


def _cells(column: Column, values: Any) -> Cells:
    """A column's values as cells: all numbers, all dates, or else texts."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "iuf":
        return _holding("number", column.name, values.astype(np.float64))
    if isinstance(values, np.ndarray) and values.dtype.kind == "M":
        # In units of a day's parts; "not a time" becomes nan.
        days = (values - np.datetime64(0, "D")) / np.timedelta64(1, "D")
        return _holding("date", column.name, days)
    cells = ["" if value is None else value for value in values]
    # True is a number to Python, but a text to a table, if it is to be a category there.
    if all(_is_number(value) or _lacks(value) for value in cells) and not (
        column.kind == "category" and any(isinstance(value, bool | np.bool_) for value in cells)
    ):
        numbers = [np.nan if _lacks(value) else float(value) for value in cells]
        return _holding("number", column.name, np.array(numbers, np.float64))
    dates = [_days(value) for value in cells]
    if None not in dates:
        return _holding("date", column.name, np.array(dates, np.float64))
    texts = [cleaned(str(value)) for value in cells]
    codes: dict[str, int] = {}
    found = [-1 if is_missing(text) else codes.setdefault(text, len(codes)) for text in texts]
    none = np.empty(0)
    return Cells(column.name, "text", none, np.array(found, np.int32), tuple(codes))


def _holding(holds: str, name: str, values: FloatArray) -> Cells:
    return Cells(name, holds, values, np.empty(0, np.int32))


def _is_number(value: Any) -> bool:
    return isinstance(value, Real | np.bool_)


def _lacks(value: Any) -> bool:
    """Whether it stands for no value: None, an empty text, or pandas' NA and NaT."""
    return not _is_number(value) and is_missing(str(value))


def _days(value: Any) -> float | None:
    """Days since the beginning of 1970; nan for no value, None for what is no date.

    A time without a zone is taken as it stands.
    """
    if _lacks(value):
        return np.nan
    if not isinstance(value, date):
        return None
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    return float((value - _EPOCH).total_seconds() / 86400)


def _values(
    recipe: Recipe,
    columns: Mapping[str, Cells],
    decimal: str,
    row_number: Callable[[int], int],
) -> FloatArray:
    values = []
    for column in recipe.columns:
        if column.name not in columns:
            raise TableProblem(COLUMN_LACKS, column.name)
        cells = columns[column.name]
        if cells.many:
            raise TableProblem(TOO_MANY_TEXTS, column.name, limit=MAX_DISTINCT)
        if column.kind == "category":
            values.append(known_categories(cells, column.categories, column.missing))
        else:
            values.append(_measured(column, cells, decimal, row_number))
    return np.column_stack(values)


def _measured(
    column: Column, cells: Cells, decimal: str, row_number: Callable[[int], int]
) -> FloatArray:
    """Numbers or dates ``(n,)``."""
    is_date = column.kind == "date"
    if is_date:
        found, strays = dates_in(cells, column.date_order)
    else:
        measures = numbers_in(cells, decimal, column.unit)
        found, strays = measures.values, measures.strays
    if len(strays):
        i = int(strays[0])
        cell = f"{found[i]:g} {cells.unit}"
        if cells.holds == "text":
            cell = cells.vocabulary[cells.codes[i]]
        reason = NEW_NOT_DATE if is_date else NEW_NOT_NUMBER
        raise TableProblem(reason, column.name, row_number(i), cell=cell)
    large = np.flatnonzero(np.abs(found) > LARGEST_NUMBER)
    if len(large):
        i = int(large[0])
        raise TableProblem(
            TOO_LARGE, column.name, row_number(i), number=float(found[i]), limit=LARGEST_NUMBER
        )
    return found
