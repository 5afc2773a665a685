"""How often a classifier is right, class by class, from one table of counts.

Where nothing was counted a share is nan, not 0: of a class that never came up, nobody knows how
often it would have been found.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import FloatArray

Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class ClassReport:
    """Quality of each class; all arrays are (n_classes,).

    Attributes
    ----------
    precision
        Of those called this class, the share that is; nan where none was.
    recall
        Of those of this class, the share that was called so; nan where there are none.
    f1
        Harmonic mean of the two: van Rijsbergen, Information retrieval, 1979, chapter 7. It is
        nan where the class neither exists nor was called.
    support
        Samples of this class.
    """

    precision: FloatArray
    recall: FloatArray
    f1: FloatArray
    support: Counts


def confusion_matrix(
    classes: NDArray[np.integer], predicted: NDArray[np.integer], n_classes: int
) -> Counts:
    """Count the samples of each true class (row) and predicted class (column).

    Parameters
    ----------
    classes, predicted : (n,)
        From 0 to n_classes - 1.

    Returns
    -------
    (n_classes, n_classes)
    """
    pairs = np.asarray(classes, np.int64) * n_classes + predicted
    return np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)


def row_shares(counts: Counts) -> FloatArray:
    """Each count as a share of its row: (n_classes, n_classes); nan in an empty row."""
    return _ratio(counts, counts.sum(axis=1, keepdims=True))


def accuracy(counts: Counts) -> float:
    """Share of the samples on the diagonal; nan where there are none."""
    return float(_ratio(counts.trace(), counts.sum()))


def class_report(counts: Counts) -> ClassReport:
    """Precision, recall, F1 and support of each class.

    Parameters
    ----------
    counts : (n_classes, n_classes)
        As `confusion_matrix` gives them.
    """
    right, called, support = counts.diagonal(), counts.sum(axis=0), counts.sum(axis=1)
    return ClassReport(
        precision=_ratio(right, called),
        recall=_ratio(right, support),
        f1=_ratio(2 * right, called + support),
        support=support,
    )


def _ratio(part: NDArray[np.integer], whole: NDArray[np.integer]) -> FloatArray:
    part, whole = np.broadcast_arrays(part, whole)
    shares = np.full(whole.shape, np.nan)
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares
