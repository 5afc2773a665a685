"""The layout that every part of the core computes in.

Inside the core an array of samples is *features first*: one row per feature, one column per
sample. Rows of one layer are then contiguous whatever the batch, so that BLAS and the ufuncs write
straight into them, and a last row of ones lets one matrix product add the bias along the way.
The public methods of a network take and return the usual (batch, width).
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import DTypeLike, NDArray

#: What a network computes in: whichever precision it was made for.
Array: TypeAlias = NDArray[np.floating[Any]]
#: What is recorded and measured of it. The data, which know nothing of the core, have their own.
FloatArray: TypeAlias = NDArray[np.float64]

# A NumPy call with its arguments bound. An update is a fixed list of them on fixed buffers, written
# down once and replayed: that leaves little of Python's overhead between two calls.
Call: TypeAlias = Callable[[], object]


def columns(samples: Array, dtype: DTypeLike) -> Array:
    """Samples as columns.

    Parameters
    ----------
    samples : (batch, width)
    dtype : data-type

    Returns
    -------
    (width, batch), contiguous
    """
    return np.ascontiguousarray(np.asarray(samples).T, dtype=dtype)


def columns_and_ones(samples: Array, dtype: DTypeLike) -> Array:
    """Samples as columns, with a last row of ones for the biases.

    Parameters
    ----------
    samples : (batch, width)
    dtype : data-type

    Returns
    -------
    (width + 1, batch), contiguous
    """
    batch, width = np.shape(samples)
    result = np.ones((width + 1, batch), dtype)
    result[:-1] = np.asarray(samples).T
    return result


def constant(value: float, dtype: DTypeLike) -> Array:
    """A number as a 0-d array: a ufunc takes it in half the time that a Python float costs."""
    return np.array(value, dtype)
