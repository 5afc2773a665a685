"""Metrics: what a person asks of a network, beside the loss that it was trained on.

All arrays are features first: (n_outputs, n).
"""

from collections.abc import Callable
from math import nan, sqrt

import numpy as np

from nnviz.core.arrays import Array


def accuracy(outputs: Array, targets: Array) -> float:
    """Share of the samples whose class comes out right.

    One output stands for two classes, divided at 0: a logit is 0 at probability 1/2, and a tanh
    output at the middle of its targets -1 and +1. Several outputs stand for one class each.
    """
    n = targets.shape[1]
    if n == 0:
        return nan
    if len(targets) == 1:
        right = (outputs[0] > 0.0) == (targets[0] > 0.0)
    else:
        right = outputs.argmax(axis=0) == targets.argmax(axis=0)
    return float(np.count_nonzero(right) / n)


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


Metric = Callable[[Array, Array], float]

# By task; the first one of each goes into the history.
METRICS: dict[str, dict[str, Metric]] = {
    "binary": {"accuracy": accuracy},
    "multiclass": {"accuracy": accuracy},
    "regression": {"r2": r2, "rmse": rmse},
}
