"""Every point of a run's data, and what the network says of it, as a table."""

from collections.abc import Iterable, Iterator, Sequence
from math import isnan

import numpy as np
from numpy.typing import NDArray

from nnviz.analysis.quality.predictions import Predictions
from nnviz.core.arrays import FloatArray
from nnviz.core.functions.losses import LOSSES
from nnviz.data.dataset import Dataset
from nnviz.data.tables import Preparation
from nnviz.data.tables.columns.dates import as_text
from nnviz.data.tables.recipe.recipe import Column
from nnviz.experiment import Experiment
from nnviz.tabular.cells import Cell, LocalizedNumber, csv_text
from nnviz.tabular.names import column_names

#: Characters of a name from which on it is no number that everybody reads in full.
_LONGEST_NUMBER = 16


def predictions_csv(
    experiment: Experiment, dataset: Dataset, train: Predictions, test: Predictions
) -> str:
    """Training points, then test points, as CSV.

    The columns: ``share`` (train or test); the coordinates; ``label``; ``prediction``; for classes
    ``p(<class>)``, the probability of each, or ``output(<class>)`` where the loss gives none; for
    values ``residual``, which is the label minus the prediction.

    Parameters
    ----------
    dataset
        The experiment's.
    train, test
        Of its two shares, in the order of their points.
    """
    classes = experiment.class_names
    outputs = [f"{_measure(experiment)}({name})" for name in _named_outputs(experiment)]
    names = ["share", *column_names(experiment), "label", "prediction"]
    shares = (
        ("train", dataset.train_points, dataset.train_rows, dataset.train_labels, train),
        ("test", dataset.test_points, dataset.test_rows, dataset.test_labels, test),
    )
    return csv_text(
        [*names, *(outputs if classes else ["residual"])],
        (
            row
            for share, points, rows, labels, predictions in shares
            for row in _rows(
                share,
                _given(experiment, points, rows),
                _answers(experiment, dataset.preparation, labels, predictions),
            )
        ),
    )


def _measure(experiment: Experiment) -> str:
    return "p" if LOSSES[experiment.loss].has_probabilities else "output"


def _named_outputs(experiment: Experiment) -> Sequence[str]:
    """The classes that have a column: of two without probabilities, the one that is learnt as 1."""
    classes = experiment.class_names
    single = experiment.n_outputs == 1 and not LOSSES[experiment.loss].has_probabilities
    return classes[1:] if single else classes


def _rows(
    share: str, given: Iterable[list[Cell]], answers: Iterator[list[Cell]]
) -> Iterator[list[Cell]]:
    for cells, answer in zip(given, answers, strict=True):
        yield [share, *cells, *answer]


def _given(
    experiment: Experiment, points: FloatArray, rows: NDArray[np.int64]
) -> Iterable[list[Cell]]:
    """The coordinates of points, or what stood in the rows of a table."""
    records = experiment.spec.records
    if records is None:
        coordinates: list[list[Cell]] = points.tolist()
        return coordinates
    columns: list[list[Cell]] = []
    for column, values in zip(records.recipe.columns, records.values[rows].T, strict=True):
        columns.append([_as_given(column, value) for value in values.tolist()])
    return map(list, zip(*columns, strict=True))


def _as_given(column: Column, value: float) -> Cell:
    """A value as its column had it, so that the programs read it as the page did."""
    if column.kind == "category":
        return column.category_at(value)
    if isnan(value):
        return ""
    return (
        as_text(value, column.date_order)
        if column.kind == "date"
        else LocalizedNumber(value, column.decimal)
    )


def _answers(
    experiment: Experiment,
    preparation: Preparation | None,
    labels: FloatArray,
    predictions: Predictions,
) -> Iterator[list[Cell]]:
    """Label, prediction and what belongs to them, point by point, in the unit of the data."""
    if experiment.task == "regression":
        values = predictions.readable[:, 0]
        if preparation is not None:
            labels, values = preparation.values_of(labels), preparation.values_of(values)
        yield from np.column_stack([labels, values, labels - values]).tolist()
        return
    classes = experiment.class_names
    readable = predictions.readable
    if LOSSES[experiment.loss].output_kind == "probability":
        readable = np.column_stack([1.0 - readable, readable])
    cells = [_as_cell(name) for name in classes]
    for label, predicted, shares in zip(
        labels, predictions.predicted_classes, readable.tolist(), strict=True
    ):
        yield [cells[int(label)], cells[int(predicted)], *shares]


def _as_cell(name: str) -> Cell:
    """A class's name; where it is a number as numbers are written, that is a number in a table."""
    is_number = len(name) < _LONGEST_NUMBER and name.isdecimal() and str(int(name)) == name
    return int(name) if is_number else name


def in_unit(predictions: Predictions, preparation: Preparation | None) -> Predictions:
    """Predictions of a standardised value, in the unit of the table that it is from."""
    if preparation is None:
        return predictions
    return Predictions(
        *map(
            preparation.values_of,
            (predictions.outputs, predictions.readable, predictions.targets),
        )
    )
