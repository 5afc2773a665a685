"""Explains tabs where one points: the only widgets that Streamlit gives no tooltip of its own."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

_component = st.components.v2.component(
    "nnviz.tab_tips",
    html='<div class="tip" role="tooltip" popover="manual"></div>',
    css=(HERE / "tab_tips.css").read_text(encoding="utf-8"),
    js=(HERE / "tab_tips.js").read_text(encoding="utf-8"),
)


def tab_tips(selector: str, tips: Mapping[str, str], *, key: str) -> None:
    """Explain the tabs of a part of the page that this is called within.

    Parameters
    ----------
    selector
        CSS selector of the part.
    tips
        What is said of each tab, by its label.
    """
    _component(key=key, data={"selector": selector, "tips": dict(tips)})
