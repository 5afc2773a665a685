"""Handing the run to somebody else, and getting back to the beginning."""

from urllib.parse import urlencode

import streamlit as st

from nnviz.experiment import Experiment
from nnviz.ui.language import _
from nnviz.ui.session import FIRST_SPEED, current


def share_popover() -> None:
    """The address of this run, to copy."""
    popover = st.popover(
        _("Share"),
        icon=":material/share:",
        help=_("The page's address always describes the run"),
        key="share",
        on_change="rerun",
    )
    # Built when it is opened, so that it is never an old address.
    if popover.open:
        with popover:
            st.markdown(_("This address opens the same data, network and initial weights:"))
            st.code(address(), language=None, wrap_lines=True)


def address() -> str:
    """Where this run can be found."""
    base = (st.context.url or "").partition("?")[0]
    query = urlencode(current().experiment.to_query(), safe=",")
    return f"{base}?{query}" if query else base


def reset_button() -> None:
    """Everything as on the first visit."""
    st.button(
        _("Reset"),
        key="reset",
        icon=":material/restart_alt:",
        help=_("All settings back to their defaults"),
        on_click=_reset,
    )


def _reset() -> None:
    session = current()
    session.run.pause()
    session.run.speed = FIRST_SPEED
    session.begin(Experiment())
