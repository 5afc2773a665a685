"""What a program needs beside the trained network, to train one anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

import numpy as np
from numpy.typing import NDArray

from nnviz.data import Dataset
from nnviz.data.arrays import FloatArray
from nnviz.data.division.weights import CLASS_WEIGHTS, class_weights
from nnviz.data.tables import Column, Preparation, Records
from nnviz.data.tables.columns.dates import as_text
from nnviz.data.tables.new_rows.entries import Dates
from nnviz.experiment import Experiment

#: A value in a row as a person has it.
RawValue = float | str | None

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
    def is_weighted(self) -> bool:
        """Whether a sample counts in the loss as much as its class."""
        return CLASS_WEIGHTS[self.experiment.class_weights] is not None

    def class_weights(self, n_classes: int) -> FloatArray | None:
        """How much a sample of each class counts: (n_classes,); None where all count alike."""
        return class_weights(self.experiment.class_weights, self.train_labels, n_classes)

    @property
    def has_test(self) -> bool:
        """Whether there is anything to test with."""
        return len(self.test_rows) > 0

    @property
    def examples(self) -> FloatArray:
        """A few rows, from the test share if there is one, rather such as lack nothing."""
        rows = self.test_rows if self.has_test else self.train_rows
        return rows[np.argsort(np.isnan(rows).any(axis=1), kind="stable")[:_EXAMPLES]]


def rows_as_written(rows: FloatArray, preparation: Preparation | None) -> list[list[RawValue]]:
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


def _as_written(column: Column, value: float) -> RawValue:
    if np.isnan(value):
        return None
    if column.kind == "category":
        return column.categories[int(value)] if value >= 0 else _unknown_to(column)
    if column.date_order == "time":
        return _as_time(value)
    if column.kind == "date":
        moment = _BEGINNING_OF_DAYS + timedelta(days=value)
        return moment.isoformat().removesuffix("T00:00:00")
    return value


def _as_time(value: float) -> str:
    """Hours and minutes, and parts of a second only where there are some."""
    text = as_text(value, "time")
    if Dates("time").read(text) == value:
        return text
    minutes, seconds = divmod(value * 86400, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:.0f}:{minutes:02.0f}:{seconds:09.6f}"


def _unknown_to(column: Column) -> str:
    name = "another"
    while name in column.categories:
        name += "_"
    return name
