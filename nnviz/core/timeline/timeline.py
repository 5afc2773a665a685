"""A run that can go back: to any earlier update, and on from there as it went, or another way.

A checkpoint gives a place to start from; from there on the log is gone through again.
"""

from bisect import bisect_left
from dataclasses import replace
from typing import Self

from nnviz.core.network.trainable import N
from nnviz.core.settings import DATA_FIELDS, differing
from nnviz.core.timeline.changes import Change, Entry, Intervene, Reconfigure, Redraw
from nnviz.core.timeline.replay import Replay
from nnviz.core.timeline.snapshot import Snapshot
from nnviz.core.training.checkpoints import Checkpoint
from nnviz.core.training.divergence import Diverged

#: Entries of one run's log at most.
LOG_LIMIT = 20_000
#: Of those, changes of the data at most: each keeps all of its points, some 16 kB, alive.
REDRAW_LIMIT = 500
#: Curves of runs left behind that are kept.
GHOST_LIMIT = 3


class LogFull(Exception):  # noqa: N818 - it names a state, as Diverged does
    """The log has as many entries as it may have; nothing was changed."""


class Timeline(Replay[N]):
    """One run from its first update to the last that was ever made in it.

    Parameters
    ----------
    experiment : Settings
    dtype : data-type

    Attributes
    ----------
    trainer : Trainer
        Stands somewhere on the line; whoever changes it by its own methods breaks the line.
    log : list of Entry
        What was done so far and, where the trainer was taken back, what is still to come.
    head : int
        The last update on the line: past it, training makes the line longer.
    target : int or None
        The update that `replay` is on its way to.
    ghosts : list of (n_records, 5)
        Histories of the lines that were left by a fork, the newest last.
    future : (n_records, 5) or None
        The history of this line as it was when the trainer was taken back.
    generation : int
        How many times ghosts or future have changed.
    changes : int
        How many times the log has changed.
    """

    @classmethod
    def resumed(cls, snapshot: Snapshot[N]) -> Self:
        """A timeline of its own that stands where another stood, and goes on bit for bit."""
        timeline = cls(snapshot.first_experiment, dtype=snapshot.now.parameters.dtype)
        timeline.trainer.resume(snapshot.training)
        timeline.log = list(snapshot.log)
        timeline.head = snapshot.head
        timeline.target = snapshot.target
        timeline.ghosts = list(snapshot.ghosts)
        timeline.future = snapshot.future
        timeline._future_flow = snapshot.future_flow
        timeline._done = snapshot.done
        return timeline

    def snapshot(self) -> Snapshot[N]:
        """Where it stands. Nothing in that changes when the timeline goes on."""
        return Snapshot(
            first_experiment=self.first_experiment,
            training=self.trainer.snapshot(),
            log=tuple(self.log),
            done=self._done,
            head=self.head,
            target=self.target,
            ghosts=tuple(self.ghosts),
            future=self.future,
            future_flow=self._future_flow,
        )

    def change(self, change: Change[N]) -> None:
        """Do something to the run here and now. What the line had after it is left behind.

        Settings that change before anything else has happened become what the run began with.

        Raises
        ------
        LogFull
            Nothing more fits into the log.
        ValueError, IndexError
            As the trainer says; nothing was changed.
        Diverged
            A `Teach` would have spoilt the network; it was not made.
        """
        self.trainer.settle()
        entry = Entry(self.trainer.step_count, change)
        replaces_last = self._done > 0 and entry.replaces(self.log[self._done - 1])
        if self._is_full_for(change) and not replaces_last:
            raise LogFull
        if isinstance(change, Reconfigure | Redraw) and entry.step == 0 and self._done == 0:
            self.trainer.begin_with(change.experiment)
            self.fork()
            self.first_experiment = change.experiment
            return
        at_head = self.is_at_head
        self._apply(change)
        if not at_head:
            self._leave_the_rest(entry.step)
        if replaces_last:
            self.log.pop()
        self.log.append(entry)
        self.changes += 1
        self._done = len(self.log)
        self._note_progress()

    def _is_full_for(self, change: Change[N]) -> bool:
        if not isinstance(change, Redraw) or self._done < REDRAW_LIMIT:
            return self._done >= LOG_LIMIT
        return sum(isinstance(done.change, Redraw) for done in self.log) >= REDRAW_LIMIT

    def fork(self) -> None:
        """Leave what the line has after this place behind, its curve as a ghost."""
        self.trainer.settle()
        if not self.is_at_head:
            self._leave_the_rest(self.trainer.step_count)

    def _leave_the_rest(self, step: int) -> None:
        if self.future is not None:
            self.ghosts = [*self.ghosts, self.future][-GHOST_LIMIT:]
        self._cut(step)

    def forget_ghosts(self) -> None:
        """Drop the curves of lines that were left behind."""
        self.ghosts = []
        self.generation += 1

    def seek(self, step: int) -> None:
        """Set out for another update of the line; `replay` goes there.

        Raises
        ------
        ValueError
            The line has no such update.
        """
        if not 0 <= step <= self.head:
            raise ValueError(f"the line goes from 0 to {self.head}; {step} is not on it")
        self.trainer.settle()
        here = self.trainer.step_count
        if step < here and self.future is None:
            self.future = self.trainer.history.records.copy()
            self._future_flow = self.trainer.flow.records.copy()
            self.generation += 1
        checkpoint = self.trainer.checkpoints.before(step)
        # On the way forward a checkpoint helps only where it lies ahead.
        if step < here or checkpoint.step_count > here:
            self._restore(checkpoint)
        self.target = step
        self._catch_up()
        self._arrive()

    def replay(self, n: int) -> int:
        """Make up to n of the updates that lead to the target; without one, do nothing.

        As `advance` it may do a part of one. Returns the number of updates made.
        """
        before = self.trainer.step_count
        if self.target is None:
            return 0
        try:
            self.advance(min(n, self.target - before))
        except Diverged:
            # It was made, and found to be the last good one only then: as it was the first time.
            if self.trainer.step_count < self.target:
                self.head = self.target = self.trainer.step_count
        self._arrive()
        return self.trainer.step_count - before

    def extend(self, steps: int, log: list[Entry[N]]) -> None:
        """Give a line that has not begun the length and the log that it once had.

        The trainer stays at update 0 until it is told to `seek`.
        """
        self.log = sorted(log, key=_step_of)
        self.changes += 1
        self.head = steps
        self._catch_up()

    def recover(self) -> None:
        """Go back to the last record at which the network was no worse than at its start.

        What diverged has mostly been spoilt long before a number overflows, so a smaller learning
        rate alone would go on from a ruin. Settings and what is held still are kept; what the line
        had after that place is forgotten.
        """
        self.trainer.settle()
        experiment, interventions = self.trainer.experiment, self.trainer.interventions
        self._restore(self.trainer.healthy)
        self._cut(self.trainer.step_count)
        if interventions != self.trainer.interventions:
            self.change(Intervene(interventions))
        changed = differing(self.trainer.experiment, experiment) & DATA_FIELDS
        data = {name: getattr(experiment, name) for name in changed}
        redrawn = replace(self.trainer.experiment, **data)
        if redrawn != self.trainer.experiment:
            self.change(Redraw(redrawn))
        if experiment != self.trainer.experiment:
            self.change(Reconfigure(experiment))

    def _restore(self, checkpoint: Checkpoint[N]) -> None:
        """Put the trainer to a checkpoint of the line, with the records that lead there."""
        trainer = self.trainer
        trainer.restore(checkpoint)
        self._done = bisect_left(self.log, checkpoint.step_count, key=_step_of)
        if self.future is not None:
            trainer.history.refill(self.future, checkpoint.epoch_count)
            trainer.flow.refill(self._future_flow, checkpoint.epoch_count - 1)

    def _arrive(self) -> None:
        there = self.target is not None and self.trainer.step_count >= self.target
        if there and self.trainer.is_complete:
            self.target = None
        self._note_progress()

    def _cut(self, step: int) -> None:
        """Make this place the end of the line; up to `step` it stays what it was."""
        self.head = self.trainer.step_count
        del self.log[self._done :]
        self.trainer.checkpoints.forget_after(step)
        self.future = None
        self.target = None
        self.generation += 1
        self.changes += 1


def _step_of(entry: Entry[N]) -> int:
    return entry.step
