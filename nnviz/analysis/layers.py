"""One moment of a network, copied, so that it can be looked at while training goes on."""

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.network.network import Network


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer after the input, on a set of samples.

    Attributes
    ----------
    activation
        A name in ACTIVATIONS.
    weights : (fan_in, fan_out)
    biases : (fan_out,)
    activations : (n_samples, fan_out)
    slopes : (n_samples, fan_out)
        Derivatives of the activations by the pre-activations; nan where a neuron is switched off,
        as it then sends 0 by no function of these.
    weight_gradients : (fan_in, fan_out)
        Of the mean loss over the samples; so are the next.
    bias_gradients : (fan_out,)
    """

    activation: str
    weights: Array
    biases: Array
    activations: Array
    slopes: Array
    weight_gradients: Array
    bias_gradients: Array


def copy_layers(
    network: Network, inputs: Array, targets: Array, weights: Array | None = None
) -> list[Layer]:
    """Copy what a network holds, and compute what it does with these samples.

    Parameters
    ----------
    network
        Its training must stand still meanwhile.
    inputs : (n_samples, n_inputs)
    targets : (n_samples, n_outputs)
    weights : (n_samples,), optional
        What each sample's loss is multiplied by.

    Returns
    -------
    list of Layer
        One for each layer after the input.
    """
    # A network on the brink of divergence may overflow; the numbers then say so themselves.
    with np.errstate(all="ignore"):
        activations = network.activations_of(inputs)
        _, gradients = network.loss_and_gradients(inputs, targets, weights)
        layers = [
            Layer(
                activation=name,
                weights=weights.copy(),
                biases=biases.copy(),
                activations=outputs,
                slopes=_slopes(name, before @ weights + biases, outputs),
                weight_gradients=weight_gradients,
                bias_gradients=bias_gradients,
            )
            for name, weights, biases, before, outputs, (weight_gradients, bias_gradients) in zip(
                network.activation_names,
                network.weights,
                network.biases,
                activations[:-1],
                activations[1:],
                gradients,
                strict=True,
            )
        ]
    for layer, index in network.silenced:
        layers[layer - 1].slopes[:, index] = np.nan
    return layers


def _slopes(activation: str, pre_activations: Array, activations: Array) -> Array:
    slopes = np.empty_like(pre_activations)
    ACTIVATIONS[activation].derivative(pre_activations, activations, slopes)
    return slopes
