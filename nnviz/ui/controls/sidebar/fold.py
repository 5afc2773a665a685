"""Folds of the sidebar: what is set once, behind one line that says what it is.

Its widgets are on the page whether it is open or not, as an address or an example may set what
they show.
"""

from collections.abc import Iterable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nnviz.experiment import Experiment
from nnviz.ui.text.language import _
from nnviz.ui.visit.exercise import STOP
from nnviz.ui.visit.session import current

#: Key of each fold to what an exercise may hide of it; without any of that it has no place.
FOLDS: Mapping[str, tuple[str, ...]] = {
    "fold-data": ("train_share", "data_seed", "features"),
    "fold-network": ("hidden", "layer_activations", "initializer", "seed", "class_weights"),
    "fold-training": ("dropout", "gradient_clipping", "schedule", "schedule_epochs"),
    "fold-stop": (STOP,),
}

_OPENED = "opened-folds"


def fold(title: str, key: str, telling: Iterable[str] = ()) -> DeltaGenerator:
    """A fold that a visitor finds as it was left, also on the way back from the article.

    Parameters
    ----------
    key
        One of `FOLDS`.
    telling
        Fields whose values cannot be seen elsewhere: how many of them are not what they are
        for these data at first stands behind the title.
    """
    experiment = current().experiment
    usual = Experiment(experiment.dataset)
    count = sum(getattr(experiment, name) != getattr(usual, name) for name in telling)
    if count:
        title = _("{title}: {count} set").format(title=title, count=count)
    opened: set[str] = st.session_state.setdefault(_OPENED, set())
    return st.expander(title, expanded=key in opened, key=key, on_change=_turned, args=(key,))


def _turned(key: str) -> None:
    opened: set[str] = st.session_state[_OPENED]
    if st.session_state[key]:
        opened.add(key)
    else:
        opened.discard(key)
