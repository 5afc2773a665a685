"""How the table was read: its first rows, and what can be read otherwise."""

from dataclasses import replace
from typing import Any

import streamlit as st

from nnviz.data.tables import Table
from nnviz.data.tables.file.detection import ENCODINGS
from nnviz.data.tables.file.unpacking import PARQUET
from nnviz.data.tables.layout.notes import LAST_NAME_LACKS, NAME_LACKS, ON_READING
from nnviz.data.tables.limits import MAX_ROWS
from nnviz.data.tables.table import Dialect
from nnviz.ui.text.language import _, noop
from nnviz.ui.text.untrusted import as_code, as_text, cut
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
#: Whose letters each encoding is for.
LETTERS = {
    **dict.fromkeys(("utf-8", "utf-16"), noop("All languages")),
    **dict.fromkeys(("cp1252", "iso8859_15", "mac_roman", "cp850"), noop("Western Europe")),
    **dict.fromkeys(("cp1250", "iso8859_2", "cp852", "mac_latin2"), noop("Central Europe")),
    **dict.fromkeys(("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic"), noop("Cyrillic")),
    **dict.fromkeys(("cp1253", "iso8859_7"), noop("Greek")),
    "cp1254": noop("Turkish"),
    "cp1257": noop("Baltic"),
    "cp1255": noop("Hebrew"),
    "cp1256": noop("Arabic"),
    **dict.fromkeys(("cp932", "euc_jp"), noop("Japanese")),
    "gb18030": noop("Chinese, simplified"),
    "big5hkscs": noop("Chinese, traditional"),
    "cp949": noop("Korean"),
    "cp874": noop("Thai"),
}
#: Pixels of the menu of encodings.
ENCODING_WIDTH = 260
#: Pixels of the number of a row.
NUMBER_WIDTH = 170


def found_section(found: Draft) -> None:
    """The first rows, and how they were read; a correction reads the table again."""
    table = found.table
    assert table is not None
    with st.container():
        _doubts(table)
    st.dataframe(
        preview_of(table), key=f"upload-preview-{found.turn}", height=HEIGHT, hide_index=True
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if table.dialect.kind != PARQUET:
            _names_row(found, table.dialect.header_row)
        _choice(
            found,
            "decimal",
            _("Decimals are written"),
            {".": _("1.5"), ",": _("1,5")},
            table.dialect.decimal,
        )
        if len(table.dialect.sheets) > 1:
            _sheet(found, table.dialect)
        elif not table.dialect.kind and isinstance(found.source and found.source.content, bytes):
            _encoding(found, table.dialect.encoding)
    beside = set(ON_READING) - {NAME_LACKS, LAST_NAME_LACKS}
    told = [one for one in table.remarks if one.reason in beside]
    st.caption("  \n".join([_how(table), *(one.message(_, as_text) for one in told)]))


def _doubts(table: Table) -> None:
    """What makes one wonder whether the names are where they belong."""
    for remark in table.remarks:
        if remark.reason in (NAME_LACKS, LAST_NAME_LACKS):
            st.warning(
                f"{remark.message(_, as_text)} {_('If that is wrong, all columns are shifted.')}",
                title=_("Look whether the names stand above the right columns"),
                icon=":material/warning:",
            )


def preview_of(table: Table) -> dict[str, list[str]]:
    """The first rows as the file has them, by column."""
    cells = zip(*table.preview, strict=True)
    return {name: list(column) for name, column in zip(table.names, cells, strict=True)}


def _how(table: Table) -> str:
    dialect = table.dialect
    if dialect.kind == PARQUET:
        return _("Read as a Parquet file.")
    if dialect.kind:
        return _("Read from the sheet {sheet}.").format(sheet=as_text(cut(dialect.sheet)))
    delimiter = dialect.delimiter
    words = _(DELIMITERS[delimiter]) if delimiter in DELIMITERS else as_code(delimiter)
    encoding = ENCODINGS[dialect.encoding]
    if len(table.columns) == 1:
        return _("Read as {encoding}, one column.").format(encoding=encoding)
    return _("Read as {encoding}, {delimiter} between the columns.").format(
        encoding=encoding, delimiter=words
    )


def _choice(found: Draft, what: str, label: str, titles: dict[Any, str], chosen: Any) -> None:
    st.session_state[_key(what)] = chosen
    st.segmented_control(
        label,
        list(titles),
        required=True,
        format_func=titles.__getitem__,
        key=_key(what),
        on_change=_read_again,
        args=(found, what),
    )


def _names_row(found: Draft, chosen: int) -> None:
    st.session_state[_key("header_row")] = chosen
    st.number_input(
        _("Row with the names"),
        min_value=0,
        max_value=MAX_ROWS,
        step=1,
        key=_key("header_row"),
        on_change=_read_again,
        args=(found, "header_row"),
        help=_(
            "Counted as a spreadsheet does, from 1. What stands above it is passed over. "
            "0: the columns have no names."
        ),
        width=NUMBER_WIDTH,
    )


def _encoding(found: Draft, chosen: str) -> None:
    choices = list(LETTERS)
    if chosen not in choices:
        # Another name for it, or one that is met too seldom to be offered.
        same = [name for name in choices if ENCODINGS[name] == ENCODINGS[chosen]]
        choices, chosen = (choices, same[0]) if same else ([*choices, chosen], chosen)
    st.session_state[_key("encoding")] = chosen
    st.selectbox(
        _("Letters are written in"),
        choices,
        format_func=_encoding_label,
        key=_key("encoding"),
        on_change=_read_again,
        args=(found, "encoding"),
        help=_("Choose another one if letters in the table look wrong."),
        width=ENCODING_WIDTH,
    )


def _sheet(found: Draft, dialect: Dialect) -> None:
    st.session_state[_key("sheet")] = dialect.sheet
    st.selectbox(
        _("Sheet"),
        dialect.sheets,
        key=_key("sheet"),
        on_change=_read_again,
        args=(found, "sheet"),
        width=ENCODING_WIDTH,
    )


def _encoding_label(name: str) -> str:
    called = ENCODINGS[name]
    return f"{_(LETTERS[name])} ({called})" if name in LETTERS else called


def _key(what: str) -> str:
    """Of the widget that shows one of `Directions`: the same for every table, so that it stays the
    same widget when the table is read anew."""
    return f"upload-{what}"


def _read_again(found: Draft, what: str) -> None:
    """Read with this one thing as the person says, and what was said before."""
    if found.table is None:
        return
    directions = replace(found.directions, **{what: st.session_state[_key(what)]})
    if what == "sheet":
        # Another sheet has its names elsewhere.
        directions = replace(directions, header_row=None)
    found.read_again(directions)
