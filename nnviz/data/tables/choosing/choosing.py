"""From a table and what was decided about it to rows that can be learned from."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.choosing.choices import Choices
from nnviz.data.tables.choosing.doubts import doubts_about, doubts_about_dates, spellings_of
from nnviz.data.tables.choosing.findings import FEW_ROWS, RARE_CLASS, merged
from nnviz.data.tables.columns.coding import (
    categories_in,
    date_order_in,
    dates_in,
    number_as_text,
    numbers_in,
)
from nnviz.data.tables.columns.dates import as_text
from nnviz.data.tables.layout.notes import STRAYS
from nnviz.data.tables.limits import (
    FEW,
    LARGEST_NUMBER,
    MAX_CLASSES,
    MAX_DISTINCT,
    MAX_INPUTS,
    MIN_ROWS,
)
from nnviz.data.tables.problem import (
    CONSTANT,
    EMPTY_COLUMN,
    EMPTY_TARGET,
    NO_INPUTS,
    NO_SUCH_COLUMN,
    NOT_DATES,
    NOT_NUMBERS,
    ONE_VALUE,
    TOO_FEW_COMPLETE_ROWS,
    TOO_FEW_ROWS,
    TOO_LARGE,
    TOO_MANY_CLASSES,
    TOO_MANY_INPUTS,
    TOO_MANY_TEXTS,
    Remark,
    TableProblem,
    Value,
)
from nnviz.data.tables.recipe.recipe import Column, Recipe
from nnviz.data.tables.recipe.records import Records
from nnviz.data.tables.table import Cells, Table

#: What the category of missing values is called.
MISSING_CATEGORY = "(missing)"
# A class is rare if fewer than one row in so many has it, and if it has so many times fewer rows
# than each would have of equally large ones.
_RARE, _RARE_OF_FAIR = 20, 4


@dataclass(frozen=True)
class _Taken:
    """A column taken as what was decided: values ``(n_rows,)`` as `Records` has them."""

    column: Column
    values: FloatArray
    remarks: tuple[Remark, ...] = ()


def records_of(table: Table, choices: Choices) -> Records:
    """Rows to learn from.

    Rows without a target are dropped, and with ``drop`` those that lack any input. A column whose
    values are all the same is left out; `remarks_on` says so.

    Raises
    ------
    TableProblem
        What was decided does not suit the table, or there is nothing to learn from.
    """
    if table.n_rows < MIN_ROWS:
        raise TableProblem(TOO_FEW_ROWS, count=table.n_rows, limit=MIN_ROWS)
    target, every = _target(table, choices), _inputs(table, choices)
    rows = _rows(every, target, choices)
    inputs = [one for one in (_narrowed(taken, rows) for taken in every) if not _is_constant(one)]
    if all(map(_is_constant, every)):
        raise TableProblem(NO_INPUTS, choices.target)
    if len(rows) < MIN_ROWS:
        raise TableProblem(TOO_FEW_COMPLETE_ROWS, count=len(rows), limit=MIN_ROWS)
    if not inputs:
        raise TableProblem(NO_INPUTS, choices.target)
    target = _narrowed(target, rows)
    _check_widths(inputs)
    if _is_constant(target):
        raise TableProblem(ONE_VALUE, choices.target, cell=_as_cell(table, target))

    classes = target.column.categories
    task = "regression" if not classes else "binary" if len(classes) == 2 else "multiclass"
    recipe = Recipe(
        tuple(taken.column for taken in inputs),
        choices.target,
        task,
        classes,
        choices.missing,
        target.column.unit,
    )
    values = np.column_stack([taken.values for taken in inputs])
    return Records(recipe, values, target.values, table.n_rows - len(rows))


def remarks_on(table: Table, choices: Choices) -> tuple[Remark, ...]:
    """All that the person should know: of how it was read, what was guessed and what was decided.

    Raises
    ------
    TableProblem
        A column cannot be taken as what was decided.
    """
    taken, target = _inputs(table, choices), _target(table, choices)
    told = [remark for one in [*taken, target] for remark in one.remarks]
    rows = _rows(taken, target, choices)
    constants = [
        Remark(CONSTANT, one.column.name) for one in taken if _is_constant(_narrowed(one, rows))
    ]
    few = [Remark(FEW_ROWS, values={"count": table.n_rows})] if table.n_rows < FEW else []
    rare = _rare_class(target)
    return merged((*few, *table.remarks, *choices.remarks, *told, *constants, *rare))


def _rare_class(target: _Taken) -> list[Remark]:
    """What is to be said of the rarest class, if it is rare for one of so many."""
    names = target.column.categories
    labels = target.values[~np.isnan(target.values)].astype(np.int64)
    if not names or not len(labels):
        return []
    counts = np.bincount(labels, minlength=len(names))
    i = int(counts.argmin())
    if counts[i] * max(_RARE, _RARE_OF_FAIR * len(names)) >= len(labels):
        return []
    values: dict[str, Value] = {"count": int(counts[i]), "rows": len(labels), "cell": names[i]}
    return [Remark(RARE_CLASS, target.column.name, values=values)]


def costs_of(table: Table, choices: Choices) -> dict[str, int]:
    """How many of the network's inputs each column to learn from takes.

    Raises
    ------
    TableProblem
        A column cannot be taken as what was decided.
    """
    taken, target = _inputs(table, choices), _target(table, choices)
    rows = _rows(taken, target, choices)
    left = [_narrowed(one, rows) for one in taken]
    return {one.column.name: one.column.width for one in left if not _is_constant(one)}


def _rows(inputs: list[_Taken], target: _Taken, choices: Choices) -> NDArray[np.intp]:
    """The rows that are learned from. A column without two values has none that could be missed."""
    kept = ~np.isnan(target.values)
    if choices.missing == "drop":
        for taken in inputs:
            if not _is_constant(taken):
                kept &= ~np.isnan(taken.values)
    return np.flatnonzero(kept)


def _inputs(table: Table, choices: Choices) -> list[_Taken]:
    names = set(choices.inputs)
    taken = []
    for cells in table.columns:
        if cells.name in names:
            _refuse_empty(cells, EMPTY_COLUMN, choices)
            taken.append(_taken(table, cells, choices.role_of(cells.name), choices))
    return taken


def _target(table: Table, choices: Choices) -> _Taken:
    """The target's labels ``(n_rows,)``, nan where missing."""
    if choices.target not in table.names:
        raise TableProblem(NO_SUCH_COLUMN, choices.target)
    cells = table.column(choices.target)
    _refuse_empty(cells, EMPTY_TARGET, choices)
    if choices.task == "regression":
        return _taken(table, cells, "date" if cells.holds == "date" else "number", choices)
    if cells.many:
        raise TableProblem(TOO_MANY_CLASSES, cells.name, limit=MAX_CLASSES)
    taken = _taken(table, cells, "category", choices)
    if len(taken.column.categories) > MAX_CLASSES:
        raise TableProblem(TOO_MANY_CLASSES, cells.name, limit=MAX_CLASSES)
    return taken


def _refuse_empty(cells: Cells, reason: str, choices: Choices) -> None:
    means_something = choices.gaps_in(cells.name) != "missing"
    if not cells.many and cells.n_missing == cells.n_rows and not means_something:
        raise TableProblem(reason, cells.name)


def _taken(table: Table, cells: Cells, role: str, choices: Choices) -> _Taken:
    if cells.many:
        raise TableProblem(TOO_MANY_TEXTS, cells.name, limit=MAX_DISTINCT)
    if role == "category":
        return _as_categories(cells, choices)
    if role == "number":
        found = numbers_in(cells, table.dialect.decimal)
        column = Column(cells.name, role, decimal=found.decimal, unit=found.unit)
        values, strays, remarks = found.values, found.strays, doubts_about(table, cells, found)
    else:
        values, strays = dates_in(cells)
        column = Column(cells.name, role, date_order=date_order_in(cells))
        remarks = doubts_about_dates(table, cells, values)
    if len(strays):
        row, cell = table.row_number(int(strays[0])), cells.vocabulary[cells.codes[strays[0]]]
        if 2 * len(strays) >= len(cells.codes) - cells.n_missing:
            reason = NOT_NUMBERS if role == "number" else NOT_DATES
            raise TableProblem(reason, cells.name, row, cell=cell)
        told = Remark(STRAYS, cells.name, row, {"count": len(strays), "cell": cell})
        remarks = (told, *remarks)
    large = np.flatnonzero(np.abs(values) > LARGEST_NUMBER)
    if len(large):
        i = int(large[0])
        number = float(values[i])
        raise TableProblem(
            TOO_LARGE, cells.name, table.row_number(i), number=number, limit=LARGEST_NUMBER
        )
    return _Taken(column, values, remarks)


def _as_categories(cells: Cells, choices: Choices) -> _Taken:
    kept = choices.kept_in(cells.name)
    apart = MISSING_CATEGORY if cells.name in choices.apart else ""
    found = categories_in(cells, kept, apart)
    column = Column(cells.name, "category", found.names, missing=found.missing)
    if cells.holds != "text":
        # New rows write the numbers or dates that the names stand for as this table does.
        column = replace(
            column, date_order=cells.date_order, decimal=cells.decimal, unit=cells.unit
        )
    return _Taken(column, found.positions, spellings_of(cells, kept, found))


def _is_constant(taken: _Taken) -> bool:
    present = taken.values[~np.isnan(taken.values)]
    return bool((present == present[:1]).all())


def _narrowed(taken: _Taken, rows: np.ndarray) -> _Taken:
    """Some rows of a column, and of its categories only those that are left."""
    values = taken.values[rows]
    if taken.column.kind != "category":
        return replace(taken, values=values)
    present = ~np.isnan(values)
    left, codes = np.unique(values[present].astype(np.int64), return_inverse=True)
    values[present] = codes
    names = tuple(taken.column.categories[i] for i in left)
    missing = taken.column.missing if taken.column.missing in names else ""
    return _Taken(replace(taken.column, categories=names, missing=missing), values)


def _check_widths(inputs: list[_Taken]) -> None:
    total = sum(taken.column.width for taken in inputs)
    if total <= MAX_INPUTS:
        return
    costliest = sorted((taken.column for taken in inputs), key=lambda column: -column.width)[:5]
    columns = tuple(f"{column.name}: {column.width}" for column in costliest)
    raise TableProblem(TOO_MANY_INPUTS, count=total, limit=MAX_INPUTS, columns=columns)


def _as_cell(table: Table, target: _Taken) -> str:
    """The value of a target that has only one."""
    if target.column.categories:
        return target.column.categories[0]
    write: Callable[[float], str] = as_text if target.column.kind == "date" else number_as_text
    return write(float(target.values[0]))
