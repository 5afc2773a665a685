"""What the page has to say when something is not as it should be: what happened, what was kept,
and what to do next.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import streamlit as st

from nnviz.experiment.url.stopping import EPOCH
from nnviz.live.run.stopper import Reached
from nnviz.live.run.trouble import Trouble
from nnviz.ui.common.remedies import remedy_for
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import digits, grouped, plain
from nnviz.ui.text.untrusted import as_code
from nnviz.ui.text.words import sentence
from nnviz.ui.text.words.divergence import CAUSE_SENTENCES, QUANTITY_SENTENCES
from nnviz.ui.visit.session import Session, current


def notices() -> None:
    """Say for a moment what has just happened; nobody else does, see `Session.tell`."""
    session = current()
    if session.notice:
        st.toast(session.notice, icon=":material/replay:")
        session.notice = ""


def most_pressing(session: Session) -> Callable[[], None] | None:
    """What says the most pressing thing, in the place of the line on what to do; else None.

    It has two lines there, so that nothing moves and nothing is covered; all of it can be read in a
    popover. What is less pressing is said next.
    """
    if session.run.trouble is not None:
        return partial(_trouble, session, session.run.trouble)
    if session.run.halt is not None:
        return partial(_halt, session.run.halt)
    if session.complaints:
        return partial(_complaints, session)
    if session.url.replayable is not None:
        return partial(_too_long, session.url.replayable)
    return None


@contextmanager
def _said() -> Iterator[None]:
    """Holds a text and its buttons."""
    with st.container(key="message", horizontal=True, vertical_alignment="center", gap="xsmall"):
        yield


def _complaints(session: Session) -> None:
    told = [complaint.message(_, as_code) for complaint in session.complaints]
    title = _("Not all of the address could be used")
    with _said():
        st.warning(f"**{title}.** " + " ".join(told))
        _read_all(title, "\n".join(f"- {sentence}" for sentence in told))
        st.button(_("All right"), key="dismiss", on_click=session.complaints.clear)


def _too_long(replayable: int) -> None:
    with _said():
        st.info(
            _(
                "More was done by hand in this run than fits into the page’s address. Reloading "
                "the page, or sharing its address, goes back to update {step}."
            ).format(step=grouped(replayable)),
            icon=":material/link_off:",
        )


def _halt(halt: Reached) -> None:
    if halt.what == EPOCH:
        why = _("Epoch {epoch} is over.").format(epoch=grouped(int(halt.value)))
    elif halt.what == "train":
        why = _("The training loss is {loss}, below your limit.").format(loss=digits(halt.value))
    else:
        why = _("The test loss is {loss}, below your limit.").format(loss=digits(halt.value))
    title, on = _("Training has paused, as you wished"), _("Play goes on from here.")
    with _said():
        st.info(f"**{title}.** {why} {on}", icon=":material/flag:")


def _trouble(session: Session, trouble: Trouble) -> None:
    remedy = remedy_for(trouble.cause, session.experiment)
    is_locked = session.exercise.locks(remedy.field)
    told = [
        sentence(CAUSE_SENTENCES, trouble.cause, rate=plain(session.experiment.learning_rate)),
        sentence(
            QUANTITY_SENTENCES,
            trouble.quantity,
            step=grouped(trouble.step),
            layer=trouble.layer,
            value=_size(trouble.value),
        ),
        _("What you see is the network after update {step}.").format(
            step=grouped(trouble.step - 1)
        ),
    ]
    if is_locked:
        told.append(_("Restart, or go back on the timeline, and try something else."))
    elif remedy.goes_back:
        told.append(
            _(
                "Going on takes it back to update {step}, when all was well; what was set by hand "
                "since then is undone."
            ).format(step=grouped(session.run.trainer.healthy.step_count))
        )
    title = _("Training has paused: the numbers were exploding")
    with _said():
        st.error(f"**{title}.** " + " ".join(told))
        _read_all(title, "\n\n".join(told))
        if not is_locked:
            says = remedy.says(session.experiment)
            st.button(says, key=remedy.key, type="primary", on_click=remedy.act)


def _read_all(title: str, told: str) -> None:
    """Of what the line may have no room for."""
    with st.popover(_("Read all"), key="read-all", type="tertiary"):
        st.markdown(f"**{title}**\n\n{told}")


def _size(value: float) -> str:
    if math.isnan(value):
        return _("not a number (NaN)")
    return _("infinite") if math.isinf(value) else f"{value:.3g}"
