"""The factors of the chain rule multiply to the gradient, for every weight and bias."""

from itertools import pairwise

import numpy as np
import pytest

from nnviz.analysis.landscape.one_weight import chain
from nnviz.core.network.network import Network

INPUTS, TARGETS = np.array([[0.7, -1.3]]), np.array([[1.0]])

PARAMETERS = [(0, source, unit) for source in range(3) for unit in range(3)] + [
    (1, source, 0) for source in range(4)
]


@pytest.mark.parametrize(("layer", "source", "unit"), PARAMETERS)
@pytest.mark.parametrize(
    ("hidden", "output", "loss"),
    [
        ("tanh", "sigmoid", "mse"),
        ("silu", "linear", "huber"),
        ("sine", "linear", "binary_cross_entropy"),
    ],
)
def test_the_product_is_the_gradient(
    hidden: str, output: str, loss: str, layer: int, source: int, unit: int
) -> None:
    network = Network((2, 3, 1), (hidden, output), loss, np.random.default_rng(1))
    found = chain(network, INPUTS, TARGETS, layer=layer, source=source, unit=unit)
    assert len(found.factors) == (5 if layer == 0 else 3)
    assert abs(found.gradient) > 1e-6
    assert found.product == pytest.approx(found.gradient, rel=1e-12)
    assert found.difference == pytest.approx(found.gradient, rel=1e-6)


def test_the_factors_lead_from_the_loss_to_the_weight() -> None:
    network = Network((2, 3, 1), ("tanh", "sigmoid"), "mse", np.random.default_rng(1))
    factors = chain(network, INPUTS, TARGETS, layer=0, source=1, unit=2).factors
    names = [(factor.numerator, factor.denominator) for factor in factors]
    assert names[0][0] == "loss"
    assert names[-1][1] == "weight"
    assert all(one[1] == other[0] for one, other in pairwise(names))
    output = network.forward(INPUTS)[0, 0]
    assert factors[0].value == pytest.approx(2 * (output - 1.0))
    assert factors[1].value == pytest.approx(output * (1 - output))
    assert factors[2].value == network.weights[1][2, 0]
    assert factors[4].value == INPUTS[0, 1]


def test_another_shape_is_refused() -> None:
    network = Network((2, 3, 3, 1), ("tanh", "tanh", "linear"), "mse", np.random.default_rng(1))
    with pytest.raises(ValueError, match="single path"):
        chain(network, INPUTS, TARGETS, layer=0, source=0, unit=0)
