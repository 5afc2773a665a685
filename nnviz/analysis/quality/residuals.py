"""How far the predicted values are from the true ones."""

from dataclasses import dataclass
from math import nan

import numpy as np

from nnviz.analysis.quality.predictions import Predictions
from nnviz.core.arrays import FloatArray
from nnviz.core.functions.metrics import r2, rmse


@dataclass(frozen=True, eq=False)
class Fit:
    """Values predicted for some samples, and what they miss.

    Attributes
    ----------
    predicted, true : (n,)
    residuals : (n,)
        True minus predicted: what the network leaves unexplained.
    r2
        nan where the true values do not vary; all three are where there are none.
    rmse, mae
        Root mean squared error and mean absolute error, in the unit of the values.
    """

    predicted: FloatArray
    true: FloatArray
    residuals: FloatArray
    r2: float
    rmse: float
    mae: float


def fit(predictions: Predictions) -> Fit:
    """What predictions of one value miss."""
    outputs, targets = predictions.outputs, predictions.targets
    residuals = (targets - outputs)[:, 0]
    return Fit(
        predicted=outputs[:, 0],
        true=targets[:, 0],
        residuals=residuals,
        r2=r2(outputs.T, targets.T),
        rmse=rmse(outputs.T, targets.T),
        mae=float(np.abs(residuals).mean()) if residuals.size else nan,
    )
