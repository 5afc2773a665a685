"""Reliability diagrams are those of scikit-learn, and the error is what the paper defines."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve

from nnviz.analysis.quality.calibration import reliability

# Hundredths lie on the edges of the bins as often as not.
PAIRS = st.lists(
    st.tuples(
        st.one_of(st.floats(0.0, 1.0), st.integers(0, 100).map(lambda number: number / 100)),
        st.booleans(),
    ),
    min_size=1,
    max_size=80,
)


@given(PAIRS, st.integers(1, 20))
def test_bins_are_those_of_scikit_learn(pairs: list[tuple[float, bool]], bins: int) -> None:
    # It asks for both outcomes to be there.
    probabilities, true = (
        np.array(values) for values in zip(*pairs, (0.0, True), (0.0, False), strict=True)
    )
    result = reliability(probabilities, true, bins)
    accuracy, confidence = calibration_curve(true, probabilities, n_bins=bins)
    filled = result.counts > 0
    np.testing.assert_allclose(result.accuracy[filled], accuracy, atol=1e-12)
    np.testing.assert_allclose(result.confidence[filled], confidence, atol=1e-12)
    assert result.counts.sum() == len(true)
    weights = result.counts[filled] / len(true)
    assert result.error == pytest.approx(float(np.abs(accuracy - confidence) @ weights))


def test_the_error_of_a_network_that_is_too_sure() -> None:
    probabilities = np.full(10, 0.9)
    result = reliability(probabilities, np.arange(10) < 6)
    assert result.error == pytest.approx(0.3)
    assert result.counts.max() == 10


def test_each_bin_includes_its_upper_edge() -> None:
    result = reliability(np.array([0.0, 0.5, 0.51, 1.0]), np.ones(4, bool), bins=2)
    assert result.counts.tolist() == [2, 2]


def test_no_samples_have_no_error() -> None:
    result = reliability(np.empty(0), np.empty(0, bool))
    assert not result.counts.any()
    assert np.isnan(result.accuracy).all()
    assert np.isnan(result.error)


def test_a_probability_that_is_none_is_in_no_bin() -> None:
    result = reliability(np.array([0.75, np.nan]), np.array([True, True]))
    assert result.counts.sum() == 1
    assert np.isnan(result.error)
