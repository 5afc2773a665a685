"""Dropout's masks."""

import numpy as np
import pytest

from nnviz.core.network.layer_rows import LayerRows
from nnviz.core.training.dropout import Dropout


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.8])
def test_masks_keep_the_mean(rate: float) -> None:
    masks = LayerRows((50, 30), 100, np.float32)
    Dropout(rate, np.random.default_rng(0)).fill(masks.array)
    values = np.unique(masks.array)
    assert values.tolist() == pytest.approx([0.0, 1.0 / (1.0 - rate)])
    assert masks.array.mean() == pytest.approx(1.0, abs=0.06)
    assert (masks.array == 0.0).mean() == pytest.approx(rate, abs=0.02)


def test_masks_are_the_same_in_every_type() -> None:
    single, double = LayerRows((4, 3), 5, np.float32), LayerRows((4, 3), 5, np.float64)
    for masks in (single, double):
        Dropout(0.5, np.random.default_rng(0)).fill(masks.array)
    assert np.array_equal(single.array, double.array)
