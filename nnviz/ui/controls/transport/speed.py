"""How fast training goes: from one update a second to whatever the machine can do."""

import math

import streamlit as st

from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import grouped
from nnviz.ui.visit.session import current
from nnviz.ui.visit.speeds import SPEEDS


def speed_controls() -> None:
    """A menu of speeds between a button for the next slower and one for the next faster."""
    speed = current().run.speed
    st.button(
        _("Slower"),
        key="slower",
        icon=":material/remove:",
        shortcut="D",
        help=_("Slower (key D)"),
        disabled=speed == SPEEDS[0],
        on_click=_change,
        args=(-1,),
    )
    st.menu_button(
        _name(speed),
        SPEEDS,
        key="speed",
        icon=":material/speed:",
        format_func=_name,
        help=_("How many updates a second training makes at most"),
        on_click=_choose,
    )
    st.button(
        _("Faster"),
        key="faster",
        icon=":material/add:",
        shortcut="F",
        help=_("Faster (key F)"),
        disabled=speed == SPEEDS[-1],
        on_click=_change,
        args=(1,),
    )


def _name(speed: float) -> str:
    if speed == math.inf:
        return _("Full speed")
    return _("{speed}/s").format(speed=grouped(speed))


def _choose() -> None:
    speed: float | None = st.session_state["speed"]
    if speed is not None:
        current().run.speed = speed


def _change(stops: int) -> None:
    run = current().run
    stop = SPEEDS.index(run.speed) + stops
    run.speed = SPEEDS[min(max(stop, 0), len(SPEEDS) - 1)]
