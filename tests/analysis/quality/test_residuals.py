"""R², RMSE and MAE are those of scikit-learn; residuals are true minus predicted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error

from nnviz.analysis.quality.predictions import Predictions
from nnviz.analysis.quality.residuals import fit

VALUES = st.integers(-100, 100).map(lambda number: number / 8)


def predictions(true: np.ndarray, predicted: np.ndarray) -> Predictions:
    outputs = predicted[:, np.newaxis]
    return Predictions(outputs, outputs, true[:, np.newaxis])


@given(st.lists(st.tuples(VALUES, VALUES), min_size=2, max_size=40))
def test_measures_are_those_of_scikit_learn(pairs: list[tuple[float, float]]) -> None:
    true, predicted = np.array(pairs).T
    result = fit(predictions(true, predicted))
    np.testing.assert_array_equal(result.residuals, true - predicted)
    assert result.rmse == pytest.approx(root_mean_squared_error(true, predicted))
    assert result.mae == pytest.approx(mean_absolute_error(true, predicted))
    if len(set(true)) > 1:
        assert result.r2 == pytest.approx(r2_score(true, predicted))
    else:
        assert np.isnan(result.r2)


def test_no_samples_have_no_measures() -> None:
    result = fit(predictions(np.empty(0), np.empty(0)))
    assert np.isnan([result.r2, result.rmse, result.mae]).all()
    assert result.residuals.shape == (0,)
