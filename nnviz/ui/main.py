"""The Streamlit script: runs from top to bottom for each visitor and each change of the page."""

from pathlib import Path

import streamlit as st

from nnviz.ui.language import _
from nnviz.ui.style import style
from nnviz.ui.views.playground import playground

# A file of our own: Streamlit would fetch a named icon from the internet.
ICON = Path(__file__).with_name("icon.svg")

#: Pixels: five dataset cards side by side.
SIDEBAR_WIDTH = 330

st.set_page_config(
    page_title=_("nnviz: watch a neural network learn"),
    page_icon=ICON,
    layout="wide",
    initial_sidebar_state=SIDEBAR_WIDTH,
)
style()
playground()
