"""Training itself: a network and its data, update after update, pass after pass, and the record."""

from collections.abc import Generator
from contextlib import suppress
from typing import Generic

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.arrays import Array
from nnviz.core.evaluation.evaluation import Evaluation
from nnviz.core.evaluation.evaluators import Evaluators
from nnviz.core.evaluation.history import History
from nnviz.core.functions.schedules import scheduled_rate
from nnviz.core.network.interventions import Interventions
from nnviz.core.network.trainable import N
from nnviz.core.settings import DatasetProtocol, Settings
from nnviz.core.training.checkpoints import Checkpoint, Checkpoints
from nnviz.core.training.divergence import Diverged, explosion
from nnviz.core.training.gradient_flow import GradientFlowHistory
from nnviz.core.training.state import TrainingState
from nnviz.core.training.update import Update


class TrainingLoop(Generic[N]):
    """Makes a run's updates and notes what becomes of it.

    `Trainer` adds what can be done to it on the way, and says what its parameters and attributes
    are.
    """

    def __init__(self, experiment: Settings[N], *, dtype: DTypeLike = np.float32) -> None:
        self._state = TrainingState(experiment, dtype)
        self.network = network = self._state.network
        self.history = History()
        self.flow = GradientFlowHistory(network.blocks)
        self._evaluators = Evaluators(network)
        self._exploded: Diverged | None = None
        self._healthy: Checkpoint[N] | None = None
        self._parts: Generator[None, None, None] | None = None
        self._parts_of = 0
        self._edits = 0  # changes of the network that no update has made
        self._recorded: Evaluation | None = None
        self._recorded_at = (0, 0)
        self._begin()

    def _begin(self) -> None:
        """Record how the network is before any update, and begin the first pass."""
        self._record(self.evaluate())
        self.checkpoints = Checkpoints[N](self.network.parameters.size, self.network.dtype)
        self.checkpoints.add(self._latest_checkpoint())
        self._configure()
        self._begin_pass()

    @property
    def experiment(self) -> Settings[N]:
        """The latest that the trainer was configured with."""
        return self._state.experiment

    @property
    def dataset(self) -> DatasetProtocol:
        """What it learns from."""
        return self._state.dataset

    @property
    def interventions(self) -> Interventions:
        """What a person holds still."""
        return self._state.interventions

    @property
    def step_count(self) -> int:
        """Updates so far."""
        return self._state.step_count

    @property
    def epoch_count(self) -> int:
        """Whole passes over the training share so far."""
        return self._state.epoch_count

    def _configure(self) -> None:
        """Set up everything that follows from the live settings."""
        state, settings = self._state, self.experiment
        # With other settings it may go on, from wherever it is; the next record will tell.
        self._exploded = None
        self.network.silenced = state.interventions.silenced
        state.optimizer.configure(settings.momentum, settings.weight_decay)
        self._update = Update(
            self.network, state.optimizer, settings, state.dropout_rng, state.interventions.frozen
        )
        state.batches.resize(settings.batch_size)
        self._schedule_learning_rate()

    def _schedule_learning_rate(self) -> None:
        self.learning_rate = scheduled_rate(self.experiment, self.epoch_count)

    @property
    def steps_per_epoch(self) -> int:
        """Updates in one pass over the training share."""
        return self._state.batches.steps_per_pass

    @property
    def epoch_progress(self) -> float:
        """Passes over the training share so far, with the fraction of the current one."""
        return self.epoch_count + self._state.batches.used / self._state.batches.n

    def step(self, n: int = 1) -> None:
        """Make n updates.

        Raises
        ------
        Diverged
            An update would have spoilt the network, or those before it have. They are made, it is
            not; the next call tries it again.
        """
        if self._parts is not None:
            self.settle()
        if self._exploded:
            raise self._exploded.with_traceback(None)
        state = self._state
        batches = state.batches
        with np.errstate(all="ignore"):  # what overflows is found by the check in each update
            for _ in range(n):
                batch = batches.queue[batches.position]
                if self._flow_is_due:
                    self._note_flow(
                        *self._update.apply_and_measure(
                            batch, self.learning_rate, state.step_count + 1
                        )
                    )
                else:
                    self._update.apply(batch, self.learning_rate, state.step_count + 1)
                state.step_count += 1
                batches.position += 1
                if batches.position == len(batches.queue):
                    for _ in self._end_of_pass():
                        pass

    def short_steps(self, n: int) -> int:
        """How many of the next n updates are made soon; the one after them is for `work`."""
        if self._parts is not None:
            return 0
        if not self.is_large:
            return n
        batches = self._state.batches
        is_short = batches.queue[batches.position].size <= self._update.longest
        return min(n, batches.steps_left - 1) if is_short else 0

    @property
    def is_large(self) -> bool:
        """Whether a pass over all samples is more than what is done in one go."""
        return self._evaluators.of(self.dataset).n_parts > 1

    def work(self) -> bool:
        """Do a part of the next update: a slice of its batch, or of what the end of a pass takes.

        What comes of all parts is what `step` does. Whatever else the trainer is told to do in
        between comes out as if the parts so far had not been done, or all of them had.

        Returns
        -------
        bool
            Whether that was the last one.

        Raises
        ------
        Diverged
            As in `step`.
        """
        if self._parts is None:
            if self._exploded:
                raise self._exploded.with_traceback(None)
            self._parts, self._parts_of = self._update_in_parts(), self.step_count
        try:
            with np.errstate(all="ignore"):
                next(self._parts)
        except StopIteration:
            self._parts = None
            return True
        except Diverged:
            self._parts = None
            raise
        return False

    def _update_in_parts(self) -> Generator[None, None, None]:
        state, update, rate = self._state, self._update, self.learning_rate
        batches = state.batches
        batch = batches.queue[batches.position]
        squared_norm = yield from update.differentiate_in_slices(batch, state.step_count + 1)
        if self._flow_is_due:
            self._note_flow(*update.follow_and_measure(squared_norm, rate))
        else:
            update.follow(squared_norm, rate)
        state.step_count += 1
        batches.position += 1
        if batches.position == len(batches.queue):
            yield
            yield from self._end_of_pass()

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be done of what follows on the latest update."""
        return self._parts is None or self._parts_of == self.step_count

    def complete(self) -> None:
        """Where an update has been made, do what is left to be done at the end of its pass."""
        # What is wrong is said again when training is to go on.
        with suppress(Diverged):
            while not self.is_complete:
                self.work()

    def settle(self) -> None:
        """Do as `complete`, and forget what was done of an update that is not made yet."""
        self.complete()
        self._parts = None

    def epoch(self, n: int = 1) -> None:
        """Finish the current pass, and make n - 1 more.

        Raises
        ------
        Diverged
            As in `step`.
        """
        for _ in range(n):
            self.step(self.steps_left_in_pass)

    @property
    def steps_left_in_pass(self) -> int:
        """Updates to the end of the current pass."""
        return self._state.batches.steps_left

    def _note_flow(self, gradient: Array, before: Array) -> None:
        """Note how large an update was in each block."""
        self.flow.measure(self.epoch_count, gradient, before, self.network.parameters)
        self._flow_is_due = False

    def _end_of_pass(self) -> Generator[None, None, None]:
        """All that follows on a pass, in parts where it takes long."""
        state, epoch = self._state, self.epoch_count + 1
        evaluation = None
        if self.history.is_due(epoch):
            evaluation = yield from self._evaluators.of(self.dataset).parts()
        state.epoch_count = epoch
        if evaluation is not None:
            self._record(evaluation)
        if self.checkpoints.is_due(self.epoch_count, self.step_count):
            self.checkpoints.add(self._latest_checkpoint())
        yield from state.batches.beginning()
        self._set_out()
        if self._exploded:
            raise self._exploded

    def _begin_pass(self) -> None:
        self._state.batches.begin()
        self._set_out()

    def _set_out(self) -> None:
        """Set up what follows from the number of the pass that begins."""
        self._flow_is_due = self.flow.is_due(self.epoch_count)
        self._schedule_learning_rate()

    def _record(self, evaluation: Evaluation) -> None:
        """Note how good the network is and, if training has not made it worse, how it is."""
        self._recorded, self._recorded_at = evaluation, (self.step_count, self._edits)
        self.history.append(self.epoch_count, evaluation)
        loss, initial_loss = evaluation.train_loss, float(self.history.records[0, 1])
        why = explosion(self.step_count + 1, len(self.network.blocks), loss, initial_loss)
        self._exploded = why or self._exploded
        if self.epoch_count == 0 or loss <= initial_loss:
            self._healthy = None
            self._healthy = self._state.checkpoint(self._healthy, self._exploded)

    def _latest_checkpoint(self) -> Checkpoint[N]:
        """The one that the record of just now has taken, if it has, else one of its own."""
        is_latest = self.healthy.step_count == self.step_count
        return self.healthy if is_latest else self._state.checkpoint(self._healthy, self._exploded)

    @property
    def healthy(self) -> Checkpoint[N]:
        """The last record at which training had not made the network worse than at its start."""
        assert self._healthy is not None, "the first record is always healthy"
        return self._healthy

    def evaluate(self) -> Evaluation:
        """Loss and metrics of the network as it is now, on both shares."""
        return self._evaluators.of(self.dataset).evaluate()
