"""Rows to predict, in whatever form a person has them, as the numbers that a recipe speaks of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.limits import MAX_BYTES
from nnviz.data.tables.new_rows.entries import RowError, read_column, row_from_1
from nnviz.data.tables.new_rows.entry_remarks import remarks_on
from nnviz.data.tables.new_rows.given import columns_of
from nnviz.data.tables.new_rows.kinds import kind_of
from nnviz.data.tables.new_rows.new_file import Given, NewFile
from nnviz.data.tables.problem import TableProblem
from nnviz.data.tables.recipe.recipe import Recipe


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
        with open(given, "rb") as opened:
            given = opened.read(MAX_BYTES + 1)
    names = [column.name for column in recipe.columns]
    try:
        if isinstance(given, bytes | bytearray):
            file = NewFile(bytes(given), recipe)
            columns = [file.column(column) for column in recipe.columns]
            return _read(names, columns, usual, file.table.row_number, file.remarks)
        kinds = map(kind_of, recipe.columns)
        columns = list(map(Given, columns_of(names, given), kinds))
        return _read(names, columns, usual, row_from_1, [])
    except RowError as problem:
        raise TableProblem(problem.reason, problem.column, problem.row, **problem.values) from None


def _read(
    names: Sequence[str],
    columns: Sequence[Given],
    usual: Sequence[float] | FloatArray,
    row_number: Callable[[int], int],
    remarks: list[str],
) -> NewRows:
    values = []
    for name, given, stand_in in zip(names, columns, usual, strict=True):
        entries, kind, found = given.entries, given.kind, given.values
        if found is None:
            found = read_column(name, entries, kind, row_number)
        remarks += remarks_on(name, entries, found, kind, float(stand_in), row_number)
        values.append(np.array(found, np.float64))
    return NewRows(np.column_stack(values), tuple(remarks))
