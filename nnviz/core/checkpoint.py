"""A state that training can go back to, taken where a pass over the training share ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array
from nnviz.core.optimizers import Optimizer


@dataclass(frozen=True)
class Checkpoint:
    """Everything from which the next pass follows, settings aside.

    Attributes
    ----------
    step_count, epoch_count : int
    parameters : (n_parameters,)
    optimizer : type of Optimizer
    slots : tuple of ndarray
        The optimizer's, see `Optimizer.slots`.
    generators : tuple of mapping
        States of the random number generators.
    """

    step_count: int
    epoch_count: int
    parameters: Array
    optimizer: type[Optimizer]
    slots: tuple[NDArray[Any], ...]
    generators: tuple[Mapping[str, Any], ...]

    @classmethod
    def take(
        cls,
        step_count: int,
        epoch_count: int,
        parameters: Array,
        optimizer: Optimizer,
        generators: tuple[np.random.Generator, ...],
    ) -> "Checkpoint":
        """Copy the state as it is now."""
        return cls(
            step_count,
            epoch_count,
            parameters.copy(),
            type(optimizer),
            tuple(slot.copy() for slot in optimizer.slots),
            tuple(generator.bit_generator.state for generator in generators),
        )

    def put_back(
        self,
        parameters: Array,
        optimizer: Optimizer,
        generators: tuple[np.random.Generator, ...],
    ) -> None:
        """Overwrite a state, in place, with the one that was taken.

        An optimizer of another type, chosen since, keeps the slots that it has.
        """
        parameters[...] = self.parameters
        if type(optimizer) is self.optimizer:
            for slot, value in zip(optimizer.slots, self.slots, strict=True):
                slot[...] = value
        for generator, state in zip(generators, self.generators, strict=True):
            generator.bit_generator.state = dict(state)
