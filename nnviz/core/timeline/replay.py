"""A run along its line: update after update, with what a person did at its place in between.

The trainer is deterministic, so a run need not be stored to be gone through again: the log says
what was done and when, and training does the rest.
"""

import sys
from typing import Generic

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.arrays import FloatArray
from nnviz.core.network.trainable import N
from nnviz.core.settings import Settings
from nnviz.core.timeline.changes import (
    Change,
    Entry,
    Intervene,
    Reconfigure,
    Redraw,
    SetParameter,
    Teach,
)
from nnviz.core.training.divergence import Diverged
from nnviz.core.training.trainer import Trainer


class Replay(Generic[N]):
    """Goes through what the log has, and past its end.

    `Timeline` adds going back and another way, and says what its parameters and attributes are.
    """

    def __init__(self, experiment: Settings[N], *, dtype: DTypeLike = np.float32) -> None:
        self.trainer = Trainer(experiment, dtype=dtype)
        self.log: list[Entry[N]] = []
        self.head = 0
        self.target: int | None = None
        self.ghosts: list[FloatArray] = []
        self.future: FloatArray | None = None
        self._future_flow: FloatArray = np.empty((0, 0))
        self.generation = 0
        self.changes = 0
        self.first_experiment = experiment
        self._done = 0  # entries of the log that the trainer has gone through

    @property
    def is_at_head(self) -> bool:
        """Whether the trainer stands at the end of the line."""
        return self.trainer.step_count == self.head and self._done == len(self.log)

    def step(self, n: int = 1) -> None:
        """Make n updates: those of the line as they were, then new ones.

        Raises
        ------
        Diverged
            As `Trainer.step`.
        """
        trainer = self.trainer
        aim = trainer.step_count + n
        try:
            while trainer.step_count < aim:
                if self._done == len(self.log):
                    trainer.step(aim - trainer.step_count)
                    break
                entry = self.log[self._done]
                if entry.step > trainer.step_count:
                    self._step_towards(entry, aim)
                else:  # only a Teach is left standing here by `_catch_up`
                    self._go_through(entry)
                self._catch_up()
        finally:
            self._note_progress()

    def advance(self, n: int) -> int:
        """Make up to n updates, as many as are soon made, or do a part of one that takes long.

        Returns
        -------
        int
            Updates that were made, 0 where a part was not the last one of its update.

        Raises
        ------
        Diverged
            As `Trainer.step`.
        """
        n = self.trainer.short_steps(min(n, self._steps_to_entry))
        if n > 0 or self.next_sample is not None:
            self.step(max(n, 1))
            return max(n, 1)
        try:
            is_made = self.trainer.work()
        except Diverged:
            # As in `_step_towards`.
            if self._steps_to_entry > 0:
                raise
            is_made = True
        if is_made:
            self._catch_up()
        self._note_progress()
        return int(is_made)

    @property
    def _steps_to_entry(self) -> int:
        """Updates to where the log says that something was done; as many as one likes without."""
        if self._done == len(self.log):
            return sys.maxsize
        return self.log[self._done].step - self.trainer.step_count

    def _step_towards(self, entry: Entry[N], aim: int) -> None:
        """Make the updates up to an entry of the log, or to `aim` if that comes first."""
        trainer = self.trainer
        try:
            trainer.step(min(aim, entry.step) - trainer.step_count)
        except Diverged:
            # Where training had come to grief, what was then done may let it go on.
            if trainer.step_count < entry.step:
                raise

    def epoch(self) -> None:
        """Finish the current pass over the training share; see `step`."""
        self.trainer.settle()
        epoch = self.trainer.epoch_count
        while self.trainer.epoch_count == epoch:
            self.step(self._steps_to_look_ahead())

    def _steps_to_look_ahead(self) -> int:
        """Updates to the end of the pass, or to where the log may change how many there are."""
        if self.next_sample is not None:
            return 1
        return min(self.trainer.steps_left_in_pass, self._steps_to_entry)

    @property
    def next_sample(self) -> int | None:
        """The training sample that the next update is made on, where the line says so."""
        if self._done == len(self.log):
            return None
        entry = self.log[self._done]
        is_here = entry.step == self.trainer.step_count
        return entry.change.sample if is_here and isinstance(entry.change, Teach) else None

    def _catch_up(self) -> None:
        """Do what the log has for this place, up to the next update."""
        while self._done < len(self.log):
            entry = self.log[self._done]
            if entry.step > self.trainer.step_count or isinstance(entry.change, Teach):
                break
            self._go_through(entry)

    def _go_through(self, entry: Entry[N]) -> None:
        self._apply(entry.change)
        self._done += 1

    def _apply(self, change: Change[N]) -> None:
        trainer = self.trainer
        match change:
            case Reconfigure(experiment):
                trainer.reconfigure(experiment)
            case Redraw(experiment):
                trainer.redraw(experiment)
            case SetParameter(index, value):
                trainer.set_parameter(index, value)
            case Intervene(interventions):
                trainer.intervene(interventions)
            case Teach(sample):
                trainer.teach(sample)

    def _note_progress(self) -> None:
        """New updates make the line longer; past its old end, there is no future any more."""
        self.head = max(self.head, self.trainer.step_count)
        if self.future is not None and self.is_at_head:
            self.future = None
            self.generation += 1
