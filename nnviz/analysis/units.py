"""Neurons that have stopped learning, found by the slope of their activation.

Whatever gradient reaches a neuron is multiplied by that slope before it reaches the weights. Where
the slope is next to zero, the neuron cannot learn from the sample.
"""

from dataclasses import dataclass

import numpy as np

from nnviz.analysis.layers import Layer
from nnviz.core.functions.activations import ACTIVATIONS

#: A slope below this counts as flat. Leaky ReLU's 0.01 is not: it is there to keep neurons alive.
FLAT = 0.005

#: A neuron of a bounded activation counts as saturated when it is flat on this share of samples.
SATURATED_SHARE = 0.9


@dataclass(frozen=True)
class UnitHealth:
    """Neurons of one layer that have stopped learning.

    Attributes
    ----------
    units
        All neurons of the layer.
    dead
        Of an activation that is not bounded: flat on every sample, so no gradient comes through.
    saturated
        Of a bounded activation: flat on at least `SATURATED_SHARE` of the samples.
    """

    units: int
    dead: int
    saturated: int


def flat_shares(layer: Layer) -> np.ndarray:
    """Share of the samples on which each neuron's slope is flat: (fan_out,)."""
    flat: np.ndarray = (np.abs(layer.slopes) < FLAT).mean(axis=0)
    return flat


def unit_health(layer: Layer) -> UnitHealth:
    """Count the dead and the saturated neurons of a layer; one that is switched off is neither."""
    shares = flat_shares(layer)
    bounded = ACTIVATIONS[layer.activation].is_bounded
    return UnitHealth(
        units=len(shares),
        dead=0 if bounded else int((shares == 1.0).sum()),
        saturated=int((shares >= SATURATED_SHARE).sum()) if bounded else 0,
    )
