"""Metrics: what a person asks of a network, beside the loss that it was trained on.

Of classes they take which one each sample has, and which came out, as `classes_of` reads them; of
values the outputs and targets themselves, features first: (n_outputs, n).
"""

from collections.abc import Callable
from math import nan, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array
from nnviz.core.functions.registry import look_up


def classes_of(values: Array) -> NDArray[np.intp]:
    """The class that each sample has, by outputs or by targets: (n_outputs, n) to (n,).

    One output stands for two classes, divided at 0: a logit is 0 at probability 1/2, and a tanh
    output at the middle of its targets -1 and +1. Several outputs stand for one class each.
    """
    found: NDArray[np.intp]
    found = values.argmax(axis=0) if len(values) > 1 else (values[0] > 0.0).astype(np.intp)
    return found


def accuracy(found: NDArray[np.intp], true: NDArray[np.intp]) -> float:
    """Share of the samples whose class comes out right."""
    return float(np.count_nonzero(found == true) / true.size) if true.size else nan


def balanced_accuracy(found: NDArray[np.intp], true: NDArray[np.intp]) -> float:
    """Mean over the classes of the share of each that comes out right: a rare one counts as any.

    A class without a sample does not count. Brodersen and others, The balanced accuracy and its
    posterior distribution, ICPR 2010.
    """
    if true.size == 0:
        return nan
    counts, right = np.bincount(true), np.bincount(true[true == found], minlength=true.max() + 1)
    return float(np.mean(right[counts > 0] / counts[counts > 0]))


def r2(outputs: Array, targets: Array) -> float:
    """Coefficient of determination: the share of the targets' variance that is explained.

    It is nan where the targets do not vary.
    """
    if targets.size == 0:
        return nan
    errors = (outputs - targets).ravel()
    deviations = (targets - targets.mean(axis=1, keepdims=True)).ravel()
    variation = float(deviations.dot(deviations))
    return 1.0 - float(errors.dot(errors)) / variation if variation else nan


def rmse(outputs: Array, targets: Array) -> float:
    """Root of the mean squared error, in the unit of the targets."""
    if targets.size == 0:
        return nan
    errors = (outputs - targets).ravel()
    return sqrt(float(errors.dot(errors)) / errors.size)


Metric = Callable[[NDArray[Any], NDArray[Any]], float]

# By task; the first one of each goes into the history.
METRICS: dict[str, dict[str, Metric]] = {
    "binary": {"accuracy": accuracy},
    "multiclass": {"accuracy": accuracy},
    "regression": {"r2": r2, "rmse": rmse},
}


def metrics_of(task: str, *, weighted: bool) -> dict[str, Metric]:
    """The metrics of a task.

    Parameters
    ----------
    weighted
        Whether samples have weights, so that rare classes matter: then accuracy alone, which may
        be high without them, would not tell.

    Raises
    ------
    ValueError
        There is no such task.
    """
    metrics = look_up(METRICS, task, "task")
    if weighted and task != "regression":
        return metrics | {"balanced_accuracy": balanced_accuracy}
    return metrics
