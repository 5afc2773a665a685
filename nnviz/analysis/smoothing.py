"""A curve without its jitter."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import FloatArray


def smooth(values: NDArray[np.floating[Any]], weight: float) -> FloatArray:
    """The exponential moving average, freed from its bias towards 0 at the beginning.

    Parameters
    ----------
    values : (n,); what is not finite stays as it is, and the average goes on behind it.
    weight
        Of all that came before, from 0 (the curve itself) to less than 1.

    Returns
    -------
    (n,): averages m_t / (1 − weight^t) with m_t = weight · m_{t−1} + (1 − weight) · value_t, as in
    Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), section 3.

    Raises
    ------
    ValueError
        The weight is not in [0, 1).
    """
    if not 0 <= weight < 1:
        raise ValueError(f"a weight from 0 to less than 1 is needed, not {weight}")
    smoothed = np.array(values, np.float64)
    average, missing = 0.0, 1.0
    for place in np.flatnonzero(np.isfinite(smoothed)):
        average = weight * average + (1 - weight) * smoothed[place]
        missing *= weight
        smoothed[place] = average / (1 - missing)
    return smoothed
