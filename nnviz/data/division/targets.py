"""Which losses a task offers, and labels in the form that a loss compares outputs with."""

import numpy as np

from nnviz.data.arrays import FloatArray

#: Task to losses that make sense for it; the first is the one suggested.
LOSSES_OF_TASK: dict[str, tuple[str, ...]] = {
    "binary": ("binary_cross_entropy", "mse", "huber"),
    "multiclass": ("softmax_cross_entropy", "mse"),
    "regression": ("mse", "huber"),
}

#: Output activation by task, for losses that take no logits: the one whose values the targets
#: below can be reached by.
OUTPUT_OF_TASK: dict[str, str] = {"binary": "tanh", "multiclass": "sigmoid", "regression": "linear"}


def output_activation(task: str, *, takes_logits: bool) -> str:
    """Name of the output layer's activation, by whether the loss takes logits."""
    return "linear" if takes_logits else OUTPUT_OF_TASK[task]


def make_targets(labels: FloatArray, task: str, n_classes: int, low_target: float) -> FloatArray:
    """Labels ``(n,)`` to targets ``(n, n_outputs)``.

    The first of two classes is `low_target`: 0, or -1, the other end of the tanh that the output
    then has; the second is 1. Several classes are one-hot. Values stay values.
    """
    if task == "multiclass":
        return np.eye(n_classes)[labels.astype(np.int64)]
    if task == "binary":
        return (1.0 - low_target) * labels[:, np.newaxis] + low_target
    return labels[:, np.newaxis].copy()
