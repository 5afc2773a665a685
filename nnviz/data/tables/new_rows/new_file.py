"""A file of new rows: its columns as entries that a recipe's columns read.

Where a column is not what it was in training, its cells are read one by one, as texts that somebody
enters, so that a file is answered and refused as those are, and in its own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import isnan
from typing import Any, NoReturn

import numpy as np

from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.cell.formula import restored
from nnviz.data.tables.cell.missing import is_missing
from nnviz.data.tables.choosing.doubts import doubt_of_sign, doubts_about_dates
from nnviz.data.tables.columns.coding import number_as_text
from nnviz.data.tables.columns.dates import TURNED, as_text, turned
from nnviz.data.tables.columns.decimals import COMMA, POINT
from nnviz.data.tables.layout.notes import STRAY_COLUMNS, STRAYS
from nnviz.data.tables.layout.rows import IsExample
from nnviz.data.tables.limits import MAX_DISTINCT
from nnviz.data.tables.new_rows.entries import Kind, Numbers, RowError, read_column
from nnviz.data.tables.new_rows.given import names_in
from nnviz.data.tables.new_rows.kinds import kind_of
from nnviz.data.tables.problem import TOO_MANY_TEXTS
from nnviz.data.tables.reading.reading import read_table
from nnviz.data.tables.recipe.recipe import Column, Recipe
from nnviz.data.tables.table import Cells, Table


@dataclass(frozen=True, eq=False)
class Given:
    """One column of new rows.

    Attributes
    ----------
    entries
        As `read_column` takes them; empty where the values are known already.
    kind
        How they are read.
    values : (n,)
        Days, where the cells are dates as the column has them; else None.
    """

    entries: Sequence[Any]
    kind: Kind
    values: Sequence[float] | None = None


class NewFile:
    """A file of new rows, read as often as its columns need it.

    Attributes
    ----------
    table
        As it is read if nobody says how.

    Raises
    ------
    RowError, TableProblem
        A column lacks; it is no table.
    """

    def __init__(self, content: bytes, recipe: Recipe) -> None:
        wanted = [column.name for column in recipe.columns]
        # What they are is known: no number is made of one that is called "2,50".
        categories = [column.name for column in recipe.columns if column.kind == "category"]
        is_example = _teller(recipe)
        table = read_table(content, texts=categories, is_example=is_example)
        self._names = names_in(wanted, table.names)
        texts = {self._names[name] for name in categories}

        @cache
        def read(decimal: str | None = None, also: str = "") -> Table:
            if texts <= {*categories} and decimal is None and not also:
                return table
            return read_table(content, decimal=decimal, texts=texts | {also}, is_example=is_example)

        self._read = read
        self.table = read()
        # Strays are refused where they are needed, and of no matter elsewhere.
        passed = (STRAYS, STRAY_COLUMNS)
        self._remarks = [one for one in self.table.remarks if one.reason not in passed]

    @property
    def remarks(self) -> list[str]:
        """What the person should know of how the file, and the columns taken so far, were read."""
        return [remark.message() for remark in self._remarks]

    def column(self, column: Column) -> Given:
        """One of a recipe's columns.

        Raises
        ------
        RowError
            It has cells that are not of its kind.
        """
        cells = self.table.column(self._names[column.name])
        kind = kind_of(column)
        if column.kind == "category":
            if cells.many:
                raise RowError(TOO_MANY_TEXTS, column.name, limit=MAX_DISTINCT)
            return Given(_texts_in(cells), kind)
        if column.kind == "date":
            return self._dates(column, cells, kind)
        return self._numbers(column, cells)

    def _numbers(self, column: Column, cells: Cells) -> Given:
        sign = self._sign_in(column, cells)
        kind = Numbers(sign, column.unit)
        if cells.holds == "number" and sign != cells.decimal:
            cells = self._read(sign).column(cells.name)
        is_one = cells.holds == "number" and cells.unit in ("", column.unit)
        if is_one and not cells.first_stray:
            return Given(cells.values.tolist(), kind)
        return Given(self._texts(cells, kind), kind)

    def _sign_in(self, column: Column, cells: Cells) -> str:
        """The decimal sign of a column: its own in training, where nothing in the file tells.

        Of "1,234" alone nobody could say whether it is more than a thousand. Other columns may
        tell, or the semicolon that goes with decimal commas.
        """
        signs = {one.decimal for one in self.table.columns if one.is_sure}
        told = signs.pop() if len(signs) == 1 else ""
        if cells.holds != "number":
            return told or column.decimal
        if not cells.ambiguous:
            return cells.decimal
        if told:
            # The file's own sign is not that of all amounts of money.
            return cells.decimal if told == self.table.dialect.decimal else told
        is_comma = COMMA in cells.ambiguous and self.table.dialect.delimiter == ";"
        sign = cells.decimal if is_comma else column.decimal
        if not (sign in cells.ambiguous and sign == column.decimal == cells.decimal):
            self._remarks += doubt_of_sign(replace(cells, decimal=sign))
        return sign

    def _dates(self, column: Column, cells: Cells, kind: Kind) -> Given:
        order = column.date_order
        if cells.first_stray or cells.holds == "text":
            return Given(self._texts(cells, kind), kind)
        if cells.holds == "number" and not order:
            # In training they were no texts either.
            return Given(cells.values.tolist(), kind)
        if cells.holds != "date" or (cells.date_order == "time") != (order == "time"):
            return Given(self._texts(cells, kind), kind)
        days = cells.values
        if TURNED.get(cells.date_order) == order:
            texts = self._read(None, cells.name).column(cells.name)
            if texts.many:
                days = turned(days, cells.date_order, order)
            elif all(kind.read(text) is not None for text in texts.vocabulary):
                return Given(_texts_in(texts), kind)
        elif cells.date_order != order:
            self._remarks += doubts_about_dates(self.table, cells, days)
        return Given((), kind, days.tolist())

    def _texts(self, cells: Cells, kind: Kind) -> list[Any]:
        """A column's cells as they stand in the file."""
        texts = self._read(None, cells.name).column(cells.name)
        return self._refuse(cells, kind) if texts.many else _texts_in(texts)

    def _refuse(self, cells: Cells, kind: Kind) -> NoReturn:
        """Refuse a column of too many different cells to be read one by one."""
        i = self.table.names.index(cells.name)
        first = [restored(cleaned(row[i])) for row in self.table.preview]
        read_column(cells.name, first, kind, self.table.row_number)
        if cells.first_stray:
            position, cell = cells.first_stray
        elif cells.holds == "text":
            raise RowError(TOO_MANY_TEXTS, cells.name, limit=MAX_DISTINCT)
        else:
            position = next(k for k, value in enumerate(cells.values) if not isnan(value))
            value = float(cells.values[position])
            cell = f"{number_as_text(value)} {cells.unit}".strip()
            if cells.holds == "date":
                cell = as_text(value, cells.date_order)
        raise RowError(kind.refusal, cells.name, self.table.row_number(position), cell=cell)


def _teller(recipe: Recipe) -> IsExample:
    """Tells rows of which a column can read a cell, or of which all cells are alike, or blank."""
    kinds: dict[str, list[Kind]] = {}
    for column in recipe.columns:
        kind = kind_of(column)
        kinds[column.name] = [kind]
        if isinstance(kind, Numbers):
            kinds[column.name] = [replace(kind, decimal=sign) for sign in (POINT, COMMA)]

    def is_example(names: Sequence[str], cells: Sequence[str]) -> bool:
        told = [restored(cleaned(cell)) for cell in cells]
        filled = {cell for cell in told if not is_missing(cell)}
        is_rule = not any(character.isalnum() for cell in told for character in cell)
        if not filled or (len(filled) == 1 < sum(map(bool, told)) and not is_rule):
            return True
        try:
            called = names_in([*kinds], names)
        except RowError:
            return False
        entries = dict(zip(names, told, strict=False))
        return any(
            not is_missing(entries.get(called[name], ""))
            and kind.read(entries[called[name]]) not in (None, kind.unknown)
            for name, readers in kinds.items()
            for kind in readers
        )

    return is_example


def _texts_in(cells: Cells) -> list[Any]:
    """Texts as they stand there, marks of missing values too; None for blank cells."""
    texts = list(np.array([*cells.vocabulary, None], object)[cells.codes])
    for code, mark in enumerate(cells.marks):
        for i in np.flatnonzero(cells.mark_codes == code).tolist():
            texts[i] = mark
    return texts
