"""A table as the file that a program reads, where it is too large to stand in the program."""

import csv
from io import StringIO

from nnviz.data.tables import Column, Preparation, Recipe, Records
from nnviz.data.tables.cell.formula import defused
from nnviz.export.sections.training import RawValue, rows_as_written


def table_csv(records: Records, preparation: Preparation) -> str:
    """The columns that are learned from, and the target, as the program's own rule reads them.

    Numbers have the decimal sign of their column, dates stand in ISO 8601. Names and texts are
    written as in any file that leaves, so that no spreadsheet takes them for formulas; where that
    changes one, the program restores it, since it compares them with what it knows.
    """
    recipe = records.recipe
    out = StringIO(newline="")
    writer = csv.writer(out)
    names = [*(column.name for column in recipe.columns), recipe.target]
    writer.writerow([defused(name) for name in names])
    targets = (
        [defused(recipe.classes[label]) for label in records.labels.astype(int).tolist()]
        if recipe.classes
        else records.labels.tolist()
    )
    for row, target in zip(rows_as_written(records.values, preparation), targets, strict=True):
        cells = [_cell(value, column) for value, column in zip(row, recipe.columns, strict=True)]
        writer.writerow([*cells, target])
    return out.getvalue()


def _cell(value: RawValue, column: Column) -> str:
    if value is None:
        return ""
    is_number = isinstance(value, float)
    return repr(value).replace(".", column.decimal) if is_number else defused(str(value))


def is_defused(recipe: Recipe) -> bool:
    """Whether any name or text of a table is written otherwise than it is, for the program to
    restore.
    """
    texts = [recipe.target, *recipe.classes]
    for column in recipe.columns:
        texts += [column.name, *column.categories]
    return any(defused(text) != text for text in texts)
