"""The Streamlit script: runs from top to bottom for each visitor and each change of the page."""

from datetime import timedelta
from pathlib import Path

import streamlit as st

from nnviz.ui.common.fragments import fragment
from nnviz.ui.common.links import ARTICLE, PLAYGROUND
from nnviz.ui.common.style import style
from nnviz.ui.components.tab_focus import focus_what_opens
from nnviz.ui.text.language import _

# A file of our own: Streamlit would fetch a named icon from the internet.
ICON = Path(__file__).parents[1] / "common" / "icon.svg"

#: Pixels: seven dataset cards side by side.
SIDEBAR_WIDTH = 320


@fragment(run_every=timedelta(days=1))
def _come_back() -> None:
    """Let a page that has lost its server ask the next one for itself.

    Streamlit's side in the browser does so at once only where something runs by itself, however
    seldom; else it waits for a click, and the stage, whose run is gone, for ever.
    """


page = st.navigation(
    [
        st.Page(PLAYGROUND, title=_("nnviz: watch a neural network learn"), default=True),
        st.Page(ARTICLE, title=_("nnviz: how a neural network works"), url_path="article"),
    ],
    # Each page has its own link to the other, on the line of its heading.
    position="hidden",
)
st.set_page_config(
    page_title=page.title,
    page_icon=ICON,
    layout="wide",
    initial_sidebar_state=SIDEBAR_WIDTH,
)
style()
page.run()
focus_what_opens(key="focus-what-opens")
_come_back()
