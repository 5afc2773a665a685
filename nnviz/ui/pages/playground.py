"""The playground: choose, train, watch."""

from time import monotonic

import streamlit as st

from nnviz.ui.common.links import PLAYGROUND, other_page
from nnviz.ui.common.messages import notices
from nnviz.ui.controls.sidebar.data import data_controls
from nnviz.ui.controls.sidebar.left_out import leave_out
from nnviz.ui.controls.sidebar.network import network_controls
from nnviz.ui.controls.sidebar.plane import plane_controls
from nnviz.ui.controls.sidebar.training import training_controls
from nnviz.ui.controls.transport.transport import transport
from nnviz.ui.pages.picture import picture
from nnviz.ui.panels import panels
from nnviz.ui.visit.admission import is_here
from nnviz.ui.visit.browser.message import is_asked
from nnviz.ui.visit.exercise import GROUPS
from nnviz.ui.visit.session import Session, current

#: Seconds for which all else waits for the picture, and between two looks whether it is there.
PATIENCE, LOOK = 1.5, 0.02


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
    has_sidebar = not all(session.exercise.hides(group) for group in GROUPS)
    # Its place is there from the beginning, so that the picture has its own.
    sidebar = st.sidebar.container(key="controls") if has_sidebar else None
    _let_picture_come(session)
    if sidebar is not None:
        with sidebar:
            data_controls()
            plane_controls()
            network_controls()
            training_controls()
    panels()
    session.unsent.clear()


def _let_picture_come(session: Session) -> None:
    """Wait until the picture is there, when the page is new.

    The browser would draw all the rest before it mounts the stage, which comes late by that; and a
    tab that was reloaded only then asks for the run that it had, and for the page all over again.
    What the browser asks for meanwhile is answered at once, by a page that begins anew.
    """
    deadline = monotonic() + PATIENCE
    while is_here(session.visit) and not session.run.was_seen.wait(LOOK):
        if monotonic() > deadline:
            session.run.was_seen.set()  # or will be, one day
        if is_asked():
            st.rerun()
