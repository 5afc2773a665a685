"""The playground: choose, train, watch."""

import streamlit as st

from nnviz.ui.controls.data import data_controls
from nnviz.ui.controls.left_out import leave_out
from nnviz.ui.controls.network import network_controls
from nnviz.ui.controls.plane import plane_controls
from nnviz.ui.controls.training import training_controls
from nnviz.ui.controls.transport import transport
from nnviz.ui.exercise import GROUPS
from nnviz.ui.links import PLAYGROUND, other_page
from nnviz.ui.messages import notices
from nnviz.ui.panels import panels
from nnviz.ui.picture import picture
from nnviz.ui.session import current


def playground() -> None:
    """The page from top to bottom, the picture as early as can be."""
    session = current()
    session.follow_url()
    leave_out(session.exercise)
    session.run.shown = session.experiment
    session.on_page = session.experiment.dataset
    if not session.exercise.hides("article"):
        other_page(PLAYGROUND)
    transport()
    picture()
    notices()
    # An empty sidebar would still have its button.
    if not all(session.exercise.hides(group) for group in GROUPS):
        with st.sidebar:
            data_controls()
            plane_controls()
            network_controls()
            training_controls()
    panels()
