"""What training asks of an optimizer.

All work on the flat parameter vector, so an update takes the same few calls whatever the depth, and
all mean what PyTorch's optimizers of the same name mean. An optimizer owns its slots (velocities,
averages); numbers that differ from update to update go through 0-d arrays, which a ufunc takes
faster than it takes a Python float.

A stack of networks has its vectors one below the other, (n_networks, n_parameters); settings are
then columns, (n_networks, 1), with a number for each.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array


def setting_for(parameters: Array) -> Array:
    """Where a number of each network goes: () for one vector, (n_networks, 1) for a stack."""
    shape = (*parameters.shape[:-1], 1) if parameters.ndim > 1 else ()
    return np.zeros(shape, parameters.dtype)


class Optimizer:
    """What training asks of an optimizer.

    Parameters
    ----------
    parameters : (n_parameters,) or (n_networks, n_parameters)
        The vector that it moves.

    Attributes
    ----------
    slots : tuple of ndarray
        All that it carries from one update to the next; whoever overwrites them in place puts it
        into another state.
    """

    slots: tuple[NDArray[Any], ...] = ()

    def __init__(self, parameters: Array) -> None:
        self._parameters = parameters
        self._rate = setting_for(parameters)

    def configure(self, momentum: float | Array, weight_decay: float | Array) -> None:
        """Take the settings that may change in mid-training; each heeds those that it knows."""

    def constants(self) -> dict[str, float]:
        """The numbers in its formula, by the names that they have there."""
        return {}

    def moments(self) -> dict[str, Array]:
        """What its slots mean, by the names of its formula: (n_parameters,) each, as copies."""
        return {}

    def update(self, gradient: Array, learning_rate: float | Array) -> Array:
        """Move the parameters, in place.

        Parameters
        ----------
        gradient : as the parameters
            Used as working space: it holds something else afterwards.
        learning_rate : float, or (n_networks, 1)

        Returns
        -------
        array, as the parameters
            What was subtracted from the parameters, after `decay`; overwritten by the next update.
        """
        self.decay(learning_rate)
        return self.step(gradient, learning_rate)

    def decay(self, learning_rate: float | Array) -> None:
        """Shrink the parameters, where that is part of the method; the first half of `update`."""

    def step(self, gradient: Array, learning_rate: float | Array) -> Array:
        """The second half of `update`."""
        raise NotImplementedError
