"""The training share, shuffled anew for each pass and cut into batches without copying."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array, columns
from nnviz.core.network.trainable import Trainable
from nnviz.core.settings import DatasetProtocol, weights_of
from nnviz.core.slices import SLICE_NUMBERS, slices


class Batch(NamedTuple):
    """The samples of one update, features first.

    Attributes
    ----------
    inputs : (n_inputs or more, batch)
        As `Trainable.columns` lays them out.
    targets : (n_outputs, batch)
    weights : (batch,) or None
        What each sample's loss is multiplied by; None where all count alike.
    """

    inputs: Array
    targets: Array
    weights: Array | None = None

    @property
    def size(self) -> int:
        """Number of samples."""
        n: int = self.targets.shape[1]
        return n

    def part(self, which: slice) -> "Batch":
        """Some of the samples, as views."""
        weights = None if self.weights is None else self.weights[which]
        return Batch(self.inputs[:, which], self.targets[:, which], weights)


def sample_rows(dataset: DatasetProtocol, network: Trainable) -> tuple[Array, tuple[int, int]]:
    """The training share in one array, as a network takes it.

    Returns
    -------
    rows : (n_rows, n)
        Inputs, targets and, where samples do not all count alike, their weights.
    ends : (int, int)
        Where inputs and targets end.
    """
    inputs = network.columns(dataset.train_inputs)
    targets = columns(dataset.train_targets, network.dtype)
    weights = weights_of(dataset)[0]
    rows = [inputs, targets]
    if weights is not None:
        rows.append(columns(weights[:, np.newaxis], network.dtype))
    return np.concatenate(rows), (len(inputs), len(inputs) + len(targets))


class Batches:
    """One pass over the training share after another.

    Parameters
    ----------
    dataset : DatasetProtocol
    network : Trainable
        Says how it takes samples, and in which type.
    rng : numpy.random.Generator
        Source of the order.

    Attributes
    ----------
    n : int
        Samples in the training share.
    order : (n,)
        Which sample stands where in the current order.
    queue : list of Batch
        The batches of the current pass, from `start` on, as `cut` gives them.
    start : int
        Samples of the pass that were used before the queue was cut.
    position : int
        Of the next batch in the queue.
    """

    def __init__(
        self, dataset: DatasetProtocol, network: Trainable, rng: np.random.Generator
    ) -> None:
        self._ordered, self._ends = sample_rows(dataset, network)
        self.n: int = self._ordered.shape[1]
        self._rng = rng
        self._shuffled = self._ordered.copy()
        self._is_weighted = len(self._ordered) > self._ends[1]
        self._whole = self._batch_of(self._shuffled)
        self.reset()

    def reset(self) -> None:
        """Be as if just made: no pass has begun."""
        self.order: NDArray[np.int64] = np.arange(self.n)
        self.queue: list[Batch] = []
        self.start = self.position = self._batch_size = 0

    def _batch_of(self, rows: Array) -> Batch:
        first, last = self._ends
        weights = rows[last] if self._is_weighted else None
        return Batch(rows[:first], rows[first:last], weights)

    def _arranging(self, order: NDArray[np.int64]) -> Iterator[None]:
        """Put the samples into this order, as many rows at a time as are soon done.

        Views that `cut` gave show it, too.
        """
        self.order = order
        for rows in slices(len(self._ordered), max(SLICE_NUMBERS // self.n, 1)):
            # With any other mode NumPy would go through a buffer of its own.
            np.take(self._ordered[rows], order, axis=1, out=self._shuffled[rows], mode="clip")
            yield

    @property
    def used(self) -> int:
        """Samples of the current pass that are used up."""
        return min(self.start + self.position * self._batch_size, self.n)

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
        for _ in self.beginning(rng):
            pass

    def beginning(self, rng: np.random.Generator | None = None) -> Iterator[None]:
        """Do as `begin`, a part of the samples at a time; all parts are to be done."""
        yield from self._arranging((rng or self._rng).permutation(self.n))
        if self.start:
            self.start = 0
            self.queue = self.cut(0, self._batch_size)
        self.position = 0

    def stand(self, order: NDArray[np.int64], used: int) -> None:
        """Be in the middle of a pass in this order (n,), of which so many samples are used up."""
        for _ in self._arranging(order.copy()):
            pass
        self.start, self.position = used, 0
        self.queue = self.cut(used, self._batch_size)

    def pick(self, sample: int | None = None) -> tuple[Batch, NDArray[np.int64]]:
        """The next batch, or one sample as a batch.

        Returns
        -------
        batch
        samples : (batch,)
            Which samples of the training share these are.

        Raises
        ------
        IndexError
            There is no such sample.
        """
        if sample is None:
            batch = self.queue[self.position]
            return batch, self.order[self.used : self.used + batch.size]
        if not 0 <= sample < self.n:
            raise IndexError(f"there are samples 0 to {self.n - 1}; {sample} is none")
        return self._batch_of(self._ordered[:, sample : sample + 1]), np.array([sample])

    def cut(self, start: int, batch_size: int) -> list[Batch]:
        """Batches of the samples from `start` on, as views; the last one may be smaller.

        Parameters
        ----------
        start : int
            Samples of this pass that are already used.
        batch_size : int
        """
        whole = self._whole
        return [whole.part(slice(i, i + batch_size)) for i in range(start, self.n, batch_size)]
