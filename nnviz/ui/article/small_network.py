"""The small network of the forward and the backward section, on a sample that a person moves."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from nnviz.core.arrays import Array, columns_and_ones
from nnviz.core.network.network import Network
from nnviz.ui.text.language import _

#: Two inputs, three hidden neurons, one output.
SIZES = (2, 3, 1)
HIDDEN, OUTPUT = "tanh", "sigmoid"
LOSS = "mse"

#: Where the sliders for the two inputs stand at first, and how far they go.
START = (1.0, -0.5)
REACH = 2.0

_SEED = "article-weights"

#: The fragments that show it.
FORWARD, BACKWARD = SHOWING = ["article-forward", "article-backward"]


@dataclass(frozen=True, eq=False)
class LayerForward:
    """A layer's part of a forward pass on one sample.

    Attributes
    ----------
    inputs : (1, fan_in)
    pre_activations, activations : (1, fan_out)
    """

    inputs: Array
    pre_activations: Array
    activations: Array


def small_network(seed: int) -> Network:
    """A network that has not learnt anything yet; its biases are drawn, too, so that one sees them.

    In float64, for the check of its gradient.
    """
    rng = np.random.default_rng(seed)
    network = Network(SIZES, (HIDDEN, OUTPUT), LOSS, rng)
    for biases in network.biases:
        biases[...] = rng.uniform(-0.5, 0.5, biases.shape)
    return network


def forward(network: Network, sample: Array) -> list[LayerForward]:
    """The forward pass on one sample (1, n_inputs), layer by layer."""
    run = network.forward_pass(1)
    run.run(columns_and_ones(sample, network.dtype))
    sums = [layer.T.copy() for layer in run.pre_activations.layers]
    activations = [layer.T.copy() for layer in run.activations.layers]
    return [
        LayerForward(*parts)
        for parts in zip([sample, *activations], sums, activations, strict=False)
    ]


def chosen_network() -> Network:
    """The network that the visitor has now."""
    return small_network(st.session_state.get(_SEED, 0))


def other_weights(key: str) -> None:
    """A button for other weights, in both sections: there is one network."""
    st.button(
        _("Other weights"),
        key=key,
        icon=":material/casino:",
        help=_("Draws all weights and biases anew"),
        on_click=_draw,
    )


def _draw() -> None:
    st.session_state[_SEED] = st.session_state.get(_SEED, 0) + 1
    st.rerun(SHOWING)


def chosen_sample(prefix: str) -> Array:
    """Sliders for both inputs: (1, 2)."""
    with st.container(key=f"sliders-{prefix}"):
        columns = st.columns(2)
    values = [
        column.slider(
            f"$x_{number + 1}$", -REACH, REACH, START[number], 0.05, key=f"{prefix}-x{number + 1}"
        )
        for number, column in enumerate(columns)
    ]
    return np.array([values])
