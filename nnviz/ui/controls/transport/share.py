"""Handing the run to somebody else, and getting back to the beginning."""

import streamlit as st

from nnviz.ui.controls.transport.address import address
from nnviz.ui.controls.transport.embed import embed_button, embed_dialog
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import grouped
from nnviz.ui.visit.session import current
from nnviz.ui.visit.speeds import FIRST_SPEED

KEY = "share"


def share_popover() -> None:
    """The address of this run, to copy."""
    popover = st.popover(
        _("Share"),
        icon=":material/share:",
        help=_("The page's address always describes the run"),
        key=KEY,
        on_change="rerun",
    )
    # Built when it is opened, so that it is never an old address.
    if popover.open:
        with popover:
            session = current()
            st.markdown(_("This address opens the same data, network and initial weights:"))
            st.code(address(session.url.without_steps()), language=None, wrap_lines=True)
            step = session.run.trainer.step_count
            if step:
                st.markdown(
                    _(
                        "This one also goes through the run again, with all that was changed by "
                        "hand, to update {step}:"
                    ).format(step=grouped(step))
                )
                st.code(address(session.url.to_query()), language=None, wrap_lines=True)
            embed_button(KEY)
    embed_dialog()


def reset_button() -> None:
    """Everything as on the first visit, or as an exercise began."""
    is_exercise = bool(current().exercise)
    st.button(
        _("Reset"),
        key="reset",
        icon=":material/restart_alt:",
        help=_("Back to where this exercise began")
        if is_exercise
        else _("All settings back to their defaults"),
        on_click=_reset,
    )


def _reset() -> None:
    session = current()
    session.run.pause()
    session.run.speed = FIRST_SPEED
    session.begin(session.start)
