"""Features compute what their labels say."""

import numpy as np
import pytest

from nnviz.data import DATASETS, DEFAULT_FEATURES, FEATURES, features_of

X = np.array([[-2.0, 3.0], [0.5, -1.0]])
LINE = X[:, :1]
EXPECTED = {
    "x1": X[:, 0],
    "x2": X[:, 1],
    "x1_squared": [4.0, 0.25],
    "x2_squared": [9.0, 1.0],
    "x1_x2": [-6.0, -0.5],
    "sin_x1": np.sin(X[:, 0]),
    "sin_x2": np.sin(X[:, 1]),
    "x": X[:, 0],
    "x_squared": [4.0, 0.25],
    "x_cubed": [-8.0, 0.125],
    "sin_x": np.sin(X[:, 0]),
}


@pytest.mark.parametrize("name", FEATURES)
def test_values(name: str) -> None:
    points = X if FEATURES[name].dimension == 2 else LINE
    np.testing.assert_allclose(FEATURES[name].function(points), EXPECTED[name])


def test_input_matrix_keeps_the_order_asked_for() -> None:
    matrix = DATASETS["circle"].input_matrix(X, ("x2", "x1_x2", "x1"))
    np.testing.assert_array_equal(matrix, [[3.0, -6.0, -2.0], [-1.0, -0.5, 0.5]])


def test_features_of_a_dimension() -> None:
    assert features_of(1) == ("x", "x_squared", "x_cubed", "sin_x")
    assert features_of(2)[:2] == DEFAULT_FEATURES[2]
    assert set(features_of(1) + features_of(2)) == set(FEATURES)
