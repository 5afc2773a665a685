"""Datasets stay in view, have equally large classes, and repeat with their seed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.data import TASKS, GeneratedSpec
from nnviz.data.generated.two_classes import RADIUS
from nnviz.data.specs.datasets import GENERATED

names = st.sampled_from(sorted(GENERATED))
points_wanted = st.integers(min_value=20, max_value=300)
noises = st.floats(min_value=0.0, max_value=0.5)
class_numbers = st.integers(min_value=2, max_value=6)
seeds = st.integers(min_value=0, max_value=2**32 - 1)


def generate(spec: GeneratedSpec, *, noise: float = 0.0, n: int = 400) -> tuple[np.ndarray, ...]:
    return spec.generate(n, noise, max(spec.classes, 2), np.random.default_rng(0))


@given(names, points_wanted, noises, class_numbers, seeds)
def test_in_view_balanced_and_repeatable(
    name: str, n: int, noise: float, n_classes: int, seed: int
) -> None:
    spec = GENERATED[name]
    points, labels = spec.generate(n, noise, n_classes, np.random.default_rng(seed))
    assert points.shape == (n, spec.dimension)
    assert labels.shape == (n,)
    assert points.dtype == labels.dtype == np.float64
    assert points.min() >= spec.domain[0]
    assert points.max() <= spec.domain[1]
    assert np.isfinite(labels).all()

    if spec.task == "regression":
        if spec.dimension == 1:
            assert labels.min() >= spec.value_range[0]
            assert labels.max() <= spec.value_range[1]
    else:
        found, counts = np.unique(labels, return_counts=True)
        assert found.tolist() == list(range(spec.class_count(n_classes)))
        assert counts.max() - counts.min() <= 1

    again = spec.generate(n, noise, n_classes, np.random.default_rng(seed))
    np.testing.assert_array_equal(points, again[0])
    np.testing.assert_array_equal(labels, again[1])


@pytest.mark.parametrize("spec", GENERATED.values(), ids=lambda spec: spec.name)
def test_specs_are_consistent(spec: GeneratedSpec) -> None:
    assert spec.task in TASKS
    assert (spec.classes == 0) == (spec.task == "regression")
    assert 20 <= spec.default_points <= 2000
    assert 0.0 <= spec.default_noise <= 0.5
    _, labels = generate(spec)
    if spec.task == "regression":
        assert spec.value_range[0] <= labels.min() < labels.max() <= spec.value_range[1]


@pytest.mark.parametrize("spec", GENERATED.values(), ids=lambda spec: spec.name)
def test_another_seed_draws_other_data(spec: GeneratedSpec) -> None:
    one = spec.generate(100, 0.1, 3, np.random.default_rng(1))
    other = spec.generate(100, 0.1, 3, np.random.default_rng(2))
    assert not np.array_equal(one[0], other[0])


def test_circle_without_noise_is_told_by_radius() -> None:
    points, labels = generate(GENERATED["circle"])
    radius = np.hypot(*points.T)
    assert radius[labels == 1].max() <= 0.5 * RADIUS
    assert radius[labels == 0].min() >= 0.7 * RADIUS


def test_xor_without_noise_is_told_by_sign() -> None:
    points, labels = generate(GENERATED["xor"])
    np.testing.assert_array_equal(labels, points[:, 0] * points[:, 1] > 0)
    assert np.abs(points).min() >= 0.3


def test_spiral_follows_its_formula() -> None:
    points, labels = generate(GENERATED["spiral"])
    for label, offset in ((1, 0.0), (0, np.pi)):
        along = np.arange(200) / 200
        angle = 1.75 * along * 2 * np.pi + offset
        expected = 5 * along[:, np.newaxis] * np.column_stack([np.sin(angle), np.cos(angle)])
        np.testing.assert_allclose(points[labels == label], expected, atol=1e-12)


def test_gauss_variance_goes_with_noise() -> None:
    for noise, variance in ((0.0, 0.5), (0.1, 1.2)):
        points, labels = generate(GENERATED["gauss"], noise=noise, n=2000)
        for label, centre in ((1, 2.0), (0, -2.0)):
            cloud = points[labels == label]
            np.testing.assert_allclose(cloud.mean(axis=0), centre, atol=0.15)
            np.testing.assert_allclose(cloud.var(axis=0), variance, rtol=0.15)


def test_blobs_have_as_many_classes_as_asked_for() -> None:
    for n_classes in range(2, 7):
        labels = GENERATED["blobs"].generate(60, 0.0, n_classes, np.random.default_rng(0))[1]
        assert len(np.unique(labels)) == n_classes


def test_rings_without_noise_do_not_touch() -> None:
    points, labels = generate(GENERATED["rings"])
    radius = np.hypot(*points.T)
    assert radius[labels == 0].max() < radius[labels == 1].min() - 0.5
    assert radius[labels == 1].max() < radius[labels == 2].min() - 0.5


def test_moons_without_noise_are_half_circles() -> None:
    points, labels = generate(GENERATED["moons"])
    upper, lower = points[labels == 1], -points[labels == 0]
    for moon in (upper, lower):
        np.testing.assert_allclose(np.hypot(moon[:, 0] + 1.5, moon[:, 1] + 0.75), 3.0)


def test_plane_and_bumps_values() -> None:
    points, values = generate(GENERATED["plane"])
    np.testing.assert_allclose(values, points.sum(axis=1) / 10)
    points, values = generate(GENERATED["bumps"], n=2000)
    near = np.hypot(points[:, 0] + 4, points[:, 1] - 2.5) < 0.4
    assert values[near].min() > 0.79
    near = np.hypot(points[:, 0], points[:, 1] - 2.5) < 0.4
    assert values[near].max() < -0.79
    assert not values[np.abs(points[:, 1]) < 0.5].any()


def test_line_at_its_own_noise_is_3x_plus_uniform() -> None:
    spec = GENERATED["line"]
    points, values = generate(spec, noise=spec.default_noise, n=2000)
    rest = values - 3 * points[:, 0]
    assert points.min() >= 0
    assert points.max() < 1
    assert rest.min() >= 0
    assert rest.max() < 1
    assert rest.mean() == pytest.approx(0.5, abs=0.02)


def test_sine_and_step_without_noise() -> None:
    points, values = generate(GENERATED["sine"])
    np.testing.assert_allclose(values, np.sin(2 * points[:, 0]))
    points, values = generate(GENERATED["step"])
    np.testing.assert_array_equal(values, np.where(points[:, 0] < 0, -1, 1))
