"""The loss over many networks at once is the loss of each of them."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.analysis.landscape.directions import ParameterPlane, parameter_plane, random_plane
from nnviz.analysis.landscape.landscape import (
    LossFunction,
    Surface,
    along,
    around,
    surface,
)
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.interventions import Interventions, Neuron
from nnviz.core.network.network import Network
from nnviz.core.training.trainer import Trainer
from tests.core.run import Run, width_of


def make(activation: str, loss: str, dtype: type = np.float64) -> Network:
    rng = np.random.default_rng(3)
    return Network((2, 4, 3, 2), (activation, activation, "linear"), loss, rng, dtype=dtype)


def samples(loss: str, n: int = 9) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(7)
    targets = rng.normal(size=(n, 2))
    if "entropy" in loss:
        targets = np.eye(2)[rng.integers(2, size=n)]
    return rng.normal(size=(n, 2)), targets


def function_of(
    network: Network,
    inputs: np.ndarray,
    targets: np.ndarray,
    silenced: frozenset[Neuron] = frozenset(),
) -> LossFunction:
    """The losses of networks of this form, in their type."""
    return LossFunction(
        network.layer_sizes,
        network.activation_names,
        network.loss_name,
        inputs,
        targets,
        network.dtype,
        silenced=silenced,
    )


def one_by_one(
    network: Network, points: np.ndarray, inputs: np.ndarray, targets: np.ndarray
) -> list[float]:
    """The plain way: a network for each point."""
    losses = []
    for point in points:
        network.parameters[...] = point
        losses.append(network.loss.value(network.forward(inputs).T, targets.T))
    return losses


@pytest.mark.parametrize(("activation", "loss"), list(product(ACTIVATIONS, LOSSES)))
def test_it_is_the_loss_of_each_network(activation: str, loss: str) -> None:
    network = make(activation, loss)
    inputs, targets = samples(loss)
    points = np.random.default_rng(1).normal(scale=2.0, size=(12, network.parameters.size))
    losses = function_of(network, inputs, targets)(points)
    np.testing.assert_allclose(losses, one_by_one(network, points, inputs, targets), rtol=1e-12)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_neurons_that_are_off_are_off_in_each_network(activation: str) -> None:
    network = make(activation, "mse")
    inputs, targets = samples("mse")
    points = np.random.default_rng(1).normal(scale=2.0, size=(12, network.parameters.size))
    silenced = frozenset({(1, 0), (1, 3), (2, 1)})
    losses = function_of(network, inputs, targets, silenced)(points)
    assert not np.isclose(losses, function_of(network, inputs, targets)(points)).any()
    network.silenced = silenced
    np.testing.assert_allclose(losses, one_by_one(network, points, inputs, targets), rtol=1e-12)


@pytest.mark.parametrize("loss", LOSSES)
def test_stacked_losses_are_those_of_each_batch(loss: str) -> None:
    rng = np.random.default_rng(2)
    outputs, (_, targets) = rng.normal(size=(2, 5, 2, 9)), samples(loss)
    values = LOSSES[loss].values(outputs, targets.T)
    assert values.shape == (2, 5)
    for place in np.ndindex(2, 5):
        assert values[place] == pytest.approx(LOSSES[loss].value(outputs[place], targets.T))


@given(st.integers(1, 60), st.integers(1, 7))
def test_the_size_of_the_pieces_makes_no_difference(n_points: int, chunk_size: int) -> None:
    network = make("tanh", "mse")
    inputs, targets = samples("mse")
    points = np.random.default_rng(n_points).normal(size=(n_points, network.parameters.size))
    function = function_of(network, inputs, targets)
    whole = function(points)
    function.chunk_size = chunk_size
    np.testing.assert_allclose(function(points), whole, rtol=1e-13)


def test_memory_does_not_grow_with_the_number_of_points() -> None:
    inputs, targets = np.zeros((2000, 2)), np.zeros((2000, 1))
    function = LossFunction((2, 16, 16, 1), ("tanh", "tanh", "linear"), "mse", inputs, targets)
    assert function.chunk_size == 2**20 // ((17 + 17 + 2) * 2000)
    one = LossFunction((2, 10**4, 1), ("tanh", "linear"), "mse", inputs, targets)
    assert one.chunk_size == 1


def test_overflow_is_no_error() -> None:
    network = make("relu", "mse", np.float32)
    inputs, targets = samples("mse")
    points = np.full((2, network.parameters.size), 1e30, np.float32)
    points[1] = 0.0
    losses = function_of(network, inputs, targets)(points)
    assert not np.isfinite(losses[0])
    assert losses[1] == pytest.approx(float(np.square(targets).mean()), rel=1e-6)


def compute(
    function: LossFunction, plane: ParameterPlane, x: np.ndarray, y: np.ndarray
) -> tuple[list[float], Surface]:
    """Run a computation to its end; return its progress and its result."""
    pieces = surface(function, plane, x, y)
    progress = []
    while True:
        try:
            progress.append(next(pieces))
        except StopIteration as end:
            return progress, end.value


def loss_function(trainer: Trainer[Network]) -> LossFunction:
    network, dataset = trainer.network, trainer.dataset
    return LossFunction(
        network.layer_sizes,
        network.activation_names,
        network.loss_name,
        dataset.train_inputs,
        dataset.train_targets,
        trainer.network.dtype,
        silenced=trainer.interventions.silenced,
    )


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float32, 1e-6), (np.float64, 1e-12)])
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("silenced", [(), [(1, 2)], [(1, 0), (1, 4), (2, 3)]], ids=len)
def test_the_centre_is_where_training_is(
    loss: str, dtype: type, tolerance: float, silenced: list[tuple[int, int]]
) -> None:
    trainer = Trainer(Run(layer_sizes=(2, 5, 4, width_of(loss)), loss=loss), dtype=dtype)
    trainer.step(20)
    trainer.intervene(Interventions(silenced=frozenset(silenced)))
    parameters = trainer.network.parameters.copy()
    planes = (
        parameter_plane(parameters, 0, 3),
        random_plane(parameters, trainer.network.layer_sizes, np.random.default_rng(0)),
    )
    for plane in planes:
        axis = around(2.0, 5)
        _, found = compute(loss_function(trainer), plane, axis, axis)
        expected = trainer.evaluate().train_loss
        assert found.losses[2, 2] == pytest.approx(expected, rel=tolerance)


def test_columns_are_the_first_direction_and_rows_the_second() -> None:
    trainer = Trainer(Run(), dtype=np.float64)
    plane = parameter_plane(trainer.network.parameters.copy(), 1, 8)
    x, y = around(1.0, 3), around(2.0, 5)
    progress, found = compute(loss_function(trainer), plane, x, y)
    assert found.losses.shape == (5, 3)
    assert progress[-1] == 1.0
    trainer.network.parameters[1] += x[2]
    trainer.network.parameters[8] += y[0]
    assert found.losses[0, 2] == pytest.approx(trainer.evaluate().train_loss, rel=1e-12)


def test_progress_rises_to_one() -> None:
    trainer = Trainer(Run())
    function = loss_function(trainer)
    function.chunk_size = 7
    plane = parameter_plane(trainer.network.parameters.copy(), 0, 1)
    progress, _ = compute(function, plane, around(1.0, 5), around(1.0, 4))
    assert progress == [7 / 20, 14 / 20, 1.0]


def test_what_is_not_finite_is_a_gap() -> None:
    trainer = Trainer(Run(activations=("relu", "relu", "linear")))
    plane = parameter_plane(trainer.network.parameters.copy(), 0, 1)
    _, found = compute(loss_function(trainer), plane, np.array([0.0, 1e38]), np.array([0.0, 1e38]))
    assert np.isfinite(found.losses[0, 0])
    assert np.isnan(found.losses[1, 1])


def test_the_grid_holds_the_path_and_where_it_led_to() -> None:
    x, y = along(np.array([[-4.0, 1.0], [-2.0, 3.0]]), 1.0, 5)
    np.testing.assert_allclose(x, [-4.0, -3.0, -2.0, -1.0, 0.0])
    np.testing.assert_allclose(y, [0.0, 0.75, 1.5, 2.25, 3.0])
    wide, _ = along(np.array([[-4.0, 1.0], [-2.0, 3.0]]), 2.0, 5)
    np.testing.assert_allclose(wide, [-6.0, -4.0, -2.0, 0.0, 2.0])


def test_the_grid_of_a_straight_path_has_an_area() -> None:
    _, y = along(np.array([[-4.0, 0.0]]), 1.0, 3)
    np.testing.assert_allclose(y, [-0.5, 0.0, 0.5])


@given(st.floats(-2.5, 2.5), st.floats(-3.5, 3.5))
def test_between_its_points_a_surface_is_straight_in_each_direction(a: float, b: float) -> None:
    x, y = np.array([-2.0, -1.0, 0.5, 2.0]), np.array([-3.0, 1.0, 3.0])
    columns, rows = np.meshgrid(x, y)
    found = Surface(
        ParameterPlane(np.zeros(2), np.eye(2)), x, y, 3.0 + 2.0 * columns - rows * columns
    )
    height = found.at(np.array([[a, b]]))
    if abs(a) <= 2.0 and abs(b) <= 3.0:
        np.testing.assert_allclose(height, 3.0 + 2.0 * a - a * b, atol=1e-9)
    else:
        assert np.isnan(height)
