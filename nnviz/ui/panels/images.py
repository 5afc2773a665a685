"""How charts are saved by the camera in their corner: sharp, well named, as pixels or as shapes.

Plotly's bar has one camera, and Streamlit hands over no buttons of one's own; so the format is
chosen once, where other files are downloaded.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from nnviz.ui.figures.frame import CONFIG
from nnviz.ui.text.language import _
from nnviz.ui.visit.session import current

#: Formats and what they are called.
FORMATS = {"png": "PNG", "svg": "SVG"}
#: Pixels of a saved chart for each on the page.
SCALE = 2

_CHOSEN, _WIDGET = "image_format", "field-image_format"


def chart_config(base: Mapping[str, Any] = CONFIG) -> dict[str, Any]:
    """The configuration of a chart, with the format that the visitor has chosen."""
    chosen = st.session_state.get(_CHOSEN, "png")
    options = {
        "format": chosen,
        "filename": f"nnviz-{current().experiment.dataset}-chart",
        # Shapes are sharp at any size.
        "scale": SCALE if chosen == "png" else 1,
    }
    return {**base, "toImageButtonOptions": options}


def format_choice() -> None:
    """Lets the visitor choose."""
    st.session_state[_WIDGET] = st.session_state.get(_CHOSEN, "png")
    st.radio(
        _("The camera on each chart saves"),
        list(FORMATS),
        key=_WIDGET,
        format_func=FORMATS.__getitem__,
        horizontal=True,
        on_change=_chosen,
    )


def _chosen() -> None:
    st.session_state[_CHOSEN] = st.session_state[_WIDGET]
    st.rerun(["transport", "panels"])
