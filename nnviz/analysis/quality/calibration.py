"""Whether a network that says "90 % sure" is right nine times out of ten.

Guo, Pleiss, Sun and Weinberger, On calibration of modern neural networks, 2017: section 2.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import FloatArray

#: Bins of equal width between 0 and 1. Of two classes, the one that is decided for has at least
#: probability 1/2, which leaves half of them.
BINS = 20


@dataclass(frozen=True, eq=False)
class Reliability:
    """Said and seen, in bins of what was said.

    Attributes
    ----------
    edges : (n_bins + 1,)
        Each bin includes its upper edge; the first also its lower.
    counts : (n_bins,)
    confidence : (n_bins,)
        Mean probability that was said; nan in an empty bin, as is the next.
    accuracy : (n_bins,)
        Share that came true.
    error
        Expected calibration error: the mean distance of the two over all samples. It is nan where
        there are no samples or a probability is nan.
    """

    edges: FloatArray
    counts: NDArray[np.int64]
    confidence: FloatArray
    accuracy: FloatArray
    error: float


def reliability(
    probabilities: FloatArray, true: NDArray[np.bool_], bins: int = BINS
) -> Reliability:
    """Compare probabilities with what came true.

    Parameters
    ----------
    probabilities : (n,)
        From 0 to 1. Samples whose probability is nan are in no bin.
    true : (n,)
    """
    edges = np.linspace(0.0, 1.0, bins + 1)
    known = ~np.isnan(probabilities)
    said, seen = probabilities[known], true[known]
    numbers = np.searchsorted(edges[1:-1], said)
    counts = np.bincount(numbers, minlength=bins)
    filled = counts > 0
    sums = [np.bincount(numbers, weights=values, minlength=bins) for values in (said, seen)]
    confidence, accuracy = (
        np.divide(total, counts, out=np.full(bins, np.nan), where=filled) for total in sums
    )
    complete = known.all() and known.size > 0
    gap = float(np.abs(sums[0] - sums[1]).sum()) / known.size if complete else np.nan
    return Reliability(edges, counts, confidence, accuracy, gap)
