"""The weights and biases of every layer, number by number."""

import streamlit as st

from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.matrices import matrix
from nnviz.ui.text.language import _
from nnviz.ui.text.names import layer_names, neuron_names
from nnviz.ui.text.untrusted import in_figure
from nnviz.ui.visit.session import current


def weight_panel(palette: Palette) -> None:
    """One matrix for each layer."""
    session = current()
    layers = session.run.inspect(
        lambda trainer: [
            (weights.copy(), biases.copy())
            for weights, biases in zip(trainer.network.weights, trainer.network.biases, strict=True)
        ]
    )
    names = neuron_names(session.experiment)
    titles = layer_names(session.experiment)
    st.caption(
        _(
            "Each column is one neuron: what it multiplies its inputs by, and its bias. Blue is "
            "positive, orange negative."
        )
    )
    with st.container(horizontal=True, gap="medium"):
        for number, (weights, biases) in enumerate(layers):
            figure = matrix(
                weights,
                biases,
                [in_figure(name) for name in names[number]],
                [in_figure(name) for name in names[number + 1]],
                palette,
                title=titles[number],
                bias=_("bias"),
            )
            st.plotly_chart(
                figure,
                key=f"matrix-{number}",
                width=int(figure.layout.width),
                config={"displayModeBar": False},
                alt=_("Weights and biases of {layer}.").format(layer=titles[number]),
            )
