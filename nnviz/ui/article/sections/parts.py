"""The parts of a network, and one neuron to take apart."""

import numpy as np
import streamlit as st

from nnviz.core.arrays import Array
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.network.network import Network
from nnviz.experiment import Experiment
from nnviz.ui.article.miniature import bracketed, miniature, tex, written
from nnviz.ui.article.small_network import forward
from nnviz.ui.common.fragments import fragment
from nnviz.ui.common.links import playground_link
from nnviz.ui.common.theme import visitors_palette
from nnviz.ui.figures.lesson import STILL, activation_curve
from nnviz.ui.text.language import _
from nnviz.ui.text.words import about, label
from nnviz.ui.text.words.network import ACTIVATION_WORDS

#: Key, name in a formula, first value of each slider.
SLIDERS = (
    ("x1", "$x_1$", 1.0),
    ("w1", "$w_1$", 0.8),
    ("x2", "$x_2$", 0.5),
    ("w2", "$w_2$", -1.2),
    ("b", "$b$", 0.3),
)
#: One neuron alone, whose first weights get everything wrong: there is something to watch.
SINGLE = Experiment("gauss", hidden=(), seed=6)
REACH = 2.0
CURVE = np.linspace(-6.0, 6.0, 241)


def parts() -> None:
    """The second section."""
    st.header(_("The parts of a network"), anchor="parts")
    st.markdown(
        _(
            "- A **neuron** takes some numbers in and gives one number out.\n"
            "- Each of its inputs has a **weight**: how much that input counts, and for or "
            "against.\n"
            "- Its **bias** is added on top: how ready the neuron is before any input arrives.\n"
            "- An **activation function** bends the sum. Without one, any number of layers would "
            "be no more than a single straight one.\n"
            "- A **layer** is a row of neurons that all see the same inputs; what they put out is "
            "the input of the next layer."
        )
    )
    st.markdown(
        _("Weights and biases are all that training changes. This is one neuron with two inputs:")
    )
    _neuron()
    st.markdown(
        _(
            "With an S-shaped or kinked activation, one neuron can only draw one straight border "
            "between its low and its high answers. That is why neurons work in layers."
        )
    )
    playground_link(SINGLE, _("See a single neuron in the playground"))


@fragment()
def _neuron() -> None:
    with miniature("neuron"):
        values = _sliders()
        inputs = np.array([[values["x1"], values["x2"]]])
        network = neuron(values, st.session_state["neuron-activation"])
        (layer,) = forward(network, inputs)
        z, a = float(layer.pre_activations[0, 0]), float(layer.activations[0, 0])
        formula, curve = st.columns([1, 1], vertical_alignment="center")
        formula.latex(_formula(inputs[0], network, z, a))
        name = network.activation_names[0]
        formula.markdown(about(ACTIVATION_WORDS, name, ACTIVATIONS[name].formula))
        answers = np.empty_like(CURVE)
        ACTIVATIONS[name].forward(CURVE, answers)
        curve.plotly_chart(
            activation_curve(
                CURVE,
                answers,
                (z, a),
                visitors_palette(),
                sum_name=_("sum z"),
                answer_name=_("answer a"),
            ),
            key="neuron-curve",
            config=STILL,
            alt=_(
                "The activation function; the neuron is at the sum {z}, its answer is {a}."
            ).format(z=written(z), a=written(a)),
        )


def _sliders() -> dict[str, float]:
    with st.container(key="sliders-neuron"):
        columns = st.columns(3)
    values = {
        key: columns[number // 2].slider(name, -REACH, REACH, start, 0.05, key=f"neuron-{key}")
        for number, (key, name, start) in enumerate(SLIDERS)
    }
    columns[2].selectbox(
        _("Activation"),
        list(ACTIVATIONS),
        index=list(ACTIVATIONS).index("tanh"),
        format_func=lambda name: label(ACTIVATION_WORDS, name),
        key="neuron-activation",
    )
    return values


def neuron(values: dict[str, float], activation: str) -> Network:
    """A network of a single neuron with these weights and this bias."""
    network = Network((2, 1), (activation,), "mse", np.random.default_rng(0))
    network.parameters[...] = values["w1"], values["w2"], values["b"]
    return network


def _formula(inputs: Array, network: Network, z: float, a: float) -> str:
    """The sum, term by term, and what the activation makes of it."""
    weights, bias = network.weights[0][:, 0], float(network.biases[0][0])
    products = [
        rf"{bracketed(x)} \cdot {bracketed(w)}" for x, w in zip(inputs, weights, strict=True)
    ]
    terms = [bracketed(x * w) for x, w in zip(inputs, weights, strict=True)]
    return (
        r"\begin{aligned}"
        r"z &= x_1 w_1 + x_2 w_2 + b \\"
        rf"&= {' + '.join(products)} + {bracketed(bias)} \\"
        rf"&= {' + '.join(terms)} + {bracketed(bias)} \\"
        rf"&= \mathbf{{{tex(z)}}} \\"
        rf"a &= f(z) = \mathbf{{{tex(a, 3)}}}"
        r"\end{aligned}"
    )
