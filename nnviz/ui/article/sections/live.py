"""All the parts at work: a run of the article's own on the real stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from nnviz.experiment import Experiment
from nnviz.live.back.tickets import new_ticket
from nnviz.live.run.registry import enter
from nnviz.live.run.run import LiveRun
from nnviz.ui.common.fragments import fragment
from nnviz.ui.common.links import playground_link
from nnviz.ui.stage import stage
from nnviz.ui.stage.strings import stage_strings
from nnviz.ui.text.language import _
from nnviz.ui.visit.admission import present_visit
from nnviz.ui.visit.cloakroom import Cloakroom
from nnviz.ui.visit.events import steer

#: Three neurons, three straight borders: just enough to close one around the middle.
EXPERIMENT = Experiment("circle", hidden=(3,), learning_rate=0.1)

#: Updates per second: the borders can be followed on their way.
SPEED = 100.0


@dataclass(eq=False)
class ArticleVisit:
    """What a visitor of the article has: its run.

    Attributes
    ----------
    visit, ticket, run
        See `nnviz.ui.visit.cloakroom.Belonging`.
    answered
        Number of the question, of those that the stage asked, answered last.
    """

    visit: str
    run: LiveRun
    ticket: str = field(default_factory=new_ticket)
    answered: int = 0


_CLOAKROOM: Cloakroom[ArticleVisit] = Cloakroom("article-reading")


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


def reading() -> ArticleVisit:
    """What the visitor has on this page; the first call makes it."""
    found = _CLOAKROOM.present()
    if found is None:
        found = ArticleVisit(present_visit(), LiveRun(EXPERIMENT))
        found.run.speed = SPEED
        enter(found.run, found)
        _CLOAKROOM.keep(found)
    return found


@fragment()
def _run() -> None:
    here = reading()
    mine = here.run
    with st.container(key="article-live", border=True):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                _("Pause") if mine.playing else _("Play"),
                key="live-play",
                type="primary",
                icon=":material/pause:" if mine.playing else ":material/play_arrow:",
                help=_("Stand still") if mine.playing else _("Train until you pause"),
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
        event = stage(
            mine,
            strings=stage_strings(),
            on_event=_noticed,
            ticket=here.ticket,
            answered=here.answered,
            key="article-stage",
        )
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
        case {"type": "return", "tickets": [*tickets], "another": str(another), "turn": int(turn)}:
            _CLOAKROOM.come_back(tickets, another)
            reading().answered = turn
        case _:
            steer(mine, event)
    st.rerun(scope="fragment")
