"""Backpropagation's gradient of a network of any kind, beside what it is by definition."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, columns
from nnviz.core.network.gradient_check import numerical_gradient, relative_errors
from nnviz.core.network.trainable import Trainable


@dataclass(frozen=True)
class GradientCheck:
    """Two gradients of one loss, and how far they are apart.

    Attributes
    ----------
    analytic, numerical : (n_parameters,)
        By backpropagation, and by central differences.
    relative_errors : tuple of float
        One per block; of a dense network per layer.
    """

    analytic: Array
    numerical: Array
    relative_errors: tuple[float, ...]

    @property
    def worst(self) -> float:
        """The largest of the relative errors."""
        return max(self.relative_errors)


def check_gradients(
    network: Trainable, inputs: Array, targets: Array, weights: Array | None = None
) -> GradientCheck:
    """Backpropagation's gradient beside the numerical one.

    Parameters
    ----------
    network : Trainable
        Of float64.
    inputs : (batch, n_inputs)
    targets : (batch, n_outputs)
    weights : (batch,), optional
        What each sample's loss is multiplied by.

    Raises
    ------
    ValueError
        The network is not of float64.
    """
    numerical = numerical_gradient(network, inputs, targets, weights)
    analytic = np.empty_like(network.parameters)
    given, wanted = network.columns(inputs), columns(targets, np.float64)
    forward, backward = network.passes(len(inputs), analytic)
    forward.run(given)
    backward.run(given, wanted, weights)
    return GradientCheck(analytic, numerical, relative_errors(network, analytic, numerical))
