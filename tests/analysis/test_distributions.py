"""Histograms lose nothing but what is not finite."""

import numpy as np
import pytest

from nnviz.analysis.distributions import SMALLEST_GRADIENT, distributions, histograms
from nnviz.analysis.layers import copy_layers
from nnviz.core.network.network import Network


def test_shares_sum_to_one_over_common_edges() -> None:
    rng = np.random.default_rng(0)
    groups = [rng.normal(size=100), rng.normal(3.0, size=7)]
    result = histograms(groups)
    for histogram, group in zip(result, groups, strict=True):
        assert histogram.shares.sum() == pytest.approx(1.0)
        assert histogram.count == len(group)
        assert histogram.mean == pytest.approx(group.mean())
        assert histogram.deviation == pytest.approx(group.std())
        np.testing.assert_array_equal(histogram.edges, result[0].edges)
    assert result[0].edges[0] == min(map(np.min, groups))
    assert result[0].edges[-1] == max(map(np.max, groups))


def test_what_is_not_finite_is_missing_from_the_shares() -> None:
    (histogram,) = histograms([np.array([0.0, 1.0, np.nan, np.inf])])
    assert histogram.shares.sum() == pytest.approx(0.5)
    assert histogram.mean == 0.5


@pytest.mark.parametrize("values", [[], [2.0, 2.0], [np.nan]])
def test_there_is_always_a_picture(values: list[float]) -> None:
    (histogram,) = histograms([np.array(values)])
    assert (np.diff(histogram.edges) > 0).all()
    assert np.isfinite(histogram.shares).all()


def test_a_snapshot_gives_one_histogram_for_each_layer() -> None:
    network = Network((2, 3, 1), ("relu", "linear"), "mse", np.random.default_rng(0))
    inputs = np.random.default_rng(1).normal(size=(5, 2))
    spread = distributions(copy_layers(network, inputs, np.zeros((5, 1))))
    assert [histogram.count for histogram in spread.weights] == [9, 4]
    assert [histogram.count for histogram in spread.activations] == [15, 5]
    assert [histogram.count for histogram in spread.gradients] == [9, 4]
    assert spread.gradients[0].edges[0] >= np.log10(SMALLEST_GRADIENT) - 0.5
