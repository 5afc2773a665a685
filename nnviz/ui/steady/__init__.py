"""Keeps the keyboard on a tab while the row of tabs is redrawn; see ``steady.js`` for why."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

_component = st.components.v2.component(
    "nnviz.steady", js=(HERE / "steady.js").read_text(encoding="utf-8")
)


def steady_tabs(selector: str, *, key: str) -> None:
    """Keep the keyboard on the tabs of a part of the page that this is called within.

    Parameters
    ----------
    selector
        CSS selector of the part.
    """
    _component(key=key, data={"selector": selector})
