"""A table as the file that a program reads, where it is too large to stand in the program."""

import csv
from io import StringIO

from nnviz.data.tables import Preparation, Records
from nnviz.export.training import rows_as_written


def table_csv(records: Records, preparation: Preparation) -> str:
    """The columns that are learned from, and the target; numbers with a point, dates in ISO 8601.

    Names and texts stand as they are, since the program compares them with what it knows.
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
        writer.writerow(["" if cell is None else cell for cell in [*row, target]])
    return out.getvalue()
