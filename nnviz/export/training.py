"""What a program needs beside the trained network, to train one anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

import numpy as np
from numpy.typing import NDArray

from nnviz.data import Dataset
from nnviz.data.tables import Column, Preparation, Records
from nnviz.data.tables.dates import as_text
from nnviz.data.tables.entries import Dates
from nnviz.experiment import Experiment
from nnviz.model import FloatArray

#: A value in a row as a person has it.
Value = float | str | None

_EXAMPLES = 5
_BEGINNING_OF_DAYS = datetime(1970, 1, 1)


@dataclass(frozen=True, eq=False)
class Training:
    """The settings of a run, and its data.

    Attributes
    ----------
    experiment
    epochs
        Passes over the training share that the program is to make.
    train_rows, test_rows : (n, dimension)
        Points, or a table's values as `Records` has them.
    train_labels, test_labels : (n,)
        0..k-1, or the value, in the table's own unit.
    csv_path
        Where the data are too many to stand in the program: the file that it is to read, in UTF-8,
        which it then splits as nnviz does. Of the rows above a few still serve as examples.
    delimiter
        What separates the columns of that file.
    """

    experiment: Experiment
    epochs: int
    train_rows: FloatArray
    train_labels: FloatArray
    test_rows: FloatArray
    test_labels: FloatArray
    csv_path: str = ""
    delimiter: str = ","

    @classmethod
    def of(cls, experiment: Experiment, dataset: Dataset, epochs: int) -> Self:
        """With the points of a run."""
        return cls(
            experiment,
            epochs,
            dataset.train_points,
            dataset.train_labels,
            dataset.test_points,
            dataset.test_labels,
        )

    @classmethod
    def of_table(
        cls,
        experiment: Experiment,
        records: Records,
        train: NDArray[np.int64],
        test: NDArray[np.int64],
        epochs: int,
        *,
        csv_path: str = "",
        delimiter: str = ",",
    ) -> Self:
        """With rows of a table, of which (n,) and (m,) say which are in which share."""
        return cls(
            experiment,
            epochs,
            records.values[train],
            records.labels[train],
            records.values[test],
            records.labels[test],
            csv_path,
            delimiter,
        )

    @property
    def has_test(self) -> bool:
        """Whether there is anything to test with."""
        return len(self.test_rows) > 0

    @property
    def examples(self) -> FloatArray:
        """A few rows, from the test share if there is one, rather such as lack nothing."""
        rows = self.test_rows if self.has_test else self.train_rows
        return rows[np.argsort(np.isnan(rows).any(axis=1), kind="stable")[:_EXAMPLES]]


def rows_as_written(rows: FloatArray, preparation: Preparation | None) -> list[list[Value]]:
    """Rows of numbers as a person has them: names for categories, dates as ISO 8601 has them.

    Parameters
    ----------
    rows : (n, dimension)
        As in `Training`.
    """
    if preparation is None:
        return [list(row) for row in rows.tolist()]
    columns = preparation.recipe.columns
    return [
        [_as_written(column, value) for column, value in zip(columns, row, strict=True)]
        for row in rows.tolist()
    ]


def _as_written(column: Column, value: float) -> Value:
    if np.isnan(value):
        return None
    if column.kind == "category":
        return column.categories[int(value)] if value >= 0 else _unknown_to(column)
    if column.kind == "date":
        if column.date_order == "time" and Dates("time").read(as_text(value, "time")) == value:
            return as_text(value, "time")
        moment = _BEGINNING_OF_DAYS + timedelta(days=value)
        return moment.isoformat().removesuffix("T00:00:00")
    return value


def _unknown_to(column: Column) -> str:
    name = "another"
    while name in column.categories:
        name += "_"
    return name
