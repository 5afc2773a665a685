"""Divergence: noticing that training blows up before it harms the network, and saying why."""

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


class Diverged(ArithmeticError):  # noqa: N818 - it names what happened, as StopIteration does
    """Training has blown up; the update that would have spoilt the network was not made.

    Attributes
    ----------
    step : int
        The update that was not made, counted from 1.
    layer : int
        Where it shows first: number of the network's block, from 1; of a dense network that is
        the layer after the input.
    quantity : str
        What is not finite or too large: "activations", "loss", "weights" or "gradient".
    value : float
        Its size: the largest activation, the loss, or the norm of the block's parameters or of
        their gradient.
    cause : str
        The likely reason: "learning_rate_too_high", "initial_weights_too_large" or
        "input_too_large".
    """

    def __init__(self, step: int, layer: int, quantity: str, value: float, cause: str) -> None:
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
        cause = "input_too_large"
    elif step == 1:
        cause = "initial_weights_too_large"
    else:
        cause = "learning_rate_too_high"
    return Diverged(step, layer, quantity, value, cause)


def _first_trouble(
    targets: Array,
    weights: Array | None,
    forward: Forward,
    loss: Loss,
    blocks: list[Array],
    gradients: list[Array],
) -> tuple[int, str, float]:
    for layer, result in forward.results():
        largest = float(np.abs(result).max())
        if not isfinite(largest):
            return layer, "activations", largest
    value = loss.value(forward.outputs, targets, weights)
    if not isfinite(value):
        return len(gradients), "loss", value
    norms = [_norm(block) for block in blocks]
    if not hypot(*norms) < EXPLOSION_NORM:
        layer = int(np.argmax(norms)) + 1
        return layer, "weights", norms[layer - 1]
    norms = [_norm(gradient) for gradient in gradients]
    too_long = [layer for layer, norm in enumerate(norms, start=1) if not norm < EXPLOSION_NORM]
    # Each layer's gradient may be short enough, and only all together too long.
    layer = too_long[-1] if too_long else int(np.argmax(norms)) + 1
    return layer, "gradient", norms[layer - 1]


def _norm(gradient: Array) -> float:
    # In float64, as the square of a finite float32 may not be finite.
    wide = gradient.astype(np.float64).ravel()
    return sqrt(float(wide.dot(wide)))


def explosion(step: int, layer: int, loss: float, initial_loss: float) -> Diverged | None:
    """Why training cannot go on with a loss that has grown out of all measure, if it has."""
    if loss < EXPLOSION_RATIO * max(initial_loss, 1.0):  # false of nan, too
        return None
    return Diverged(step, layer, "loss", loss, "learning_rate_too_high")
