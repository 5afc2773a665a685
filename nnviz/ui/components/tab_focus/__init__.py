"""Keeps the keyboard where it belongs while the page is redrawn around it: on a tab of a row, see
``tabs.js`` for why, and in what it has opened, see ``opened.js``."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

_tabs = st.components.v2.component(
    "nnviz.keep_tab_focus", js=(HERE / "tabs.js").read_text(encoding="utf-8")
)
_opened = st.components.v2.component(
    "nnviz.focus_what_opens", js=(HERE / "opened.js").read_text(encoding="utf-8")
)


def keep_tab_focus(selector: str, *, key: str) -> None:
    """Keep the keyboard on the tabs of a part of the page that this is called within.

    Parameters
    ----------
    selector
        CSS selector of the part.
    """
    _tabs(key=key, data={"selector": selector})


def focus_what_opens(*, key: str) -> None:
    """Take the keyboard into each menu and popover of the page, and bring it back from there."""
    _opened(key=key)
