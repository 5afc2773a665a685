"""Where a run stands, exactly, with its whole line: all there is of a `Timeline`, as copies.

A checkpoint is taken where a pass ends. A run that is put away may stand in the middle of one, and
is to go on from there bit for bit, on any machine and at once: so the order of the pass and the
random numbers are noted, too, and no update is made again.

This module alone looks into a timeline and its trainer from outside.
"""

from dataclasses import dataclass
from typing import Generic

import numpy as np
from numpy.typing import NDArray

from nnviz.core.evaluation.history import Records
from nnviz.core.network.trainable import N
from nnviz.core.settings import Settings
from nnviz.core.timeline.changes import Entry
from nnviz.core.timeline.replay import Curve
from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.checkpoints import Checkpoint


@dataclass(frozen=True, eq=False)
class Rows:
    """Records, and the epochs between two of them: rows (n, columns)."""

    rows: Curve
    stride: int

    @classmethod
    def of(cls, records: Records) -> "Rows":
        """All records so far, as copies."""
        return cls(records.records.copy(), records.stride)


@dataclass(frozen=True, eq=False)
class Snapshot(Generic[N]):
    """A run as it stands.

    Attributes
    ----------
    first_experiment : Settings
        What it began as.
    now : Checkpoint
        The state after the latest update, with the random number generators as they are then.
    order : (n,)
        Which sample of the training share stands where in the current pass.
    used : int
        Samples of that pass that are used up.
    history, flow : Rows
    checkpoints : tuple of Checkpoint
        Those that the run can go back to, from update 0 on.
    checkpoint_stride : int
        Epochs between two of them.
    log, head, target, ghosts, future
        As `Timeline` has them.
    done : int
        Entries of the log that the run has gone through.
    future_flow : (n, columns)
        The flow that belongs to the future; no rows where there is none.
    """

    first_experiment: Settings[N]
    now: Checkpoint[N]
    order: NDArray[np.int64]
    used: int
    history: Rows
    flow: Rows
    checkpoints: tuple[Checkpoint[N], ...]
    checkpoint_stride: int
    log: tuple[Entry[N], ...]
    done: int
    head: int
    target: int | None
    ghosts: tuple[Curve, ...]
    future: Curve | None
    future_flow: Curve


def snapshot_of(timeline: Timeline[N]) -> Snapshot[N]:
    """Where a timeline stands. Nothing in it changes when the timeline goes on."""
    trainer = timeline.trainer
    # Of an update that is not made yet nothing is left behind; what follows on one that is, is.
    trainer.complete()
    state = trainer._state
    return Snapshot(
        first_experiment=timeline.first_experiment,
        now=state.checkpoint(trainer.healthy, trainer._exploded),
        order=state.batches.order.copy(),
        used=state.batches.used,
        history=Rows.of(trainer.history),
        flow=Rows.of(trainer.flow),
        checkpoints=trainer.checkpoints.kept,
        checkpoint_stride=trainer.checkpoints.stride,
        log=tuple(timeline.log),
        done=timeline._done,
        head=timeline.head,
        target=timeline.target,
        ghosts=tuple(timeline.ghosts),
        future=timeline.future,
        future_flow=timeline._future_flow,
    )


def take_up(snapshot: Snapshot[N]) -> Timeline[N]:
    """A timeline of its own that stands there and goes on from there, bit for bit."""
    timeline = Timeline(snapshot.first_experiment, dtype=snapshot.now.parameters.dtype)
    trainer = timeline.trainer
    trainer.restore(snapshot.now)
    trainer.history.replace(snapshot.history.rows, snapshot.history.stride)
    trainer.flow.replace(snapshot.flow.rows, snapshot.flow.stride)
    trainer.checkpoints.replace(snapshot.checkpoints, snapshot.checkpoint_stride)
    # `restore` has begun a pass in an order of its own.
    state = trainer._state
    state.batches.stand(snapshot.order, snapshot.used)
    state.put_back_generators(snapshot.now.generators)
    # Measured once in each pass, also where other data have begun it anew.
    rows = snapshot.flow.rows
    is_measured = len(rows) > 0 and rows[-1, 0] == snapshot.now.epoch_count
    trainer._flow_is_due = trainer._flow_is_due and snapshot.used == 0 and not is_measured
    timeline.log = list(snapshot.log)
    timeline.head = snapshot.head
    timeline.target = snapshot.target
    timeline.ghosts = list(snapshot.ghosts)
    timeline.future = snapshot.future
    timeline._future_flow = snapshot.future_flow
    timeline._done = snapshot.done
    return timeline
