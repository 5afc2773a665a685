"""A snapshot holds what the network does, and keeps it while the network goes on."""

import numpy as np
import pytest

from nnviz.analysis.layers import copy_layers
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.network.network import Network


def make(activation: str) -> tuple[Network, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    network = Network((2, 4, 1), (activation, "linear"), "mse", rng)
    network.biases[0][:] = rng.normal(size=4)
    return network, rng.normal(size=(6, 2)), rng.normal(size=(6, 1))


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_slopes_are_the_derivative_of_the_activations(activation: str) -> None:
    network, inputs, targets = make(activation)
    hidden = copy_layers(network, inputs, targets)[0]
    pre_activations = inputs @ network.weights[0] + network.biases[0]

    def evaluate(z: np.ndarray) -> np.ndarray:
        out = np.empty_like(z)
        ACTIVATIONS[activation].forward(z, out)
        return out

    step = 1e-6
    slopes = (evaluate(pre_activations + step) - evaluate(pre_activations - step)) / (2 * step)
    np.testing.assert_allclose(hidden.slopes, slopes, atol=1e-6)


def test_it_agrees_with_the_network() -> None:
    network, inputs, targets = make("tanh")
    layers = copy_layers(network, inputs, targets)
    _, gradients = network.loss_and_gradients(inputs, targets)
    for layer, activations, (weights, biases) in zip(
        layers, network.activations_of(inputs)[1:], gradients, strict=True
    ):
        np.testing.assert_array_equal(layer.activations, activations)
        np.testing.assert_array_equal(layer.weight_gradients, weights)
        np.testing.assert_array_equal(layer.bias_gradients, biases)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_neuron_that_is_switched_off_sends_0_learns_nothing_and_has_no_slope(
    activation: str,
) -> None:
    network, inputs, targets = make(activation)
    whole = copy_layers(network, inputs, targets)
    network.silenced = frozenset({(1, 2)})
    hidden, output = copy_layers(network, inputs, targets)
    np.testing.assert_array_equal(hidden.activations[:, 2], 0.0)
    np.testing.assert_array_equal(hidden.weight_gradients[:, 2], 0.0)
    assert hidden.bias_gradients[2] == 0.0
    assert np.isnan(hidden.slopes[:, 2]).all()
    others = [0, 1, 3]
    np.testing.assert_array_equal(hidden.slopes[:, others], whole[0].slopes[:, others])
    expected = hidden.activations @ network.weights[1] + network.biases[1]
    np.testing.assert_allclose(output.activations, expected)


def test_it_stays_as_it_was() -> None:
    network, inputs, targets = make("tanh")
    layers = copy_layers(network, inputs, targets)
    before = [(layer.weights.copy(), layer.biases.copy()) for layer in layers]
    network.parameters[:] = 0.0
    for layer, (weights, biases) in zip(layers, before, strict=True):
        np.testing.assert_array_equal(layer.weights, weights)
        np.testing.assert_array_equal(layer.biases, biases)


def test_numbers_that_overflow_are_no_error() -> None:
    network, inputs, targets = make("relu")
    network.parameters[:] = 1e308
    copy_layers(network, inputs, targets)
