"""Where a run stands, exactly, with its whole line: all there is of a `Timeline`, as copies.

A checkpoint is taken where a pass ends. A run that is put away may stand in the middle of one, and
is to go on from there bit for bit, on any machine and at once: so the order of the pass and the
random numbers are noted, too, and no update is made again.
"""

from dataclasses import dataclass
from typing import Generic

from nnviz.core.arrays import FloatArray
from nnviz.core.network.trainable import N
from nnviz.core.settings import Settings
from nnviz.core.timeline.changes import Entry
from nnviz.core.training.checkpoints import Checkpoint, TrainerSnapshot


@dataclass(frozen=True, eq=False)
class Snapshot(Generic[N]):
    """A run as it stands: `Timeline.snapshot` makes it, `Timeline.resumed` goes on from there.

    Attributes
    ----------
    first_experiment : Settings
        What it began as.
    training : TrainerSnapshot
        Where its trainer stands.
    log, head, target, ghosts, future
        As `Timeline` has them.
    done : int
        Entries of the log that the run has gone through.
    future_flow : (n, columns)
        The flow that belongs to the future; no rows where there is none.
    """

    first_experiment: Settings[N]
    training: TrainerSnapshot[N]
    log: tuple[Entry[N], ...]
    done: int
    head: int
    target: int | None
    ghosts: tuple[FloatArray, ...]
    future: FloatArray | None
    future_flow: FloatArray

    @property
    def now(self) -> Checkpoint[N]:
        """The state after the latest update, with the generators as they are then."""
        return self.training.now
