"""Everything in a training that changes from update to update, so that it can be put back."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Generic

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.functions.registry import look_up
from nnviz.core.network.interventions import NO_INTERVENTIONS, Interventions
from nnviz.core.network.trainable import N
from nnviz.core.optimizers.optimizer import Optimizer
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.settings import DATA_FIELDS, DatasetProtocol, Settings, differing
from nnviz.core.training.batches import Batches
from nnviz.core.training.checkpoints import Checkpoint
from nnviz.core.training.divergence import Diverged
from nnviz.core.training.streams import Purpose, stream


class TrainingState(Generic[N]):
    """A network on its way, and all that the next update depends on.

    Parameters
    ----------
    experiment : Settings
    dtype : data-type

    Attributes
    ----------
    experiment : Settings
        The latest live settings.
    dataset : DatasetProtocol
        What is being learnt from.
    network : Trainable
    optimizer : Optimizer
    batches : Batches
    dropout_rng : numpy.random.Generator
    generators : tuple of numpy.random.Generator
        All of them.
    interventions : Interventions
        What a person holds still.
    step_count, epoch_count : int
        Updates, and whole passes over the training share, so far.
    """

    def __init__(self, experiment: Settings[N], dtype: DTypeLike) -> None:
        self.experiment = experiment
        self.dataset: DatasetProtocol = experiment.make_dataset()
        self.network = experiment.make_network(
            stream(experiment.seed, Purpose.INITIAL_WEIGHTS), dtype
        )
        shuffling_rng = stream(experiment.seed, Purpose.SHUFFLING)
        self.dropout_rng = stream(experiment.seed, Purpose.DROPOUT)
        self.generators = shuffling_rng, self.dropout_rng
        self.batches = self._fresh_batches()
        self.optimizer = self._fresh_optimizer()
        self.interventions = NO_INTERVENTIONS
        self.step_count = 0
        self.epoch_count = 0

    def _fresh_optimizer(self) -> Optimizer:
        kind = look_up(OPTIMIZERS, self.experiment.optimizer, "optimizer")
        return kind.make(self.network.parameters)

    def _fresh_batches(self) -> Batches:
        return Batches(self.dataset, self.network, self.generators[0])

    def learn_from(self, experiment: Settings[N]) -> None:
        """Take other data, of which a pass is yet to begin; the pass under way is given up."""
        before, self.experiment = self.experiment, experiment
        if differing(before, experiment) & DATA_FIELDS:
            self.dataset = experiment.make_dataset()
            self.batches = self._fresh_batches()
        else:
            self.batches.reset()

    def begin_new_data(self) -> None:
        """Begin a pass of data that came in mid-training, in an order of this update's own."""
        self.batches.begin(stream(self.experiment.seed, Purpose.NEW_DATA, self.step_count))

    def switch_to(self, experiment: Settings[N]) -> None:
        """Take other live settings; the optimizer's slots are kept unless it is another."""
        is_another = experiment.optimizer != self.experiment.optimizer
        self.experiment = experiment
        if is_another:
            self.optimizer = self._fresh_optimizer()

    def checkpoint(self, healthy: Checkpoint[N] | None, exploded: Diverged | None) -> Checkpoint[N]:
        """The state at the end of a pass, before the next is begun, as copies.

        `healthy` and `exploded` are as `Checkpoint` has them.
        """
        return Checkpoint(
            experiment=self.experiment,
            interventions=self.interventions,
            step_count=self.step_count,
            epoch_count=self.epoch_count,
            parameters=self.network.parameters.copy(),
            slots=tuple(slot.copy() for slot in self.optimizer.slots),
            generators=tuple(rng.bit_generator.state for rng in self.generators),
            exploded=exploded,
            healthy=healthy,
        )

    def put_back(self, checkpoint: Checkpoint[N]) -> None:
        """Take up the state of a checkpoint; the pass after it is yet to begin."""
        self.learn_from(checkpoint.experiment)
        self.optimizer = self._fresh_optimizer()
        self.interventions = checkpoint.interventions
        self.step_count = checkpoint.step_count
        self.epoch_count = checkpoint.epoch_count
        self.network.parameters[...] = checkpoint.parameters
        for slot, value in zip(self.optimizer.slots, checkpoint.slots, strict=True):
            slot[...] = value
        self.put_back_generators(checkpoint.generators)

    def start_over(self, checkpoint: Checkpoint[N], experiment: Settings[N]) -> None:
        """As `put_back`, with other settings; what their optimizer remembers is yet to come."""
        self.learn_from(experiment)
        slots = self._fresh_optimizer().slots
        self.put_back(replace(checkpoint, experiment=experiment, slots=tuple(slots)))

    def put_back_generators(self, states: Iterable[Mapping[str, Any]]) -> None:
        """Have the generators draw as they did in these states."""
        for rng, state in zip(self.generators, states, strict=True):
            rng.bit_generator.state = dict(state)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever an update does within is as if it had not been."""
        parameters = self.network.parameters.copy()
        slots = [slot.copy() for slot in self.optimizer.slots]
        dropout_state = self.dropout_rng.bit_generator.state
        try:
            yield
        finally:
            self.network.parameters[...] = parameters
            for slot, value in zip(self.optimizer.slots, slots, strict=True):
                slot[...] = value
            self.dropout_rng.bit_generator.state = dropout_state

    def set_parameter(self, index: int, value: float) -> None:
        """Give one parameter another value by hand.

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

    def intervene(self, interventions: Interventions) -> None:
        """Hold these parts still, and no others.

        Raises
        ------
        ValueError
            There is no such parameter, or no such unit in a hidden layer.
        """
        units = self.network.units
        for layer, index in sorted(interventions.silenced):
            if not (0 < layer <= len(units) and 0 <= index < units[layer - 1]):
                raise ValueError(f"there is no neuron {index} in a hidden layer {layer}")
        if not all(0 <= index < self.network.parameters.size for index in interventions.frozen):
            raise ValueError(f"there are only {self.network.parameters.size} parameters")
        self.interventions = interventions
