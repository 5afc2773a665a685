"""Headings of the groups of controls, which say what a change in the group costs."""

import streamlit as st

from nnviz.ui.text.language import _
from nnviz.ui.visit.session import current


def section(title: str, group: str, *, live: bool) -> None:
    """A heading, and whether a change of what follows restarts training or happens on the fly.

    Parameters
    ----------
    group
        Its name in `nnviz.ui.visit.exercise.GROUPS`; all of it may be locked.
    """
    if current().exercise.locks(group):
        badge = f":gray-badge[:material/lock: {_('fixed on this page')}]"
    elif live:
        badge = f":green-badge[:material/bolt: {_('changes while it trains')}]"
    else:
        badge = f":gray-badge[:material/replay: {_('a change restarts')}]"
    st.markdown(f"##### {title} {badge}")
