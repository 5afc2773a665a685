"""Drawing points so that classes come out equally large and every point stays in view."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nnviz.data.arrays import FloatArray

#: The plane's view reaches from -EXTENT to EXTENT on both axes.
EXTENT = 6.0

Sampler = Callable[[int], tuple[FloatArray, FloatArray]]


def class_counts(n: int, n_classes: int) -> NDArray[np.int64]:
    """How many of n points each class gets, shape ``(n_classes,)``; they differ by at most 1."""
    return np.bincount(np.arange(n) % n_classes, minlength=n_classes).astype(np.int64)


def rank_in_class(labels: FloatArray) -> NDArray[np.int64]:
    """For each label, how many equal ones stand before it; labels and result ``(n,)``."""
    ranks = np.zeros(len(labels), dtype=np.int64)
    for label in np.unique(labels):
        members = labels == label
        ranks[members] = np.arange(np.count_nonzero(members))
    return ranks


def balanced(draw: Sampler, n: int, n_classes: int) -> tuple[FloatArray, FloatArray]:
    """Draw until every class has its share of n points, all of them in view.

    Drawing again what fell outside or came too many, rather than moving or relabelling it,
    leaves each class distributed as `draw` has it.

    Parameters
    ----------
    draw
        ``draw(count)`` returns points ``(count, 2)`` and labels ``(count,)``, 0..n_classes-1.

    Returns
    -------
    points : (n, 2)
    labels : (n,)
    """
    quota = class_counts(n, n_classes)
    points, labels = np.empty((0, 2)), np.empty(0)
    while len(labels) < n:
        drawn_points, drawn_labels = draw(n)
        inside = np.all(np.abs(drawn_points) <= EXTENT, axis=1)
        points = np.concatenate([points, drawn_points[inside]])
        labels = np.concatenate([labels, drawn_labels[inside]])
        needed = rank_in_class(labels) < quota[labels.astype(np.int64)]
        points, labels = points[needed], labels[needed]
    return points, labels
