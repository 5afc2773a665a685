"""Every point of a run's data, and what the network says of it, as a table."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nnviz.analysis.predictions import Predictions
from nnviz.data.dataset import Dataset
from nnviz.experiment import Experiment
from nnviz.tabular.cells import Cell, csv_text
from nnviz.tabular.names import class_names, column_names

#: Losses whose readable outputs are probabilities.
_PROBABILITIES = ("binary_cross_entropy", "softmax_cross_entropy")


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
    classes = class_names(experiment)
    outputs = [f"{_measure(experiment)}({name})" for name in _named_outputs(experiment)]
    names = ["share", *column_names(experiment), "label", "prediction"]
    shares = (
        ("train", dataset.train_points, dataset.train_labels, train),
        ("test", dataset.test_points, dataset.test_labels, test),
    )
    return csv_text(
        [*names, *(outputs if classes else ["residual"])],
        (
            row
            for share, points, labels, predictions in shares
            for row in _rows(share, points, _answers(experiment, labels, predictions))
        ),
    )


def _measure(experiment: Experiment) -> str:
    return "p" if experiment.loss in _PROBABILITIES else "output"


def _named_outputs(experiment: Experiment) -> Sequence[str]:
    """The classes that have a column: of two without probabilities, the one that is learnt as 1."""
    classes = class_names(experiment)
    single = experiment.n_outputs == 1 and experiment.loss not in _PROBABILITIES
    return classes[1:] if single else classes


def _rows(
    share: str, points: NDArray[np.float64], answers: Iterator[list[Cell]]
) -> Iterator[list[Cell]]:
    for point, answer in zip(points.tolist(), answers, strict=True):
        yield [share, *point, *answer]


def _answers(
    experiment: Experiment, labels: NDArray[np.float64], predictions: Predictions
) -> Iterator[list[Cell]]:
    """Label, prediction and what belongs to them, point by point."""
    if experiment.task == "regression":
        values = predictions.readable[:, 0]
        yield from np.column_stack([labels, values, labels - values]).tolist()
        return
    classes = class_names(experiment)
    readable = predictions.readable
    if experiment.loss == "binary_cross_entropy":
        readable = np.column_stack([1.0 - readable, readable])
    # Classes that are named by their numbers are numbers in a table too.
    cells: list[Cell] = [int(name) if name.isdecimal() else name for name in classes]
    for label, predicted, shares in zip(
        labels, predictions.predicted_classes, readable.tolist(), strict=True
    ):
        yield [cells[int(label)], cells[int(predicted)], *shares]
