"""The dialog: first a table is given, then it is looked at, put right, and learned from."""

import streamlit as st

from nnviz.ui.text.language import _, ngettext
from nnviz.ui.text.untrusted import as_text
from nnviz.ui.upload.columns import columns_section
from nnviz.ui.upload.draft import Draft, draft, drop
from nnviz.ui.upload.found import found_section
from nnviz.ui.upload.learning import learn
from nnviz.ui.upload.outcome import outcome_section
from nnviz.ui.upload.sources import sources_section

LEARN = "upload-learn"
#: Seconds between two looks at whether the table is read, or the dialog has been closed.
LOOK = 0.1


def upload_dialog() -> None:
    """Open the dialog, on whatever has come of it so far."""
    # The title is in the visitor's language.
    dialog = st.dialog(
        _("Your data"), width="large", icon=":material/upload_file:", on_dismiss=drop
    )
    dialog(_content)()


def _content() -> None:
    found = draft()
    if found is None:
        # It was closed while this was on its way.
        return
    with st.container(key="upload-dialog"):
        # Each has a place of its own: whatever comes or goes there, no list below is closed by it.
        with st.container():
            _wait(found)
        for section in _GIVING if found.table is None else _DECIDING:
            with st.container():
                section(found)


def _wait(found: Draft) -> None:
    place = st.empty()
    if found.job is None:
        return
    with place.container(), st.spinner(_("Reading the table …"), show_time=True):
        clock = st.empty()
        while found.job is not None and found.job.running:
            found.job.wait(LOOK)
            # Streamlit stops a script that is not wanted any more when it next shows something.
            clock.empty()
    place.empty()
    found.take()


def _problem(found: Draft) -> None:
    """Why there is no table, if one was given."""
    if found.problem is not None:
        st.error(
            f"{found.problem.message(_, as_text)} {_('The run goes on with its data.')}",
            title=_("This table cannot be read"),
            icon=":material/error:",
        )
    elif found.failed:
        st.error(
            _(
                "Something went wrong here, not with you. The run goes on with its data. Try "
                "another table, or save this one anew as CSV."
            ),
            title=_("This table could not be read"),
        )


def _refused(found: Draft) -> None:
    """Why the table cannot be read in the way that the person said last, if they said so."""
    if found.problem is not None:
        st.warning(
            found.problem.message(_, as_text),
            title=_("It cannot be read that way, so it stays as it was"),
            icon=":material/warning:",
        )


def _head(found: Draft) -> None:
    """What the table is called, how large it is, and the way to another one."""
    assert found.source is not None
    assert found.table is not None
    name = found.source.name or _("pasted cells")
    n_rows, n_columns = found.table.n_rows, len(found.table.columns)
    rows = ngettext("{count} row", "{count} rows", n_rows).format(count=f"{n_rows:,}")
    columns = ngettext("{count} column", "{count} columns", n_columns).format(count=n_columns)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{as_text(name)}**: {rows}, {columns}")
        st.button(
            _("Another table"),
            key="upload-another",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=found.clear,
        )


def _button(found: Draft) -> None:
    st.button(
        _("Learn from this table"),
        key=LEARN,
        type="primary",
        icon=":material/play_arrow:",
        disabled=found.plan.records is None,
        on_click=learn,
    )


#: The parts of the dialog from top to bottom, before there is a table and after.
_GIVING = (_problem, sources_section)
_DECIDING = (_head, _refused, found_section, columns_section, outcome_section, _button)
