"""The record of a run as a table: one row for each epoch that was recorded."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.tabular.cells import csv_text


def history_csv(records: NDArray[np.floating[Any]], metric: str = "metric") -> str:
    """Losses and the chief metric of both shares over the epochs, as CSV.

    Parameters
    ----------
    records : (n_records, 5)
        As `nnviz.core.evaluation.history.History.records` has them.
    metric
        Name of the metric: the first in `nnviz.core.functions.metrics.METRICS` for the task.
    """
    names = ("epoch", "train_loss", "test_loss", f"train_{metric}", f"test_{metric}")
    return csv_text(names, ([int(epoch), *values] for epoch, *values in records.tolist()))
