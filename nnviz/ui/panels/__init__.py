"""Below the picture: what one studies rather than watches, as Plotly figures.

Only the open tab is computed, only while it is in view, and about once a second while training.
Each panel is a module of its own: a function that draws it, given the palette.
"""

from collections.abc import Callable

import streamlit as st

from nnviz.data import TableSpec
from nnviz.ui.fragments import fragment
from nnviz.ui.language import _
from nnviz.ui.panels.curves import curve_panel
from nnviz.ui.panels.distributions import distribution_panel
from nnviz.ui.panels.flow import flow_panel
from nnviz.ui.panels.landscape import landscape_panel
from nnviz.ui.panels.mistakes import mistake_panel
from nnviz.ui.panels.quality import quality_panel
from nnviz.ui.panels.weights import weight_panel
from nnviz.ui.sentinel import sentinel
from nnviz.ui.session import current
from nnviz.ui.steady import steady_tabs
from nnviz.ui.theme import Palette, visitors_palette

KEY = "panels"


@fragment(key="panels")
def panels() -> None:
    """All panels as tabs, one at a time."""
    if current().exercise.hides("panels"):
        return
    run = current().run
    with st.container(key=KEY):
        in_view = sentinel(f".st-key-{KEY}", running=run.playing, key="sentinel")
        steady_tabs(f".st-key-{KEY}", key="steady")
        drawn = {
            _("Curves"): curve_panel,
            _("How good?"): quality_panel,
            **_mistakes(),
            _("Gradients"): flow_panel,
            _("Weights"): weight_panel,
            _("Distributions"): distribution_panel,
            _("Loss landscape"): landscape_panel,
        }
        tabs = st.tabs(list(drawn), key="panel", on_change="rerun")
        for tab, draw in zip(tabs, drawn.values(), strict=True):
            if tab.open and in_view:
                with tab:
                    draw(visitors_palette())


def _mistakes() -> dict[str, Callable[[Palette], None]]:
    """Of a table: elsewhere, the map shows at one glance what is wrong."""
    experiment = current().experiment
    if not isinstance(experiment.spec, TableSpec) or experiment.task == "regression":
        return {}
    return {_("Mistakes"): mistake_panel}
