"""The training share, shuffled anew for each pass and cut into batches without copying."""

from typing import Any

import numpy as np

from nnviz.core.arrays import Array, columns, columns_and_ones
from nnviz.core.settings import Dataset


class Batches:
    """One pass over the training share after another.

    Parameters
    ----------
    dataset : Dataset
    dtype : numpy.dtype
    rng : numpy.random.Generator
        Source of the order.

    Attributes
    ----------
    n : int
        Samples in the training share.
    """

    def __init__(self, dataset: Dataset, dtype: np.dtype[Any], rng: np.random.Generator) -> None:
        inputs = columns_and_ones(dataset.train_inputs, dtype)
        targets = columns(dataset.train_targets, dtype)
        self.n: int = inputs.shape[1]
        self._rng = rng
        self._ordered = np.concatenate([inputs, targets])
        self._shuffled = self._ordered.copy()
        self._inputs = self._shuffled[: len(inputs)]
        self._targets = self._shuffled[len(inputs) :]

    def shuffle(self) -> None:
        """Put the samples into a new order; views that `cut` gave show it, too."""
        order = self._rng.permutation(self.n)
        # With any other mode NumPy would go through a buffer of its own.
        np.take(self._ordered, order, axis=1, out=self._shuffled, mode="clip")

    def cut(self, start: int, batch_size: int) -> list[tuple[Array, Array]]:
        """Batches of the samples from `start` on, as views; the last one may be smaller.

        Parameters
        ----------
        start : int
            Samples of this pass that are already used.
        batch_size : int

        Returns
        -------
        list of ((n_inputs + 1, batch), (n_outputs, batch))
            Inputs with their row of ones, and targets.
        """
        return [
            (self._inputs[:, i : i + batch_size], self._targets[:, i : i + batch_size])
            for i in range(start, self.n, batch_size)
        ]
