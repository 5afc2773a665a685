"""Smoothed curves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.analysis.smoothing import smooth

VALUES = st.lists(st.floats(-1e3, 1e3), max_size=40).map(np.array)


@given(VALUES)
def test_without_a_weight_a_curve_stays_what_it_is(values: np.ndarray) -> None:
    assert smooth(values, 0) == pytest.approx(values)


@given(st.floats(-1e3, 1e3), st.floats(0, 0.99), st.integers(1, 40))
def test_a_level_curve_stays_level(value: float, weight: float, count: int) -> None:
    assert smooth(np.full(count, value), weight) == pytest.approx(np.full(count, value))


@given(VALUES, st.floats(0, 0.99))
def test_averages_lie_between_what_they_are_of(values: np.ndarray, weight: float) -> None:
    for place, average in enumerate(smooth(values, weight)):
        seen = values[: place + 1]
        assert seen.min() - 1e-6 <= average <= seen.max() + 1e-6


def test_the_formula_by_hand() -> None:
    assert smooth(np.array([1.0, 3.0]), 0.5) == pytest.approx([1, (0.25 + 1.5) / 0.75])


def test_what_is_no_number_stays_so_and_harms_nothing_behind_it() -> None:
    smoothed = smooth(np.array([1.0, np.nan, 1.0, np.inf]), 0.9)
    assert smoothed == pytest.approx([1, np.nan, 1, np.inf], nan_ok=True)


@pytest.mark.parametrize("weight", [-0.1, 1.0])
def test_a_weight_out_of_range_is_an_error(weight: float) -> None:
    with pytest.raises(ValueError, match="weight"):
        smooth(np.ones(3), weight)
