"""The training share, shuffled anew for each pass and cut into batches without copying."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    order : (n,)
        Which sample stands where in the current order.
    queue : list of (inputs, targets)
        The batches of the current pass, from `start` on, as `cut` gives them.
    start : int
        Samples of the pass that were used before the queue was cut.
    position : int
        Of the next batch in the queue.
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
        self._n_inputs = len(inputs)
        self.order: NDArray[np.int64] = np.arange(self.n)
        self.queue: list[tuple[Array, Array]] = []
        self.start = self.position = self._batch_size = 0

    def shuffle(self, rng: np.random.Generator | None = None) -> None:
        """Put the samples into a new order; views that `cut` gave show it, too."""
        self._arrange((rng or self._rng).permutation(self.n))

    def _arrange(self, order: NDArray[np.int64]) -> None:
        self.order = order
        # With any other mode NumPy would go through a buffer of its own.
        np.take(self._ordered, self.order, axis=1, out=self._shuffled, mode="clip")

    @property
    def used(self) -> int:
        """Samples of the current pass that are used up."""
        return self.start + self.position * self._batch_size

    @property
    def steps_left(self) -> int:
        """Batches to the end of the current pass."""
        return len(self.queue) - self.position

    @property
    def steps_per_pass(self) -> int:
        """Batches in a whole pass."""
        return -(-self.n // self._batch_size)

    def resize(self, batch_size: int) -> None:
        """Cut what is left of the current pass into batches of this size; 0 stands for all."""
        self.start = self.used
        self._batch_size = min(batch_size or self.n, self.n)
        self.queue = self.cut(self.start, self._batch_size)
        self.position = 0

    def begin(self, rng: np.random.Generator | None = None) -> None:
        """Begin a new pass in a new order; `rng` is where this order alone comes from."""
        self.shuffle(rng)
        if self.start:
            self.start = 0
            self.queue = self.cut(0, self._batch_size)
        self.position = 0

    def stand(self, order: NDArray[np.int64], used: int) -> None:
        """Be in the middle of a pass in this order (n,), of which so many samples are used up."""
        self._arrange(order.copy())
        self.start, self.position = used, 0
        self.queue = self.cut(used, self._batch_size)

    def pick(self, sample: int | None = None) -> tuple[Array, Array, NDArray[np.int64]]:
        """The next batch, or one sample as a batch, laid out as those of `cut`.

        Returns
        -------
        inputs, targets
        samples : (batch,)
            Which samples of the training share these are.

        Raises
        ------
        IndexError
            There is no such sample.
        """
        if sample is None:
            inputs, targets = self.queue[self.position]
            return inputs, targets, self.order[self.used : self.used + targets.shape[1]]
        if not 0 <= sample < self.n:
            raise IndexError(f"there are samples 0 to {self.n - 1}; {sample} is none")
        column = self._ordered[:, sample : sample + 1]
        return column[: self._n_inputs], column[self._n_inputs :], np.array([sample])

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
