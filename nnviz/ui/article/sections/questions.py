"""The article's four questions, answered, each with something to try."""

from collections.abc import Sequence

import streamlit as st

from nnviz.experiment.presets import PRESETS
from nnviz.ui.common.links import playground_link
from nnviz.ui.text.language import _

PROGRAM = """\
from nnviz import Experiment, Trainer

spiral = Experiment(
    dataset="spiral",
    hidden=(8, 8, 8),
    activation="silu",
    initializer="he",
    optimizer="adam",
    learning_rate=0.005,
)
trainer = Trainer(spiral)
trainer.epoch(150)
print(trainer.evaluate().test_metrics)
"""


def questions() -> None:
    """The last section."""
    st.header(_("Questions and answers"), anchor="questions")
    _what()
    _and_the_brain()
    _in_python()
    _what_next()


def _what() -> None:
    st.subheader(_("What is a neural network?"))
    st.markdown(
        _(
            "A function from numbers to numbers, made of many simple units in layers, whose "
            "weights and biases are found by training on examples rather than written by hand. "
            "What it can express depends on its layers: with none between input and output it can "
            "only draw one straight border, which is not enough for XOR. Eight neurons in between "
            "are."
        )
    )
    _try(("xor_without_hidden_layer", "xor"))


def _and_the_brain() -> None:
    st.subheader(_("What does it have to do with the brain?"))
    st.markdown(
        _(
            "It borrows the idea: simple units, adjustable connections, learning from experience. "
            "It does not model a brain, and it has troubles that are all its own. If all weights "
            "begin equal they stay equal, so it needs chance at the start; and through many "
            "saturating layers the gradient fades until the first ones learn nothing."
        )
    )
    _try(("zero_weights", "deep_sigmoid"))


def _in_python() -> None:
    st.subheader(_("How do I build one in Python?"))
    st.markdown(
        _(
            "For work, with a library such as PyTorch or TensorFlow: they derive the backward pass "
            "for you and run on graphics cards. To understand it, write one in NumPy; the core of "
            "nnviz is just that, and can be used without this page:"
        )
    )
    st.code(PROGRAM, language="python", wrap_lines=True)
    st.markdown(
        _(
            "And check shapes, as the lab above shows. Here are its straight line, and the spiral "
            "of these few lines, to watch:"
        )
    )
    _try(("line", "spiral"))


def _what_next() -> None:
    st.subheader(_("What is next, and what is hard?"))
    st.markdown(
        _(
            "Larger networks and other wirings, and with them the questions of the section above. "
            "In the small you can meet two of them here: a network that learns 40 noisy points by "
            "heart, which is what makes privacy hard; and a circle solved by a single neuron, "
            "given the right inputs, whose whole reasoning can be read off two weights."
        )
    )
    _try(("overfitting", "features"))


def _try(names: Sequence[str]) -> None:
    with st.container(horizontal=True, gap="small"):
        for name in names:
            playground_link(PRESETS[name].experiment, _(PRESETS[name].title))
