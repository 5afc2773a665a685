"""Training: an experiment's network and data, pass after pass, and the record of it."""

from dataclasses import fields, replace

import numpy as np
from numpy.typing import DTypeLike, NDArray

from nnviz.core.arrays import Array
from nnviz.core.batches import Batches
from nnviz.core.checkpoint import Checkpoint, Checkpoints
from nnviz.core.divergence import EXPLOSION_RATIO, Diverged
from nnviz.core.evaluation import Evaluation, Evaluator
from nnviz.core.flow import Flow
from nnviz.core.gradient_check import differences
from nnviz.core.history import History
from nnviz.core.hold import NOTHING_HELD, Hold, Neuron
from nnviz.core.names import look_up
from nnviz.core.network import Network
from nnviz.core.optimizers import OPTIMIZERS, Optimizer
from nnviz.core.schedules import SCHEDULES
from nnviz.core.settings import LIVE_FIELDS, Settings
from nnviz.core.streams import Purpose, stream
from nnviz.core.trace import Trace
from nnviz.core.update import Update


class Trainer:
    """Trains the network that an experiment describes.

    The same experiment gives the same run, bit for bit, however its updates are asked for.

    Parameters
    ----------
    experiment : Settings
    dtype : data-type

    Attributes
    ----------
    experiment : Settings
        The latest that the trainer was configured with.
    network : Network
    dataset : Dataset
    history : History
    flow : Flow
    checkpoints : Checkpoints
    hold : Hold
        What a person holds still.
    step_count : int
        Updates so far.
    epoch_count : int
        Whole passes over the training share so far.
    learning_rate : float
        The scheduled one, which the next update uses.
    """

    def __init__(self, experiment: Settings, *, dtype: DTypeLike = np.float32) -> None:
        self.experiment = experiment
        self.dataset = experiment.make_dataset()
        self.network = Network(
            experiment.layer_sizes,
            experiment.activations,
            experiment.loss,
            stream(experiment.seed, Purpose.INITIAL_WEIGHTS),
            initializer=experiment.initializer,
            dtype=dtype,
        )
        self.hold = NOTHING_HELD
        self.history = History()
        self.flow = Flow(self.network.blocks_of(self.network.parameters))
        self.checkpoints = Checkpoints(self.network.parameters.size, self.network.dtype)
        self.step_count = 0
        self.epoch_count = 0
        self._evaluator = Evaluator(self.network, self.dataset)
        self._ablation: tuple[tuple[Neuron, Hold], Evaluator] | None = None
        shuffling_rng = stream(experiment.seed, Purpose.SHUFFLING)
        self._dropout_rng = stream(experiment.seed, Purpose.DROPOUT)
        self._generators = shuffling_rng, self._dropout_rng
        self._batches = Batches(self.dataset, self.network.dtype, shuffling_rng)
        self._optimizer = self._fresh_optimizer(experiment)
        self._exploded: Diverged | None = None
        self._healthy: Checkpoint | None = None
        self._record()
        self.checkpoints.add(self._latest_checkpoint())
        self._configure()
        self._begin_pass()

    def _fresh_optimizer(self, experiment: Settings) -> Optimizer:
        return look_up(OPTIMIZERS, experiment.optimizer, "optimizer").make(self.network.parameters)

    def _configure(self) -> None:
        """Set up everything that follows from the live settings."""
        settings = self.experiment
        # With other settings it may go on, from wherever it is; the next record will tell.
        self._exploded = None
        self._optimizer.configure(settings.momentum, settings.weight_decay)
        self._update = Update(
            self.network, self._optimizer, settings, self._dropout_rng, self.hold.frozen
        )
        self._batches.resize(settings.batch_size)
        self._schedule_learning_rate()

    def _schedule_learning_rate(self) -> None:
        settings = self.experiment
        schedule = look_up(SCHEDULES, settings.schedule, "schedule")
        factor = schedule.factor(self.epoch_count, settings.schedule_epochs)
        self.learning_rate = settings.learning_rate * factor

    @property
    def steps_per_epoch(self) -> int:
        """Updates in one pass over the training share."""
        return self._batches.steps_per_pass

    @property
    def epoch_progress(self) -> float:
        """Passes over the training share so far, with the fraction of the current one."""
        return self.epoch_count + self._batches.used / self._batches.n

    def step(self, n: int = 1) -> None:
        """Make n updates.

        Raises
        ------
        Diverged
            An update would have spoilt the network, or those before it have. They are made, it is
            not; the next call tries it again.
        """
        if self._exploded:
            raise self._exploded.with_traceback(None)
        batches = self._batches
        with np.errstate(all="ignore"):  # what overflows is found by the check in each update
            for _ in range(n):
                inputs, targets = batches.queue[batches.position]
                if self._flow_is_due:
                    self._measure_flow(inputs, targets)
                else:
                    self._update.apply(inputs, targets, self.learning_rate, self.step_count + 1)
                self.step_count += 1
                batches.position += 1
                if batches.position == len(batches.queue):
                    self._finish_pass()

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
        return self._batches.steps_left

    def teach(self, sample: int) -> None:
        """Make one update on a single sample of the training share; the pass stands still.

        Raises
        ------
        Diverged
            As in `step`.
        IndexError
            There is no such sample.
        """
        if self._exploded:
            raise self._exploded.with_traceback(None)
        inputs, targets, _ = self._batch(sample)
        with np.errstate(all="ignore"):
            self._update.apply(inputs, targets, self.learning_rate, self.step_count + 1)
        self.step_count += 1

    def trace(self, sample: int | None = None, *, check: bool = False) -> Trace:
        """What the next update is going to do, number by number; nothing is changed by it.

        Parameters
        ----------
        sample : int, optional
            What `teach` would do with this sample, instead of what `step` would do.
        check : bool
            Whether to have the gradient by central differences, too.

        Raises
        ------
        IndexError
            There is no such sample.
        """
        inputs, targets, samples = self._batch(sample)
        parameters = self.network.parameters.copy()
        slots = [slot.copy() for slot in self._optimizer.slots]
        dropout_state = self._dropout_rng.bit_generator.state
        try:
            with np.errstate(all="ignore"):
                trace = self._update.trace(
                    inputs, targets, self.learning_rate, self.step_count + 1, samples
                )
        finally:
            self.network.parameters[...] = parameters
            for slot, value in zip(self._optimizer.slots, slots, strict=True):
                slot[...] = value
            self._dropout_rng.bit_generator.state = dropout_state
        if not check:
            return trace
        masks = [layer.masks for layer in trace.layers if layer.masks is not None]
        numerical = differences(self.network, trace.inputs, trace.targets, masks)
        return replace(trace, numerical=numerical)

    def _batch(self, sample: int | None) -> tuple[Array, Array, NDArray[np.int64]]:
        """Inputs and targets of the next update, and which samples they are."""
        if sample is None:
            batch = self._batches.queue[self._batches.position]
            return *batch, self._batches.next_samples()
        if not 0 <= sample < self._batches.n:
            raise IndexError(f"there are samples 0 to {self._batches.n - 1}; {sample} is none")
        return *self._batches.single(sample), np.array([sample])

    def _measure_flow(self, inputs: Array, targets: Array) -> None:
        """Make an update, and note how large it is in each layer."""
        gradient, before = self._update.apply_and_measure(
            inputs, targets, self.learning_rate, self.step_count + 1
        )
        self.flow.measure(self.epoch_count, gradient, before, self.network.parameters)
        self._flow_is_due = False

    def _finish_pass(self) -> None:
        self.epoch_count += 1
        if self.history.is_due(self.epoch_count):
            self._record()
        if self.checkpoints.is_due(self.epoch_count, self.step_count):
            self.checkpoints.add(self._latest_checkpoint())
        self._begin_pass()
        if self._exploded:
            raise self._exploded

    def _begin_pass(self) -> None:
        self._batches.begin()
        self._flow_is_due = self.flow.is_due(self.epoch_count)
        self._schedule_learning_rate()

    def _record(self) -> None:
        """Note how good the network is and, if training has not made it worse, how it is."""
        evaluation = self.evaluate()
        self.history.append(self.epoch_count, evaluation)
        loss, initial_loss = evaluation.train_loss, float(self.history.records[0, 1])
        if not loss < EXPLOSION_RATIO * max(initial_loss, 1.0):  # true of nan, too
            self._exploded = Diverged(
                self.step_count + 1,
                len(self.network.weights),
                "loss",
                loss,
                "learning_rate_too_high",
            )
        if self.epoch_count == 0 or loss <= initial_loss:
            self._healthy = None
            self._healthy = self._checkpoint()

    def _latest_checkpoint(self) -> Checkpoint:
        """The one that the record of just now has taken, if it has, else one of its own."""
        is_latest = self.healthy.step_count == self.step_count
        return self.healthy if is_latest else self._checkpoint()

    def _checkpoint(self) -> Checkpoint:
        """The state at the end of a pass, before the next is begun."""
        return Checkpoint(
            experiment=self.experiment,
            hold=self.hold,
            step_count=self.step_count,
            epoch_count=self.epoch_count,
            parameters=self.network.parameters.copy(),
            slots=tuple(slot.copy() for slot in self._optimizer.slots),
            generators=tuple(rng.bit_generator.state for rng in self._generators),
            healthy=self._healthy,
        )

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to, or on to, one of this run's checkpoints: settings, numbers and counters.

        What was recorded after it is forgotten; the checkpoints themselves are not, so that
        training can go on to them, too, as long as it goes on as it did.
        """
        self.experiment = checkpoint.experiment
        self._optimizer = self._fresh_optimizer(checkpoint.experiment)
        self.network.parameters[...] = checkpoint.parameters
        for slot, value in zip(self._optimizer.slots, checkpoint.slots, strict=True):
            slot[...] = value
        for rng, state in zip(self._generators, checkpoint.generators, strict=True):
            rng.bit_generator.state = dict(state)
        self.step_count = checkpoint.step_count
        self.epoch_count = checkpoint.epoch_count
        self._healthy = checkpoint.healthy or checkpoint
        self.history.forget_after(self.epoch_count)
        self.flow.forget_after(self.epoch_count - 1)
        self._hold(checkpoint.hold)
        self._configure()
        self._begin_pass()

    @property
    def healthy(self) -> Checkpoint:
        """The last record at which training had not made the network worse than at its start."""
        assert self._healthy is not None, "the first record is always healthy"
        return self._healthy

    def set_parameter(self, index: int, value: float) -> None:
        """Give one parameter another value by hand.

        Parameters
        ----------
        index : int
            In the flat vector.
        value : float

        Raises
        ------
        ValueError
            The value is not finite in the network's type.
        IndexError
            There is no such parameter.
        """
        number = np.asarray(value, self.network.dtype)
        if not np.isfinite(number):
            raise ValueError(f"a parameter must be finite; it was {value}")
        if not 0 <= index < self.network.parameters.size:
            raise IndexError(f"there are {self.network.parameters.size} parameters; no {index}")
        self.network.parameters[index] = number
        self._exploded = None

    def hold_still(self, hold: Hold) -> None:
        """Freeze these parameters, and switch these neurons off, from now on; no others.

        Raises
        ------
        ValueError
            There is no such parameter, or no such hidden neuron.
        """
        sizes = self.network.layer_sizes
        for layer, index in hold.silenced:
            if not (0 < layer < len(sizes) - 1 and 0 <= index < sizes[layer]):
                raise ValueError(f"there is no neuron {index} in a hidden layer {layer}")
        if not all(0 <= index < self.network.parameters.size for index in hold.frozen):
            raise ValueError(f"there are only {self.network.parameters.size} parameters")
        self._hold(hold)
        self._configure()

    def _hold(self, hold: Hold) -> None:
        self.hold = hold
        if hold.silenced != self.network.silenced:
            self.network.silenced = hold.silenced
            self._evaluator = Evaluator(self.network, self.dataset)

    def evaluate(self) -> Evaluation:
        """Loss and metrics of the network as it is now, on both shares."""
        return self._evaluator.evaluate()

    def evaluate_without(self, neuron: Neuron) -> Evaluation:
        """Loss and metrics of the network as it is now, if this hidden neuron were switched off."""
        if self._ablation is None or self._ablation[0] != (neuron, self.hold):
            evaluator = Evaluator(self.network, self.dataset, [neuron])
            self._ablation = (neuron, self.hold), evaluator
        return self._ablation[1].evaluate()

    def begin_with(self, experiment: Settings) -> None:
        """Before anything was done: take other live settings for those that the run began with.

        Raises
        ------
        ValueError
            As in `reconfigure`.
        """
        self.reconfigure(experiment)
        slots = tuple(slot.copy() for slot in self._optimizer.slots)
        self._healthy = replace(self.healthy, experiment=experiment, slots=slots)
        self.checkpoints = Checkpoints(self.network.parameters.size, self.network.dtype)
        self.checkpoints.add(self._healthy)

    def reconfigure(self, experiment: Settings) -> None:
        """Go on with other live settings: parameters, random numbers and counters are kept.

        The optimizer's slots are kept, too, unless the optimizer is another.

        Raises
        ------
        ValueError
            The experiment differs in a setting that needs a run of its own.
        """
        for field in fields(experiment):
            old, new = getattr(self.experiment, field.name), getattr(experiment, field.name)
            if old != new and field.name not in LIVE_FIELDS:
                raise ValueError(
                    f"{field.name} cannot change in mid-training (from {old!r} to {new!r}); "
                    f"a new Trainer can have it"
                )
        if experiment.optimizer != self.experiment.optimizer:
            self._optimizer = self._fresh_optimizer(experiment)
        self.experiment = experiment
        self._configure()
