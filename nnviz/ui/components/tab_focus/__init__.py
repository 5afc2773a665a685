"""Keeps the keyboard where it belongs while the page is redrawn around it: on a tab of a row, see
``tabs.js`` for why, and in what it has opened, see ``opened.js``."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

_tabs = st.components.v2.component(
    "nnviz.steady_tabs", js=(HERE / "tabs.js").read_text(encoding="utf-8")
)
_opened = st.components.v2.component(
    "nnviz.steady_opened", js=(HERE / "opened.js").read_text(encoding="utf-8")
)


def steady_tabs(selector: str, *, key: str) -> None:
    """Keep the keyboard on the tabs of a part of the page that this is called within.

    Parameters
    ----------
    selector
        CSS selector of the part.
    """
    _tabs(key=key, data={"selector": selector})


def steady_opened(*, key: str) -> None:
    """Take the keyboard into each menu and popover of the page, and bring it back from there."""
    _opened(key=key)
