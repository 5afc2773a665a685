"""A training that can be looked into and changed on its way."""

from collections.abc import Generator
from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.evaluation.evaluation import Evaluation
from nnviz.core.network.gradient_check import differences
from nnviz.core.network.interventions import Interventions, Neuron
from nnviz.core.network.trainable import N
from nnviz.core.settings import DATA_FIELDS, LIVE_FIELDS, Settings, require
from nnviz.core.training.checkpoints import Checkpoint, TrainerSnapshot
from nnviz.core.training.loop import TrainingLoop
from nnviz.core.training.trace import Trace

#: Slices that one glance at an evaluation may take.
GLANCE_PARTS = 2


class Trainer(TrainingLoop[N]):
    """Trains the network that an experiment describes.

    The same experiment gives the same run, bit for bit, however its updates are asked for.

    Parameters
    ----------
    experiment : Settings
    dtype : data-type

    Attributes
    ----------
    network : Trainable
        Of the kind that the experiment makes.
    history : History
    flow : Flow
    checkpoints : Checkpoints
    learning_rate : float
        The scheduled one, which the next update uses.
    """

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
        return differences(self.network, trace.inputs, trace.targets, trace.masks, trace.weights)

    def restore(self, checkpoint: Checkpoint[N]) -> None:
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

    def snapshot(self) -> TrainerSnapshot[N]:
        """Where training stands. Nothing in it changes when training goes on."""
        # Of an update that is not made yet nothing is left behind; what follows on one that is, is.
        self.complete()
        state, checkpoints = self._state, self.checkpoints
        return TrainerSnapshot(
            now=state.checkpoint(self.healthy, self._exploded),
            order=state.batches.order.copy(),
            used=state.batches.used,
            history=self.history.snapshot(),
            flow=self.flow.snapshot(),
            checkpoints=checkpoints.kept,
            checkpoint_stride=checkpoints.stride,
        )

    def resume(self, snapshot: TrainerSnapshot[N]) -> None:
        """Stand where another trainer of this run stood, and go on from there bit for bit."""
        now = snapshot.now
        self.restore(now)
        self.history.resume(snapshot.history)
        self.flow.resume(snapshot.flow)
        self.checkpoints.replace(snapshot.checkpoints, snapshot.checkpoint_stride)
        # `restore` has begun a pass in an order of its own.
        self._state.batches.stand(snapshot.order, snapshot.used)
        self._state.put_back_generators(now.generators)
        # Measured once in each pass, also where other data have begun it anew.
        rows = snapshot.flow.rows
        is_measured = len(rows) > 0 and rows[-1, 0] == now.epoch_count
        self._flow_is_due = self._flow_is_due and snapshot.used == 0 and not is_measured

    def set_parameter(self, index: int, value: float) -> None:
        """Give one parameter another value; see `TrainingState.set_parameter`."""
        self.settle()
        self._edits += 1
        self._state.set_parameter(index, value)
        self._exploded = None

    def intervene(self, interventions: Interventions) -> None:
        """Freeze and switch off these parts, no others; see `TrainingState.intervene`."""
        self.settle()
        self._edits += 1
        self._state.intervene(interventions)
        self._configure()

    def glance(self, without: Neuron | None = None) -> tuple[Evaluation | None, bool]:
        """The newest evaluation at hand, and whether it is of the network as it is now.

        Of data that are evaluated in one go it always is. Of large ones each call does a few parts
        more, so that calls in a row come to it; the very first ones may find none.

        Parameters
        ----------
        without : (int, int), optional
            A unit of a hidden layer that is taken for switched off.
        """
        evaluators, dataset = self._evaluators, self.dataset
        if not self.is_large:
            return evaluators.of(dataset, without).evaluate(), True
        here = self.step_count, self._edits
        if without is None and self._recorded is not None and self._recorded_at == here:
            return self._recorded, True
        evaluation, is_current = evaluators.glance(dataset, here, GLANCE_PARTS, without)
        return evaluation or (self._recorded if without is None else None), is_current

    def begin_with(self, experiment: Settings[N]) -> None:
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

    def reconfigure(self, experiment: Settings[N]) -> None:
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

    def redraw(self, experiment: Settings[N]) -> None:
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
