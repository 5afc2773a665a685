"""The stage on the page, and what a person does in it.

It is a part of the page by itself, although all of the page is drawn again after each event. What
the browser asks of the whole page ends the script that is at work at once, with the click in it
that came a moment before; what it asks of a part waits, and neither is lost.
"""

import streamlit as st

from nnviz.experiment.url.entries import STEP_LIMIT
from nnviz.live.stream.feed import opening
from nnviz.ui.common.fragments import fragment
from nnviz.ui.stage import stage
from nnviz.ui.stage.strings import stage_strings
from nnviz.ui.text.language import _
from nnviz.ui.visit.events import handle
from nnviz.ui.visit.session import current

KEY = "stage"

#: What of an exercise concerns the stage: what it cannot change, and what it can do without.
LOCKABLE = ("hidden", "features", "editor")
REMOVABLE = ("editor", "timeline")


@fragment(key="picture")
def picture() -> None:
    """Mount the stage on the visitor's run; its events change the run like any control."""
    session = current()
    exercise = session.exercise
    strings = stage_strings()
    if exercise.hides("editor") or exercise.locks("editor"):
        strings["hint"] = _(
            "Point at a neuron to see its equation with today's numbers, at a connection to see "
            "its weight."
        )
    stage(
        session.run,
        strings=strings,
        on_event=_acted,
        keeps_url=True,
        draws=not exercise.locks("dataset"),
        replayable=STEP_LIMIT if session.url.replayable is None else session.url.replayable,
        name=session.experiment.dataset,
        ticket=session.ticket,
        answered=session.answered,
        locked=filter(exercise.locks, LOCKABLE),
        without=filter(exercise.hides, REMOVABLE),
        opening=() if session.run.was_seen.is_set() else opening(session.run),
        key=KEY,
    )


def _acted() -> None:
    """Follow what was done in the stage, and draw the page again."""
    current().url.acted()
    event = (st.session_state.get(KEY) or {}).get("event")
    if event:
        handle(event)
    st.rerun()
