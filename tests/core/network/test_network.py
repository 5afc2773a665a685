"""The network's public face: shapes, views, initial weights, and errors that say what came."""

import numpy as np
import pytest

from nnviz import Network
from nnviz.core.functions.initializers import INITIALIZERS

FAN_IN, FAN_OUT = 300, 100
#: Variance of the initial weights, by initializer.
VARIANCES = {
    "zeros": 0.0,
    "normal": 1.0,
    "uniform": 1.0 / 12.0,
    "xavier": 2.0 / (FAN_IN + FAN_OUT),
    "he": 2.0 / FAN_IN,
    "lecun": 1.0 / FAN_IN,
    "orthogonal": 1.0 / FAN_IN,
}


def make(loss: str = "mse", dtype: type = np.float64) -> Network:
    return Network((3, 5, 2), ("tanh", "linear"), loss, np.random.default_rng(0), dtype=dtype)


def test_weights_and_biases_are_views_of_the_parameters() -> None:
    network = make()
    assert [weights.shape for weights in network.weights] == [(3, 5), (5, 2)]
    assert [biases.shape for biases in network.biases] == [(5,), (2,)]
    network.parameters[...] = np.arange(network.parameters.size)
    assert network.weights[0][0].tolist() == [0, 1, 2, 3, 4]
    assert network.biases[0].tolist() == [15, 16, 17, 18, 19]
    network.biases[1][...] = -1.0
    assert network.parameters[-2:].tolist() == [-1.0, -1.0]


def test_forward_is_inputs_times_weights_plus_biases() -> None:
    network = make()
    network.biases[0][...] = np.linspace(-1.0, 1.0, 5)
    inputs = np.random.default_rng(1).standard_normal((4, 3))
    hidden = np.tanh(inputs @ network.weights[0] + network.biases[0])
    outputs = hidden @ network.weights[1] + network.biases[1]
    np.testing.assert_allclose(network.forward(inputs), outputs, rtol=1e-12)
    layers = network.activations_of(inputs)
    assert [layer.shape for layer in layers] == [(4, 3), (4, 5), (4, 2)]
    for layer, expected in zip(layers, (inputs, hidden, outputs), strict=True):
        np.testing.assert_allclose(layer, expected, rtol=1e-12)


def test_outputs_outlive_the_next_call() -> None:
    network = make()
    first = network.forward(np.ones((2, 3)))
    kept = first.copy()
    network.forward(np.zeros((2, 3)))
    assert np.array_equal(first, kept)


def test_a_step_against_the_gradient_lowers_the_loss() -> None:
    network = make()
    rng = np.random.default_rng(1)
    inputs, targets = rng.standard_normal((8, 3)), rng.standard_normal((8, 2))
    before, gradients = network.loss_and_gradients(inputs, targets)
    assert before == pytest.approx(network.loss.value(network.forward(inputs).T, targets.T))
    for weights, biases, (by_weights, by_biases) in zip(
        network.weights, network.biases, gradients, strict=True
    ):
        weights -= 0.01 * by_weights
        biases -= 0.01 * by_biases
    after, _ = network.loss_and_gradients(inputs, targets)
    assert after < before


def test_predict_gives_probabilities_where_outputs_are_logits() -> None:
    inputs = np.random.default_rng(1).standard_normal((6, 3))
    logits = make().forward(inputs)
    softmax = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(make("softmax_cross_entropy").predict(inputs), softmax)
    sigmoid = 1.0 / (1.0 + np.exp(-logits))
    np.testing.assert_allclose(make("binary_cross_entropy").predict(inputs), sigmoid)
    assert np.array_equal(make("mse").predict(inputs), logits)


def test_every_type_starts_from_the_same_numbers() -> None:
    single, double = make(dtype=np.float32), make(dtype=np.float64)
    assert single.parameters.dtype == np.float32
    assert single.forward(np.ones((1, 3))).dtype == np.float32
    assert np.array_equal(single.parameters, double.parameters.astype(np.float32))


@pytest.mark.parametrize(
    ("sizes", "activations", "loss", "initializer", "message"),
    [
        ((3,), (), "mse", "xavier", r"layer_sizes must be at least two .*it was \(3,\)"),
        ((3, 0), ("tanh",), "mse", "xavier", r"positive numbers; it was \(3, 0\)"),
        ((3, 2), ("tanh", "tanh"), "mse", "xavier", "one name per layer after the input, 1 in all"),
        ((3, 2), ("tan",), "mse", "xavier", "activation must be one of linear, .*it was 'tan'"),
        ((3, 2), ("tanh",), "l1", "xavier", "loss must be one of mse, .*it was 'l1'"),
        ((3, 2), ("tanh",), "mse", "ones", "initializer must be one of zeros, .*it was 'ones'"),
    ],
)
def test_what_makes_no_network_is_refused(
    sizes: tuple[int, ...],
    activations: tuple[str, ...],
    loss: str,
    initializer: str,
    message: str,
) -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match=message):
        Network(sizes, activations, loss, rng, initializer=initializer)


def test_arrays_of_another_shape_are_refused() -> None:
    network = make()
    with pytest.raises(ValueError, match=r"inputs must be \(batch, 3\); their shape was \(4, 2\)"):
        network.forward(np.zeros((4, 2)))
    with pytest.raises(ValueError, match=r"their shape was \(3,\)"):
        network.predict(np.zeros(3))
    with pytest.raises(ValueError, match=r"targets must be \(4, 2\); their shape was \(4, 1\)"):
        network.loss_and_gradients(np.zeros((4, 3)), np.zeros((4, 1)))


@pytest.mark.parametrize("name", INITIALIZERS)
def test_initial_weights_spread_as_the_formula_says(name: str) -> None:
    weights = INITIALIZERS[name].draw(FAN_IN, FAN_OUT, np.random.default_rng(0))
    assert INITIALIZERS[name].name == name
    assert weights.shape == (FAN_IN, FAN_OUT)
    assert weights.mean() == pytest.approx(0.0, abs=0.02)
    assert weights.var() == pytest.approx(VARIANCES[name], rel=0.05)


@pytest.mark.parametrize(("fan_in", "fan_out"), [(7, 3), (3, 7), (4, 4), (1, 5)])
def test_orthogonal_weights(fan_in: int, fan_out: int) -> None:
    weights = INITIALIZERS["orthogonal"].draw(fan_in, fan_out, np.random.default_rng(0))
    product = weights.T @ weights if fan_in >= fan_out else weights @ weights.T
    np.testing.assert_allclose(product, np.eye(min(fan_in, fan_out)), atol=1e-12)
