"""How the table was read: its first rows, and what can be read otherwise."""

from typing import Any

import streamlit as st

from nnviz.data.tables import Table
from nnviz.data.tables.problem import NAME_LACKS
from nnviz.ui.foreign import as_code, as_text
from nnviz.ui.language import _, noop
from nnviz.ui.upload.draft import Draft

#: Pixels: the names, and four rows, of a hundred to scroll through.
HEIGHT = 180

DELIMITERS = {
    ",": noop("commas"),
    ";": noop("semicolons"),
    "\t": noop("tabs"),
    "|": noop("vertical bars"),
    " ": noop("spaces"),
}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
}


def found_section(found: Draft) -> None:
    """The first rows, and how they were read; a correction reads the table again."""
    table = found.table
    assert table is not None
    for remark in table.remarks:
        if remark.reason == NAME_LACKS:
            st.warning(
                f"{remark.message(_, as_text)} {_('If that is wrong, all columns are shifted.')}",
                title=_("Look whether the names stand above the right columns"),
                icon=":material/warning:",
            )
    st.dataframe(
        preview_of(table), key=f"upload-preview-{found.turn}", height=HEIGHT, hide_index=True
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        _choice(
            found,
            "header",
            _("The first row has"),
            {True: _("names"), False: _("values")},
            table.dialect.has_header,
        )
        _choice(
            found,
            "decimal",
            _("Decimals are written"),
            {".": _("1.5"), ",": _("1,5")},
            table.dialect.decimal,
        )
        st.caption(_how(table))


def preview_of(table: Table) -> dict[str, list[str]]:
    """The first rows as the file has them, by column."""
    cells = zip(*table.preview, strict=True)
    return {name: list(column) for name, column in zip(table.names, cells, strict=True)}


def _how(table: Table) -> str:
    dialect = table.dialect
    delimiter = dialect.delimiter
    words = _(DELIMITERS[delimiter]) if delimiter in DELIMITERS else as_code(delimiter)
    encoding = ENCODINGS.get(dialect.encoding, dialect.encoding)
    if len(table.columns) == 1:
        return _("Read as {encoding}, one column.").format(encoding=encoding)
    return _("Read as {encoding}, {delimiter} between the columns.").format(
        encoding=encoding, delimiter=words
    )


def _choice(found: Draft, what: str, label: str, titles: dict[Any, str], chosen: Any) -> None:
    key = f"upload-{what}-{found.turn}"
    st.session_state[key] = chosen
    st.segmented_control(
        label,
        list(titles),
        required=True,
        format_func=titles.__getitem__,
        key=key,
        on_change=_read_again,
        args=(found, what, key),
    )


def _read_again(found: Draft, what: str, key: str) -> None:
    """Read with this one thing as the person says, and all else as it was read before."""
    if found.table is None or found.source is None:
        return
    chosen, dialect = st.session_state[key], found.table.dialect
    if what == "header":
        found.read(found.source, bool(chosen), dialect.decimal)
    else:
        found.read(found.source, dialect.has_header, str(chosen))
