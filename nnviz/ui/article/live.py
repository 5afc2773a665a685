"""All the parts at work: a run of the article's own on the real stage."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from nnviz.experiment import Experiment
from nnviz.live.registry import Visitor, enter
from nnviz.live.run import LiveRun
from nnviz.ui.admission import present_visit
from nnviz.ui.events import steer
from nnviz.ui.language import _
from nnviz.ui.links import playground_link
from nnviz.ui.stage import stage
from nnviz.ui.stage.strings import stage_strings

#: Three neurons, three straight borders: just enough to close one around the middle.
EXPERIMENT = Experiment("circle", hidden=(3,), learning_rate=0.1)

#: Updates per second: the borders can be followed on their way.
SPEED = 100.0

_RUN, _OWNER = "article-run", "article-visitor"


def live() -> None:
    """The seventh section."""
    st.header(_("All of it, live"), anchor="live")
    st.markdown(
        _(
            "Forward, loss, backward, update, a hundred times a second: this is the real thing, "
            "the same stage as in the playground with a small run of its own. Two inputs, three "
            "hidden neurons, one output, {count} points. Every hidden neuron can draw one border; "
            "watch the three of them close around the middle."
        ).format(count=len(EXPERIMENT.make_dataset().train_points))
    )


def live_stage() -> None:
    """The run itself, which may be broader than the text."""
    _run()


def run() -> LiveRun:
    """The visitor's run on this page; the first call makes it."""
    found: LiveRun | None = st.session_state.get(_RUN)
    if found is None:
        found = st.session_state[_RUN] = LiveRun(EXPERIMENT)
        found.speed = SPEED
        st.session_state[_OWNER] = Visitor(present_visit())
        enter(found, st.session_state[_OWNER])
    return found


@st.fragment
def _run() -> None:
    mine = run()
    with st.container(key="article-live", border=True):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                _("Pause") if mine.playing else _("Play"),
                key="live-play",
                type="primary",
                icon=":material/pause:" if mine.playing else ":material/play_arrow:",
                on_click=mine.pause if mine.playing else mine.play,
            )
            st.button(
                _("Restart"),
                key="live-restart",
                icon=":material/replay:",
                help=_("Back to update 0, with the same initial weights"),
                on_click=mine.restart,
            )
            playground_link(mine.experiment, _("Take it to the playground"))
        if mine.trouble is not None:
            st.error(_("The numbers were exploding, so training has paused. Restart begins anew."))
        event = stage(mine, strings=stage_strings(), on_event=_noticed, key="article-stage")
        if event:
            _follow(mine, event)


def _noticed() -> None:
    """Streamlit reports only those events that have a callback; the rerun is all that is wanted."""


def _follow(mine: LiveRun, event: Mapping[str, Any]) -> None:
    """Do to the run what a person has done in the picture."""
    match event:
        case {"type": "reshape", "hidden": [*hidden], "features": [*features]}:
            try:
                mine.apply(mine.experiment.with_(hidden=hidden, features=features))
            except ValueError:
                return
        case _:
            steer(mine, event)
    st.rerun(scope="fragment")
