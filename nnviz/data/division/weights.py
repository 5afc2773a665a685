"""How much each sample counts in the loss, so that rare classes are not passed over."""

import numpy as np

from nnviz.data.arrays import FloatArray

#: Alike, or each class as much as any other together.
CLASS_WEIGHTS = ("none", "balanced")


def class_weights(labels: FloatArray, n_classes: int) -> FloatArray:
    """For each class n / (k n_c): ``(n_classes,)``.

    There are n labels, n_c of the class, and k classes that have any; one without any weighs 1. So
    the mean over the samples is 1. scikit-learn calls it "balanced", after King and Zeng, Logistic
    regression in rare events data, Political analysis 9, 2001.

    Parameters
    ----------
    labels : (n,)
        0..n_classes-1; n is 1 at least.
    """
    counts = np.bincount(labels.astype(np.int64), minlength=n_classes)
    weights = np.ones(n_classes)
    present = counts > 0
    weights[present] = len(labels) / (np.count_nonzero(present) * counts[present])
    return weights
