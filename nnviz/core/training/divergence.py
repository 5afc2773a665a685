"""Divergence: noticing that training blows up before it harms the network, and saying why."""

from enum import StrEnum
from math import hypot, isfinite, sqrt

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.functions.losses import Loss
from nnviz.core.network.trainable import Forward

# A gradient this long never does good: with a learning rate of 1e-5 it still moves the parameters
# by 10. Nor do parameters as far from zero as this.
EXPLOSION_NORM = 1e6

# Nor does a loss that is so many times as large as it was at the start (or as 1, if that is more).
# It is looked at with each record of the history, and finds what blows up without long gradients.
EXPLOSION_RATIO = 1e4

# Inputs beyond this make the first layer's gradient explode whatever the weights.
_LARGE_INPUT = 1e3


class Quantity(StrEnum):
    """What may be not finite, or too large; files and messages have the strings."""

    ACTIVATIONS = "activations"
    LOSS = "loss"
    WEIGHTS = "weights"
    GRADIENT = "gradient"


class Cause(StrEnum):
    """What may be the reason; files and messages have the strings."""

    LEARNING_RATE_TOO_HIGH = "learning_rate_too_high"
    INITIAL_WEIGHTS_TOO_LARGE = "initial_weights_too_large"
    INPUT_TOO_LARGE = "input_too_large"


class Diverged(ArithmeticError):  # noqa: N818 - it names what happened, as StopIteration does
    """Training has blown up; the update that would have spoilt the network was not made.

    Attributes
    ----------
    step : int
        The update that was not made, counted from 1.
    layer : int
        Where it shows first: number of the network's block, from 1; of a dense network that is
        the layer after the input.
    quantity : Quantity
        What is not finite or too large.
    value : float
        Its size: the largest activation, the loss, or the norm of the block's parameters or of
        their gradient.
    cause : Cause
        The likely reason.
    """

    def __init__(
        self, step: int, layer: int, quantity: Quantity, value: float, cause: Cause
    ) -> None:
        super().__init__(f"update {step} diverged: {quantity} {value:g} in layer {layer}: {cause}")
        self.step = step
        self.layer = layer
        self.quantity = quantity
        self.value = value
        self.cause = cause


def diagnose(
    step: int,
    inputs: Array,
    targets: Array,
    forward: Forward,
    loss: Loss,
    blocks: list[Array],
    gradients: list[Array],
    weights: Array | None = None,
) -> Diverged:
    """Where the trouble of an update shows first, along the way that the numbers take.

    That is the first block (of a dense network: layer) with a result that is not finite; else the
    loss; else the block with the largest parameters, if together they are too large; else the
    block nearest the output whose gradient is too long, since the backward pass starts there.

    Parameters
    ----------
    step : int
        The update that was not made.
    inputs : (n_inputs or more, batch)
    targets : (..., batch)
        Of a large batch, those of the slice at which the trouble showed.
    forward : Forward
        As it was after the forward pass of these.
    loss : Loss
    blocks, gradients : list of array
        The parameters and the update's gradient, block by block.
    weights : (batch,), optional
        What each sample's loss is multiplied by.
    """
    layer, quantity, value = _first_trouble(targets, weights, forward, loss, blocks, gradients)
    if float(np.abs(inputs).max()) > _LARGE_INPUT or not np.isfinite(inputs).all():
        cause = Cause.INPUT_TOO_LARGE
    elif step == 1:
        cause = Cause.INITIAL_WEIGHTS_TOO_LARGE
    else:
        cause = Cause.LEARNING_RATE_TOO_HIGH
    return Diverged(step, layer, quantity, value, cause)


def _first_trouble(
    targets: Array,
    weights: Array | None,
    forward: Forward,
    loss: Loss,
    blocks: list[Array],
    gradients: list[Array],
) -> tuple[int, Quantity, float]:
    for layer, result in forward.results():
        largest = float(np.abs(result).max())
        if not isfinite(largest):
            return layer, Quantity.ACTIVATIONS, largest
    value = loss.value(forward.outputs, targets, weights)
    if not isfinite(value):
        return len(gradients), Quantity.LOSS, value
    norms = [_norm(block) for block in blocks]
    if not hypot(*norms) < EXPLOSION_NORM:
        layer = int(np.argmax(norms)) + 1
        return layer, Quantity.WEIGHTS, norms[layer - 1]
    norms = [_norm(gradient) for gradient in gradients]
    too_long = [layer for layer, norm in enumerate(norms, start=1) if not norm < EXPLOSION_NORM]
    # Each layer's gradient may be short enough, and only all together too long.
    layer = too_long[-1] if too_long else int(np.argmax(norms)) + 1
    return layer, Quantity.GRADIENT, norms[layer - 1]


def _norm(gradient: Array) -> float:
    # In float64, as the square of a finite float32 may not be finite.
    wide = gradient.astype(np.float64).ravel()
    return sqrt(float(wide.dot(wide)))


def explosion(step: int, layer: int, loss: float, initial_loss: float) -> Diverged | None:
    """Why training cannot go on with a loss that has grown out of all measure, if it has."""
    if loss < EXPLOSION_RATIO * max(initial_loss, 1.0):  # false of nan, too
        return None
    return Diverged(step, layer, Quantity.LOSS, loss, Cause.LEARNING_RATE_TOO_HIGH)
