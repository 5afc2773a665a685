"""Training: an experiment's network and data, pass after pass, and the record of it."""

from collections.abc import Generator
from contextlib import suppress
from dataclasses import replace

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.arrays import Array
from nnviz.core.checkpoint import Checkpoint, Checkpoints
from nnviz.core.divergence import Diverged, explosion
from nnviz.core.evaluation import Evaluation
from nnviz.core.evaluators import Evaluators
from nnviz.core.flow import Flow
from nnviz.core.gradient_check import differences
from nnviz.core.history import History
from nnviz.core.hold import Hold, Neuron
from nnviz.core.schedules import scheduled_rate
from nnviz.core.settings import DATA_FIELDS, LIVE_FIELDS, Dataset, Settings, require
from nnviz.core.state import TrainingState
from nnviz.core.trace import Trace
from nnviz.core.update import Update

#: Slices that one glance at an evaluation may take.
GLANCE_PARTS = 2


class Trainer:
    """Trains the network that an experiment describes.

    The same experiment gives the same run, bit for bit, however its updates are asked for.

    Parameters
    ----------
    experiment : Settings
    dtype : data-type

    Attributes
    ----------
    network : Network
    history : History
    flow : Flow
    checkpoints : Checkpoints
    learning_rate : float
        The scheduled one, which the next update uses.
    """

    def __init__(self, experiment: Settings, *, dtype: DTypeLike = np.float32) -> None:
        self._state = TrainingState(experiment, dtype)
        self.network = network = self._state.network
        self.history = History()
        self.flow = Flow(network.blocks_of(network.parameters))
        self._evaluators = Evaluators(network)
        self._exploded: Diverged | None = None
        self._healthy: Checkpoint | None = None
        self._parts: Generator[None, None, None] | None = None
        self._parts_of = 0
        self._edits = 0  # changes of the network that no update has made
        self._recorded: Evaluation | None = None
        self._recorded_at = (0, 0)
        self._begin()

    def _begin(self) -> None:
        """Record how the network is before any update, and begin the first pass."""
        self._record(self.evaluate())
        self.checkpoints = Checkpoints(self.network.parameters.size, self.network.dtype)
        self.checkpoints.add(self._latest_checkpoint())
        self._configure()
        self._begin_pass()

    @property
    def experiment(self) -> Settings:
        """The latest that the trainer was configured with."""
        return self._state.experiment

    @property
    def dataset(self) -> Dataset:
        """What it learns from."""
        return self._state.dataset

    @property
    def hold(self) -> Hold:
        """What a person holds still."""
        return self._state.hold

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
        self.network.silenced = state.hold.silenced
        state.optimizer.configure(settings.momentum, settings.weight_decay)
        self._update = Update(
            self.network, state.optimizer, settings, state.dropout_rng, state.hold.frozen
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

    def teach(self, sample: int) -> None:
        """Make one update on a single sample of the training share; the pass stands still.

        Raises
        ------
        Diverged
            As in `step`.
        IndexError
            There is no such sample.
        """
        self.settle()
        if self._exploded:
            raise self._exploded.with_traceback(None)
        batch, _ = self._state.batches.pick(sample)
        with np.errstate(all="ignore"):
            self._update.apply(batch, self.learning_rate, self.step_count + 1)
        self._state.step_count += 1

    def trace(self, sample: int | None = None) -> Trace:
        """What the next update is going to do, number by number; nothing is changed by it.

        Parameters
        ----------
        sample : int, optional
            What `teach` would do with this sample, instead of what `step` would do.

        Raises
        ------
        IndexError
            There is no such sample.
        ValueError
            The next batch is computed in slices: too large to be noted number by number.
        """
        self.complete()
        if sample is None and self.example_of_large_batch is not None:
            raise ValueError("a batch that is computed in slices is too large for a trace")
        batch, samples = self._state.batches.pick(sample)
        with self._state.undone(), np.errstate(all="ignore"):
            trace = self._update.trace(batch, self.learning_rate, self.step_count + 1, samples)
        if self._exploded:
            return replace(trace, move=None, trouble=self._exploded)
        return trace

    @property
    def example_of_large_batch(self) -> int | None:
        """The first sample of the next batch, where that is computed in slices."""
        batch, samples = self._state.batches.pick()
        return int(samples[0]) if batch.size > self._update.longest else None

    def differences(self, trace: Trace) -> Generator[float, None, Array]:
        """The gradient of a trace of just now by central differences; see `gradient_check`."""
        masks = [layer.masks for layer in trace.layers if layer.masks is not None]
        return differences(self.network, trace.inputs, trace.targets, masks, trace.weights)

    def _note_flow(self, gradient: Array, before: Array) -> None:
        """Note how large an update was in each layer."""
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
        why = explosion(self.step_count + 1, len(self.network.weights), loss, initial_loss)
        self._exploded = why or self._exploded
        if self.epoch_count == 0 or loss <= initial_loss:
            self._healthy = None
            self._healthy = self._state.checkpoint(self._healthy, self._exploded)

    def _latest_checkpoint(self) -> Checkpoint:
        """The one that the record of just now has taken, if it has, else one of its own."""
        is_latest = self.healthy.step_count == self.step_count
        return self.healthy if is_latest else self._state.checkpoint(self._healthy, self._exploded)

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to, or on to, one of this run's checkpoints: settings, numbers and counters.

        What was recorded after it is forgotten; the checkpoints themselves are not, so that
        training can go on to them, too, as long as it goes on as it did.
        """
        self._parts = self._recorded = None
        self._edits += 1
        self._state.put_back(checkpoint)
        self._healthy = checkpoint.healthy or checkpoint
        self.history.forget_after(self.epoch_count)
        self.flow.forget_after(self.epoch_count - 1)
        self._configure()
        self._begin_pass()
        self._exploded = checkpoint.exploded

    @property
    def healthy(self) -> Checkpoint:
        """The last record at which training had not made the network worse than at its start."""
        assert self._healthy is not None, "the first record is always healthy"
        return self._healthy

    def set_parameter(self, index: int, value: float) -> None:
        """Give one parameter another value; see `TrainingState.set_parameter`."""
        self.settle()
        self._edits += 1
        self._state.set_parameter(index, value)
        self._exploded = None

    def hold_still(self, hold: Hold) -> None:
        """Freeze and switch off these parts, no others; see `TrainingState.hold_still`."""
        self.settle()
        self._edits += 1
        self._state.hold_still(hold)
        self._configure()

    def evaluate(self) -> Evaluation:
        """Loss and metrics of the network as it is now, on both shares."""
        return self._evaluators.of(self.dataset).evaluate()

    def glance(self, without: Neuron | None = None) -> tuple[Evaluation | None, bool]:
        """The newest evaluation at hand, and whether it is of the network as it is now.

        Of data that are evaluated in one go it always is. Of large ones each call does a few parts
        more, so that calls in a row come to it; the very first ones may find none.

        Parameters
        ----------
        without : (int, int), optional
            As `evaluate_without` has it.
        """
        evaluators, dataset = self._evaluators, self.dataset
        if not self.is_large:
            return evaluators.of(dataset, without).evaluate(), True
        here = self.step_count, self._edits
        if without is None and self._recorded is not None and self._recorded_at == here:
            return self._recorded, True
        evaluation, is_current = evaluators.glance(dataset, here, GLANCE_PARTS, without)
        return evaluation or (self._recorded if without is None else None), is_current

    def evaluate_without(self, neuron: Neuron) -> Evaluation:
        """Loss and metrics of the network as it is now, if this hidden neuron were switched off."""
        return self._evaluators.of(self.dataset, neuron).evaluate()

    def begin_with(self, experiment: Settings) -> None:
        """Before anything was done: take other settings for those that the run began with.

        Raises
        ------
        ValueError
            They are none that `reconfigure` or `redraw` could take.
        """
        require(self.experiment, experiment, LIVE_FIELDS | DATA_FIELDS)
        self._parts = None
        self._state.start_over(self.healthy, experiment)
        self.history.forget_after(-1)
        self._begin()

    def reconfigure(self, experiment: Settings) -> None:
        """Go on with other live settings: parameters, random numbers and counters are kept.

        The optimizer's slots are kept, too, unless the optimizer is another.

        Raises
        ------
        ValueError
            The experiment differs in a setting that needs a run of its own.
        """
        require(self.experiment, experiment, LIVE_FIELDS)
        self.settle()
        self._state.switch_to(experiment)
        self._configure()

    def redraw(self, experiment: Settings) -> None:
        """Go on with other data: parameters, slots, random numbers and counters are kept.

        The pass under way is given up, and another begins with the new data. Its order comes from
        a stream of its own, so that it does not depend on the data that were there before.

        Raises
        ------
        ValueError
            The experiment differs in more than its data, or they are of another kind.
        """
        require(self.experiment, experiment, DATA_FIELDS)
        self.settle()
        self._edits += 1
        self._state.learn_from(experiment)
        self._configure()
        self._state.begin_new_data()
