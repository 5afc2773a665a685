"""Headings of the groups of controls, which say what a change in the group costs."""

import streamlit as st

from nnviz.ui.language import _


def section(title: str, *, live: bool) -> None:
    """A heading, and whether a change of what follows restarts training or happens on the fly."""
    if live:
        badge = f":green-badge[:material/bolt: {_('changes while it trains')}]"
    else:
        badge = f":gray-badge[:material/replay: {_('a change restarts')}]"
    st.markdown(f"##### {title} {badge}")
