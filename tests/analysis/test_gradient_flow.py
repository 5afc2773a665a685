"""The verdict on a gradient's way back through the layers."""

import numpy as np
import pytest

from nnviz.analysis.gradient_flow import RECENT, GradientFlow, gradient_flow, recent, verdict


def flow(*norms: list[float]) -> GradientFlow:
    values = np.array(norms, float).reshape(len(norms), -1)
    return GradientFlow(np.arange(float(len(values))), values, np.full_like(values, 1e-3))


def test_records_are_taken_apart() -> None:
    result = gradient_flow(np.array([[0.0, 1.0, 2.0, 0.1, 0.2], [5.0, 3.0, 4.0, 0.3, np.nan]]))
    assert result.epochs.tolist() == [0.0, 5.0]
    assert result.norms.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    np.testing.assert_array_equal(result.ratios, [[0.1, 0.2], [0.3, np.nan]])


@pytest.mark.parametrize(
    ("norms", "kind"),
    [
        ([[1e-6, 1e-3, 0.5]], "vanishing"),
        ([[0.0, 0.0, 0.5]], "vanishing"),
        ([[0.2, 0.3, 0.5]], "healthy"),
        ([[50.0, 3.0, 0.1]], "exploding"),
        ([[0.1, 0.1], *[[30.0, 40.0]] * 10], "growing"),
        ([[0.0, 0.0]], "unknown"),
        ([[np.nan, np.inf]], "unknown"),
        ([[0.7]], "healthy"),
    ],
)
def test_what_has_become_of_the_gradient(norms: list[list[float]], kind: str) -> None:
    assert verdict(flow(*norms)).kind == kind


def test_no_record_yet_is_no_verdict() -> None:
    assert verdict(gradient_flow(np.empty((0, 5)))).kind == "unknown"


def test_it_is_about_what_is_usual_of_late_not_about_one_batch() -> None:
    usual, odd = [0.2, 0.3], [1e-9, 0.3]
    result = verdict(flow(*[[1e-9, 1.0]] * 20, *[usual] * 9, odd))
    assert result.kind == "healthy"
    assert (result.first, result.last) == (0.2, 0.3)
    assert result.start == pytest.approx(1.0)
    assert result.now == pytest.approx(np.hypot(0.2, 0.3))


@pytest.mark.parametrize("n_records", [0, 1, RECENT - 1, RECENT, RECENT + 1, 3 * RECENT])
def test_what_is_usual_is_the_median_of_the_latest_records(n_records: int) -> None:
    values = np.random.default_rng(0).lognormal(size=(n_records, 3))
    expected = [
        np.median(values[max(end - RECENT, 0) : end], axis=0) for end in range(1, n_records + 1)
    ]
    np.testing.assert_array_equal(recent(values), np.reshape(expected, (n_records, 3)))


def test_a_gap_lasts_as_long_as_it_is_recent() -> None:
    values = np.ones((2 * RECENT, 1))
    values[3] = np.nan
    gaps = np.flatnonzero(np.isnan(recent(values)))
    assert gaps.tolist() == list(range(3, 3 + RECENT))
