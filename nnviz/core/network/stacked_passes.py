"""The passes of many dense networks of one shape at once: each call works on all of them.

As in `nnviz.core.network.forward` and `backward` they are written down once, as NumPy calls on
fixed buffers. Here a first axis numbers the networks, and one matrix product in three dimensions
takes the place of one in two for each of them: what a call costs Python is paid once for all.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np

from nnviz.core.arrays import Array, Call, constant
from nnviz.core.functions.activations import LINEAR, Activation
from nnviz.core.functions.losses import Loss
from nnviz.core.network.layer_rows import LayerRows
from nnviz.core.network.trainable import Block


class StackedPasses:
    """Forward and backward pass of k networks, each on a batch of its own.

    Parameters
    ----------
    blocks : sequence of Block
        The layers of one of the networks.
    activations : sequence of Activation
        One per layer after the input.
    loss : Loss
    parameters, gradient : (k, n_parameters)
        What the networks are, and where their gradients go.
    batch : int
        Samples of each network.
    dropout : bool
        Whether hidden activations are multiplied by `masks`.

    Attributes
    ----------
    outputs : (k, n_outputs, batch)
    masks : LayerRows of k networks, or None
        What dropout multiplies by, to be filled before each run.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        activations: Sequence[Activation],
        loss: Loss,
        parameters: Array,
        gradient: Array,
        batch: int,
        *,
        dropout: bool = False,
    ) -> None:
        k, dtype = len(parameters), parameters.dtype
        widths = [block.shape[1] for block in blocks]
        self._functions = activations
        self._blocks = [block.of(parameters) for block in blocks]
        self._gradients = [block.of(gradient) for block in blocks]
        # What each layer sends on: its activations and a row of ones for the biases.
        self._sent = [np.ones((k, width + 1, batch), dtype) for width in widths]
        self._activations = [rows[:, :-1] for rows in self._sent]
        self._sums = [np.empty((k, width, batch), dtype) for width in widths]
        self._deltas = [np.empty((k, width, batch), dtype) for width in widths]
        self._slopes = [np.empty((k, width, batch), dtype) for width in widths]
        self.masks = LayerRows(widths, batch, dtype, (k,)) if dropout else None
        self._layer_masks = self.masks.layers[:-1] if self.masks else []
        if dropout:
            # What is multiplied is kept apart: derivatives may need the activations as they were.
            self._activations = [np.empty((k, width, batch), dtype) for width in widths]
        for layer, function in enumerate(activations):
            if function is LINEAR:
                self._sums[layer] = self._activations[layer]
        self.outputs = self._activations[-1]
        self._residual = loss.residual
        self._scale = constant(loss.factor(widths[-1]) / batch, dtype)
        self._forward_calls = self._forward()
        self._backward_calls = self._backward()

    def _forward(self) -> list[Call]:
        """Everything after the first product, which is the only call that sees the inputs."""
        calls: list[Call] = []
        for layer, function in enumerate(self._functions):
            sums, activations = self._sums[layer], self._activations[layer]
            if layer:
                turned = self._blocks[layer].transpose(0, 2, 1)
                calls.append(partial(np.matmul, turned, self._sent[layer - 1], out=sums))
            if function is not LINEAR:
                calls.append(partial(function.forward, sums, activations))
            if layer < len(self._layer_masks):
                sent = self._sent[layer][:, :-1]
                calls.append(partial(np.multiply, activations, self._layer_masks[layer], sent))
        return calls

    def _backward(self) -> list[Call]:
        """The chain rule, from the last layer to the first, but for the first product."""
        calls: list[Call] = [partial(np.multiply, self._deltas[-1], self._scale, self._deltas[-1])]
        for layer in reversed(range(len(self._blocks))):
            delta, function = self._deltas[layer], self._functions[layer]
            if layer < len(self._layer_masks):
                calls.append(partial(np.multiply, delta, self._layer_masks[layer], delta))
            if function is not LINEAR:
                slopes = self._slopes[layer]
                arrays = self._sums[layer], self._activations[layer], slopes
                calls += [
                    partial(function.derivative, *arrays),
                    partial(np.multiply, delta, slopes, delta),
                ]
            if layer:
                calls += [
                    partial(
                        np.matmul,
                        self._sent[layer - 1],
                        delta.transpose(0, 2, 1),
                        out=self._gradients[layer],
                    ),
                    partial(
                        np.matmul, self._blocks[layer][:, :-1], delta, out=self._deltas[layer - 1]
                    ),
                ]
        return calls

    def run(self, inputs: Array, targets: Array, weights: Array | None = None) -> None:
        """Fill the gradients, each of the mean loss of one network on its batch.

        Parameters
        ----------
        inputs : (k, n_inputs + 1, batch)
            Features first, the last row ones.
        targets : (k, n_outputs, batch)
        weights : (k, 1, batch), optional
            What each sample's loss is multiplied by.
        """
        np.matmul(self._blocks[0].transpose(0, 2, 1), inputs, out=self._sums[0])
        for call in self._forward_calls:
            call()
        self._residual(self.outputs, targets, self._deltas[-1])
        if weights is not None:
            np.multiply(self._deltas[-1], weights, self._deltas[-1])
        for call in self._backward_calls:
            call()
        np.matmul(inputs, self._deltas[0].transpose(0, 2, 1), out=self._gradients[0])
