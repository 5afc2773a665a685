"""Where a table can come from: a file, the clipboard, or one of those that are here to try."""

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from nnviz.data.real import FOLDER, SOURCES
from nnviz.data.tables.limits import MAX_COLUMNS, MAX_INPUTS, MAX_ROWS
from nnviz.ui.common.frame import lets_files_through, way_out
from nnviz.ui.text.language import _
from nnviz.ui.text.words.data import dataset_label
from nnviz.ui.upload.draft import Draft, Upload

ENDINGS = ("csv", "tsv", "txt", "xlsx", "xls", "ods", "parquet")
MEGABYTES = 20


def sources_section(found: Draft) -> None:
    """Three ways in, each of which begins to read."""
    st.markdown(
        _(
            "A table with a row for each example and a column for each thing that is known of it. "
            "The network learns to tell one column from the others."
        )
    )
    file, paste, sample = st.tabs(
        [
            f":material/description: {_('A file')}",
            f":material/content_paste: {_('Paste cells')}",
            f":material/school: {_('Just try')}",
        ]
    )
    with file:
        _file(found)
    with paste:
        _paste(found)
    with sample:
        _samples(found)
    st.caption(
        _(
            "Up to {rows} rows, {columns} columns and, in the end, {inputs} inputs. The table "
            "stays in this server’s memory for as long as you work with it; it is never saved, and "
            "nobody else sees it unless you share the page’s address."
        ).format(rows=f"{MAX_ROWS:,}", columns=f"{MAX_COLUMNS:,}", inputs=MAX_INPUTS),
    )


def _file(found: Draft) -> None:
    if not lets_files_through():
        way_out(
            _(
                "No file comes through here: this page’s cookies are kept back, as browsers do in "
                "a frame on another site and some proxies everywhere. Copy the table and paste its "
                "cells, or open this page in a tab of its own."
            ),
            key="upload-in-a-tab",
        )
        return
    key = f"upload-file-{found.turn}"
    st.file_uploader(
        _("CSV, TSV, Excel or Parquet, at most {megabytes} MB").format(megabytes=MEGABYTES),
        type=ENDINGS,
        max_upload_size=MEGABYTES,
        key=key,
        on_change=_take_file,
        args=(found, key),
        help=_(
            "As a spreadsheet or a program has saved it. Any delimiter and encoding will do. Where "
            "a proxy lets no file through, paste the table’s cells instead."
        ),
    )


def _take_file(found: Draft, key: str) -> None:
    uploaded: UploadedFile | None = st.session_state[key]
    if uploaded is not None:
        content = uploaded.getvalue()
        _give_back(uploaded)
        found.read(Upload(uploaded.name, content))


def _give_back(uploaded: UploadedFile) -> None:
    """Let Streamlit keep no copy, as it would until the visitor has gone."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, uploaded.file_id)


def _paste(found: Draft) -> None:
    key = f"upload-paste-{found.turn}"
    st.text_area(
        _("Cells, with their row of names"),
        key=key,
        height=170,
        placeholder=_("In a spreadsheet, select the cells and copy them. Then paste them here."),
    )
    st.button(
        _("Take these cells"),
        key="upload-take",
        icon=":material/check:",
        on_click=_take_pasted,
        args=(found, key),
    )


def _take_pasted(found: Draft, key: str) -> None:
    found.read(Upload("", str(st.session_state.get(key) or "")))


def _samples(found: Draft) -> None:
    st.markdown(_("These tables come with the page, and are read as if they were yours."))
    with st.container(horizontal=True, gap="small"):
        for name in SOURCES:
            st.button(
                dataset_label(name),
                key=f"upload-sample-{name}",
                icon=":material/table:",
                on_click=_take_sample,
                args=(found, name),
            )


def _take_sample(found: Draft, name: str) -> None:
    file = FOLDER / f"{name}.csv"
    found.read(Upload(file.name, file.read_bytes()))
