"""The row above the picture: play, step, start again, how fast, ready-made runs, sharing, files."""

from collections.abc import Callable

import streamlit as st

from nnviz.experiment import LIMITS
from nnviz.ui.common.fragments import fragment
from nnviz.ui.controls.transport.download import download_popover
from nnviz.ui.controls.transport.guide import guide
from nnviz.ui.controls.transport.presets import preset_menu
from nnviz.ui.controls.transport.run_file import open_dialog
from nnviz.ui.controls.transport.share import reset_button, share_popover
from nnviz.ui.controls.transport.speed import speed_controls
from nnviz.ui.text.language import _
from nnviz.ui.visit.session import current

#: The fragments that show what a command changes, apart from the picture itself.
SHOWING = ["transport", "panels"]


@fragment(key="transport")
def transport() -> None:
    """What to do with the run as it is."""
    session = current()
    if session.experiment.dataset != session.on_page:
        # Other data concern the whole page: those of the next update, or a drawing of which the
        # browser has told together with what was asked of this row.
        st.rerun()
    guide(session)
    with st.container(key="transport", horizontal=True, gap="xxsmall", vertical_alignment="center"):
        _play_button()
        _command(
            "step",
            _("Step"),
            ":material/skip_next:",
            "S",
            _("One update: one batch, one step of every weight"),
            session.run.step,
        )
        _command(
            "epoch",
            _("Epoch"),
            ":material/fast_forward:",
            "E",
            _("One epoch: on to the end of the current pass over all training points"),
            session.run.epoch,
        )
        _command(
            "restart",
            _("Restart"),
            ":material/replay:",
            "B",
            _("Back to update 0, with the same initial weights"),
            session.run.restart,
        )
        st.button(
            _("New weights"),
            key="new_weights",
            icon=":material/casino:",
            shortcut="N",
            help=_("Back to update 0, with other initial weights: the next seed (key N)"),
            on_click=_new_weights,
            disabled=session.exercise.locks("seed"),
        )
        hides = session.exercise.hides
        if not hides("speed"):
            with st.container(horizontal=True, gap="xxsmall", width="content"):
                speed_controls()
        st.space("stretch")
        if not hides("presets"):
            preset_menu()
        if not hides("share"):
            share_popover()
        if not hides("download"):
            download_popover()
        if not hides("reset"):
            reset_button()
    open_dialog()


def _play_button() -> None:
    playing = current().run.playing
    # Few words: one has just pressed it, and what they lie over is to be read now.
    about = _("Stand still") if playing else _("Train until you pause")
    st.button(
        _("Pause") if playing else _("Play"),
        key="play",
        type="primary",
        icon=":material/pause:" if playing else ":material/play_arrow:",
        shortcut="P",
        help=_("{about} (key {key})").format(about=about, key="P"),
        on_click=_toggle,
    )


def _command(
    key: str, label: str, icon: str, shortcut: str, about: str, command: Callable[[], None]
) -> None:
    st.button(
        label,
        key=key,
        icon=icon,
        shortcut=shortcut,
        help=_("{about} (key {key})").format(about=about, key=shortcut),
        on_click=_do,
        args=(command,),
    )


def _do(command: Callable[[], None]) -> None:
    """Carry out a command, and draw again what it changes."""
    session = current()
    run = session.run
    had_message = run.trouble is not None or run.halt is not None
    command()
    session.write_url()
    if had_message or run.trouble is not None:
        st.rerun()
    st.rerun(SHOWING)


def _toggle() -> None:
    run = current().run
    _do(run.pause if run.playing else run.play)


def _new_weights() -> None:
    session = current()
    seeds = int(LIMITS["seed"].high) + 1
    session.change(seed=(session.experiment.seed + 1) % seeds)
