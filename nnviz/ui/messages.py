"""What the page has to say when something is not as it should be: what happened, what was kept,
and what to do next.
"""

import math

import streamlit as st

from nnviz.live.run import Trouble
from nnviz.ui.controls.training import plain
from nnviz.ui.language import _, noop
from nnviz.ui.session import Session, current, slower

#: Widths of a message and of what can be done about it.
TEXT_AND_BUTTON = (3, 1)

#: The one cause that a smaller learning rate does not help against.
INITIAL_WEIGHTS = "initial_weights_too_large"

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
    "activations": noop("an answer of layer {layer} became {value}"),
    "loss": noop("the loss, taken from layer {layer}, became {value}"),
    "gradient": noop("the gradient of layer {layer} grew to {value}"),
}


def messages() -> None:
    """Show what there is to say, if anything."""
    session = current()
    if session.notice:
        st.toast(session.notice, icon=":material/replay:")
        session.notice = ""
    if session.complaints:
        _complaints(session)
    if session.run.trouble is not None:
        _trouble(session, session.run.trouble)


def _complaints(session: Session) -> None:
    lines = [f"- {complaint.message(_)}" for complaint in session.complaints]
    text, button = st.columns(TEXT_AND_BUTTON, vertical_alignment="center")
    text.warning("\n".join(lines), title=_("Not all of the address could be used"))
    button.button(_("All right"), key="dismiss", on_click=session.complaints.clear, width="stretch")


def _trouble(session: Session, trouble: Trouble) -> None:
    what = _(QUANTITIES[trouble.quantity]).format(layer=trouble.layer, value=_size(trouble.value))
    cause = _(CAUSES[trouble.cause]).format(rate=plain(session.experiment.learning_rate))
    kept = _("What you see is the network after update {step}.").format(step=trouble.step - 1)
    back = _("To go on takes it back to update {step}, when all was well.").format(
        step=session.run.trainer.recovery_step
    )
    text, button = st.columns(TEXT_AND_BUTTON, vertical_alignment="center")
    text.error(
        f"{_('In update {step}').format(step=trouble.step)}, {what}. {cause} {kept}"
        + (f" {back}" if trouble.cause != INITIAL_WEIGHTS else ""),
        title=_("Training has paused: the numbers were exploding"),
    )
    if trouble.cause == INITIAL_WEIGHTS:
        button.button(
            _("Smaller weights (Xavier) and go on"),
            key="fix_initial_weights",
            type="primary",
            on_click=_fix_initial_weights,
            width="stretch",
        )
    else:
        rate = plain(slower(session.experiment.learning_rate))
        button.button(
            _("Learning rate ÷ 10 ({rate}) and go on").format(rate=rate),
            key="fix_learning_rate",
            type="primary",
            on_click=session.slow_down,
            width="stretch",
        )


def _size(value: float) -> str:
    if math.isnan(value):
        return _("not a number (NaN)")
    return _("infinite") if math.isinf(value) else f"{value:.3g}"


def _fix_initial_weights() -> None:
    session = current()
    session.run.play()
    session.change(initializer="xavier")
