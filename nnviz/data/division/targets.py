"""Which losses a task offers, and labels in the form that each loss compares outputs with."""

import numpy as np

from nnviz.data.arrays import FloatArray

#: Task to losses that make sense for it; the first is the one suggested.
LOSSES_OF_TASK: dict[str, tuple[str, ...]] = {
    "binary": ("binary_cross_entropy", "mse", "huber"),
    "multiclass": ("softmax_cross_entropy", "mse"),
    "regression": ("mse", "huber"),
}

#: Output activation by task, for losses that do not bring their own (cross-entropies take
#: logits): the one whose values the targets below can be reached by.
OUTPUT_OF_TASK: dict[str, str] = {"binary": "tanh", "multiclass": "sigmoid", "regression": "linear"}


def output_activation(task: str, loss: str) -> str:
    """Name of the output layer's activation."""
    return "linear" if loss.endswith("_cross_entropy") else OUTPUT_OF_TASK[task]


def make_targets(labels: FloatArray, task: str, n_classes: int, loss: str) -> FloatArray:
    """Labels ``(n,)`` to targets ``(n, n_outputs)``.

    Binary cross-entropy compares with 0 and 1; other losses on two classes with -1 and 1, the
    ends of the tanh that the output then has. Several classes are one-hot. Values stay values.
    """
    if task == "multiclass":
        return np.eye(n_classes)[labels.astype(np.int64)]
    if task == "binary" and loss != "binary_cross_entropy":
        return 2.0 * labels[:, np.newaxis] - 1.0
    return labels[:, np.newaxis].copy()
