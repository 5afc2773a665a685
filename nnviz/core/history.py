"""The record of a run, bounded however long it lasts, and the same however it was watched."""

import numpy as np
from numpy.typing import NDArray

from nnviz.core.evaluation import Evaluation


class History:
    """Evaluations at fixed epochs: at epoch 0 and then every `stride` epochs.

    When CAPACITY records are there every other one is dropped and the stride doubles, so that the
    whole run stays in view.

    Attributes
    ----------
    stride : int
        Epochs between two records.
    generation : int
        How many times records were dropped: whoever copied some must then copy all anew.
    """

    COLUMNS = ("epoch", "train_loss", "test_loss", "train_metric", "test_metric")
    CAPACITY = 1_000

    def __init__(self) -> None:
        self.stride = 1
        self.generation = 0
        self._records = np.empty((self.CAPACITY, len(self.COLUMNS)))
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def records(self) -> NDArray[np.float64]:
        """The records so far, as a view: (len(self), 5), its columns named by COLUMNS."""
        return self._records[: self._length]

    def is_due(self, epoch: int) -> bool:
        """Whether this epoch is one to record."""
        return epoch % self.stride == 0

    def append(self, epoch: int, evaluation: Evaluation) -> None:
        """Add the record of an epoch that is due."""
        self._records[self._length] = (
            epoch,
            evaluation.train_loss,
            evaluation.test_loss,
            evaluation.train_metric,
            evaluation.test_metric,
        )
        self._length += 1
        if self._length == self.CAPACITY:
            self._thin_out()

    def _thin_out(self) -> None:
        kept = self._records[::2].copy()
        self._length = len(kept)
        self._records[: self._length] = kept
        self.stride *= 2
        self.generation += 1

    def forget_after(self, epoch: int) -> None:
        """Drop the records of later epochs, since training goes back to this one."""
        self._length = int(np.searchsorted(self.records[:, 0], epoch, side="right"))
        self.generation += 1
