"""A table as the file that a program reads, where it is too large to stand in the program."""

import csv
from io import StringIO

from nnviz.data.tables import Column, Preparation, Records
from nnviz.export.training import Value, rows_as_written


def table_csv(records: Records, preparation: Preparation) -> str:
    """The columns that are learned from, and the target, as the program's own rule reads them.

    Numbers have the decimal sign of their column, dates stand in ISO 8601. Names and texts stand as
    they are, since the program compares them with what it knows.
    """
    recipe = records.recipe
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*(column.name for column in recipe.columns), recipe.target])
    targets = (
        [recipe.classes[label] for label in records.labels.astype(int).tolist()]
        if recipe.classes
        else records.labels.tolist()
    )
    for row, target in zip(rows_as_written(records.values, preparation), targets, strict=True):
        cells = [_cell(value, column) for value, column in zip(row, recipe.columns, strict=True)]
        writer.writerow([*cells, target])
    return out.getvalue()


def _cell(value: Value, column: Column) -> str:
    if value is None:
        return ""
    return repr(value).replace(".", column.decimal) if isinstance(value, float) else str(value)
