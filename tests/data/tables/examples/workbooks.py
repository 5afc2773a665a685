"""Workbooks and Parquet files, ordinary ones and some that are meant to do harm."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from openpyxl import Workbook
from pyarrow import parquet

Sheets = dict[str, Sequence[Sequence[Any]]]

_SHEET = "xl/worksheets/sheet1.xml"
_HEAD = (
    '<?xml version="1.0"?><worksheet '
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
_FOOT = "</sheetData></worksheet>"


def workbook(sheets: Sheets) -> bytes:
    """A workbook as Excel would save it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_parts(parts: dict[str, Iterable[bytes]]) -> bytes:
    """A small workbook with some of its parts replaced, or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook({"one": [["a", "b"], [1, 2]]}))) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            if name not in parts:
                archive.writestr(name, source.read(name))
        for name, pieces in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
    return target.getvalue()


def with_rows(rows: Iterable[str]) -> bytes:
    """A workbook with a sheet of these rows as XML."""
    return with_parts({_SHEET: map(str.encode, (_HEAD, *rows, _FOOT))})


def sparse() -> bytes:
    """Two cells, the first and the last that a sheet can have."""
    return with_rows(
        ['<row r="1"><c r="A1"><v>1</v></c></row>',
         '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>']
    )  # fmt: skip


def many_cells(rows: int, columns: int) -> bytes:
    """A sheet full of ones."""
    row = "<c><v>1</v></c>" * columns
    return with_rows(f"<row>{row}</row>" for _ in range(rows))


def inflating() -> bytes:
    """A sheet of hundreds of megabytes of blanks."""
    return with_rows([" " * (1 << 20)] * 400)


def lying() -> bytes:
    """The same, of which the archive says that it has 100 bytes."""
    content = bytearray(inflating())
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(content)


def shared_strings() -> bytes:
    """Millions of texts that no cell has."""
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    text = b"<si><t>a</t></si>" * 50_000
    return with_parts({"xl/sharedStrings.xml": [head, *[text] * 80, b"</sst>"]})


def one_shared_text() -> bytes:
    """A text as long as a cell may hold, in each of many cells."""
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
    row = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'
    rows = map(str.encode, (_HEAD, *[row] * 50_000, _FOOT))
    return with_parts(
        {"xl/sharedStrings.xml": [head, b"x" * 32_767, b"</t></si></sst>"], _SHEET: rows}
    )


def merged_cells() -> bytes:
    """Ten rows, and half a million cells that are said to span two of them."""
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row>" * 10
    merged = (f'<mergeCell ref="A{i}:A{i + 1}"/>' for i in range(1, 1_000_001, 2))
    parts = (_HEAD, rows, "</sheetData><mergeCells>", *merged, "</mergeCells></worksheet>")
    return with_parts({_SHEET: map(str.encode, parts)})


def empty_rows() -> bytes:
    """As many rows as a sheet can have, and a cell in the last."""
    row = "<row/>" * 1_000
    return with_rows([row] * 1_048 + ['<row r="1048576"><c r="A1048576"><v>1</v></c></row>'])


def repeated() -> bytes:
    """An OpenDocument sheet that says of one cell that it stands in all of them."""
    office, table = (
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table")
    )
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}"><office:body>'
        '<office:spreadsheet><table:table table:name="a">'
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" '
        'office:value="1"/></table:table-row></table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{manifest}"><m:file-entry m:full-path="/" '
            f'm:media-type="{kind}"/></m:manifest>',
        )
    return target.getvalue()


def fractions() -> bytes:
    """A workbook as large as a table may be, of numbers that take long to write."""
    rows = (
        "".join(f"<c><v>{(i * 7919 + j * 104729) % 99991 / 100}</v></c>" for j in range(20))
        for i in range(100_000)
    )
    return with_rows(f"<row>{row}</row>" for row in rows)


def entities() -> bytes:
    """Entities that become a billion letters."""
    names = "abcdefghij"
    told = "".join(f'<!ENTITY {name} "{f"&{former};" * 10}">' for former, name in pairwise(names))
    head = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">{told}]>'
    cell = '<row><c t="inlineStr"><is><t>&j;</t></is></c></row>'
    body = _HEAD.partition("?>")[2] + cell + _FOOT
    return with_parts({_SHEET: [head.encode(), body.encode()]})


def parquet_of(table: Any, **options: Any) -> bytes:
    """A Parquet file of an Arrow table."""
    target = io.BytesIO()
    parquet.write_table(table, target, **options)
    return target.getvalue()


def wide_zeros() -> bytes:
    """100,000 rows of 1,000 columns, in half a megabyte."""
    return parquet_of(pa.table({f"c{i}": np.zeros(100_000, np.int8) for i in range(1_000)}))


def one_long_text() -> bytes:
    """100,000 rows of one text of a megabyte, which stands in the file once."""
    codes = pa.array(np.zeros(100_000, np.int32))
    return parquet_of(pa.table({"a": pa.DictionaryArray.from_arrays(codes, ["x" * 1_000_000])}))


def many_columns() -> bytes:
    """A file that is nearly all about its columns, of which there are too many."""
    return parquet_of(pa.table({f"c{i}": [1] for i in range(20_000)}))


def long_texts() -> bytes:
    """Texts that all differ, and compress to nearly nothing."""
    texts = [f"{i}" + "x" * 100_000 for i in range(1_000)]
    return parquet_of(pa.table({"a": texts}), compression="zstd", use_dictionary=False)


#: Each takes more memory or time than there is, if it is let.
COSTLY: dict[str, Callable[[], bytes]] = {
    "two cells far apart": sparse,
    "a million cells": lambda: many_cells(1_000, 1_000),
    "four million cells": lambda: many_cells(4_000, 1_000),
    "blanks that inflate": inflating,
    "a directory that lies": lying,
    "millions of shared texts": shared_strings,
    "half a million merged cells": merged_cells,
    "one text in every cell": one_shared_text,
    "a million empty rows": empty_rows,
    "one cell, repeated": repeated,
    "a billion letters": entities,
    "Parquet, wide": wide_zeros,
    "Parquet, one long text": one_long_text,
    "Parquet, long texts": long_texts,
    "Parquet, 20,000 columns": many_columns,
}
