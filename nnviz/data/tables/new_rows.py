"""Rows to predict, in whatever form a person has them, as the numbers that a recipe speaks of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.dates import as_text, turned
from nnviz.data.tables.entries import (
    Categories,
    Dates,
    Kind,
    Numbers,
    RowError,
    read_column,
    remarks_on,
    row_from_1,
)
from nnviz.data.tables.given import columns_of
from nnviz.data.tables.limits import MAX_BYTES, MAX_DISTINCT
from nnviz.data.tables.notes import STRAY_COLUMNS, STRAYS
from nnviz.data.tables.problem import (
    COLUMN_LACKS,
    NEW_NOT_DATE,
    NEW_NOT_NUMBER,
    TOO_MANY_TEXTS,
    TableProblem,
)
from nnviz.data.tables.reading import read_table
from nnviz.data.tables.recipe import Column, Recipe
from nnviz.data.tables.table import Cells, Table


@dataclass(frozen=True, eq=False)
class NewRows:
    """Rows to predict, once they are read.

    Attributes
    ----------
    values : (n, n_columns)
        For `Preparation.transform`: a missing value is nan, a category that is not known -1.
    remarks
        What the person should know of how they were read, in sentences.
    """

    values: FloatArray
    remarks: tuple[str, ...]


def values_of(recipe: Recipe, given: Any) -> FloatArray:
    """Values ``(n, n_columns)`` of new rows, for `Preparation.transform`.

    Parameters
    ----------
    given
        One of: name -> values, for each column; rows as mappings name -> value; a list of rows or
        a 2-D array, with the recipe's columns in order; a pandas DataFrame; a file that
        `read_table` reads, as its path (a text is one) or its bytes. Columns that the recipe does
        not know are passed over. A missing value (None, nan, an empty text) is nan, a category that
        is not known -1.

    Raises
    ------
    ValueError
        A column lacks (`TableProblem`, as for all that is wrong with the content), or the form is
        none of these.
    """
    return read_rows(recipe, given, np.zeros(len(recipe.columns))).values


def read_rows(recipe: Recipe, given: Any, usual: Sequence[float] | FloatArray) -> NewRows:
    """Values of new rows, and what is to be said of them; as `values_of` otherwise.

    Parameters
    ----------
    usual : (n_columns,)
        What will stand in for missing values.
    """
    if isinstance(given, str | Path):
        with open(given, "rb") as file:
            given = file.read(MAX_BYTES + 1)
    if isinstance(given, bytes | bytearray):
        content = bytes(given)

        # What they are is known: no number is made of one that is called "2,50".
        texts = [column.name for column in recipe.columns if column.kind == "category"]

        @cache
        def read(decimal: str | None) -> Table:
            return read_table(content, decimal=decimal, texts=texts)

        table = read(None)
        columns = [_in_table(read(_sign_in(table, column)), column) for column in recipe.columns]
        passed = (STRAYS, STRAY_COLUMNS)  # Refused where they are needed, of no matter elsewhere.
        remarks = [one.message() for one in table.remarks if one.reason not in passed]
        return _read(recipe, columns, usual, table.row_number, remarks)
    try:
        columns = columns_of([column.name for column in recipe.columns], given)
    except RowError as problem:
        raise _as_table_problem(problem) from None
    return _read(recipe, columns, usual, row_from_1, [])


def kind_of(column: Column) -> Kind:
    """How the entries of a column are read."""
    if column.kind == "category":
        return Categories(
            column.categories, column.missing, column.decimal, column.unit, column.date_order
        )
    if column.kind == "date":
        return Dates(column.date_order)
    return Numbers(column.decimal, column.unit)


def _read(
    recipe: Recipe,
    columns: Sequence[Sequence[Any]],
    usual: Sequence[float] | FloatArray,
    row_number: Callable[[int], int],
    remarks: list[str],
) -> NewRows:
    values = []
    for column, entries, stand_in in zip(recipe.columns, columns, usual, strict=True):
        kind = kind_of(column)
        try:
            found = read_column(column.name, entries, kind, row_number)
        except RowError as problem:
            raise _as_table_problem(problem) from None
        remarks += remarks_on(column.name, entries, found, kind, float(stand_in), row_number)
        values.append(np.array(found, np.float64))
    return NewRows(np.column_stack(values), tuple(remarks))


def _as_table_problem(problem: RowError) -> TableProblem:
    return TableProblem(problem.reason, problem.column, problem.row, **problem.values)


def _sign_in(table: Table, column: Column) -> str | None:
    """The column's decimal sign, where nothing in a file tells that; None where something does.

    Of "1,234" alone nobody could say whether it is more than a thousand.
    """
    if column.name not in table.names:
        return None
    cells = table.column(column.name)
    return column.decimal if cells.ambiguous and cells.decimal != column.decimal else None


def _in_table(table: Table, column: Column) -> Sequence[Any]:
    """A column's entries in a file, as far as it was read as what the column is.

    Raises
    ------
    TableProblem
        It lacks, or has cells that are not of its kind.
    """
    if column.name not in table.names:
        raise TableProblem(COLUMN_LACKS, column.name)
    cells = table.column(column.name)
    if cells.many:
        raise TableProblem(TOO_MANY_TEXTS, column.name, limit=MAX_DISTINCT)
    if cells.first_stray:
        position, cell = cells.first_stray
        refusal = NEW_NOT_DATE if cells.holds == "date" else NEW_NOT_NUMBER
        raise TableProblem(refusal, column.name, table.row_number(position), cell=cell)
    entries = _entries(cells, column)
    for code, mark in enumerate(cells.marks):
        for i in np.flatnonzero(cells.mark_codes == code).tolist():
            entries[i] = mark
    return entries


def _entries(cells: Cells, column: Column) -> list[Any]:
    """Texts as they stand there, None for those that are missing; else numbers or days."""
    if cells.holds == "text":
        texts = np.array([*cells.vocabulary, None], object)
        return list(texts[cells.codes])
    if cells.holds == "date":
        are_times = cells.date_order == "time"
        if column.kind == "date" and are_times == (column.date_order == "time"):
            return list(turned(cells.values, cells.date_order, column.date_order).tolist())
        return [
            None if isnan(day) else as_text(day, cells.date_order) for day in cells.values.tolist()
        ]
    if cells.unit not in ("", column.unit):
        return [
            None if isnan(value) else f"{value} {cells.unit}" for value in cells.values.tolist()
        ]
    return list(cells.values.tolist())
