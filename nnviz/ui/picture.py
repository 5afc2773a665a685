"""The stage on the page, and what a person does in it."""

import streamlit as st

from nnviz.experiment.replay import STEP_LIMIT
from nnviz.ui.events import handle
from nnviz.ui.session import current
from nnviz.ui.stage import stage
from nnviz.ui.stage.strings import stage_strings

KEY = "stage"


def picture() -> None:
    """Mount the stage on the visitor's run; its events change the run like any control."""
    session = current()
    stage(
        session.run,
        strings=stage_strings(),
        on_event=_acted,
        keeps_url=True,
        draws=True,
        replayable=STEP_LIMIT if session.replayable is None else session.replayable,
        name=session.experiment.dataset,
        key=KEY,
    )


def _acted() -> None:
    """Follow what was done in the stage, before the page is drawn again."""
    current().acted()
    event = (st.session_state.get(KEY) or {}).get("event")
    if event:
        handle(event)
