"""The page's heading: its name, and one sentence on what to do or to watch for now, or on what is
wrong."""

import streamlit as st

from nnviz.experiment import Experiment
from nnviz.ui.common.messages import most_pressing
from nnviz.ui.text.language import _
from nnviz.ui.visit.session import Session


def guide(session: Session) -> None:
    """One line, always there, so that nothing below it jumps."""
    with st.container(key="guide"):
        say = most_pressing(session)
        st.markdown("# nnviz" if say else f"# nnviz\n{_sentence(session)}")
        if say:
            say()


def _sentence(session: Session) -> str:
    if session.preset is not None:
        title, sentence = _(session.preset.title), _(session.preset.sentence)
        return f"**{title}.** {sentence}"
    if session.run.trainer.step_count == 0 and not session.run.playing:
        return _first_hint(session.experiment)
    if session.experiment.spec.has_columns:
        return _(
            "Each small picture shows what one neuron answers all over the map. Point at one to "
            "look inside."
        )
    return _(
        "Each small picture shows what one neuron answers to every possible input. Point at one to "
        "look inside."
    )


def _first_hint(experiment: Experiment) -> str:
    if experiment.spec.image_shape is not None:
        return _("Press **Play** and watch a neural network learn to read. Then draw for it.")
    if experiment.spec.has_columns:
        return _("Press **Play** and watch a neural network learn from the rows of a table.")
    if experiment.task == "regression":
        return _("Press **Play** and watch a neural network learn the value of every point.")
    return _("Press **Play** and watch a neural network learn which colour belongs where.")
