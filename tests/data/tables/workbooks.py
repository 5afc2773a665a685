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
    "a billion letters": entities,
    "Parquet, wide": wide_zeros,
    "Parquet, one long text": one_long_text,
    "Parquet, long texts": long_texts,
}
