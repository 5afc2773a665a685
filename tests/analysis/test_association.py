"""What an input says of the target: nothing, all, and what textbooks say in between."""

import numpy as np
import pytest

from nnviz.analysis.association import association


def test_of_a_value_it_is_the_square_of_the_correlation() -> None:
    rng = np.random.default_rng(0)
    points = rng.normal(size=(200, 3))
    labels = points @ [1.0, -0.5, 0.0] + rng.normal(size=200)
    expected = [np.corrcoef(points[:, i], labels)[0, 1] ** 2 for i in range(3)]
    assert association(points, labels, 0) == pytest.approx(expected)


def test_of_classes_it_is_the_share_of_the_variance_between_them() -> None:
    rng = np.random.default_rng(1)
    labels = rng.integers(0, 3, 150).astype(float)
    points = rng.normal(size=(150, 2)) + np.column_stack([labels, np.zeros(150)])
    within = sum(
        ((points[labels == k] - points[labels == k].mean(axis=0)) ** 2).sum(axis=0)
        for k in range(3)
    )
    total = ((points - points.mean(axis=0)) ** 2).sum(axis=0)
    told = association(points, labels, 3)
    assert told == pytest.approx(1 - within / total)
    assert told[0] > told[1]


def test_an_input_that_is_the_target_says_all_and_a_constant_one_nothing() -> None:
    labels = np.array([0.0, 1.0, 1.0, 0.0])
    points = np.column_stack([labels, np.full(4, 3.0)])
    for n_classes in (0, 2):
        assert association(points, labels, n_classes) == pytest.approx([1.0, 0.0])


def test_a_target_that_does_not_vary_is_told_by_nothing() -> None:
    points = np.arange(4.0)[:, np.newaxis]
    assert association(points, np.ones(4), 0) == pytest.approx([0.0])
    # A class that nobody is in does no harm.
    assert association(points, np.zeros(4), 3) == pytest.approx([0.0])
