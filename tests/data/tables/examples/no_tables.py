"""Files that are no table, or one in letters that are hard to read; and what must come of each."""

import gzip
import zlib
from collections.abc import Iterator

from nnviz.data.tables import problem as p
from tests.data.tables.examples.harmless import Hostile, giving, noise, table, with_cell, zipped


def nothing() -> Iterator[Hostile]:
    for name, content in {
        "empty": b"",
        "one space": b" ",
        "blank lines": b"\n\n\r\n \n",
        "only carriage returns": b"\r\r\r",
        "UTF-8 mark alone": b"\xef\xbb\xbf",
        "UTF-16 mark alone": b"\xff\xfe",
        "big-endian mark alone": b"\xfe\xff",
        "only tabs": b"\t\t\t\n\t\t\t\n",
        "megabytes of line ends": b"\n" * 5_000_000,
        "line ends, then a table": b"\n" * 2_000_000 + table().encode(),
    }.items():
        yield Hostile(name, giving(content), p.EMPTY)
    for name, content in {
        "only names": b"a,b,kind\n",
        "only names without a line end": b"a,b,kind",
        "one word": b"hello",
        "names and blank lines": b"a,b\n\n\n\n",
    }.items():
        yield Hostile(name, giving(content), p.NO_ROWS)
    for delimiter in ",;|":
        content = (delimiter * 4 + "\n").encode() * 20
        yield Hostile(f"only {delimiter}", giving(content), p.EMPTY)


def other_kinds() -> Iterator[Hostile]:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + noise(500, 1)
    workbook = zipped("xl/worksheets/sheet1.xml", table().encode())
    yield Hostile("Excel workbook with one part", lambda: workbook, p.DAMAGED)
    yield Hostile("Excel workbook, cut", lambda: workbook[:60], p.DAMAGED)
    yield Hostile(
        "OpenDocument spreadsheet",
        lambda: zipped("mimetype", b"application/vnd.oasis.opendocument.spreadsheet") + noise(9, 2),
        p.ARCHIVE,
    )
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(500, 3)
    yield Hostile("old Excel workbook", lambda: old, p.DAMAGED)
    yield Hostile("Parquet", giving(b"PAR1" + noise(500, 15)), p.DAMAGED)
    for name, archive in {
        "ZIP": lambda: zipped("table.csv", table().encode()),
        "ZIP bomb": lambda: zipped("table.csv", bytes(40_000_000)),
        "ZIP without files": lambda: b"PK\x05\x06" + bytes(18),
        "gzip": lambda: gzip.compress(table().encode()),
        "gzip bomb": lambda: gzip.compress(bytes(40_000_000)),
        "bzip2": lambda: b"BZh91AY&SY" + noise(200, 4),
        "xz": lambda: b"\xfd7zXZ\x00" + noise(200, 5),
        "zstandard": lambda: b"\x28\xb5\x2f\xfd" + noise(200, 6),
        "RAR": lambda: b"Rar!\x1a\x07\x01" + noise(200, 7),
        "7z": lambda: b"7z\xbc\xaf\x27\x1c" + noise(200, 8),
    }.items():
        yield Hostile(name, archive, p.ARCHIVE)
    for name, content in {
        "PNG": png,
        "PNG, cut": png[:20],
        "JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF" + noise(500, 9),
        "GIF": b"GIF89a" + noise(500, 10),
        "Windows program": b"MZ\x90\x00" + noise(500, 11),
        "Linux program": b"\x7fELF\x02\x01\x01" + noise(500, 12),
        "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + noise(500, 13),
        "RTF": b"{\\rtf1\\ansi a,b}",
        "SQLite": b"SQLite format 3\x00" + noise(500, 14),
        "NumPy": b"\x93NUMPY\x01\x00" + noise(500, 16),
        "HDF5": b"\x89HDF\r\n\x1a\n" + noise(500, 17),
        "WAV": b"RIFF" + noise(500, 18),
        "pickle": b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00}\x94.",
        "zlib": zlib.compress(noise(5000, 19)),
        "megabytes of noise": noise(2_000_000, 20),
        "NULs": bytes(1000),
        "a NUL in a cell": with_cell("1\x002").encode(),
        "NULs behind the table": table().encode() + bytes(4096),
        "a disk image behind a table": table().encode() + bytes(1_000_000),
        "noise behind a UTF-16 mark": b"\xff\xfe" + bytes(2000),
        "control characters": ("\x01\x02\x03," * 300).encode(),
    }.items():
        yield Hostile(name, giving(content), p.BINARY)
    for name, content in {
        "web page": b"<!DOCTYPE html><html><body>a,b,c</body></html>",
        "web page without a type": b"\n  <HTML><table><tr><td>1</td></tr></table>",
        "XML": b"<?xml version='1.0'?><rows><row a='1'/></rows>",
        "XML bomb": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>',
        "SVG": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "JSON object": b'{"a": [1, 2], "b": [3, 4]}',
        "JSON rows": b'[{"a": 1}, {"a": 2}]',
        "JSON lists": b"[[1, 2], [3, 4]]",
        "notebook": b'{\n "cells": [], "nbformat": 4\n}',
        "JSON behind a mark": b'\xef\xbb\xbf{"a": 1}',
    }.items():
        yield Hostile(name, giving(content), p.MARKUP)


def encodings() -> Iterator[Hostile]:
    umlauts = table(header="größe,maß,tier")
    files: dict[str, bytes | str] = {
        "UTF-8 with its mark": umlauts.encode("utf-8-sig"),
        "UTF-16": umlauts.encode("utf-16"),
        "big-endian UTF-16": b"\xfe\xff" + umlauts.encode("utf-16-be"),
        "UTF-16 with half a character at its end": umlauts.encode("utf-16")[:-1],
        "UTF-16 without its mark": umlauts.encode("utf-16-le"),
        "big-endian UTF-16 without its mark": umlauts.encode("utf-16-be"),
        "UTF-32": umlauts.encode("utf-32"),
        "UTF-32 without its mark": umlauts.encode("utf-32-be"),
        "Windows-1252": umlauts.encode("cp1252"),
        "bytes that Windows-1252 lacks": umlauts.encode("cp1252") + b"1,2,\x81\n" * 3,
        "Chinese": table(header="高度,宽度,动物").encode(),
        "Chinese in GB18030": table(header="高度,宽度,动物").encode("gb18030"),
        "Japanese in Shift JIS": table(header="高さ,幅,動物").encode("shift_jis"),
        "mixed encodings": umlauts.encode() + "3,4,größer\n".encode("cp1252"),
        "one broken byte": ("é" * 20 + table()).encode() + b"1,2,\xff\n",
        "cut within a character": (table() + "1,2,ö").encode()[:-1],
        "overlong NUL": table().encode() + b"1,2,\xc0\x80\n",
        "surrogates as bytes": table().encode() + b"1,2,\xed\xa0\x80\n",
        "lone surrogates": table() + "1,2,\ud800\n1,2,\udfff\n",
        "a mark in the middle": table().encode() + b"\xef\xbb\xbf1,2,cat\n",
        "pasted text with a mark": "\ufeff" + table(),
        "a noncharacter": table() + "1,2,\uffff\n",
        "beyond the first plane": table() + "1,2,𝕏\n1,2,🐱\n",
        "old Mac line ends": table(end="\r").encode(),
        "Windows line ends": table(end="\r\n").encode(),
        "mixed line ends": (table(end="\r\n") + "1,2,cat\r3,4,dog\n").encode(),
        "no line end at its end": table().encode().rstrip(),
        "an end-of-file character": table().encode() + b"\x1a",
        "Unicode's line ends": table() + "1,2,a\u2028b\n3,4,a\x85b\n",
    }
    for name, content in files.items():
        yield Hostile(name, giving(content), None)
