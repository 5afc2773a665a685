"""States that training can go back to, taken where a pass over the training share ends.

And where it stands between two of them: `TrainerSnapshot`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array
from nnviz.core.evaluation.history import RecordsSnapshot, stride_at
from nnviz.core.network.interventions import Interventions
from nnviz.core.network.trainable import N
from nnviz.core.settings import Settings
from nnviz.core.training.divergence import Diverged

#: Bytes of arrays that one run's checkpoints may take together.
MEMORY_LIMIT = 2 * 1024 * 1024
#: However large the network, so many there are at least; however small, no more than that.
FEWEST, MOST = 32, 256
#: The most vectors of the parameters' size in a checkpoint: parameters and the two of Adam.
_VECTORS = 3


@dataclass(frozen=True, eq=False)
class Checkpoint(Generic[N]):
    """Everything from which the next pass follows.

    Attributes
    ----------
    experiment : Settings
        What was being trained.
    interventions : Interventions
    step_count, epoch_count : int
    parameters : (n_parameters,)
    slots : tuple of ndarray
        The optimizer's, see `Optimizer.slots`.
    generators : tuple of mapping
        States of the random number generators.
    exploded : Diverged or None
        Why training had to stop here, if it had.
    healthy : Checkpoint or None
        The last one before it at which training had not made the network worse; None where that
        is this one.
    """

    experiment: Settings[N]
    interventions: Interventions
    step_count: int
    epoch_count: int
    parameters: Array
    slots: tuple[NDArray[Any], ...]
    generators: tuple[Mapping[str, Any], ...]
    exploded: Diverged | None
    healthy: "Checkpoint[N] | None"


@dataclass(frozen=True, eq=False)
class TrainerSnapshot(Generic[N]):
    """A trainer as it stands, maybe in the middle of a pass, with all that it has recorded.

    Attributes
    ----------
    now : Checkpoint
        The state after the latest update, with the random number generators as they are then.
    order : (n,)
        Which sample of the training share stands where in the current pass.
    used : int
        Samples of that pass that are used up.
    history, flow : RecordsSnapshot
    checkpoints : tuple of Checkpoint
        Those that the run can go back to, from update 0 on.
    checkpoint_stride : int
        Epochs between two of them.
    """

    now: Checkpoint[N]
    order: NDArray[np.int64]
    used: int
    history: RecordsSnapshot
    flow: RecordsSnapshot
    checkpoints: tuple[Checkpoint[N], ...]
    checkpoint_stride: int


class Checkpoints(Generic[N]):
    """The checkpoints of a run so far: few enough to keep, evenly spread over all of it.

    Parameters
    ----------
    n_parameters : int
    dtype : numpy.dtype

    Attributes
    ----------
    capacity : int
        As many as `MEMORY_LIMIT` allows, within reason.
    stride : int
        Epochs between two of them now.
    """

    def __init__(self, n_parameters: int, dtype: np.dtype[Any]) -> None:
        size = _VECTORS * n_parameters * dtype.itemsize
        self.capacity = min(max(MEMORY_LIMIT // size, FEWEST), MOST)
        self._kept: list[Checkpoint[N]] = []
        self.stride = 1

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def kept(self) -> tuple[Checkpoint[N], ...]:
        """All of them, from update 0 on."""
        return tuple(self._kept)

    def replace(self, kept: Iterable[Checkpoint[N]], stride: int) -> None:
        """Have these instead of all that there are."""
        self._kept = list(kept)
        self.stride = stride

    def is_due(self, epoch: int, step: int) -> bool:
        """Whether a checkpoint is to be taken at the end of this epoch, and is not there yet."""
        on_the_way = epoch % stride_at(epoch, self.capacity) == 0
        return on_the_way and (not self._kept or step > self._kept[-1].step_count)

    def add(self, checkpoint: Checkpoint[N]) -> None:
        """Keep one that is due, later than all that are there."""
        stride = stride_at(checkpoint.epoch_count, self.capacity)
        if stride > self.stride:
            self._kept = [kept for kept in self._kept if kept.epoch_count % stride == 0]
        self.stride = stride
        self._kept.append(checkpoint)

    def before(self, step: int) -> Checkpoint[N]:
        """The last one at this update or before it; the first was taken at update 0."""
        return self._kept[bisect_right(self._kept, step, key=lambda kept: kept.step_count) - 1]

    def forget_after(self, step: int) -> None:
        """Drop those of later updates, since what follows is going to be another run."""
        self._kept = [kept for kept in self._kept if kept.step_count <= step]

    def path(self) -> tuple[NDArray[np.int64], Array]:
        """The way of the parameters so far, as copies: steps (n,), parameters (n, n_parameters)."""
        steps = np.array([kept.step_count for kept in self._kept], np.int64)
        return steps, np.stack([kept.parameters for kept in self._kept])
