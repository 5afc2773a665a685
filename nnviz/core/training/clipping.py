"""Gradient clipping: Pascanu, Mikolov and Bengio, On the difficulty of training RNNs, 2013."""

from math import sqrt

import numpy as np

from nnviz.core.arrays import Array, FloatArray

# As in PyTorch: keeps the quotient finite, and leaves a clipped gradient just below the limit.
_EPSILON = 1e-6


def clip(gradient: Array, squared_norm: float, largest_norm: float) -> float:
    """Shorten a gradient to the largest norm allowed, in place, its direction kept.

    Parameters
    ----------
    gradient : (n_parameters,)
    squared_norm : float
        The gradient's, which training has at hand.
    largest_norm : float

    Returns
    -------
    float
        The factor that it was multiplied by, 1 at most.
    """
    factor = largest_norm / (sqrt(squared_norm) + _EPSILON)
    if factor >= 1.0:
        return 1.0
    np.multiply(gradient, factor, gradient)
    return factor


def clip_each(gradients: Array, squared_norms: FloatArray, largest_norms: FloatArray) -> None:
    """Do as `clip` with the gradients of several networks, in place.

    Parameters
    ----------
    gradients : (n_networks, n_parameters)
    squared_norms, largest_norms : (n_networks,)
        Infinity where there is no limit.
    """
    factors = np.minimum(largest_norms / (np.sqrt(squared_norms) + _EPSILON), 1.0)
    np.multiply(gradients, factors[:, np.newaxis].astype(gradients.dtype), gradients)
