"""Activations and losses against PyTorch's numbers, and where they could overflow."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz.core.arrays import Array
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.losses import LOSSES
from tests.core.golden import golden

GOLDEN = golden("functions")


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation(name: str) -> None:
    points = np.array(GOLDEN["points"])
    expected = GOLDEN["activations"][name]
    activations, derivatives = np.empty_like(points), np.empty_like(points)
    ACTIVATIONS[name].forward(points, activations)
    ACTIVATIONS[name].derivative(points, activations, derivatives)
    np.testing.assert_allclose(activations, expected["values"], rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(derivatives, expected["derivatives"], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation_of_large_numbers(name: str, dtype: type) -> None:
    points: Array = np.array([-1e4, -200.0, 200.0, 1e4], dtype)
    activations, derivatives = np.empty_like(points), np.empty_like(points)
    ACTIVATIONS[name].forward(points, activations)
    ACTIVATIONS[name].derivative(points, activations, derivatives)
    assert np.isfinite(activations).all()
    assert np.isfinite(derivatives).all()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_name_themselves(name: str) -> None:
    activation = ACTIVATIONS[name]
    assert activation.name == name
    assert activation.formula
    assert activation.derivative_formula


@pytest.mark.parametrize("name", LOSSES)
def test_loss(name: str) -> None:
    expected = GOLDEN["losses"][name]
    outputs, targets = np.array(expected["outputs"]).T, np.array(expected["targets"]).T
    loss = LOSSES[name]
    n_outputs, batch = outputs.shape
    residual = np.empty_like(outputs)
    loss.residual(outputs, targets, residual)
    gradient = residual * loss.factor(n_outputs) / batch
    assert loss.value(outputs, targets) == pytest.approx(expected["value"], rel=1e-12)
    np.testing.assert_allclose(gradient.T, expected["gradient"], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ["binary_cross_entropy", "softmax_cross_entropy"])
def test_cross_entropy_of_large_logits(name: str, dtype: type) -> None:
    logits: Array = np.array([[1e4, -1e4], [-1e4, 1e4]], dtype)
    targets: Array = np.eye(2, dtype=dtype)
    loss = LOSSES[name]
    residual = np.empty_like(logits)
    loss.residual(logits, targets, residual)
    assert loss.value(logits, targets) == 0.0
    assert np.array_equal(residual, np.zeros((2, 2)))
    assert np.array_equal(loss.readable(logits), targets)
    assert loss.value(-logits, targets) >= 1e4


def test_sure_and_right_is_not_less_than_no_loss() -> None:
    logits = np.linspace(-40.0, 40.0, 1000, dtype=np.float32)[np.newaxis]
    targets = (logits > 0.0).astype(np.float32)
    for column in range(logits.shape[1]):
        one = slice(column, column + 1)
        assert LOSSES["binary_cross_entropy"].value(logits[:, one], targets[:, one]) > 0.0


def test_probabilities() -> None:
    logits = np.array([[0.0, 1.0], [0.0, 3.0], [0.0, 2.0]])
    softmax = LOSSES["softmax_cross_entropy"].readable(logits)
    assert softmax.sum(axis=0) == pytest.approx([1.0, 1.0])
    assert softmax[:, 0] == pytest.approx([1 / 3] * 3)
    assert softmax.argmax(axis=0)[1] == 1
    assert LOSSES["binary_cross_entropy"].readable(np.zeros((1, 1))).item() == 0.5
    assert np.array_equal(LOSSES["mse"].readable(logits), logits)
    assert np.array_equal(LOSSES["huber"].readable(logits), logits)


@pytest.mark.parametrize(
    ("name", "changes", "why"),
    [
        ("binary_cross_entropy", {"takes_logits": False}, "which are made of logits"),
        ("binary_cross_entropy", {"low_target": -2.0}, "cannot have -2.0 for the first class"),
        ("mse", {"low_target": 0.0}, "cannot have 0.0 for the first class"),
    ],
)
def test_a_loss_that_contradicts_itself_is_refused(
    name: str, changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(ValueError, match=f"^{name} .*{why}$"):
        replace(LOSSES[name], **changes)
