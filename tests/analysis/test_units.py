"""Neurons that have stopped learning are counted, others are not."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz.analysis.layers import Layer, copy_layers
from nnviz.analysis.units import UnitHealth, flat_shares, unit_health
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.network import Network


def hidden_layer(
    activation: str, biases: list[float], silenced: frozenset[Neuron] = frozenset()
) -> Layer:
    """A layer of neurons that all see the same samples, moved by their biases."""
    network = Network((1, len(biases), 1), (activation, "linear"), "mse", np.random.default_rng(0))
    network.weights[0][:] = 1.0
    network.biases[0][:] = biases
    network.silenced = silenced
    inputs = np.linspace(-1.0, 1.0, 20)[:, np.newaxis]
    return copy_layers(network, inputs, np.zeros_like(inputs))[0]


@pytest.mark.parametrize(
    ("activation", "biases", "health"),
    [
        ("relu", [0.0, -5.0, 5.0], UnitHealth(3, dead=1, saturated=0)),
        ("gelu", [0.0, -9.0, 9.0], UnitHealth(3, dead=1, saturated=0)),
        ("leaky_relu", [0.0, -5.0, 5.0], UnitHealth(3, dead=0, saturated=0)),
        ("linear", [0.0, -5.0, 5.0], UnitHealth(3, dead=0, saturated=0)),
        ("tanh", [0.0, -9.0, 9.0], UnitHealth(3, dead=0, saturated=2)),
        ("sigmoid", [0.0, -9.0, 9.0], UnitHealth(3, dead=0, saturated=2)),
    ],
)
def test_dead_and_saturated(activation: str, biases: list[float], health: UnitHealth) -> None:
    assert unit_health(hidden_layer(activation, biases)) == health


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_neuron_that_is_switched_off_is_neither(activation: str) -> None:
    biases = [0.0, -9.0, 9.0]
    others = unit_health(hidden_layer(activation, biases[:2]))
    layer = hidden_layer(activation, biases, frozenset({(1, 2)}))
    assert unit_health(layer) == replace(others, units=3)
    everyone = frozenset({(1, 0), (1, 1), (1, 2)})
    layer = hidden_layer(activation, biases, everyone)
    assert unit_health(layer) == UnitHealth(3, dead=0, saturated=0)


def test_flat_shares_are_shares_of_the_samples() -> None:
    np.testing.assert_allclose(flat_shares(hidden_layer("relu", [0.0, -5.0])), [0.5, 1.0])
