"""Forward propagation: from inputs to an answer, number by number."""

import streamlit as st

from nnviz.core.network.network import Network
from nnviz.experiment import Experiment
from nnviz.ui.article.graph import equation, graph, matrix
from nnviz.ui.article.miniature import miniature, written
from nnviz.ui.article.small_network import (
    FORWARD,
    LayerForward,
    chosen_network,
    chosen_sample,
    forward,
    other_weights,
)
from nnviz.ui.common.fragments import fragment
from nnviz.ui.common.links import playground_link
from nnviz.ui.common.theme import visitors_palette
from nnviz.ui.text.language import _


def forward_section() -> None:
    """The fourth section."""
    st.header(_("Forward: from inputs to an answer"), anchor="forward")
    st.markdown(
        _(
            "All neurons of a layer do the same with the same inputs, only with weights of their "
            "own. So their weights go side by side into one matrix $W$, a column for each neuron, "
            "and a whole layer becomes a single line:"
        )
    )
    st.latex("y = f(XW + b)")
    st.markdown(
        _(
            "$X$ has one row for each example and one column for each input, $b$ is one row that "
            "is added to every row, and $f$ bends each number by itself. Do it once for every "
            "layer, each time with the last answer as the next $X$: that is **forward "
            "propagation**."
        )
    )
    _flow()
    st.markdown(
        _(
            "**What belongs where.** One step of **training** has five parts. Only the first two "
            "are forward propagation: to compute the hidden layer, then the output. The third "
            "measures how wrong the answer is, the fourth is *backward* propagation, the fifth is "
            "*gradient descent*. The next sections take them one by one. The forward pass alone "
            "changes no weight, and it is all that a finished network ever does."
        )
    )
    playground_link(
        Experiment("circle", hidden=(3,)), _("See every neuron's numbers in the playground")
    )


@fragment(key=FORWARD)
def _flow() -> None:
    with miniature("forward"):
        sample = chosen_sample("forward")
        network = chosen_network()
        hidden, output = forward(network, sample)
        about = _(
            "Two inputs, three hidden neurons, one output. For {x1} and {x2} it answers {y}."
        ).format(
            x1=written(sample[0, 0]),
            x2=written(sample[0, 1]),
            y=written(output.activations[0, 0]),
        )
        layers = [sample, hidden.activations, output.activations]
        st.html(
            graph(network, layers, visitors_palette(), about=about)
            + _equations("X", "A[1]", "[1]", network, 0, hidden)
            + _equations("A[1]", "y", "[2]", network, 1, output)
        )
        other_weights("forward-weights")


def _equations(
    given: str, answer: str, mark: str, network: Network, layer: int, done: LayerForward
) -> str:
    """A layer's two lines: the sums, then what the activation makes of them."""
    sums = matrix(f"Z{mark}", done.pre_activations)
    return equation(
        matrix(given, done.inputs),
        "·",
        matrix(f"W{mark}", network.weights[layer]),
        "+",
        matrix(f"b{mark}", network.biases[layer][None]),
        "=",
        sums,
    ) + equation(network.activation_names[layer], sums, "=", matrix(answer, done.activations))
