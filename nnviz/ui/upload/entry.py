"""What the Data section has of people's own tables: what is learned from now, and the way in."""

import streamlit as st

from nnviz.experiment import Experiment
from nnviz.ui.text.language import _, ngettext
from nnviz.ui.text.untrusted import as_text, cut
from nnviz.ui.upload.dialog import upload_dialog
from nnviz.ui.upload.draft import begin, draft
from nnviz.ui.upload.learning import file_of, is_own

BUTTON = "own-data"
#: Characters of a file's name that the sidebar has room for.
LONGEST_FILE = 40


def own_data(experiment: Experiment) -> None:
    """The table that is learned from, where it is somebody's own, and the button to the dialog."""
    spec = experiment.spec
    own = spec.has_columns and is_own(spec.name)
    if own:
        _line(spec.name, spec.most_points, spec.dimension)
    st.button(
        _("Another table") if own else _("Your data"),
        key=BUTTON,
        icon=":material/upload_file:",
        help=_("Learn from a table of your own: CSV, Excel, Parquet, or cells from elsewhere"),
        on_click=begin,
        width="stretch",
    )
    if draft() is not None:
        upload_dialog()


def _line(name: str, rows: int, inputs: int) -> None:
    file = file_of(name)
    if file:
        text = ngettext(
            "Your table: {file}, {rows} rows, {inputs} input",
            "Your table: {file}, {rows} rows, {inputs} inputs",
            inputs,
        )
    else:
        text = ngettext(
            "Your table: {rows} rows, {inputs} input",
            "Your table: {rows} rows, {inputs} inputs",
            inputs,
        )
    told = as_text(cut(file, LONGEST_FILE))
    line = text.format(file=f"**{told}**", rows=f"{rows:,}", inputs=inputs)
    st.markdown(f":small[:material/table: {line}]")
