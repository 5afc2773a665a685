"""How a classifier trades one mistake for the other as the threshold on its score moves.

Fawcett, An introduction to ROC analysis, 2006, for the one curve; Davis and Goadrich, The
relationship between precision-recall and ROC curves, 2006, for the other. Samples with equal scores
cannot be told apart by any threshold and make one step together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import FloatArray

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class RocCurve:
    """Share of the others let in against share of the class found; from (0, 0) to (1, 1).

    Attributes
    ----------
    false_positive_rate, true_positive_rate : (n_thresholds,)
        Of those whose score is at least the threshold. A rate is nan where it is a share of none.
    thresholds : (n_thresholds,)
        Falling; the first is infinite.
    area
        Probability that a sample of the class has a higher score than one of the others (ties count
        one half). It is nan where one of the two sides is missing or a score is nan.
    """

    false_positive_rate: FloatArray
    true_positive_rate: FloatArray
    thresholds: FloatArray
    area: float


@dataclass(frozen=True, eq=False)
class PrecisionRecallCurve:
    """Share of the class found against how many of those let in are of it; from recall 0 on.

    Attributes
    ----------
    precision, recall : (n_thresholds,)
        The first point, at recall 0, has precision 1 by convention. Recall is nan where there is
        nothing to find.
    thresholds : (n_thresholds,)
        Falling; the first is infinite.
    area
        Average precision: the mean of the precisions at each threshold, weighted by how much recall
        it adds. Not interpolated, which would promise too much. It is nan where there is nothing
        to find or a score is nan.
    """

    precision: FloatArray
    recall: FloatArray
    thresholds: FloatArray
    area: float


def roc_curve(positive: Flags, scores: FloatArray) -> RocCurve:
    """The receiver operating characteristic.

    Parameters
    ----------
    positive : (n,)
        Whether a sample is of the class.
    scores : (n,)
        The higher, the more speaks for the class.
    """
    found, let_in, thresholds = _counts(positive, scores)
    false_rate = _rate(let_in - found)
    true_rate = _rate(found)
    area = float(np.trapezoid(true_rate, false_rate)) if len(found) > 1 else np.nan
    return RocCurve(false_rate, true_rate, thresholds, area)


def precision_recall_curve(positive: Flags, scores: FloatArray) -> PrecisionRecallCurve:
    """Precision against recall.

    Parameters
    ----------
    positive : (n,)
        Whether a sample is of the class.
    scores : (n,)
        The higher, the more speaks for the class.
    """
    found, let_in, thresholds = _counts(positive, scores)
    precision = np.divide(found, let_in, out=np.ones(len(found)), where=let_in > 0)
    recall = _rate(found)
    area = float(np.diff(recall) @ precision[1:]) if len(recall) > 1 else np.nan
    return PrecisionRecallCurve(precision, recall, thresholds, area)


def corners(x: FloatArray, y: FloatArray) -> NDArray[np.intp]:
    """Which points of a staircase are needed to draw it: those that are not amid a straight line.

    Parameters
    ----------
    x, y : (n,)
        Neither may go back and forth along one line.
    """
    if len(x) < 3:
        return np.arange(len(x))
    level, steep = np.diff(y) == 0.0, np.diff(x) == 0.0
    straight = (level[1:] & level[:-1]) | (steep[1:] & steep[:-1])
    return np.flatnonzero(np.concatenate([[True], ~straight, [True]]))


def _counts(positive: Flags, scores: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Samples of the class, and samples in all, at or above each threshold: (n_thresholds,)."""
    scores = np.asarray(scores, np.float64)
    if np.isnan(scores).any():  # there is no order, and so no curve
        return np.full(1, np.nan), np.full(1, np.nan), np.full(1, np.inf)
    order = np.argsort(-scores, kind="stable")
    falling = scores[order]
    # The last of each group of equal scores.
    ends = np.flatnonzero(np.append(falling[1:] != falling[:-1], True)[: len(falling)])
    found = np.append(0.0, np.cumsum(np.asarray(positive)[order], dtype=np.float64)[ends])
    return found, np.append(0.0, ends + 1.0), np.append(np.inf, falling[ends])


def _rate(counts: FloatArray) -> FloatArray:
    return counts / counts[-1] if counts[-1] else np.full(len(counts), np.nan)
