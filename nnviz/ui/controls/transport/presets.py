"""Ready-made runs to begin with."""

import streamlit as st

from nnviz.experiment.presets import PRESETS
from nnviz.ui.text.language import _
from nnviz.ui.visit.session import current


def preset_menu() -> None:
    """A menu of them; the one that is chosen says above the picture what to watch for.

    Where something is locked it holds those that agree with that, if there are any.
    """
    session = current()
    possible = [
        name
        for name, preset in PRESETS.items()
        if not session.exercise.broken(session.experiment, preset.experiment)
    ]
    if not possible:
        return
    st.menu_button(
        _("Examples"),
        possible,
        key="preset",
        icon=":material/lightbulb:",
        format_func=lambda name: _(PRESETS[name].title),
        help=_("Ready-made runs that each show one thing"),
        on_click=_load,
    )


def _load() -> None:
    name: str | None = st.session_state["preset"]
    if name is not None:
        current().begin(PRESETS[name].experiment)
