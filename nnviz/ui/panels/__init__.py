"""Below the picture: what one studies rather than watches, as Plotly figures.

Only the open tab is computed, only while it is in view, and about once a second while training.
Each panel is a module of its own: a function that draws it, given the palette.
"""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from nnviz.ui.common.fragments import fragment
from nnviz.ui.common.theme import Palette, visitors_palette
from nnviz.ui.components.in_view import is_in_view
from nnviz.ui.components.tab_focus import keep_tab_focus
from nnviz.ui.components.tab_tips import tab_tips
from nnviz.ui.panels.curves import curve_panel
from nnviz.ui.panels.distributions import distribution_panel
from nnviz.ui.panels.flow import flow_panel
from nnviz.ui.panels.landscape.panel import landscape_panel
from nnviz.ui.panels.mistakes import mistake_panel
from nnviz.ui.panels.quality import quality_panel
from nnviz.ui.panels.weights import weight_panel
from nnviz.ui.text.language import _
from nnviz.ui.visit.session import current

KEY = "panels"


class Tab(NamedTuple):
    """A panel, and what is said of it where one points at its tab."""

    draw: Callable[[Palette], None]
    tip: str


@fragment(key="panels")
def panels() -> None:
    """All panels as tabs, one at a time."""
    if current().exercise.hides("panels"):
        return
    run = current().run
    with st.container(key=KEY):
        in_view = is_in_view(f".st-key-{KEY}", running=run.playing, key="in-view")
        keep_tab_focus(f".st-key-{KEY}", key="keep-tab-focus")
        drawn = _tabs()
        tabs = st.tabs(list(drawn), key="panel", on_change="rerun")
        for tab, panel in zip(tabs, drawn.values(), strict=True):
            if tab.open and in_view:
                with tab:
                    panel.draw(visitors_palette())
        tips = {name: panel.tip for name, panel in drawn.items()}
        tab_tips(f".st-key-{KEY}", tips, key="tabtips")


def _tabs() -> dict[str, Tab]:
    """By what is written on each."""
    return {
        _("Curves"): Tab(
            curve_panel,
            _("How right it was from epoch to epoch, and how far apart the two losses are."),
        ),
        _("How good?"): Tab(
            quality_panel, _("How right its answers are, measured in more than one way.")
        ),
        **_mistakes(),
        _("Gradients"): Tab(
            flow_panel, _("Whether the gradient reaches every layer, and how large its steps are.")
        ),
        _("Weights"): Tab(weight_panel, _("Every weight and every bias, number by number.")),
        _("Distributions"): Tab(
            distribution_panel,
            _(
                "How weights, activations and gradients are spread in each layer, and which "
                "neurons have stopped learning."
            ),
        ),
        _("Loss landscape"): Tab(
            landscape_panel, _("How the loss would rise and fall with other weights than now.")
        ),
    }


def _mistakes() -> dict[str, Tab]:
    """Of a table: elsewhere, the map shows at one glance what is wrong."""
    experiment = current().experiment
    if not experiment.spec.has_columns or experiment.task == "regression":
        return {}
    return {_("Mistakes"): Tab(mistake_panel, _("What it gets wrong, example by example."))}
