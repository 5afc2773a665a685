"""Checking backpropagation against what a gradient is by definition: a limit of differences.

Central differences: Press et al., Numerical recipes, 3rd edition, 2007, section 5.7.
"""

from collections.abc import Generator

import numpy as np

from nnviz.core.arrays import Array, columns
from nnviz.core.network.trainable import Trainable

# Near the cube root of float64's precision, where rounding and curvature disturb equally little.
_DISTANCE = 1e-5


def numerical_gradient(
    network: Trainable, inputs: Array, targets: Array, weights: Array | None = None
) -> Array:
    """Gradient of the mean loss by central differences.

    The parameters are moved one by one and put back; the network ends as it was.

    Parameters
    ----------
    network : Trainable
        Of float64: differences this small drown in the rounding of float32.
    inputs : (batch, n_inputs)
    targets : (batch, n_outputs)
    weights : (batch,), optional
        What each sample's loss is multiplied by.

    Returns
    -------
    (n_parameters,)

    Raises
    ------
    ValueError
        The network is not of float64.
    """
    pieces = _pieces(network, inputs, targets, weights, None)
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            gradient: Array = end.value
            return gradient


def _pieces(
    network: Trainable,
    inputs: Array,
    targets: Array,
    weights: Array | None,
    masks: Array | None,
) -> Generator[float, None, Array]:
    """The same with dropout's masks, a parameter at a time; yields the part that is done."""
    if network.dtype != np.float64:
        raise ValueError(f"a gradient check needs a network of float64; it was {network.dtype}")
    value = network.loss.value
    forward = network.forward_pass(len(inputs), dropout=masks is not None)
    if forward.masks is not None and masks is not None:
        forward.masks.array[...] = masks
    given, wanted = network.columns(inputs), columns(targets, np.float64)
    gradient = np.empty_like(network.parameters)
    for i, parameter in enumerate(network.parameters.copy()):
        network.parameters[i] = parameter + _DISTANCE
        above = value(forward.run(given), wanted, weights)
        network.parameters[i] = parameter - _DISTANCE
        below = value(forward.run(given), wanted, weights)
        network.parameters[i] = parameter
        gradient[i] = (above - below) / (2.0 * _DISTANCE)
        yield (i + 1) / network.parameters.size
    return gradient


def differences(
    network: Trainable,
    inputs: Array,
    targets: Array,
    masks: Array | None,
    weights: Array | None = None,
) -> Generator[float, None, Array]:
    """Gradient by central differences of a network of any type, computed on a copy in float64.

    A generator, as it may take a second: it yields the part that is done, and returns the result.
    The network is copied at once; the arrays must stay as they are.

    Parameters
    ----------
    inputs : (n_inputs, batch)
    targets : (n_outputs, batch)
    masks : as `Forward.masks` has them, or None
        What dropout multiplies by; None where there is none.
    weights : (batch,), optional
        What each sample's loss is multiplied by.

    Returns
    -------
    (n_parameters,)
    """
    twin = network.copy(np.float64)
    return _quietly(_pieces(twin, inputs.T, targets.T, weights, masks))


def _quietly(pieces: Generator[float, None, Array]) -> Generator[float, None, Array]:
    """The same pieces, without warnings of what overflows."""
    while True:
        # Within each piece alone, as what goes on between two of them is somebody else's.
        with np.errstate(all="ignore"):
            try:
                done = next(pieces)
            except StopIteration as end:
                gradient: Array = end.value
                return gradient
        yield done


def relative_errors(network: Trainable, analytic: Array, numerical: Array) -> tuple[float, ...]:
    """How far two gradients, (n_parameters,) each, are apart, block by block.

    That is |analytic - numerical| / (|analytic| + |numerical|), with Euclidean norms over a block's
    weights and biases; 0 where both are zero.
    """
    return tuple(
        _relative_error(block.of(analytic), block.of(numerical)) for block in network.blocks
    )


def _relative_error(analytic: Array, numerical: Array) -> float:
    size = float(np.linalg.norm(analytic) + np.linalg.norm(numerical))
    return float(np.linalg.norm(analytic - numerical)) / size if size else 0.0
