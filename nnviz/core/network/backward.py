"""The backward pass: from a batch's loss to the gradient of every parameter.

Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, 1986. Like the
forward pass it is written down once, as NumPy calls on fixed buffers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import numpy as np

from nnviz.core.arrays import Array, Call, constant
from nnviz.core.functions.activations import LINEAR, Activation
from nnviz.core.functions.losses import Loss
from nnviz.core.network.forward import ForwardPass
from nnviz.core.network.layer_rows import LayerRows
from nnviz.core.network.layer_trace import LayerTrace, LayerTraces


@dataclass(frozen=True)
class Span:
    """Consecutive layers with one activation function: from `first` to `last`, both included."""

    activation: Activation
    first: int
    last: int


def spans(activations: Sequence[Activation]) -> list[Span]:
    """Consecutive layers of one activation function, in order."""
    result = []
    for _, group in groupby(enumerate(activations), key=lambda item: item[1].name):
        members = list(group)
        result.append(Span(members[0][1], members[0][0], members[-1][0]))
    return result


class BackwardPass:
    """The gradient of a network's loss for one batch size.

    Parameters
    ----------
    forward : ForwardPass
        Run on the same batch beforehand.
    blocks : sequence of (fan_in + 1, fan_out)
        Each layer's weights with its biases as the last row.
    activations : sequence of Activation
        One per layer after the input.
    loss : Loss
    batch : int
        Number of samples that the loss is a mean over; those of the forward pass may be fewer.
    gradients : sequence of (fan_in + 1, fan_out)
        Where each layer's gradient goes, laid out as `blocks`.

    Attributes
    ----------
    deltas : list of (width, batch)
        The derivative of the loss by each layer's pre-activations.
    slopes : LayerRows
        The derivative of each layer's activations by its pre-activations.
    """

    def __init__(
        self,
        forward: ForwardPass,
        blocks: Sequence[Array],
        activations: Sequence[Activation],
        loss: Loss,
        batch: int,
        gradients: Sequence[Array],
    ) -> None:
        n_outputs, samples = forward.outputs.shape
        dtype = forward.outputs.dtype
        self._forward = forward
        self._residual = loss.residual
        self._outputs = forward.outputs
        self.deltas = [np.empty((block.shape[1], samples), dtype) for block in blocks]
        self.slopes = LayerRows([block.shape[1] for block in blocks], samples, dtype)
        self._first_delta = self.deltas[0].T
        self._first_gradient = gradients[0]
        self._output_delta = self.deltas[-1]
        scale = constant(loss.factor(n_outputs) / batch, dtype)
        # Number of a call: the layer whose delta then holds what has arrived from behind.
        self._arrivals = {0: len(blocks) - 1}
        self._calls: list[Call] = [
            partial(np.multiply, self._output_delta, scale, self._output_delta),
            *self._activation_derivatives(forward, activations),
        ]
        self._add_chain(forward, blocks, activations, gradients)

    def _activation_derivatives(
        self, forward: ForwardPass, activations: Sequence[Activation]
    ) -> list[Call]:
        """One call for all consecutive layers with one activation function."""
        calls: list[Call] = []
        for span in spans(activations):
            if span.activation is not LINEAR:
                rows = (forward.pre_activations, forward.activations, self.slopes)
                arrays = [rows.span(span.first, span.last) for rows in rows]
                calls.append(partial(span.activation.derivative, *arrays))
        return calls

    def _add_chain(
        self,
        forward: ForwardPass,
        blocks: Sequence[Array],
        activations: Sequence[Activation],
        gradients: Sequence[Array],
    ) -> None:
        """The chain rule, from the last layer to the first."""
        calls = self._calls
        for layer in reversed(range(len(blocks))):
            delta = self.deltas[layer]
            if forward.masks is not None and layer < len(blocks) - 1:
                calls.append(partial(np.multiply, delta, forward.masks.layers[layer], delta))
            if activations[layer] is not LINEAR:
                calls.append(partial(np.multiply, delta, self.slopes.layers[layer], delta))
            calls += [
                partial(delta[index].fill, 0.0)
                for silent_layer, index in sorted(forward.silenced)
                if silent_layer == layer + 1
            ]
            if layer:
                calls.append(partial(forward.sent[layer - 1].dot, delta.T, gradients[layer]))
                self._arrivals[len(calls)] = layer - 1
                calls.append(partial(blocks[layer][:-1].dot, delta, self.deltas[layer - 1]))

    def run(self, inputs: Array, targets: Array, weights: Array | None = None) -> None:
        """Fill the gradients for the batch that the forward pass has just seen.

        Parameters
        ----------
        inputs : (n_inputs + 1, batch)
            Features first, the last row ones.
        targets : (n_outputs, batch)
        weights : (batch,), optional
            What each sample's loss is multiplied by.
        """
        self._residual(self._outputs, targets, self._output_delta)
        if weights is not None:
            np.multiply(self._output_delta, weights, self._output_delta)
        for call in self._calls:
            call()
        inputs.dot(self._first_delta, self._first_gradient)

    def note(self, inputs: Array, targets: Array, weights: Array | None = None) -> LayerTraces:
        """Do as `run`, and copy what both passes have left in their buffers, layer by layer."""
        arrived = self._run_and_note(inputs, targets, weights)
        forward, last = self._forward, len(arrived) - 1
        return LayerTraces(
            LayerTrace(
                pre_activations=forward.pre_activations.layers[layer].copy(),
                activations=forward.activations.layers[layer].copy(),
                masks=None
                if forward.masks is None or layer == last
                else forward.masks.layers[layer].copy(),
                sent=(forward.activations.layers if layer == last else forward.sent)[layer][
                    : len(self.deltas[layer])
                ].copy(),
                slopes=self.slopes.layers[layer].copy(),
                arrived=arrived[layer],
                deltas=self.deltas[layer].copy(),
            )
            for layer in range(last + 1)
        )

    def _run_and_note(self, inputs: Array, targets: Array, weights: Array | None) -> list[Array]:
        """Run, and note for each layer what reaches it from behind, which is written over later.

        Returns
        -------
        list of (width, batch)
            The derivative of the loss by what each layer sends on, as copies.
        """
        self._residual(self._outputs, targets, self._output_delta)
        if weights is not None:
            np.multiply(self._output_delta, weights, self._output_delta)
        noted: dict[int, Array] = {}
        for number, call in enumerate(self._calls):
            call()
            if number in self._arrivals:
                layer = self._arrivals[number]
                noted[layer] = self.deltas[layer].copy()
        inputs.dot(self._first_delta, self._first_gradient)
        return [noted[layer] for layer in sorted(noted)]
