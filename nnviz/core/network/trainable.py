"""What can be trained: the little that training asks of a network, whatever its kind.

All parameters are one flat vector, so optimizers, penalties, clipping, checkpoints, and whoever
sets or freezes a parameter need nothing else; what the vector is made of is said by its blocks.
The fully connected `Network` is one kind. Layer sizes, activation functions and the names of losses
are its own affair: who trains, records and rewinds asks for what stands here, and no more.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import prod
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.arrays import Array
from nnviz.core.functions.losses import Loss
from nnviz.core.network.interventions import Neuron


@dataclass(frozen=True)
class Block:
    """Consecutive parameters that belong together: a layer with its biases, say.

    Attributes
    ----------
    name
        Unique within its network.
    shape
        The first number is that of the rows.
    start
        Where it begins in the flat vector.
    bias
        Which row is biases; None where there are weights alone. It need not be the last one.
    """

    name: str
    shape: tuple[int, ...]
    start: int
    bias: int | None = None

    @property
    def stop(self) -> int:
        """Where it ends in the flat vector."""
        return self.start + prod(self.shape)

    def of(self, vector: Array) -> Array:
        """The block's part of a vector laid out as the parameters (a gradient, say), as a view.

        Parameters
        ----------
        vector : (..., n_parameters)
            Of one network, or of several at once.

        Returns
        -------
        (..., *shape)
        """
        return vector[..., self.start : self.stop].reshape(*vector.shape[:-1], *self.shape)


def lay_out(parts: Iterable[tuple[str, tuple[int, ...], int | None]]) -> tuple[Block, ...]:
    """Blocks one after the other, from their names, shapes and rows of biases."""
    blocks: list[Block] = []
    for name, shape, bias in parts:
        blocks.append(Block(name, shape, blocks[-1].stop if blocks else 0, bias))
    return tuple(blocks)


class Masks(Protocol):
    """What dropout multiplies by, all of it in one array."""

    @property
    def array(self) -> Array: ...


class Forward(Protocol):
    """A forward pass on buffers of its own, for many batches of one size.

    Attributes
    ----------
    outputs : (..., batch)
        As the loss takes them; samples always come last.
    masks
        To be filled before each run; None where there is no dropout.
    """

    @property
    def outputs(self) -> Array: ...
    @property
    def masks(self) -> Masks | None: ...

    def run(self, inputs: Array) -> Array:
        """Fill the buffers for a batch as `Trainable.columns` lays it out; returns `outputs`."""

    def results(self) -> Iterable[tuple[int, Array]]:
        """What each block's part gave, as it was computed: number of the block from 1, buffer."""


class Notes(Protocol):
    """What both passes of an update came by: what a trace shows of this kind of network."""

    def arrays(self) -> Iterable[tuple[str, Array]]:
        """Copies of all that was computed, each by its name in the formulas of this kind."""


class Backward(Protocol):
    """The backward pass that belongs to a forward pass; it fills a gradient."""

    def run(self, inputs: Array, targets: Array, weights: Array | None = None) -> None:
        """Fill the gradient for the batch that the forward pass has just seen.

        Parameters
        ----------
        inputs : (rows, batch)
        targets : (..., batch)
        weights : (batch,), optional
            What each sample's loss is multiplied by.
        """

    def note(self, inputs: Array, targets: Array, weights: Array | None = None) -> Notes:
        """Do as `run`, and copy what both passes came by."""


class Trainable(Protocol):
    """A network and its loss.

    Attributes
    ----------
    parameters : (n_parameters,)
        Changed in place by whoever trains.
    silenced : frozenset of (int, int)
        Units that are switched off, as (layer from 1, index); heeded by passes made from then on.
    dtype : numpy.dtype
    blocks : tuple of Block
        All of the parameters, in their order.
    loss : Loss
    units : tuple of int
        How many units of each layer, from layer 1 on, can be switched off.
    n_inputs : int
        Numbers in a sample.
    numbers_per_sample : int
        Inputs and results of a forward pass for one sample, about: says how many samples are soon
        worked on.
    """

    parameters: Array
    silenced: frozenset[Neuron]

    @property
    def dtype(self) -> np.dtype[Any]: ...
    @property
    def blocks(self) -> tuple[Block, ...]: ...
    @property
    def loss(self) -> Loss: ...
    @property
    def units(self) -> tuple[int, ...]: ...
    @property
    def n_inputs(self) -> int: ...
    @property
    def numbers_per_sample(self) -> int: ...

    def columns(self, samples: Array) -> Array:
        """Samples (batch, n_inputs) as the passes take them: (n_inputs or more, batch).

        What stands below the inputs, a row of ones say, is the same for any sample.
        """

    def forward_pass(
        self, batch: int, *, dropout: bool = False, without: Collection[Neuron] = ()
    ) -> Forward:
        """A forward pass for so many samples; `without` are units left out beside the silenced."""

    def passes(
        self, samples: int, gradient: Array, *, batch: int | None = None, dropout: bool = False
    ) -> tuple[Forward, Backward]:
        """A forward pass and the backward pass that belongs to it.

        Parameters
        ----------
        samples : int
        gradient : (n_parameters,)
            Where the gradient goes.
        batch : int, optional
            Samples of the batch that these are a slice of.
        dropout : bool
            Whether the forward pass has masks.
        """

    def copy(self, dtype: DTypeLike) -> "Trainable":
        """A network of its own with the same parameters, in another type."""


#: The kind of network that something trains.
N = TypeVar("N", bound=Trainable)


def weight_mask(network: Trainable) -> Array:
    """1 where the parameter is a weight, 0 where it is a bias: (n_parameters,)."""
    mask = np.ones_like(network.parameters)
    for block in network.blocks:
        if block.bias is not None:
            block.of(mask)[block.bias] = 0.0
    return mask
