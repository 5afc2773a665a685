"""From a file, or from cells pasted as text, to a table.

The file is walked through in chunks of rows; each column keeps only what it will be in the end.
That way a table of 20 megabytes costs little memory, and no single call holds the processor for
long, so that a page can serve other visitors meanwhile.
"""

from collections.abc import Mapping
from dataclasses import replace

from nnviz.data.tables.detection import ENCODINGS
from nnviz.data.tables.encoding import Decoding, decoding_of, lines_of
from nnviz.data.tables.formats import checked
from nnviz.data.tables.gathering import Gatherer, TooLongError
from nnviz.data.tables.limits import LONGEST_CELL, MAX_COLUMNS
from nnviz.data.tables.numerals import COMMA, POINT, decimal_sign
from nnviz.data.tables.problem import (
    BROKEN_CHARACTERS,
    DUPLICATE_NAME,
    EMPTY,
    GUESSED_ENCODING,
    LONG_CELL,
    NAME_LACKS,
    SHORT_ROWS,
    STRAYS,
    TOO_MANY_COLUMNS,
    Remark,
    TableProblem,
)
from nnviz.data.tables.rows import Rows
from nnviz.data.tables.sniffing import layout_of
from nnviz.data.tables.table import Dialect, Table


def read_table(
    content: bytes | str,
    has_header: bool | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
) -> Table:
    """Read CSV, TSV, or what a spreadsheet puts on the clipboard.

    Parameters
    ----------
    content
        The file's bytes, or pasted text.
    has_header
        Whether the first row has names. None: find out.
    decimal
        The decimal sign, point or comma. None: find out.
    encoding
        How letters are written, of `ENCODINGS`. None: find out. Pasted text has none.

    Raises
    ------
    ValueError
        There is no such encoding.
    TableProblem
        It is no table, too large, or broken; the problem says where.
    """
    if encoding is not None and encoding not in ENCODINGS:
        raise ValueError(f"encoding must be one of {', '.join(ENCODINGS)}; it was {encoding!r}")
    wanted = "utf-8" if isinstance(content, str) else encoding or ""
    content = checked(content)
    decoding = decoding_of(content, wanted)
    layout = layout_of(lines_of(content, decoding.encoding), has_header)
    if layout is None:
        raise TableProblem(EMPTY)
    if layout.n_columns > MAX_COLUMNS:
        raise TableProblem(TOO_MANY_COLUMNS, count=layout.n_columns, limit=MAX_COLUMNS)
    layout = replace(layout, decimal=decimal or layout.decimal)
    rows = Rows(content, decoding.encoding, layout)

    gatherers = _gathered(rows, layout.decimal or POINT, {})
    sign = layout.decimal
    if sign is None:
        # The numbers with decimals may begin below the first lines.
        texts = [text for one in gatherers for text in one.texts]
        texts += [one.first_stray[1].strip() for one in gatherers if one.first_stray]
        sign = decimal_sign(texts, layout.delimiter)
        sign = sign or (COMMA if any(one.decimal == COMMA for one in gatherers) else POINT)
        if sign == COMMA:
            gatherers = _gathered(rows, COMMA, {})
    while forms := {i: form for i, one in enumerate(gatherers) if (form := one.next_form)}:
        for i, gatherer in zip(forms, _gathered(rows, sign, forms), strict=True):
            gatherers[i] = gatherer

    remarks = _remarks_on(decoding)
    if rows.lacks_name:
        remarks.append(Remark(NAME_LACKS))
    names = _told_apart(rows.names, remarks)
    if rows.n_short:
        remarks.append(Remark(SHORT_ROWS, row=rows.first_short, values={"count": rows.n_short}))
    table = Table(
        tuple(one.cells(name) for name, one in zip(names, gatherers, strict=True)),
        rows.n,
        tuple(rows.preview),
        Dialect(decoding.encoding, layout.delimiter, layout.quote, sign, layout.has_header),
        (),
        tuple(rows.blanks),
        rows.lines_above,
    )
    for name, gatherer in zip(names, gatherers, strict=True):
        if gatherer.first_stray:
            i, cell = gatherer.first_stray
            remarks.append(
                Remark(
                    *(STRAYS, name, table.row_number(i)),
                    {"count": gatherer.n_strays, "cell": cell},
                )
            )
    return replace(table, remarks=tuple(remarks))


def _remarks_on(decoding: Decoding) -> list[Remark]:
    called = {"encoding": ENCODINGS[decoding.encoding]}
    remarks = [] if decoding.is_sure else [Remark(GUESSED_ENCODING, values=called)]
    return [*remarks, Remark(BROKEN_CHARACTERS, values=called)] if decoding.is_broken else remarks


def _gathered(rows: Rows, decimal: str, forms: Mapping[int, str]) -> list[Gatherer]:
    """Walk through the rows once.

    Parameters
    ----------
    forms
        Columns to be gathered, and as what; empty for all, as whatever they are.
    """
    gatherers: dict[int, Gatherer] = {}
    for chunk in rows.chunks():
        columns = list(zip(*chunk, strict=True))
        if not gatherers:
            wanted = forms or dict.fromkeys(range(len(columns)), "")
            gatherers = {i: Gatherer(decimal, form) for i, form in wanted.items()}
        for i, gatherer in gatherers.items():
            try:
                gatherer.add(columns[i])
            except TooLongError as error:
                raise TableProblem(
                    LONG_CELL,
                    rows.names[i] or _unnamed(i),
                    rows.row_number(rows.n - len(chunk) + error.position),
                    limit=LONGEST_CELL,
                ) from None
    return list(gatherers.values())


def _unnamed(i: int) -> str:
    return f"column {i + 1}"


def _told_apart(names: list[str], remarks: list[Remark]) -> list[str]:
    """Names of which no two are equal and none is empty."""
    told: list[str] = []
    taken = set(names)
    for i, original in enumerate(names):
        name, count = original, 1
        if not name or name in told:
            stem = name or _unnamed(i)
            name = stem
            while name in taken:
                count += 1
                name = f"{stem} ({count})"
            if original:
                remarks.append(Remark(DUPLICATE_NAME, name, values={"original": original}))
        taken.add(name)
        told.append(name)
    return told
