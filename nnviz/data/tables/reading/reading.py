"""From a file, or from cells pasted as text, to a table.

The file is walked through in chunks of rows; each column keeps only what it will be in the end.
That way a table of 20 megabytes costs little memory, and no single call holds the processor for
long, so that a page can serve other visitors meanwhile.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from nnviz.data.tables.columns.decimals import COMMA, POINT, decimal_sign
from nnviz.data.tables.columns.gathering import Gatherer, TooLongError
from nnviz.data.tables.file.detection import ENCODINGS
from nnviz.data.tables.file.encoding import decoding_of, lines_of, lines_with
from nnviz.data.tables.file.formats import checked
from nnviz.data.tables.file.unpacking import PARQUET, Unpacked, unpacked
from nnviz.data.tables.layout.layout import Layout, layout_of
from nnviz.data.tables.layout.notes import (
    LEFT_OUT,
    remarks_on_decoding,
    remarks_on_names,
    remarks_on_rows,
    remarks_on_strays,
)
from nnviz.data.tables.layout.rows import IsExample, Rows
from nnviz.data.tables.layout.sniffing import ESCAPED, Marks
from nnviz.data.tables.limits import LONGEST_CELL, MAX_COLUMNS
from nnviz.data.tables.problem import (
    EMPTY,
    LONG_CELL,
    NO_SUCH_ROW,
    TOO_MANY_COLUMNS,
    Remark,
    TableProblem,
)
from nnviz.data.tables.table import Cells, Dialect, Table


def read_table(
    content: bytes | str,
    has_header: bool | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
    header_row: int | None = None,
    sheet: str | None = None,
    texts: Collection[str] = (),
    is_example: IsExample | None = None,
) -> Table:
    """Read CSV, TSV, what a spreadsheet puts on the clipboard, a workbook, or Parquet.

    Parameters
    ----------
    content
        The file's bytes, or pasted text.
    has_header
        Whether there is a row of names. None: find out.
    decimal
        The decimal sign, point or comma. None: find out.
    encoding
        How letters are written, of `ENCODINGS`. None: find out. Pasted text has none.
    header_row
        Number of the row with the names, as a spreadsheet counts; 0 where there is none. None:
        find out. Rows above it are passed over.
    sheet
        Of a workbook: the one to read. None: the first that has a table.
    texts
        Names of columns whose cells stay texts, whatever they look like.
    is_example
        Tells rows that are none to be passed over below the names or at the end; with it, rows of
        blank cells at the end are rows.

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
    content, kind = checked(content)
    file, marks, escaped = Unpacked(content), None, []
    if kind:
        file, marks, wanted = unpacked(content, kind, sheet or ""), Marks(), "utf-8"
        content = file.content
    if kind == PARQUET:
        header_row = 1
    decoding = decoding_of(content, wanted)
    if marks is None:
        escaped = lines_with(content, decoding.encoding, ESCAPED)
    lines = lines_of(content, decoding.encoding)
    layout = layout_of(lines, escaped, has_header, header_row, marks)
    if layout is None:
        raise TableProblem(NO_SUCH_ROW, row=header_row) if header_row else TableProblem(EMPTY)
    if layout.n_columns > MAX_COLUMNS:
        raise TableProblem(TOO_MANY_COLUMNS, count=layout.n_columns, limit=MAX_COLUMNS)
    layout = replace(layout, decimal=decimal or layout.decimal)
    rows = Rows(content, decoding.encoding, layout, is_example)
    gatherers, sign = _settled(rows, layout, decimal is not None, texts)
    names, renamed = _told_apart(rows.names)
    columns = [one.cells(name) for name, one in zip(names, gatherers, strict=True)]
    kept = _kept(rows.names, columns) if layout.has_header else list(range(len(columns)))
    left_out = [Remark(LEFT_OUT, values={"columns": file.left_out})] if file.left_out else []
    remarks = [
        *left_out,
        *remarks_on_decoding(decoding),
        *remarks_on_rows(rows, layout, kept),
        *remarks_on_names(renamed),
        *remarks_on_strays(list(zip(names, gatherers, strict=True)), rows),
    ]
    return Table(
        tuple(columns[i] for i in kept),
        rows.n,
        tuple(tuple(row[i] for i in kept) for row in rows.preview),
        Dialect(
            *(
                decoding.encoding,
                layout.marks.delimiter,
                layout.marks.quote,
                sign,
                layout.has_header,
            ),
            header_row=layout.rows_above + 1 if layout.has_header else 0,
            escape=layout.marks.escape,
            kind=kind,
            sheet=file.sheet,
            sheets=file.sheets,
        ),
        tuple(remarks),
        tuple(rows.blanks),
        rows.lines_above,
    )


def _settled(
    rows: Rows, layout: Layout, is_said: bool, texts: Collection[str]
) -> tuple[list[Gatherer], str]:
    """The columns, each gathered as what it turns out to be, and the decimal sign.

    Parameters
    ----------
    is_said
        Whether the person has said the decimal sign.
    texts
        As `read_table` has them.
    """
    sign = layout.decimal
    gatherers = _gathered(rows, sign or POINT, {}, is_said, texts)
    if sign is None:
        # The numbers with decimals may begin below the first lines.
        cells = [text for one in gatherers for text in one.texts]
        cells += [one.first_stray[1].strip() for one in gatherers if one.first_stray]
        sign = decimal_sign(cells, layout.marks.delimiter)
        sign = sign or (COMMA if any(one.decimal == COMMA for one in gatherers) else POINT)
        if sign == COMMA:
            gatherers = _gathered(rows, COMMA, {}, is_said, texts)
    while forms := {i: form for i, one in enumerate(gatherers) if (form := one.next_form)}:
        for i, gatherer in zip(forms, _gathered(rows, sign, forms), strict=True):
            gatherers[i] = gatherer
    return gatherers, sign


def _kept(names: list[str], columns: list[Cells]) -> list[int]:
    """Positions of the columns that are some: a surplus delimiter makes neither name nor value."""
    kept = [
        i
        for i, (name, cells) in enumerate(zip(names, columns, strict=True))
        if name or cells.many or cells.marks or cells.n_missing < cells.n_rows
    ]
    return kept or list(range(len(columns)))


def _gathered(
    rows: Rows,
    decimal: str,
    forms: Mapping[int, str],
    is_said: bool = False,
    texts: Collection[str] = (),
) -> list[Gatherer]:
    """Walk through the rows once.

    Parameters
    ----------
    forms
        Columns to be gathered, and as what; empty for all, as whatever they are.
    is_said, texts
        As `_settled` has them.
    """
    gatherers: dict[int, Gatherer] = {}
    for chunk in rows.chunks():
        columns = list(zip(*chunk, strict=True))
        if not gatherers:
            names, _ = _told_apart(rows.names)
            wanted = forms or {i: "text" * (name in texts) for i, name in enumerate(names)}
            gatherers = {i: Gatherer(decimal, form, is_said) for i, form in wanted.items()}
        for i, gatherer in gatherers.items():
            try:
                gatherer.add(columns[i])
            except TooLongError as error:
                raise TableProblem(
                    LONG_CELL,
                    rows.names[i] or _unnamed(i),
                    rows.row_number(rows.n_given - len(chunk) + error.position),
                    limit=LONGEST_CELL,
                ) from None
    return list(gatherers.values())


def _unnamed(i: int) -> str:
    return f"column {i + 1}"


def _told_apart(names: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Names of which no two are equal and none is empty; and those that were: before, and now."""
    told: list[str] = []
    renamed = []
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
                renamed.append((original, name))
        taken.add(name)
        told.append(name)
    return told, renamed
