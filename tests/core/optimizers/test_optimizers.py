"""Optimizers, clipping and regularization: what becomes of a gradient."""

import numpy as np
import pytest
from numpy.typing import NDArray

from nnviz.core.functions.regularizers import REGULARIZERS, Penalty
from nnviz.core.optimizers.optimizer import Optimizer
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.training.clipping import clip
from tests.core.golden import golden

GOLDEN = golden("optimizers")
#: What the weights -2, 0 and 3 add to their gradient at rate 0.1.
SLOPES = {"none": [0.0, 0.0, 0.0], "l1": [-0.1, 0.0, 0.1], "l2": [-0.2, 0.0, 0.3]}


def make(name: str, parameters: NDArray[np.float64]) -> Optimizer:
    optimizer = OPTIMIZERS[name].make(parameters)
    optimizer.configure(GOLDEN["momentum"], GOLDEN["weight_decay"])
    return optimizer


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_same_path_as_pytorch(name: str) -> None:
    parameters = np.array(GOLDEN["start"])
    optimizer = make(name, parameters)
    for gradient, expected in zip(GOLDEN["gradients"], GOLDEN["paths"][name], strict=True):
        optimizer.update(np.array(gradient), GOLDEN["learning_rate"])
        np.testing.assert_allclose(parameters, expected, rtol=1e-10, atol=1e-13)


def end_of(name: str, momentum: float, weight_decay: float) -> list[float]:
    """Parameters after a few updates with these settings."""
    parameters = np.array(GOLDEN["start"])
    optimizer = OPTIMIZERS[name].make(parameters)
    optimizer.configure(momentum, weight_decay)
    for gradient in GOLDEN["gradients"][:3]:
        optimizer.update(np.array(gradient), 0.1)
    return list(parameters)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_names_what_it_heeds(name: str) -> None:
    heeds = OPTIMIZERS[name].heeds
    assert OPTIMIZERS[name].name == name
    assert (end_of(name, 0.9, 0.1) != end_of(name, 0.5, 0.1)) == (heeds == "momentum")
    assert (end_of(name, 0.9, 0.1) != end_of(name, 0.9, 0.5)) == (heeds == "weight_decay")


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_names_what_it_is_without_momentum(name: str) -> None:
    other = OPTIMIZERS[name].without_momentum
    assert end_of(name, 0.0, 0.1) == end_of(other or name, 0.0, 0.1)
    assert not other or OPTIMIZERS[name].heeds == "momentum"


def test_clipping_as_pytorch() -> None:
    limit = GOLDEN["largest_norm"]
    shortened = 0
    for given, expected in zip(GOLDEN["gradients"], GOLDEN["clipped"], strict=True):
        gradient = np.array(given)
        clip(gradient, float(gradient.dot(gradient)), limit)
        np.testing.assert_allclose(gradient, expected, rtol=1e-12)
        assert np.linalg.norm(gradient) <= limit
        shortened += given != gradient.tolist()
    assert 0 < shortened < len(GOLDEN["gradients"])


@pytest.mark.parametrize("name", REGULARIZERS)
def test_the_regularizers_slopes(name: str) -> None:
    parameters = np.array([-2.0, 0.0, 3.0, 5.0])
    mask = np.array([1.0, 1.0, 1.0, 0.0])
    gradient = np.ones(4)
    Penalty(REGULARIZERS[name], 0.1, mask).add_to(gradient, parameters)
    np.testing.assert_allclose(gradient - 1.0, [*SLOPES[name], 0.0], atol=1e-15)


def test_a_penalty_of_rate_zero_is_none() -> None:
    mask = np.ones(3)
    assert not Penalty(REGULARIZERS["l2"], 0.0, mask)
    assert not Penalty(REGULARIZERS["none"], 1.0, mask)
    assert Penalty(REGULARIZERS["l2"], 1.0, mask)
