"""Saving the run as a file, and opening such a file again."""

from dataclasses import dataclass
from typing import Self

import streamlit as st

from nnviz.live.run import LiveRun
from nnviz.saving import RunFileProblem, SavedRun, write_run
from nnviz.saving.archive import MOST_MEGABYTES
from nnviz.ui.language import _
from nnviz.ui.session import current

#: Ends the names of files, and says which ones are offered.
ENDING = "npz"
_UPLOAD = "run_file"


@dataclass(frozen=True)
class RunFile:
    """The run at one update, to be written only when somebody wants the file.

    Attributes
    ----------
    name
        Of the file: the dataset's and the update's, as in ``nnviz-spiral-120.npz``.
    """

    name: str
    saved: SavedRun

    @classmethod
    def of(cls, run: LiveRun) -> Self:
        """A run as it is now."""
        saved = run.to_save()
        # The digest that ends the name of own data says nothing to a person.
        dataset = saved.experiment.dataset.partition("-")[0]
        return cls(f"nnviz-{dataset}-{saved.standing.now.step_count}.{ENDING}", saved)

    def content(self) -> bytes:
        """The file."""
        return write_run(self.saved)


def run_file_popover() -> None:
    """Save and open, in the transport row."""
    popover = st.popover(
        _("File"),
        icon=":material/save:",
        help=_("Save the run as a file, or open one"),
        key="run_file_menu",
        on_change="rerun",
    )
    if popover.open:
        with popover:
            save_button()
            open_button()


def save_button() -> None:
    """Download the run as it is when the button is drawn."""
    file = RunFile.of(current().run)
    step = file.saved.standing.now.step_count
    st.download_button(
        _("Save run"),
        file.content,
        file_name=file.name,
        mime="application/octet-stream",
        key="save_run",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
        help=_(
            "All of it as one file: data, weights, the past and what you changed, as at update "
            "{step}"
        ).format(step=step),
    )


def open_button() -> None:
    """Ask for a file."""
    if st.button(_("Open run"), key="open_run", icon=":material/folder_open:", width="stretch"):
        _ask()


def _ask() -> None:
    # Decorated here, since the title is in the visitor's language.
    st.dialog(_("Open a saved run"), icon=":material/folder_open:")(_dialog)()


def _dialog() -> None:
    st.markdown(
        _(
            "It goes on exactly from where it was saved. The run that you have now gives way to "
            "it; save that first if you want to keep it."
        )
    )
    file = st.file_uploader(
        _("A file that “Save run” has made"),
        type=ENDING,
        key=_UPLOAD,
        max_upload_size=MOST_MEGABYTES,
    )
    if file is None:
        return
    try:
        current().open_file(file.getvalue())
    except RunFileProblem as problem:
        st.error(problem.message(_), title=_("This file could not be opened"))
    else:
        st.rerun()
