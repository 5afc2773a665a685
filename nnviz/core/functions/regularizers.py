"""Regularization: a penalty on the weights, which the training adds to the loss.

Biases are left alone: they set where a neuron switches, not how steeply.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array


@dataclass(frozen=True)
class Regularizer:
    """A penalty on the weights.

    Attributes
    ----------
    name : str
    formula : str
        The penalty, with λ for its rate.
    slope : callable (parameters, out) or None
        Fills `out`, of the parameters' shape, with the derivative of the penalty at rate 1; None
        where there is no penalty.
    """

    name: str
    formula: str
    slope: Callable[[Array, Array], object] | None


def _l2_slope(parameters: Array, out: Array) -> None:
    np.copyto(out, parameters)


REGULARIZERS = {
    regularizer.name: regularizer
    for regularizer in (
        Regularizer("none", "0", None),
        # Tibshirani, Regression shrinkage and selection via the lasso, 1996.
        Regularizer("l1", "λ Σ|w|", np.sign),
        # Krogh and Hertz, A simple weight decay can improve generalization, NIPS 1991.
        Regularizer("l2", "λ/2 Σw²", _l2_slope),
    )
}


class Penalty:
    """A regularizer at work: adds its slope to a gradient, in three calls whatever the depth.

    Parameters
    ----------
    regularizer : Regularizer
    rate : float, or (n_networks, 1) for a stack of networks
    weight_mask : (n_parameters,)
        1 where the parameter is a weight, 0 where it is a bias.
    """

    def __init__(self, regularizer: Regularizer, rate: float | Array, weight_mask: Array) -> None:
        self._slope = regularizer.slope if np.any(rate) else None
        self._rates = weight_mask * np.asarray(rate, weight_mask.dtype)
        self._scratch = np.empty_like(self._rates)

    def __bool__(self) -> bool:
        """Whether there is anything to add."""
        return self._slope is not None

    @property
    def added(self) -> Array:
        """What `add_to` has added last: (n_parameters,), a copy."""
        return self._scratch.copy()

    def add_to(self, gradient: Array, parameters: Array) -> None:
        """Add the penalty's gradient, in place; both arrays are (..., n_parameters)."""
        if self._slope is None:
            return
        scratch = self._scratch
        self._slope(parameters, scratch)
        np.multiply(scratch, self._rates, scratch)
        np.add(gradient, scratch, gradient)
