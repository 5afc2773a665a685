"""The forward pass on fixed buffers, written down once as a list of NumPy calls and replayed."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial

import numpy as np

from nnviz.core.arrays import Array, Call
from nnviz.core.functions.activations import LINEAR, Activation
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.layer_rows import LayerRows


class ForwardPass:
    """A network's forward pass for one batch size.

    Parameters
    ----------
    blocks : sequence of (fan_in + 1, fan_out)
        Each layer's weights with its biases as the last row.
    activations : sequence of Activation
        One per layer after the input.
    batch : int
        Number of samples.
    dropout : bool
        Whether hidden activations are multiplied by `masks` on their way to the next layer.
    silenced : collection of (int, int)
        Neurons that send 0 whatever they are sent.

    Attributes
    ----------
    pre_activations, activations : LayerRows
        Filled by `run`. Of a linear layer both are the same memory.
    sent : list of (width + 1, batch)
        What each layer sends to the next: its activations (after dropout) and a row of ones.
    masks : LayerRows or None
        What dropout multiplies by: 0, or 1 / (1 - rate).
    outputs : (n_outputs, batch)
        Activations of the last layer.
    """

    def __init__(
        self,
        blocks: Sequence[Array],
        activations: Sequence[Activation],
        batch: int,
        *,
        dropout: bool = False,
        silenced: Collection[Neuron] = (),
    ) -> None:
        widths = [block.shape[1] for block in blocks]
        dtype = blocks[0].dtype
        self.activations = LayerRows(widths, batch, dtype)
        self.pre_activations = LayerRows(widths, batch, dtype)
        for layer, activation in enumerate(activations):
            if activation is LINEAR:
                self.pre_activations.layers[layer] = self.activations.layers[layer]
        self.masks = LayerRows(widths, batch, dtype) if dropout else None
        self.sent = self.activations.layers_and_ones
        self.outputs = self.activations.layers[-1]
        self.silenced = silenced
        self._functions = activations
        if self.masks is not None:
            self._after_dropout = LayerRows(widths, batch, dtype)
            self.sent = self._after_dropout.layers_and_ones
        self._first_product = blocks[0].T.dot
        self._first_pre_activations = self.pre_activations.layers[0]
        self._calls = self._rest(blocks)

    def _rest(self, blocks: Sequence[Array]) -> list[Call]:
        """Everything after the first product, which is the only call that sees the inputs."""
        calls: list[Call] = []
        last = len(blocks) - 1
        for layer, function in enumerate(self._functions):
            pre_activations = self.pre_activations.layers[layer]
            activations = self.activations.layers[layer]
            if layer:
                calls.append(partial(blocks[layer].T.dot, self.sent[layer - 1], pre_activations))
            if function is not LINEAR:
                calls.append(partial(function.forward, pre_activations, activations))
            calls += [
                partial(activations[index].fill, 0.0)
                for silent_layer, index in sorted(self.silenced)
                if silent_layer == layer + 1
            ]
            if self.masks is not None and layer < last:
                mask, sent = self.masks.layers[layer], self._after_dropout.layers[layer]
                calls.append(partial(np.multiply, activations, mask, sent))
        return calls

    def run(self, inputs: Array) -> Array:
        """Outputs for a batch.

        Parameters
        ----------
        inputs : (n_inputs + 1, batch)
            Features first, the last row ones.

        Returns
        -------
        (n_outputs, batch)
            The buffer `outputs`, overwritten by the next run.
        """
        self._first_product(inputs, self._first_pre_activations)
        for call in self._calls:
            call()
        return self.outputs

    def results(self) -> Iterator[tuple[int, Array]]:
        """Number of each layer, from 1 for the first after the input, and its activations."""
        return enumerate(self.activations.layers, start=1)
