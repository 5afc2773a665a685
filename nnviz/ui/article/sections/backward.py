"""Backpropagation: the chain rule for one weight, factor by factor."""

import numpy as np
import streamlit as st

from nnviz.analysis.landscape.one_weight import Chain, chain
from nnviz.core.network.network import Network
from nnviz.experiment.presets import PRESETS
from nnviz.ui.article.graph import Edge, graph
from nnviz.ui.article.miniature import bracketed, miniature, tex, written
from nnviz.ui.article.small_network import (
    BACKWARD,
    SIZES,
    chosen_network,
    chosen_sample,
    forward,
    other_weights,
)
from nnviz.ui.common.fragments import fragment
from nnviz.ui.common.links import playground_link
from nnviz.ui.common.theme import visitors_palette
from nnviz.ui.text.language import _
from nnviz.ui.text.notation import lowered, neuron_sign, neuron_tex

#: Digits of gradients: they are small, and are to be compared.
DIGITS = 6

#: Each weight: its layer, where it comes from, the neuron it goes to.
WEIGHTS: tuple[Edge, ...] = tuple(
    (layer, source, unit)
    for layer in range(2)
    for unit in range(SIZES[layer + 1])
    for source in range(SIZES[layer])
)


def backward_section() -> None:
    """The fifth section."""
    st.header(_("Backward: how much each weight is to blame"), anchor="backward")
    st.markdown(
        _(
            "The **loss** $L$ says in one number how wrong an answer is; here it is the squared "
            "error $(y - t)^2$ for the answer $y$ and the target $t$. To improve a weight one must "
            "know which way, and how strongly, it moves the loss. That is a derivative, and the "
            "chain rule builds it from small ones, each of which is easy:"
        )
    )
    st.latex(
        r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial y} \cdot "
        r"\frac{\partial y}{\partial W}"
    )
    st.markdown(
        _(
            "Read it from the loss backwards: the loss depends on the answer, the answer on its "
            "sum, the sum on a hidden neuron, and so on down to the weight. **Backpropagation** "
            "multiplies along the way. Choose a weight, and follow its path:"
        )
    )
    _blame()
    st.markdown(
        _(
            "Two things the short formula does not show. Where a weight reaches the loss on "
            "several paths, as through a second hidden layer, the products of all paths are added "
            "up; as matrices that reads $\\partial L/\\partial W = X^\\top \\, \\partial "
            "L/\\partial Z$. And nothing is computed twice: each layer hands its part on to the "
            "one before it, which is why all gradients together cost only about twice as much as "
            "the forward pass. The forward pass has to come first, since its numbers are the "
            "factors."
        )
    )
    playground_link(PRESETS["deep_sigmoid"].experiment, _("See the factors shrink to nothing"))


@fragment(key=BACKWARD)
def _blame() -> None:
    with miniature("backward"):
        sample = chosen_sample("backward")
        left, right = st.columns(2, vertical_alignment="bottom")
        layer, source, unit = left.selectbox(
            _("Weight"), WEIGHTS, format_func=weight_name, key="backward-weight"
        )
        target = right.segmented_control(
            _("Target $t$"), (0, 1), default=1, required=True, key="backward-target"
        )
        network = chosen_network()
        found = chain(
            network, sample, np.array([[float(target)]]), layer=layer, source=source, unit=unit
        )
        path: list[Edge] = [(layer, source, unit)]
        if layer == 0:
            path.append((1, unit, 0))
        hidden, output = forward(network, sample)
        st.html(
            graph(
                network,
                [sample, hidden.activations, output.activations],
                visitors_palette(),
                about=_("The path from the weight {weight} to the answer {y}.").format(
                    weight=weight_name((layer, source, unit)),
                    y=written(output.activations[0, 0]),
                ),
                path=path,
            )
        )
        st.latex(_product(found, layer, source, unit))
        _checks(found)
        st.caption(_sentence(network, found, (layer, source, unit)))
        other_weights("backward-weights")


def weight_name(edge: Edge) -> str:
    """A weight by the neurons that it connects."""
    layer, source, unit = edge
    if layer == 0:
        return f"x{lowered(source + 1)} → {neuron_sign(1, unit)}"
    return f"{neuron_sign(1, source)} → y"


def _product(found: Chain, layer: int, source: int, unit: int) -> str:
    """The chain as derivatives, below it as numbers; a second line where one would be too long."""
    names = {
        "loss": "L",
        "output": "y",
        "output_sum": "z_y",
        "hidden": neuron_tex(1, unit),
        "hidden_sum": neuron_tex(1, unit, "z"),
        "weight": "w",
    }
    derivatives = [
        rf"\frac{{\partial {names[f.numerator]}}}{{\partial {names[f.denominator]}}}"
        for f in found.factors
    ]
    numbers = [bracketed(factor.value, 3) for factor in found.factors]
    return (
        r"\begin{aligned}\frac{\partial L}{\partial w} &= "
        + r" \cdot ".join(derivatives)
        + r" \\ &= "
        + r" \cdot ".join(numbers)
        + rf" \\ &= \mathbf{{{tex(found.product, DIGITS)}}}\end{{aligned}}"
    )


def _checks(found: Chain) -> None:
    ways = (
        (_("Product of the factors"), found.product),
        (_("nnviz's backward pass"), found.gradient),
        (_("Finite difference"), found.difference),
    )
    for column, (title, value) in zip(st.columns(3), ways, strict=True):
        column.metric(title, written(value, DIGITS))


def _sentence(network: Network, found: Chain, edge: Edge) -> str:
    layer, source, unit = edge
    weight = written(float(network.weights[layer][source, unit]))
    if found.gradient > 0:
        text = _(
            "The weight is {weight}. A little more of it would raise the loss: take some away."
        )
    elif found.gradient < 0:
        text = _("The weight is {weight}. A little more of it would lower the loss: add some.")
    else:
        text = _("The weight is {weight}. Just here, moving it changes nothing.")
    explained = _(
        "The finite difference moves the weight by a hundred-thousandth up and down and looks at "
        "the loss: no calculus in it, so it can tell whether the calculus is right."
    )
    return f"{text.format(weight=weight)} {explained}"
