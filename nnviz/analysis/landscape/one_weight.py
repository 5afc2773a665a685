"""The chain rule for one weight: every factor between it and the loss, and two checks of them.

For one sample and a network of one hidden layer and one output, where a weight is tied to the loss
by a single path, so that its gradient is a plain product.
"""

from dataclasses import dataclass
from math import prod

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.gradient_check import numerical_gradient
from nnviz.core.network.network import Network


@dataclass(frozen=True)
class Factor:
    """One derivative in the chain.

    Attributes
    ----------
    numerator, denominator
        What is derived by what: "loss", "output", "output_sum", "hidden", "hidden_sum" or
        "weight"; the sums are pre-activations.
    """

    numerator: str
    denominator: str
    value: float


@dataclass(frozen=True)
class Chain:
    """The gradient of the loss by one weight, found in three ways.

    Attributes
    ----------
    factors
        From the loss back to the weight.
    gradient
        By the network's backward pass.
    difference
        By central differences.
    """

    factors: tuple[Factor, ...]
    gradient: float
    difference: float

    @property
    def product(self) -> float:
        """All factors multiplied: the chain rule."""
        return prod(factor.value for factor in self.factors)


def chain(
    network: Network, inputs: Array, targets: Array, *, layer: int, source: int, unit: int
) -> Chain:
    """Follow one weight to the loss.

    Parameters
    ----------
    network
        Of float64, with one hidden layer and one output.
    inputs : (1, n_inputs)
    targets : (1, 1)
    layer
        The weight's: 0 for the hidden layer, 1 for the output layer.
    source
        Where it comes from, counted from 0; one more than the last is the bias, whose input is 1.
    unit
        The neuron that it belongs to, counted from 0.

    Raises
    ------
    ValueError
        The network has another shape.
    """
    if len(network.layer_sizes) != 3 or network.layer_sizes[-1] != 1:
        raise ValueError(
            f"a single path needs one hidden layer and one output; "
            f"the layers were {network.layer_sizes}"
        )
    given, hidden, outputs = network.activations_of(inputs)
    loss_slope = np.empty_like(outputs.T)
    loss = LOSSES[network.loss_name]
    loss.residual(outputs.T, targets.T, loss_slope)
    factors = [
        Factor("loss", "output", float(loss_slope[0, 0]) * loss.factor(1)),
        Factor("output", "output_sum", _slope(network, 1, hidden, outputs, 0)),
    ]
    sent = hidden
    if layer == 0:
        factors += [
            Factor("output_sum", "hidden", float(network.weights[1][unit, 0])),
            Factor("hidden", "hidden_sum", _slope(network, 0, given, hidden, unit)),
        ]
        sent = given
    value = float(sent[0, source]) if source < sent.shape[1] else 1.0
    factors.append(Factor("output_sum" if layer else "hidden_sum", "weight", value))

    _, gradients = network.loss_and_gradients(inputs, targets)
    analytic = np.vstack(gradients[layer])
    numerical = network.blocks_of(numerical_gradient(network, inputs, targets))[layer]
    return Chain(tuple(factors), float(analytic[source, unit]), float(numerical[source, unit]))


def _slope(network: Network, layer: int, sent: Array, activations: Array, unit: int) -> float:
    """Derivative of one neuron's activation by its pre-activation."""
    pre_activations = sent @ network.weights[layer] + network.biases[layer]
    slopes = np.empty_like(pre_activations)
    ACTIVATIONS[network.activation_names[layer]].derivative(pre_activations, activations, slopes)
    return float(slopes[0, unit])
