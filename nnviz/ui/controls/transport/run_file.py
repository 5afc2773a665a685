"""Saving the run as a file, and opening such a file again."""

from dataclasses import dataclass
from typing import Self

import streamlit as st

from nnviz.live.run.run import LiveRun
from nnviz.saving import RunFileProblem, SavedRun, write_run
from nnviz.saving.archive import MOST_MEGABYTES
from nnviz.ui.common.frame import lets_files_through, way_out
from nnviz.ui.text.language import _
from nnviz.ui.visit.run_files import open_file
from nnviz.ui.visit.session import current

#: Ends the names of files, and says which ones are offered.
ENDING = "npz"
_UPLOAD = "run_file"
_ASKED = "open_run_asked"


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
        return cls(f"nnviz-{dataset}-{saved.snapshot.now.step_count}.{ENDING}", saved)

    def content(self) -> bytes:
        """The file."""
        return write_run(self.saved)


def save_button() -> None:
    """Download the run as it is when the button is drawn."""
    file = RunFile.of(current().run)
    step = file.saved.snapshot.now.step_count
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


def open_button(menu: str) -> None:
    """Close the popover of this key, which the button is in, and have `open_dialog` ask."""
    st.button(
        _("Open run"),
        key="open_run",
        icon=":material/folder_open:",
        help=_("Go on with a run that was saved as a file"),
        width="stretch",
        on_click=_ask,
        args=(menu,),
    )


def _ask(menu: str) -> None:
    st.session_state[menu] = False
    st.session_state[_ASKED] = True


def open_dialog() -> None:
    """Ask for a file to open, once the button has been pressed; to be called outside its menu."""
    if st.session_state.pop(_ASKED, False):
        # Decorated here, since the title is in the visitor's language.
        st.dialog(_("Open a saved run"), icon=":material/folder_open:")(_dialog)()


def _dialog() -> None:
    st.markdown(
        _(
            "It goes on exactly from where it was saved. The run that you have now gives way to "
            "it; save that first if you want to keep it."
        )
    )
    if not lets_files_through():
        way_out(
            _(
                "No file comes through here: this page’s cookies are kept back, as browsers do in "
                "a frame on another site and some proxies everywhere. Open this page in a tab of "
                "its own, and the file there."
            ),
            key="run-in-a-tab",
        )
        return
    file = st.file_uploader(
        _("A file that “Save run” has made"),
        type=ENDING,
        key=_UPLOAD,
        max_upload_size=MOST_MEGABYTES,
    )
    if file is None:
        return
    try:
        open_file(current(), file.getvalue())
    except RunFileProblem as problem:
        st.error(problem.message(_), title=_("This file could not be opened"))
    else:
        st.rerun()
