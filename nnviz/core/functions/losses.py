"""Losses: how far the network's outputs are from their targets, as one number.

Every loss belongs to an output layer: the cross-entropies take the outputs as logits (a linear
output layer), so that loss and sigmoid or softmax together stay stable and their joint derivative
collapses to `probabilities - targets`. All arrays here are features first: (n_outputs, batch).
`values` and `residual` also take the outputs of many networks at once: (..., n_outputs, batch).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from nnviz.core.arrays import Array, constant
from nnviz.core.functions.activations import sigmoid

_HALF = constant(0.5, np.float32)
_ONE = constant(1.0, np.float32)
_MINUS_ONE = constant(-1.0, np.float32)

#: What a person reads outputs as: as the values that they are; one as the probability of the second
#: of two classes, its sigmoid; several as the probabilities of the classes, their softmax.
OutputKind = Literal["values", "probability", "shares"]


@dataclass(frozen=True)
class Loss:
    """A loss, as a mean over the batch.

    Attributes
    ----------
    name : str
    formula : str
        In terms of output o and target t (y: the probability that the output stands for).
    values : callable (outputs, targets) -> (...)
        Of outputs (..., n_outputs, batch), one loss for each batch of them; NumPy broadcasts the
        targets.
    residual : callable (outputs, targets, out)
        Fills `out` with the derivative of one sample's loss by its outputs, up to `factor`.
    factor : callable (n_outputs) -> float
        What `residual` left out. Kept apart because it merges with the 1 / batch of the mean.
    takes_logits : bool
        Whether its outputs are those of a linear layer, whatever the task.
    output_kind : OutputKind
        What a person reads the outputs as.
    low_target : float
        What the first of two classes is compared as, 0 or -1; the second is 1. One output tells
        them apart at 0, so that of values it is -1.

    Raises
    ------
    ValueError
        What it says of its outputs does not go together.
    """

    name: str
    formula: str
    values: Callable[[Array, Array], Array]
    residual: Callable[[Array, Array, Array], object]
    factor: Callable[[int], float]
    takes_logits: bool = False
    output_kind: OutputKind = "values"
    low_target: float = -1.0

    def __post_init__(self) -> None:
        if self.has_probabilities and not self.takes_logits:
            raise ValueError(f"{self.name} has probabilities, which are made of logits")
        if self.low_target not in ((-1.0, 0.0) if self.has_probabilities else (-1.0,)):
            raise ValueError(f"{self.name} cannot have {self.low_target!r} for the first class")

    @property
    def has_probabilities(self) -> bool:
        """Whether outputs are read as probabilities of the classes."""
        return self.output_kind != "values"

    @property
    def readable(self) -> Callable[[Array], Array]:
        """Takes outputs (n_outputs, batch) to what a person reads them as, of the same shape."""
        return _READABLE[self.output_kind]

    def value(self, outputs: Array, targets: Array, weights: Array | None = None) -> float:
        """The loss of one batch: the mean of its samples' losses, each times its weight.

        Parameters
        ----------
        outputs, targets : (n_outputs, batch)
        weights : (batch,), optional
        """
        return float(self.weighted(outputs, targets, weights))

    def weighted(self, outputs: Array, targets: Array, weights: Array | None) -> Array:
        """As `values`; where there are weights (batch,), each sample's loss times its own."""
        if weights is None:
            return self.values(outputs, targets)
        losses: Array = self.each(outputs, targets) @ weights / len(weights)
        return losses

    def each(self, outputs: Array, targets: Array) -> Array:
        """Losses of the samples, without weights: (..., n_outputs, batch) to (..., batch)."""
        by_sample = (np.swapaxes(array, -1, -2)[..., np.newaxis] for array in (outputs, targets))
        return self.values(*by_sample)


def _mean(losses: Array) -> Array:
    """Over outputs and batch."""
    flat = losses.reshape(*losses.shape[:-2], -1)
    mean: Array = np.add.reduce(flat, -1) / flat.shape[-1]
    return mean


def _mse(outputs: Array, targets: Array) -> Array:
    errors = outputs - targets
    flat = errors.reshape(*errors.shape[:-2], -1)
    losses: Array = np.vecdot(flat, flat) / flat.shape[-1]
    return losses


def _huber(outputs: Array, targets: Array) -> Array:
    """Huber, Robust estimation of a location parameter, 1964, with its threshold at 1."""
    errors = np.abs(outputs - targets)
    quadratic = np.minimum(errors, 1.0)
    return _mean(quadratic * (errors - 0.5 * quadratic))


def _huber_residual(outputs: Array, targets: Array, out: Array) -> None:
    np.subtract(outputs, targets, out)
    np.maximum(out, _MINUS_ONE, out=out)
    np.minimum(out, _ONE, out=out)


def _binary_cross_entropy(logits: Array, targets: Array) -> Array:
    # log(1 + exp(o)) - o t. Its large terms are subtracted first: they cancel where the network is
    # sure and right, and what is left would drown in their rounding.
    losses = np.maximum(logits, 0.0) - logits * targets
    losses += np.log1p(np.exp(-np.abs(logits)))
    return _mean(losses)


def _binary_cross_entropy_residual(logits: Array, targets: Array, out: Array) -> None:
    # Twice sigmoid(z) - t, as tanh(z / 2) + 1 - 2 t: two calls fewer than by way of the sigmoid.
    np.multiply(logits, _HALF, out)
    np.tanh(out, out)
    np.add(out, _ONE, out)
    np.subtract(out, targets, out)
    np.subtract(out, targets, out)


def _probability(logits: Array) -> Array:
    probabilities = np.empty_like(logits)
    sigmoid(logits, probabilities)
    return probabilities


def _softmax(logits: Array, out: Array) -> None:
    np.subtract(logits, logits.max(axis=-2, keepdims=True), out)
    np.exp(out, out)
    np.divide(out, out.sum(axis=-2, keepdims=True), out)


def _softmax_cross_entropy(logits: Array, targets: Array) -> Array:
    shifted = logits - logits.max(axis=-2, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=-2))
    losses = log_sums * targets.sum(axis=-2) - (shifted * targets).sum(axis=-2)
    mean: Array = losses.mean(axis=-1)
    return mean


def _softmax_cross_entropy_residual(logits: Array, targets: Array, out: Array) -> None:
    _softmax(logits, out)
    np.subtract(out, targets, out)


def _probabilities(logits: Array) -> Array:
    probabilities = np.empty_like(logits)
    _softmax(logits, probabilities)
    return probabilities


_READABLE: dict[OutputKind, Callable[[Array], Array]] = {
    "values": np.copy,
    "probability": _probability,
    "shares": _probabilities,
}

LOSSES = {
    loss.name: loss
    for loss in (
        Loss("mse", "(o − t)²", _mse, np.subtract, lambda n: 2.0 / n),
        Loss(
            "huber",
            "(o − t)² / 2 if |o − t| < 1, else |o − t| − 1/2",
            _huber,
            _huber_residual,
            lambda n: 1.0 / n,
        ),
        # Bishop, Pattern recognition and machine learning, 2006, sections 4.3.2 and 4.3.4.
        Loss(
            "binary_cross_entropy",
            "−t ln y − (1 − t) ln(1 − y),  y = σ(o)",
            _binary_cross_entropy,
            _binary_cross_entropy_residual,
            lambda n: 0.5 / n,
            takes_logits=True,
            output_kind="probability",
            low_target=0.0,
        ),
        Loss(
            "softmax_cross_entropy",
            "−Σ t ln y,  y = softmax(o)",
            _softmax_cross_entropy,
            _softmax_cross_entropy_residual,
            lambda n: 1.0,
            takes_logits=True,
            output_kind="shares",
        ),
    )
}
