"""Knows whether a part of the page is in view, so that nothing out of sight is computed.

The beat of the live panels is the browser's: a page that is slow, hidden or scrolled away asks for
less by itself, which a timer on the server could not know.
"""

from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent


#: What the component imports, and in what words: an inline script can load nothing.
CALM = HERE.parents[1] / "stage" / "stream" / "calm.js"
IMPORT = 'import { whenCalm } from "../../stage/stream/calm.js";\n'


def _script() -> str:
    """The component's inline script, with the module that it needs in it."""
    calm = CALM.read_text(encoding="utf-8").replace("export ", "")
    before, after = (HERE / "in_view.js").read_text(encoding="utf-8").split(IMPORT)
    return before + calm + after


_component = st.components.v2.component("nnviz.in_view", js=_script())

#: Milliseconds from one drawing to the request for the next, at least: what takes the browser long
#: to draw is drawn less often.
INTERVAL = 1000

#: Pixels of the part that must show above the window's lower edge before it counts as in view.
STRIP = 160


def _noticed() -> None:
    """Streamlit reports only those events that have a callback; the rerun is all that is wanted."""


def is_in_view(selector: str, *, running: bool, key: str) -> bool:
    """Whether the part of the page around this component is in view.

    While it is, and `running`, the fragment (or page) that it stands in runs again once
    in `INTERVAL`.

    Parameters
    ----------
    selector
        CSS selector of the part, an ancestor of the component.
    running
        Whether there will be something new to draw in a moment.
    """
    known: dict[str, Any] = st.session_state.get(key) or {}
    visible = bool(known.get("visible"))
    turn = f"{key}-turn"
    # The browser schedules the next tick when it sees a new turn.
    st.session_state[turn] = st.session_state.get(turn, 0) + 1 if visible and running else 0
    _component(
        key=key,
        data={
            "selector": selector,
            "running": running,
            "visible": visible,
            "interval": INTERVAL,
            "strip": STRIP,
            "turn": st.session_state[turn],
        },
        default={"visible": False},
        on_visible_change=_noticed,
        on_tick_change=_noticed,
    )
    return visible
