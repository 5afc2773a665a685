"""Which points belong to one cell of the confusion matrix, as they are classified now."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.network.network import Network
from nnviz.core.training.trainer import Trainer
from nnviz.live.run.projected import MOST_DRAWN


def lit_points(trainer: Trainer[Network], cell: tuple[int, int]) -> dict[str, NDArray[Any]]:
    """Points of the class `cell[0]` that are taken for the class `cell[1]`.

    Returns
    -------
    "lit_train" and "lit_test", uint8: 1 for those points, of all that are drawn. Nothing where
    there are no classes.
    """
    data = trainer.dataset
    if data.task == "regression":
        return {}
    with np.errstate(all="ignore"):
        return {
            f"lit_{share}": (
                (_classes(targets[:MOST_DRAWN]) == cell[0])
                & (_classes(trainer.network.forward(inputs[:MOST_DRAWN])) == cell[1])
            ).astype(np.uint8)
            for share, inputs, targets in (
                ("train", data.train_inputs, data.train_targets),
                ("test", data.test_inputs, data.test_targets),
            )
            if len(inputs)
        }


def _classes(outputs: NDArray[Any]) -> NDArray[np.int64]:
    """Classes that outputs or targets (n, n_outputs) stand for, as metrics read them."""
    if outputs.shape[1] == 1:
        return (outputs[:, 0] > 0.0).astype(np.int64)
    classes: NDArray[np.int64] = outputs.argmax(axis=1)
    return classes
