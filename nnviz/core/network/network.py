"""A fully connected network: its parameters, and what can be asked of them.

All parameters are one flat vector. Layer after layer it holds a block (fan_in + 1, fan_out): the
weights, with the biases as the last row, since a layer's input carries a last feature of ones.
`weights` and `biases` are views, so that writing to either writes the parameters.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.arrays import Array, columns, columns_and_ones
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.initializers import INITIALIZERS
from nnviz.core.functions.losses import LOSSES, Loss
from nnviz.core.functions.registry import look_up
from nnviz.core.network.backward import BackwardPass
from nnviz.core.network.forward import ForwardPass
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.trainable import Block, lay_out


def dense_blocks(layer_sizes: Sequence[int]) -> tuple[Block, ...]:
    """The blocks of a fully connected network of these widths, from the input to the output."""
    return lay_out(
        (f"layer {number}", (fan_in + 1, fan_out), fan_in)
        for number, (fan_in, fan_out) in enumerate(pairwise(layer_sizes), start=1)
    )


class Network:
    """A fully connected network and its loss: the `Trainable` that has layers of neurons.

    Parameters
    ----------
    layer_sizes : sequence of int
        Widths from the input to the output, at least those two.
    activations : sequence of str
        Names in ACTIVATIONS, one per layer after the input.
    loss : str
        A name in LOSSES. One that takes logits wants a linear last layer.
    rng : numpy.random.Generator
        Source of the initial weights.
    initializer : str
        A name in INITIALIZERS.
    dtype : data-type
        float32 is faster, gradient checks need float64.

    Attributes
    ----------
    parameters : (n_parameters,)
    blocks : tuple of Block
        One per layer after the input.
    weights : list of (fan_in, fan_out)
        Views of `parameters`.
    biases : list of (fan_out,)
        Views of `parameters`.
    layer_sizes : tuple of int
    activation_names : tuple of str
    loss_name : str
    dtype : numpy.dtype
    silenced : frozenset of (int, int)
        Hidden neurons that send 0, as (layer from 1, index); heeded by passes made from then on.

    Raises
    ------
    ValueError
        A name is unknown, or sizes and activations do not fit together.
    """

    def __init__(
        self,
        layer_sizes: Sequence[int],
        activations: Sequence[str],
        loss: str,
        rng: np.random.Generator,
        *,
        initializer: str = "xavier",
        dtype: DTypeLike = np.float64,
    ) -> None:
        self.layer_sizes = tuple(int(size) for size in layer_sizes)
        self.activation_names = tuple(activations)
        self.loss_name = loss
        self.dtype = np.dtype(dtype)
        self.silenced: frozenset[Neuron] = frozenset()
        self._check_sizes()
        self._activations = [
            look_up(ACTIVATIONS, name, "activation") for name in self.activation_names
        ]
        self._loss = look_up(LOSSES, loss, "loss")
        self.blocks = dense_blocks(self.layer_sizes)
        self.parameters: Array = np.zeros(self.blocks[-1].stop, dtype)
        self._blocks = self.blocks_of(self.parameters)
        self.weights = [block[:-1] for block in self._blocks]
        self.biases = [block[-1] for block in self._blocks]
        draw = look_up(INITIALIZERS, initializer, "initializer").draw
        for weights in self.weights:
            fan_in, fan_out = weights.shape
            weights[...] = draw(fan_in, fan_out, rng)

    def _check_sizes(self) -> None:
        if len(self.layer_sizes) < 2 or min(self.layer_sizes) < 1:
            raise ValueError(
                f"layer_sizes must be at least two positive numbers; it was {self.layer_sizes}"
            )
        if len(self.activation_names) != len(self.layer_sizes) - 1:
            raise ValueError(
                f"activations must be one name per layer after the input, "
                f"{len(self.layer_sizes) - 1} in all; it was {self.activation_names}"
            )

    def copy(self, dtype: DTypeLike) -> "Network":
        """A network of its own with the same parameters, in another type."""
        twin = Network(
            self.layer_sizes,
            self.activation_names,
            self.loss_name,
            np.random.default_rng(0),
            initializer="zeros",
            dtype=dtype,
        )
        twin.parameters[...] = self.parameters
        twin.silenced = self.silenced
        return twin

    def blocks_of(self, vector: Array) -> list[Array]:
        """Views of a vector laid out as the parameters (a gradient, say), one per layer.

        Parameters
        ----------
        vector : (n_parameters,)

        Returns
        -------
        list of (fan_in + 1, fan_out)
            The last row belongs to the biases.
        """
        return [block.of(vector) for block in self.blocks]

    @property
    def loss(self) -> Loss:
        """What it is trained on."""
        return self._loss

    @property
    def units(self) -> tuple[int, ...]:
        """Neurons of each hidden layer: those that can be switched off."""
        return self.layer_sizes[1:-1]

    @property
    def n_inputs(self) -> int:
        """Width of the input layer."""
        return self.layer_sizes[0]

    @property
    def numbers_per_sample(self) -> int:
        """Widths of all layers together."""
        return sum(self.layer_sizes)

    def columns(self, samples: Array) -> Array:
        """Samples (batch, n_inputs) as the passes take them: (n_inputs + 1, batch), last ones."""
        return columns_and_ones(samples, self.dtype)

    def forward_pass(
        self, batch: int, *, dropout: bool = False, without: Collection[Neuron] = ()
    ) -> ForwardPass:
        """A forward pass with buffers of its own, for many batches of one size.

        Parameters
        ----------
        without : collection of (int, int)
            Neurons that send 0, beside those that are silenced.
        """
        silenced = self.silenced.union(without)
        return ForwardPass(
            self._blocks, self._activations, batch, dropout=dropout, silenced=silenced
        )

    def passes(
        self, samples: int, gradient: Array, *, batch: int | None = None, dropout: bool = False
    ) -> tuple[ForwardPass, BackwardPass]:
        """A forward pass and the backward pass that belongs to it; see `Trainable.passes`."""
        forward = self.forward_pass(samples, dropout=dropout)
        blocks, gradients = self._blocks, self.blocks_of(gradient)
        whole = samples if batch is None else batch
        return forward, BackwardPass(
            forward, blocks, self._activations, self._loss, whole, gradients
        )

    def forward(self, inputs: Array) -> Array:
        """Outputs as the last layer gives them: logits where the loss takes them.

        Parameters
        ----------
        inputs : (batch, n_inputs)

        Returns
        -------
        (batch, n_outputs)

        Raises
        ------
        ValueError
            The inputs are not a table of as many columns as the network has inputs.
        """
        return self._run(inputs).outputs.T

    def activations_of(self, inputs: Array) -> list[Array]:
        """Activations of every layer, the input included.

        Parameters
        ----------
        inputs : (batch, n_inputs)

        Returns
        -------
        list of (batch, width)
        """
        layers = self._run(inputs).activations.layers
        return [np.asarray(inputs, self.dtype), *(layer.T for layer in layers)]

    def predict(self, inputs: Array) -> Array:
        """Outputs as a person reads them, by the loss's `output_kind`.

        Parameters
        ----------
        inputs : (batch, n_inputs)

        Returns
        -------
        (batch, n_outputs)
        """
        return self._loss.readable(self._run(inputs).outputs).T

    def loss_and_gradients(
        self, inputs: Array, targets: Array, weights: Array | None = None
    ) -> tuple[float, list[tuple[Array, Array]]]:
        """Mean loss over a batch, and its gradients.

        Parameters
        ----------
        inputs : (batch, n_inputs)
        targets : (batch, n_outputs)
            As the loss takes them: values, 0 or 1, or one-hot (`Loss.output_kind`).
        weights : (batch,), optional
            What each sample's loss is multiplied by.

        Returns
        -------
        loss : float
        gradients : list of ((fan_in, fan_out), (fan_out,))
            By the weights and by the biases of each layer.

        Raises
        ------
        ValueError
            Inputs or targets do not have the network's shape.
        """
        given = self._given(inputs)
        expected = (len(inputs), self.layer_sizes[-1])
        if np.shape(targets) != expected:
            raise ValueError(f"targets must be {expected}; their shape was {np.shape(targets)}")
        gradient = np.empty_like(self.parameters)
        wanted = columns(targets, self.dtype)
        weights = None if weights is None else np.asarray(weights, self.dtype)
        forward, backward = self.passes(len(inputs), gradient)
        forward.run(given)
        backward.run(given, wanted, weights)
        loss = self._loss.value(forward.outputs, wanted, weights)
        return loss, [(b[:-1], b[-1]) for b in self.blocks_of(gradient)]

    def _given(self, inputs: Array) -> Array:
        """Inputs as the passes take them, once it is seen that there are as many as wanted."""
        shape = np.shape(inputs)
        if len(shape) != 2 or shape[1] != self.layer_sizes[0]:
            raise ValueError(
                f"inputs must be (batch, {self.layer_sizes[0]}); their shape was {shape}"
            )
        return self.columns(inputs)

    def _run(self, inputs: Array) -> ForwardPass:
        given = self._given(inputs)
        forward = self.forward_pass(len(inputs))
        forward.run(given)
        return forward
