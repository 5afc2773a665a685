"""How much each input says of the target all by itself, to put the most telling ones first."""

import numpy as np

from nnviz.core.arrays import FloatArray


def association(points: FloatArray, labels: FloatArray, n_classes: int) -> FloatArray:
    """The share of each input's variance that the target accounts for.

    Of a value it is the square of the correlation; of classes the correlation ratio, eta squared
    (Pearson: On the general theory of skew correlation, 1905).

    Parameters
    ----------
    points : (n, n_inputs)
    labels : (n,)
        0..k-1, or the value where `n_classes` is 0.

    Returns
    -------
    (n_inputs,)
        From 0 to 1; 0 where an input does not vary.
    """
    centred = points - points.mean(axis=0)
    total = (centred**2).sum(axis=0)
    if n_classes:
        explained = np.zeros(points.shape[1])
        for label in range(n_classes):
            members = centred[labels == label]
            if len(members):
                explained += len(members) * members.mean(axis=0) ** 2
    else:
        deviations = labels - labels.mean()
        spread = max(float(deviations @ deviations), np.finfo(float).tiny)
        explained = (deviations @ centred) ** 2 / spread
    shares: FloatArray = explained / np.maximum(total, np.finfo(float).tiny)
    return shares
