"""Planes through the parameters, against cases worked out by hand and what must hold for all."""

from collections.abc import Callable
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnviz.analysis.landscape.directions import (
    NoPlane,
    ParameterPlane,
    filter_normalised,
    parameter_plane,
    path_plane,
    random_plane,
)

# 2-2-1: the weights from x1, those from x2, two biases; then two weights and a bias.
SIZES = (2, 2, 1)
PARAMETERS = np.array([1.0, 2.0, 2.0, 3.0, 2.0, 6.0, 4.0, 4.0, 7.0])


def test_filter_normalisation_by_hand() -> None:
    direction = np.array([2.0, 0.0, 3.0, 3.0, 6.0, 4.0, 1.0, 2.0, 2.0])
    # Neuron 1: (1, 2, 2) has length 3, its part (2, 3, 6) has 7: times 3/7.
    # Neuron 2: (2, 3, 6) has length 7, its part (0, 3, 4) has 5: times 7/5 is (0, 4.2, 5.6).
    # Output: (4, 4, 7) has length 9, its part (1, 2, 2) has 3: times 3 is (3, 6, 6).
    expected = [6 / 7, 0.0, 9 / 7, 4.2, 18 / 7, 5.6, 3.0, 6.0, 6.0]
    np.testing.assert_allclose(filter_normalised(direction, PARAMETERS, SIZES), expected)


def test_a_filter_of_zeros_stays_where_it_is() -> None:
    parameters = PARAMETERS.copy()
    parameters[[0, 2, 4]] = 0.0  # the first neuron
    direction = np.array([1.0, 2.0, 1.0, 6.0, 1.0, 3.0, 0.0, 0.0, 0.0])  # not the output
    # Neuron 2: (2, 3, 6) and its part (2, 6, 3) both have length 7.
    expected = [0.0, 2.0, 0.0, 6.0, 0.0, 3.0, 0.0, 0.0, 0.0]
    np.testing.assert_allclose(filter_normalised(direction, parameters, SIZES), expected)


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 5), min_size=2, max_size=4))
def test_random_filters_are_as_long_as_those_of_the_network(seed: int, sizes: list[int]) -> None:
    rng = np.random.default_rng(seed)
    parameters = rng.normal(size=sum((a + 1) * b for a, b in pairwise(sizes)))
    plane = random_plane(parameters, sizes, rng)
    assert np.linalg.matrix_rank(plane.directions) == 2
    start = 0
    for fan_in, fan_out in pairwise(sizes):
        stop = start + (fan_in + 1) * fan_out
        lengths = [
            np.linalg.norm(vector[start:stop].reshape(fan_in + 1, fan_out), axis=0)
            for vector in (parameters, *plane.directions)
        ]
        np.testing.assert_allclose(lengths[1], lengths[0])
        np.testing.assert_allclose(lengths[2], lengths[0])
        start = stop


def test_filter_normalised_directions_grow_with_the_weights() -> None:
    direction = np.random.default_rng(1).normal(size=9)
    np.testing.assert_allclose(
        filter_normalised(direction, 10.0 * PARAMETERS, SIZES),
        10.0 * filter_normalised(direction, PARAMETERS, SIZES),
    )


def test_another_seed_is_another_plane() -> None:
    one, same, other = (
        random_plane(PARAMETERS, SIZES, np.random.default_rng(seed)).directions
        for seed in (1, 1, 2)
    )
    assert np.array_equal(one, same)
    assert not np.allclose(one, other)


def test_two_parameters_vary_and_nothing_else() -> None:
    plane = parameter_plane(PARAMETERS.astype(np.float32), 8, 1)
    expected = np.tile(PARAMETERS, (2, 1))
    expected[:, 8] += [0.5, -1.0]
    expected[:, 1] += [2.0, 3.0]
    np.testing.assert_array_equal(plane.points(np.array([[0.5, 2.0], [-1.0, 3.0]])), expected)
    np.testing.assert_allclose(plane.coordinates(expected), [[0.5, 2.0], [-1.0, 3.0]])


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: parameter_plane(PARAMETERS, 2, 2), "one_parameter"),
        (lambda: random_plane(np.zeros(9), SIZES, np.random.default_rng(0)), "all_zero"),
        (lambda: path_plane(np.empty((0, 9)), PARAMETERS), "no_path"),
        (lambda: path_plane(np.stack([PARAMETERS] * 3), PARAMETERS), "no_path"),
    ],
)
def test_where_there_is_no_plane_it_says_why(
    make: Callable[[], ParameterPlane], reason: str
) -> None:
    with pytest.raises(NoPlane) as caught:
        make()
    assert caught.value.reason == reason


def test_the_plane_of_a_path_by_hand() -> None:
    # Seen from the end at (1, 1, 1) the path came from (-4, 0, 0) and (0, 0, 2): at right angles,
    # squared distances 16 and 4, so 80 % and 20 %. The signs make the way to the end go up.
    end = np.ones(3)
    plane = path_plane(end + np.array([[-4.0, 0.0, 0.0], [0.0, 0.0, 2.0], [0.0, 0.0, 0.0]]), end)
    assert plane.shares is not None
    np.testing.assert_allclose(plane.shares, [0.8, 0.2])
    np.testing.assert_allclose(plane.directions[0], [1.0, 0.0, 0.0], atol=1e-12)
    np.testing.assert_allclose(np.abs(plane.directions[1]), [0.0, 0.0, 1.0], atol=1e-12)


def test_a_straight_path_gets_a_second_direction_of_no_share() -> None:
    plane = path_plane(np.array([[0.0, 0.0, 0.0], [1.0, 2.0, 0.0]]), np.array([2.0, 4.0, 0.0]))
    assert plane.shares is not None
    np.testing.assert_allclose(plane.shares, [1.0, 0.0])
    np.testing.assert_allclose(plane.directions @ plane.directions.T, np.eye(2), atol=1e-12)
    np.testing.assert_allclose(plane.directions[0], [1 / sqrt(5), 2 / sqrt(5), 0.0])


# No numbers next to 0 that cannot be told from it once they are added to others.
NUMBERS = st.floats(-10.0, 10.0).map(lambda number: round(number, 3))


@given(arrays(np.float64, (6, 2), elements=NUMBERS), st.integers(0, 1000))
def test_a_path_in_a_plane_lies_in_its_plane(flat: np.ndarray, seed: int) -> None:
    rng = np.random.default_rng(seed)
    basis = np.linalg.qr(rng.normal(size=(7, 2)))[0].T
    path = rng.normal(size=7) + flat @ basis
    if np.ptp(flat, axis=0).max() < 0.001:
        return
    plane = path_plane(path[:-1], path[-1])
    np.testing.assert_allclose(plane.directions @ plane.directions.T, np.eye(2), atol=1e-9)
    np.testing.assert_allclose(plane.points(plane.coordinates(path)), path, atol=1e-9)
    np.testing.assert_allclose(plane.coordinates(path)[-1], [0.0, 0.0], atol=1e-9)
    assert plane.shares is not None
    assert plane.shares.sum() == pytest.approx(1.0)
    assert plane.shares[0] >= plane.shares[1] >= 0.0
    assert plane.coordinates(path)[0, 0] <= 1e-9


def test_no_other_plane_comes_nearer_to_the_path() -> None:
    rng = np.random.default_rng(4)
    path, end = rng.normal(size=(20, 6)).cumsum(axis=0), rng.normal(size=6)
    plane = path_plane(path, end)

    def distance(other: ParameterPlane) -> float:
        return float(np.square(other.points(other.coordinates(path)) - path).sum())

    assert plane.shares is not None
    missed = 1.0 - float(plane.shares.sum())
    assert distance(plane) == pytest.approx(missed * np.square(path - end).sum())
    for _ in range(50):
        assert distance(ParameterPlane(end, rng.normal(size=(2, 6)))) > distance(plane)


@given(arrays(np.float64, (3, 2), elements=NUMBERS), st.integers(0, 1000))
def test_a_shadow_is_where_a_point_of_the_plane_is(coordinates: np.ndarray, seed: int) -> None:
    rng = np.random.default_rng(seed)
    plane = ParameterPlane(rng.normal(size=5), rng.normal(size=(2, 5)))
    np.testing.assert_allclose(plane.coordinates(plane.points(coordinates)), coordinates, atol=1e-6)


def test_how_far_a_point_is_from_the_plane() -> None:
    plane = ParameterPlane(np.array([0.0, 0.0, 5.0]), np.array([[1.0, 0.0, 0.0], [1.0, 2.0, 0.0]]))
    points = np.array([[7.0, -8.0, 2.0], [1.0, 1.0, 5.0]])
    np.testing.assert_allclose(plane.distances(points), [3.0, 0.0], atol=1e-12)
