"""Where the run is to pause by itself: at an epoch, or once a loss is below a limit."""

from contextlib import suppress
from dataclasses import replace

import streamlit as st

from nnviz.experiment.url.stopping import LARGEST_LOSS, MOST_EPOCHS, SHARES
from nnviz.ui.controls.sidebar.field import show, take
from nnviz.ui.text.language import _
from nnviz.ui.visit.exercise import STOP
from nnviz.ui.visit.session import current

EPOCH, LOSS, SHARE, ONLY_SHARE = "stop-epoch", "stop-loss", "stop-share", "stop-only-share"


def stop_controls() -> None:
    """An epoch, a loss, and whose loss it is; 0 stops nowhere."""
    session = current()
    stop, locked = session.run.stop, session.exercise.locks(STOP)
    # Where nothing is kept for a test there is but one loss.
    is_tested = session.experiment.has_test
    share_key, share = (SHARE, stop.share) if is_tested else (ONLY_SHARE, "train")
    for key, value in ((EPOCH, stop.epoch), (LOSS, stop.loss), (share_key, share)):
        show(key, value)
    first, second, third = st.columns([7, 10, 11], vertical_alignment="bottom")
    first.number_input(
        _("Epoch"),
        0,
        MOST_EPOCHS,
        key=EPOCH,
        help=_("Playing pauses after so many passes over the training data. 0: it does not."),
        on_change=_changed,
        args=(EPOCH, "epoch"),
        disabled=locked,
    )
    second.number_input(
        _("Loss below"),
        0.0,
        LARGEST_LOSS,
        step=0.01,
        format="%.4g",
        key=LOSS,
        help=_("Playing pauses at the first epoch that ends with a lower loss. 0: it does not."),
        on_change=_changed,
        args=(LOSS, "loss"),
        disabled=locked,
    )
    third.selectbox(
        _("Loss of"),
        SHARES if is_tested else ("train",),
        format_func=lambda share: _("test") if share == "test" else _("training"),
        help=_("Which of the two losses has to fall below the limit."),
        key=share_key,
        on_change=_changed,
        args=(share_key, "share"),
        disabled=locked or not is_tested,
    )


def _changed(key: str, field: str) -> None:
    session = current()
    value = None if session.exercise.locks(STOP) else take(key)
    if value is None:
        return
    with suppress(ValueError):
        session.run.stop = replace(session.run.stop, **{field: value})
    session.write_url()
