"""Backpropagation against central differences, for everything that has a derivative."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz import Network
from nnviz.core.arrays import Array
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.gradient_check import numerical_gradient
from tests.core.gradients import check_gradients

TOLERANCE = 1e-6
BATCH = 6


def make(activation: str, loss: str, depth: int, seed: int = 0) -> tuple[Network, Array, Array]:
    """A network with `depth` hidden layers whose biases are not zero, and a batch for it."""
    rng = np.random.default_rng(seed)
    sizes = (3, *(5, 4, 3, 4, 5, 3)[:depth], 2)
    network = Network(sizes, [activation] * depth + ["linear"], loss, rng)
    for biases in network.biases:
        biases[...] = rng.uniform(-0.5, 0.5, biases.shape)
    inputs = rng.standard_normal((BATCH, 3))
    targets = {
        "probability": np.where(rng.random((BATCH, 2)) > 0.5, 1.0, LOSSES[loss].low_target),
        "shares": np.eye(2)[rng.integers(0, 2, BATCH)],
        "values": 2.0 * rng.standard_normal((BATCH, 2)),
    }[LOSSES[loss].output_kind]
    return network, inputs, targets


@pytest.mark.parametrize("depth", range(7))
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_loss_and_depth(activation: str, loss: str, depth: int) -> None:
    assert check_gradients(*make(activation, loss, depth)).worst < TOLERANCE


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_with_weights(loss: str) -> None:
    network, inputs, targets = make("tanh", loss, 2)
    weights = np.array([0.5, 3.0, 0.0, 1.0, 40.0, 0.1])
    assert check_gradients(network, inputs, targets, weights).worst < TOLERANCE
    alike = check_gradients(network, inputs, targets).analytic
    assert not np.allclose(check_gradients(network, inputs, targets, weights).analytic, alike)
    np.testing.assert_allclose(
        check_gradients(network, inputs, targets, np.ones(BATCH)).analytic, alike
    )


@pytest.mark.parametrize("output", ACTIVATIONS)
@pytest.mark.parametrize("loss", [one.name for one in LOSSES.values() if not one.takes_logits])
def test_every_output_activation(output: str, loss: str) -> None:
    _, inputs, targets = make("tanh", loss, 2)
    network = Network((3, 4, 2), ("sine", output), loss, np.random.default_rng(1))
    assert check_gradients(network, inputs, targets).worst < TOLERANCE


def test_different_activations_in_one_network() -> None:
    _, inputs, targets = make("tanh", "mse", 2)
    network = Network((3, 4, 5, 3, 6, 2), list(ACTIVATIONS)[3:8], "mse", np.random.default_rng(1))
    assert check_gradients(network, inputs, targets).worst < TOLERANCE


@pytest.mark.parametrize("factor", [1.0005, 0.9995])
@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name != "linear"])
def test_the_checker_catches_a_slightly_wrong_derivative(
    monkeypatch: pytest.MonkeyPatch, activation: str, factor: float
) -> None:
    right = ACTIVATIONS[activation]

    def derivative(z: Array, a: Array, out: Array) -> None:
        right.derivative(z, a, out)
        out *= factor

    monkeypatch.setitem(ACTIVATIONS, activation, replace(right, derivative=derivative))
    check = check_gradients(*make(activation, "mse", 2))
    assert check.worst > 100.0 * TOLERANCE
    assert check.relative_errors[-1] < TOLERANCE, "the output layer's gradient does not use it"


@pytest.mark.parametrize("loss", LOSSES)
def test_the_checker_catches_a_slightly_wrong_loss(
    monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    right = LOSSES[loss]
    wrong = replace(right, factor=lambda n: 1.0005 * right.factor(n))
    monkeypatch.setitem(LOSSES, loss, wrong)
    assert check_gradients(*make("tanh", loss, 1)).worst > 100.0 * TOLERANCE


def test_the_checker_leaves_the_network_as_it_was() -> None:
    network, inputs, targets = make("tanh", "mse", 2)
    before = network.parameters.copy()
    check_gradients(network, inputs, targets)
    assert np.array_equal(network.parameters, before)


def test_the_checker_takes_two_zero_gradients_as_equal() -> None:
    network, inputs, _ = make("relu", "mse", 1)
    network.parameters[...] = 0.0
    check = check_gradients(network, inputs, np.zeros((BATCH, 2)))
    assert check.relative_errors == (0.0, 0.0)


def test_the_checker_wants_float64() -> None:
    network = Network((3, 2), ("linear",), "mse", np.random.default_rng(0), dtype=np.float32)
    with pytest.raises(ValueError, match="float64; it was float32"):
        numerical_gradient(network, np.zeros((1, 3)), np.zeros((1, 2)))
