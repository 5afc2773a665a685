"""Training: an experiment's network and data, pass after pass, and the record of it."""

from dataclasses import fields

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.batches import Batches
from nnviz.core.checkpoint import Checkpoint
from nnviz.core.divergence import EXPLOSION_RATIO, Diverged
from nnviz.core.evaluation import Evaluation, Evaluator
from nnviz.core.history import History
from nnviz.core.names import look_up
from nnviz.core.network import Network
from nnviz.core.optimizers import OPTIMIZERS, Optimizer
from nnviz.core.schedules import SCHEDULES
from nnviz.core.settings import LIVE_FIELDS, Settings
from nnviz.core.streams import Purpose, stream
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
        self.history = History()
        self.step_count = 0
        self.epoch_count = 0
        self._evaluator = Evaluator(self.network, self.dataset)
        shuffling_rng = stream(experiment.seed, Purpose.SHUFFLING)
        self._dropout_rng = stream(experiment.seed, Purpose.DROPOUT)
        self._generators = shuffling_rng, self._dropout_rng
        self._batches = Batches(self.dataset, self.network.dtype, shuffling_rng)
        self._optimizer = self._fresh_optimizer(experiment)
        self._start = self._position = self._batch_size = 0
        self._exploded: Diverged | None = None
        self._record()
        self._batches.shuffle()
        self._configure()

    def _fresh_optimizer(self, experiment: Settings) -> Optimizer:
        return look_up(OPTIMIZERS, experiment.optimizer, "optimizer").make(self.network.parameters)

    def _configure(self) -> None:
        """Set up everything that follows from the live settings."""
        settings, used = self.experiment, self._used
        # With other settings it may go on, from wherever it is; the next record will tell.
        self._exploded = None
        self._optimizer.configure(settings.momentum, settings.weight_decay)
        self._update = Update(self.network, self._optimizer, settings, self._dropout_rng)
        self._batch_size = min(settings.batch_size or self._batches.n, self._batches.n)
        self._cut_from(used)
        self._schedule_learning_rate()

    def _schedule_learning_rate(self) -> None:
        settings = self.experiment
        schedule = look_up(SCHEDULES, settings.schedule, "schedule")
        factor = schedule.factor(self.epoch_count, settings.schedule_epochs)
        self.learning_rate = settings.learning_rate * factor

    def _cut_from(self, start: int) -> None:
        self._start = start
        self._queue = self._batches.cut(start, self._batch_size)
        self._position = 0

    @property
    def _used(self) -> int:
        """Samples of the current pass that are used up."""
        return self._start + self._position * self._batch_size

    @property
    def steps_per_epoch(self) -> int:
        """Updates in one pass over the training share."""
        return -(-self._batches.n // self._batch_size)

    @property
    def epoch_progress(self) -> float:
        """Passes over the training share so far, with the fraction of the current one."""
        return self.epoch_count + self._used / self._batches.n

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
        with np.errstate(all="ignore"):  # what overflows is found by the check in each update
            for _ in range(n):
                inputs, targets = self._queue[self._position]
                self._update.apply(inputs, targets, self.learning_rate, self.step_count + 1)
                self.step_count += 1
                self._position += 1
                if self._position == len(self._queue):
                    self._finish_pass()

    def epoch(self, n: int = 1) -> None:
        """Finish the current pass, and make n - 1 more.

        Raises
        ------
        Diverged
            As in `step`.
        """
        for _ in range(n):
            self.step(len(self._queue) - self._position)

    def _finish_pass(self) -> None:
        self.epoch_count += 1
        if self.history.is_due(self.epoch_count):
            self._record()
        self._begin_pass()
        if self._exploded:
            raise self._exploded

    def _begin_pass(self) -> None:
        self._batches.shuffle()
        if self._start:
            self._cut_from(0)
        self._position = 0
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
            self._checkpoint = Checkpoint.take(
                self.step_count,
                self.epoch_count,
                self.network.parameters,
                self._optimizer,
                self._generators,
            )

    @property
    def recovery_step(self) -> int:
        """The update that `recover` goes back to."""
        return self._checkpoint.step_count

    def recover(self) -> None:
        """Go back to the last record at which the network was no worse than at its start.

        What diverged has mostly been spoilt long before a number overflows, so a smaller learning
        rate alone would go on from a ruin. Settings stay as they are.
        """
        checkpoint = self._checkpoint
        checkpoint.put_back(self.network.parameters, self._optimizer, self._generators)
        self.step_count = checkpoint.step_count
        self.epoch_count = checkpoint.epoch_count
        self.history.forget_after(self.epoch_count)
        self._start = self._position = 0
        self._configure()
        self._begin_pass()

    def evaluate(self) -> Evaluation:
        """Loss and metrics of the network as it is now, on both shares."""
        return self._evaluator.evaluate()

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
