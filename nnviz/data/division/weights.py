"""How much each sample counts in the loss, so that rare classes are not passed over."""

from collections.abc import Callable

import numpy as np

from nnviz.data.arrays import FloatArray


def balanced(labels: FloatArray, n_classes: int) -> FloatArray:
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


#: How it is called that all classes weigh alike.
UNWEIGHTED = "none"

#: Name to a function of labels, (n,), and the number of classes; None where all weigh alike.
CLASS_WEIGHTS: dict[str, Callable[[FloatArray, int], FloatArray] | None] = {
    UNWEIGHTED: None,
    "balanced": balanced,
}


def class_weights(weighting: str, labels: FloatArray, n_classes: int) -> FloatArray | None:
    """What each class weighs by an entry of `CLASS_WEIGHTS`: ``(n_classes,)``, or None."""
    weigh = CLASS_WEIGHTS[weighting]
    return None if weigh is None else weigh(labels, n_classes)
