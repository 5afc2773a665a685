"""ROC and precision-recall curves are those of scikit-learn; where it warns, areas are nan."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.metrics import precision_recall_curve as sklearn_precision_recall_curve
from sklearn.metrics import roc_curve as sklearn_roc_curve

from nnviz.analysis.quality.thresholds import corners, precision_recall_curve, roc_curve

# Few different scores make many ties; the others have next to none.
SCORES = st.one_of(
    st.integers(-2, 2).map(float),
    st.floats(-1e6, 1e6, allow_nan=False, allow_subnormal=False),
)
BOTH_SIDES = st.lists(st.tuples(st.booleans(), SCORES), min_size=2, max_size=60).filter(
    lambda pairs: len({positive for positive, _ in pairs}) == 2
)


def unzip(pairs: list[tuple[bool, float]]) -> tuple[np.ndarray, np.ndarray]:
    positive, scores = zip(*pairs, strict=True)
    return np.array(positive), np.array(scores)


@given(BOTH_SIDES)
def test_roc_is_that_of_scikit_learn(pairs: list[tuple[bool, float]]) -> None:
    positive, scores = unzip(pairs)
    curve = roc_curve(positive, scores)
    expected = sklearn_roc_curve(positive, scores, drop_intermediate=False)
    np.testing.assert_allclose(curve.false_positive_rate, expected[0])
    np.testing.assert_allclose(curve.true_positive_rate, expected[1])
    np.testing.assert_array_equal(curve.thresholds, expected[2])
    assert curve.area == pytest.approx(roc_auc_score(positive, scores))


@given(BOTH_SIDES)
def test_precision_and_recall_are_those_of_scikit_learn(pairs: list[tuple[bool, float]]) -> None:
    positive, scores = unzip(pairs)
    curve = precision_recall_curve(positive, scores)
    precision, recall, thresholds = sklearn_precision_recall_curve(positive, scores)
    np.testing.assert_allclose(curve.precision, precision[::-1])
    np.testing.assert_allclose(curve.recall, recall[::-1])
    np.testing.assert_array_equal(curve.thresholds[1:], thresholds[::-1])
    assert curve.area == pytest.approx(average_precision_score(positive, scores))


def test_all_scores_equal_make_one_step() -> None:
    positive, scores = np.array([True, False, False, True]), np.zeros(4)
    roc = roc_curve(positive, scores)
    assert roc.false_positive_rate.tolist() == [0.0, 1.0]
    assert roc.true_positive_rate.tolist() == [0.0, 1.0]
    assert roc.area == 0.5
    assert precision_recall_curve(positive, scores).area == 0.5


def test_nothing_to_find_leaves_no_area() -> None:
    roc = roc_curve(np.zeros(3, bool), np.arange(3.0))
    assert roc.false_positive_rate[-1] == 1.0
    assert np.isnan(roc.true_positive_rate).all()
    assert np.isnan(roc.area)
    curve = precision_recall_curve(np.zeros(3, bool), np.arange(3.0))
    assert np.isnan(curve.recall).all()
    assert np.isnan(curve.area)


def test_nothing_but_the_class_is_found_with_full_precision() -> None:
    roc = roc_curve(np.ones(3, bool), np.arange(3.0))
    assert np.isnan(roc.false_positive_rate).all()
    assert np.isnan(roc.area)
    curve = precision_recall_curve(np.ones(3, bool), np.arange(3.0))
    assert curve.precision.tolist() == [1.0] * 4
    assert curve.area == 1.0


@pytest.mark.parametrize(
    ("positive", "scores"), [([], []), ([True, False], [0.0, np.nan]), ([True], [np.nan])]
)
def test_no_samples_or_no_order_leave_one_point_and_no_area(
    positive: list[bool], scores: list[float]
) -> None:
    flags, values = np.array(positive, bool), np.array(scores)
    roc, curve = roc_curve(flags, values), precision_recall_curve(flags, values)
    assert len(roc.thresholds) == len(curve.thresholds) == 1
    assert np.isnan([roc.area, curve.area]).all()


def test_infinite_scores_have_an_order() -> None:
    scores = np.array([-np.inf, 0.0, np.inf])
    assert roc_curve(np.array([False, False, True]), scores).area == 1.0


@given(BOTH_SIDES)
def test_corners_draw_the_same_curve(pairs: list[tuple[bool, float]]) -> None:
    curve = roc_curve(*unzip(pairs))
    x, y = curve.false_positive_rate, curve.true_positive_rate
    kept = corners(x, y)
    assert kept[0] == 0
    assert kept[-1] == len(x) - 1
    assert np.trapezoid(y[kept], x[kept]) == pytest.approx(curve.area)
    # What was left out lies on the lines between what was kept.
    for index in set(range(len(x))) - set(kept.tolist()):
        before, after = kept[kept < index][-1], kept[kept > index][0]
        assert (x[before] == x[index] == x[after]) or (y[before] == y[index] == y[after])


def test_a_perfect_order_has_three_corners() -> None:
    curve = roc_curve(np.arange(100) >= 50, np.arange(100.0))
    kept = corners(curve.false_positive_rate, curve.true_positive_rate)
    assert curve.true_positive_rate[kept].tolist() == [0.0, 1.0, 1.0]
