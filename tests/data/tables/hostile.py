"""Files that people really choose, and files that are meant to do harm; and what must come of each.

Each is made when asked for, so that the largest do not exist all at once.
"""

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from nnviz.data.tables import problem as p
from nnviz.data.tables.limits import LONGEST_NAME, MAX_BYTES, MAX_COLUMNS, MAX_ROWS


@dataclass(frozen=True)
class Hostile:
    """One file.

    Attributes
    ----------
    name
    make
        Gives its content.
    reason
        Why it is refused, one of `REASONS`; None if it must be read and learned from.
    """

    name: str
    make: Callable[[], bytes | str]
    reason: str | None


def table(n: int = 30, header: str = "a,b,kind", end: str = "\n") -> str:
    """A harmless table: two numbers and one of two classes."""
    rows = (f"{i * 1.5},{i % 7},{('cat', 'dog')[i % 2]}" for i in range(n))
    return end.join([header, *rows]) + end


def with_cell(cell: str, row: int = 17, column: int = 0) -> str:
    """The harmless table with another cell in one place; `row` as a spreadsheet counts."""
    lines = [line.split(",") for line in table().splitlines()]
    lines[row - 1][column] = cell
    return "\n".join(",".join(line) for line in lines)


def zipped(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def noise(n: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(n)


def hostile_files() -> list[Hostile]:
    """All of them; no two have the same name."""
    return [
        *_nothing(),
        *_other_kinds(),
        *_encodings(),
        *_quotes_and_rows(),
        *_numbers(),
        *_names(),
        *_cells(),
        *_sizes(),
        *_contents(),
    ]


def _giving(content: bytes | str) -> Callable[[], bytes | str]:
    return lambda: content


def _nothing() -> Iterator[Hostile]:
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
        yield Hostile(name, _giving(content), p.EMPTY)
    for name, content in {
        "only names": b"a,b,kind\n",
        "only names without a line end": b"a,b,kind",
        "one word": b"hello",
        "names and blank lines": b"a,b\n\n\n\n",
    }.items():
        yield Hostile(name, _giving(content), p.NO_ROWS)
    for delimiter in ",;|":
        content = (delimiter * 4 + "\n").encode() * 20
        yield Hostile(f"only {delimiter}", _giving(content), p.EMPTY)


def _other_kinds() -> Iterator[Hostile]:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + noise(500, 1)
    workbook = zipped("xl/worksheets/sheet1.xml", table().encode())
    yield Hostile("Excel workbook", lambda: workbook, p.WORKBOOK)
    yield Hostile("Excel workbook, cut", lambda: workbook[:60], p.WORKBOOK)
    yield Hostile(
        "OpenDocument spreadsheet",
        lambda: zipped("mimetype", b"application/vnd.oasis.opendocument.spreadsheet") + noise(9, 2),
        p.ARCHIVE,
    )
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(500, 3)
    yield Hostile("old Excel workbook", lambda: old, p.WORKBOOK)
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
        "Parquet": b"PAR1" + noise(500, 15),
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
        yield Hostile(name, _giving(content), p.BINARY)
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
        yield Hostile(name, _giving(content), p.MARKUP)


def _encodings() -> Iterator[Hostile]:
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
        yield Hostile(name, _giving(content), None)


def _quotes_and_rows() -> Iterator[Hostile]:
    for name, content in {
        "a quote that never closes": with_cell('"cat', column=2),
        "a quote that never closes in the last row": table() + '1,2,"cat',
        "a quote that never closes in the first row": '"' + table(),
        "a quote that never closes, megabytes": with_cell('"cat', column=2) + table(100_000),
        "a quote that opens in every row": table().replace("cat", '"cat')[:-9],
    }.items():
        yield Hostile(name, _giving(content), p.UNCLOSED_QUOTE)
    for name, content in {
        "a row that is too long": with_cell("1,2"),
        "a delimiter in every text": table().replace("dog", "dog, small"),
        "rows of growing length": "\n".join("1," * i + "1" for i in range(1, 40)),
        "two tables": table() + "\n" + table(header="a,b,c,d,e,f").replace("cat", "cat,1,2,3"),
    }.items():
        yield Hostile(name, _giving(content), p.RAGGED)
    for name, content in {
        "a row that is too short": with_cell("1") + "\n5\n6,7",
        "an upload that was cut": table()[:-12],
        "delimiters at the ends of rows": table().replace("\n", ",,,\n"),
        "blank lines between rows": table().replace("\n", "\n\n\n"),
        "blank rows of a spreadsheet at the end": table() + ",,\n" * 50,
        "a quote within a cell": with_cell('5" disk', column=2),
        "quotes next to quotes": with_cell('""""""', column=2),
        "text behind a closed quote": with_cell('"cat"s', column=2),
        "line ends within quotes": with_cell('"a\nb\r\nc"', column=2),
        "apostrophes": table().replace("cat", "'cat, small'").replace("dog", "'dog'"),
        "an apostrophe that opens": with_cell("'tis", column=2),
        "curly quotes": with_cell("“cat”", column=2),
        "backslashes": with_cell("C:\\cat\\", column=2),
        "a title above the names": "My animals\n" + table(),
        "a hint for Excel": "sep=;\n" + table().replace(",", ";"),
        "an odd hint for Excel": "sep=^\n" + table().replace(",", "^"),
        "decimal commas between commas": table().replace(".", ","),
        "no names": table().split("\n", 1)[1],
        "the names twice": table().split("\n")[0] + "\n" + table(),
        "names above every ten rows": (table(10) * 4),
        "runs of spaces": table().replace(",", "    "),
        "spaces around cells": table().replace(",", " , "),
        "R's row names": "a,b,kind\n"
        + "".join(f"{i + 1},{i * 1.5},{i % 7},{'xy'[i % 2]}\n" for i in range(30)),
    }.items():
        yield Hostile(name, _giving(content), None)


def _numbers() -> Iterator[Hostile]:
    for cell in ("inf", "-Infinity", "1e300", "-1e31", "1e400", "9" * 400, "8" * 5000):
        yield Hostile(f"{cell[:12]} as a number", partial(with_cell, cell), p.TOO_LARGE)
    for cell in (
        *("nan", "NaN", "-nan", "NULL", "#DIV/0!", "?", "-", "—", " ", "1e30", "-1e-320", "0x1F"),
        *("1_000", "１２", "١٢", "²", "½", "1 000", "1'000", "−5", "+5", "5.", ".5", "1e5", "5%"),
        *("$5", "00012", "1.2.3", "--5", "1e", "e5", "infinite", "True", "0" * 9000 + "1"),
    ):
        name = f"{cell[:12]!r} among numbers"
        yield Hostile(name, partial(with_cell, cell), None)


def _names() -> Iterator[Hostile]:
    for name in (
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "**bold**", "[a](javascript:)",
        "![a](http://a.example/b.png)", "`code`", "$\\frac{1}{0}$", ":red[a]", "{column}", "{0}",
        "%s%n", "${7*7}", "{{7*7}}", "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-1+1",
        "../../etc/passwd", "__class__", "constructor", "__proto__", "' OR 1=1 --",
        "\u202egnp.exe", "\u2066a\u2069", "a\u200bb", "a\u0300" * 50, "﷽", "\x1b[31mred", "a" * 300,
    ):  # fmt: skip
        header = f"{name},b,kind"
        yield Hostile(f"name {name[:20]!r}", partial(table, header=header), None)
    too_long = "a" * (LONGEST_NAME + 1)
    for header, title, reason in (
        ("kind,kind,kind", "one name for all", None),
        ("a,a,a (2)", "a name as duplicates are called", None),
        (",,", "no name at all", None),
        ("a,,kind", "a name lacks", None),
        ('"a\nb",b,kind', "a line end in a name", None),
        (f"{too_long},b,kind", "a name that is too long", p.LONG_NAME),
    ):
        yield Hostile(title, partial(table, header=header), reason)


def _cells() -> Iterator[Hostile]:
    for cell in (
        "=cmd|' /C calc'!A0", '=HYPERLINK("http://a.example")', "@SUM(1+1)*cmd|' /C calc'!A0",
        "+1+cmd", "<script>alert(1)</script>", "**bold**", "{cell}", "\u202egod", "a" * 9999,
        "__import__('os').system('true')", "'; DROP TABLE rows; --", "\x07bell", "¯\\_(ツ)_/¯",
    ):  # fmt: skip
        quoted = '"' + cell.replace('"', '""') + '"'
        yield Hostile(f"cell {cell[:24]!r}", partial(with_cell, quoted, column=2), None)
    yield Hostile("a cell that is too long", lambda: with_cell("a" * 10_001, column=2), p.LONG_CELL)
    yield Hostile("a long cell among numbers", lambda: with_cell("a" * 10_001), p.LONG_CELL)
    yield Hostile("one giant cell", lambda: "a" * 1_000_000, p.LONG_LINE)
    yield Hostile("one giant cell in a row", lambda: with_cell("1" * 1_000_000), p.LONG_LINE)
    yield Hostile(
        "one giant cell of many lines",
        lambda: with_cell('"' + "a\n" * 500_000 + '"', column=2),
        p.UNCLOSED_QUOTE,
    )
    yield Hostile("nothing but quotes", lambda: '"' * 90_001 + "\n" + table(), p.UNCLOSED_QUOTE)
    yield Hostile("a name of quotes", lambda: '"' * 90_000 + "\n" + table(), p.LONG_NAME)


def _sizes() -> Iterator[Hostile]:
    most = table(MAX_ROWS)
    yield Hostile("as many rows as may be", lambda: most, None)
    yield Hostile("a row too many", lambda: most + "1,2,cat\n", p.TOO_MANY_ROWS)
    yield Hostile("millions of rows", lambda: "1,2\n" * 3_000_000, p.TOO_MANY_ROWS)
    yield Hostile("too many blank lines", lambda: table() + "\n" * 200_000, p.TOO_MANY_ROWS)
    yield Hostile("too many bytes", lambda: b"1,2\n" * (MAX_BYTES // 4 + 1), p.TOO_BIG)
    yield Hostile("too many bytes once encoded", lambda: "ö" * (MAX_BYTES // 2 + 1), p.TOO_BIG)
    for n, reason in ((10_000, p.TOO_MANY_COLUMNS), (MAX_COLUMNS + 1, p.TOO_MANY_COLUMNS)):
        row = ",".join("1" * n)
        yield Hostile(f"{n} columns", _giving(f"{row}\n" * 30), reason)
    wide = [",".join(str((i * j) % 11) for j in range(1, MAX_COLUMNS + 1)) for i in range(40)]
    yield Hostile("as many columns as may be", lambda: "\n".join(wide), None)
    yield Hostile("only delimiters, megabytes", lambda: "," * 5_000_000, p.LONG_LINE)


def _contents() -> Iterator[Hostile]:
    texts = [f"text {i}" for i in range(3000)]
    for name, content, reason in (
        ("two rows", table(2), None),
        ("one row", table(1), p.TOO_FEW_ROWS),
        ("one column", "a\n" + "\n".join(map(str, range(50))), p.NO_INPUTS),
        ("one class", table().replace("cat", "dog"), None),
        ("every row the same", "a,b,target\n" + "1,2,3\n" * 40, p.NO_INPUTS),
        ("a target with one value", "a,b,target\n"
         + "".join(f"{i},{i % 5},1\n" for i in range(40)), None),
        ("a target without values", "a,b,target\n"
         + "".join(f"{i * i},{i % 5},\n" for i in range(40)), None),
        ("no values anywhere", "a,b\n" + "NA,?\n" * 40, p.EMPTY_TARGET),
        ("a column without values", "a,b,target\n"
         + "".join(f"{i * i},,{i % 2}\n" for i in range(40)), None),
        ("a target with few values", "a,target\n"
         + "".join(f"{i * i},{i % 2 if i < 5 else ''}\n" for i in range(40)), None),
        ("too many classes", "a,target\n"
         + "".join(f"{i * i},kind {i % 35}\n" for i in range(100)), p.TOO_MANY_CLASSES),
        ("texts that are all different", "\n".join(f"{i % 9},{text}" for i, text in
         enumerate(texts)), p.NO_INPUTS),
        ("thousands of texts", "a,b,text\n" + "\n".join(f"{i % 9},{i % 7},{text}" for i, text in
         enumerate(texts)), None),
        ("nothing but texts", "one,two\n" + "\n".join(f"{text},{text}!" for text in texts),
         p.TOO_MANY_CLASSES),
    ):  # fmt: skip
        yield Hostile(name, _giving(content), reason)
