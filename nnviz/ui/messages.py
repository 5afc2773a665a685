"""What the page has to say when something is not as it should be: what happened, what was kept,
and what to do next.
"""

import math

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nnviz.experiment.stopping import EPOCH
from nnviz.live.stopper import Reached
from nnviz.live.trouble import Trouble
from nnviz.ui.controls.training import plain
from nnviz.ui.foreign import as_code
from nnviz.ui.language import _, noop
from nnviz.ui.numbers import grouped
from nnviz.ui.panels.measures import digits
from nnviz.ui.session import Session, current, slower

#: The one cause that a smaller learning rate does not help against, and what does.
INITIAL_WEIGHTS = "initial_weights_too_large"
SMALLER_WEIGHTS = "xavier"

CAUSES = {
    "learning_rate_too_high": noop(
        "The likely cause is the learning rate of {rate}: each step jumps past the valley, further "
        "every time."
    ),
    INITIAL_WEIGHTS: noop(
        "The likely cause is the initial weights: they are so large that the very first step "
        "explodes."
    ),
    "input_too_large": noop(
        "The likely cause is the inputs: they are so large that every step explodes."
    ),
}

QUANTITIES = {
    "activations": noop("By update {step}, an answer of layer {layer} had become {value}."),
    "loss": noop("By update {step}, the loss, taken from layer {layer}, had become {value}."),
    "weights": noop("By update {step}, the weights of layer {layer} had grown to {value}."),
    "gradient": noop("In update {step}, the gradient of layer {layer} grew to {value}."),
}


def messages() -> None:
    """Show what there is to say, if anything, over the page, so that nothing moves."""
    session = current()
    if session.notice:
        st.toast(session.notice, icon=":material/replay:")
        session.notice = ""
    with st.container(key="messages"):
        _standing(session)


def _standing(session: Session) -> None:
    if session.complaints:
        _complaints(session)
    if session.replayable is not None:
        st.info(
            _(
                "More was done by hand in this run than fits into the page’s address. Reloading "
                "the page, or sharing its address, goes back to update {step}."
            ).format(step=grouped(session.replayable)),
            icon=":material/link_off:",
        )
    if session.run.halt is not None:
        _halt(session.run.halt)
    if session.run.trouble is not None:
        _trouble(session, session.run.trouble)


def _complaints(session: Session) -> None:
    lines = [f"- {complaint.message(_, as_code)}" for complaint in session.complaints]
    with _message("complaints"):
        st.warning("\n".join(lines), title=_("Not all of the address could be used"))
        st.button(_("All right"), key="dismiss", on_click=session.complaints.clear)


def _halt(halt: Reached) -> None:
    if halt.what == EPOCH:
        why = _("Epoch {epoch} is over.").format(epoch=grouped(int(halt.value)))
    elif halt.what == "train":
        why = _("The training loss is {loss}, below your limit.").format(loss=digits(halt.value))
    else:
        why = _("The test loss is {loss}, below your limit.").format(loss=digits(halt.value))
    st.info(
        why + " " + _("Play goes on from here."),
        title=_("Training has paused, as you wished"),
        icon=":material/flag:",
    )


def _trouble(session: Session, trouble: Trouble) -> None:
    weights_to_blame = (
        trouble.cause == INITIAL_WEIGHTS and session.experiment.initializer != SMALLER_WEIGHTS
    )
    what = _(QUANTITIES[trouble.quantity]).format(
        step=grouped(trouble.step), layer=trouble.layer, value=_size(trouble.value)
    )
    cause = _(CAUSES[trouble.cause]).format(rate=plain(session.experiment.learning_rate))
    kept = _("What you see is the network after update {step}.").format(
        step=grouped(trouble.step - 1)
    )
    back = _(
        "Going on takes it back to update {step}, when all was well; what was set by hand since "
        "then is undone."
    ).format(step=grouped(session.run.trainer.healthy.step_count))
    locked = "initializer" if weights_to_blame else "learning_rate"
    if session.exercise.locks(locked):
        restart = _("Restart, or go back on the timeline, and try something else.")
        with _message("trouble"):
            st.error(
                " ".join([what, cause, kept, restart]),
                title=_("Training has paused: the numbers were exploding"),
            )
        return
    with _message("trouble"):
        st.error(
            " ".join([what, cause, kept] if weights_to_blame else [what, cause, kept, back]),
            title=_("Training has paused: the numbers were exploding"),
        )
        if weights_to_blame:
            st.button(
                _("Smaller weights (Xavier) and go on"),
                key="fix_initial_weights",
                type="primary",
                on_click=_fix_initial_weights,
            )
        else:
            rate = plain(slower(session.experiment.learning_rate))
            st.button(
                _("Learning rate ÷ 10 ({rate}) and go on").format(rate=rate),
                key="fix_learning_rate",
                type="primary",
                on_click=session.slow_down,
            )


def _message(name: str) -> DeltaGenerator:
    """Holds a text and its button, which the style sheet puts into the text's frame."""
    return st.container(key=f"message-{name}")


def _size(value: float) -> str:
    if math.isnan(value):
        return _("not a number (NaN)")
    return _("infinite") if math.isinf(value) else f"{value:.3g}"


def _fix_initial_weights() -> None:
    session = current()
    session.run.play()
    session.change(initializer=SMALLER_WEIGHTS)
