"""The record of a run, bounded however long it lasts, and the same however it was watched."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import FloatArray
from nnviz.core.evaluation.evaluation import Evaluation


def stride_at(epoch: int, capacity: int) -> int:
    """Epochs between two records around an epoch, so that there are never more than `capacity`.

    A power of 2 that doubles each time the epochs do: a function of the epoch alone, so that a run
    that goes back and on again is recorded at the same epochs as one that never did.
    """
    return 1 << (epoch // capacity).bit_length()


@dataclass(frozen=True, eq=False)
class RecordsSnapshot:
    """All records so far, as copies: rows (n, columns), and the epochs between two of them."""

    rows: FloatArray
    stride: int


class EpochRecords:
    """Rows of numbers at fixed epochs, of which every other one is dropped when there are too many.

    Parameters
    ----------
    columns : int
        Numbers in a row; the first is the epoch.

    Attributes
    ----------
    stride : int
        Epochs between two records now.
    generation : int
        How many times records were dropped: whoever copied some must then copy all anew.
    """

    CAPACITY = 1_000

    def __init__(self, columns: int) -> None:
        self.stride = 1
        self.generation = 0
        self._records = np.empty((self.CAPACITY, columns))
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def records(self) -> FloatArray:
        """The records so far, as a view: (len(self), columns)."""
        return self._records[: self._length]

    def is_due(self, epoch: int) -> bool:
        """Whether this epoch is one to record."""
        return epoch % stride_at(epoch, self.CAPACITY) == 0

    def add(self, epoch: int, *values: float) -> None:
        """Add the record of an epoch that is due, later than all that are there."""
        stride = stride_at(epoch, self.CAPACITY)
        if stride > self.stride:
            self._keep(self.records[:, 0] % stride == 0)
        self.stride = stride
        self._records[self._length] = (epoch, *values)
        self._length += 1

    def forget_after(self, epoch: int) -> None:
        """Drop the records of later epochs, since training goes back to this one."""
        self.stride = stride_at(max(epoch, 0), self.CAPACITY)
        # Thinned as on the way there, also where it leads past epochs that were recorded densely.
        epochs = self.records[:, 0]
        self._keep((epochs <= epoch) & (epochs % self.stride == 0))

    def refill(self, rows: FloatArray, epoch: int) -> None:
        """Add what is missing up to an epoch from records (n, columns) that were copied before."""
        last, epochs = self._records[self._length - 1, 0] if self._length else -1, rows[:, 0]
        missing = rows[(epochs > last) & (epochs <= epoch) & (epochs % self.stride == 0)]
        end = self._length + len(missing)
        self._records[self._length : end] = missing
        self._length = end

    def snapshot(self) -> RecordsSnapshot:
        """All records so far, for `resume`."""
        return RecordsSnapshot(self.records.copy(), self.stride)

    def resume(self, snapshot: RecordsSnapshot) -> None:
        """Have the records of a snapshot instead of all that there are."""
        self._length = len(snapshot.rows)
        self._records[: self._length] = snapshot.rows
        self.stride = snapshot.stride
        self.generation += 1

    def _keep(self, chosen: NDArray[np.bool_]) -> None:
        kept = self.records[chosen]
        self._length = len(kept)
        self._records[: self._length] = kept
        self.generation += 1


class History(EpochRecords):
    """Evaluations, from epoch 0 on."""

    COLUMNS = ("epoch", "train_loss", "test_loss", "train_metric", "test_metric")

    def __init__(self) -> None:
        super().__init__(len(self.COLUMNS))

    def append(self, epoch: int, evaluation: Evaluation) -> None:
        """Add the record of an epoch that is due."""
        self.add(
            epoch,
            evaluation.train_loss,
            evaluation.test_loss,
            evaluation.train_metric,
            evaluation.test_metric,
        )
