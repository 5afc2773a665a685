"""Files that people really choose, and files that are meant to do harm; and what must come of each.

Each is made when asked for, so that the largest do not exist all at once.
"""

from collections.abc import Iterator
from functools import partial

from nnviz.data.tables import problem as p
from nnviz.data.tables.limits import LONGEST_NAME, MAX_BYTES, MAX_COLUMNS, MAX_ROWS
from tests.data.tables.examples.harmless import Hostile, giving, table, with_cell
from tests.data.tables.examples.no_tables import encodings, nothing, other_kinds


def hostile_files() -> list[Hostile]:
    """All of them; no two have the same name."""
    return [
        *nothing(),
        *other_kinds(),
        *encodings(),
        *_quotes_and_rows(),
        *_numbers(),
        *_names(),
        *_cells(),
        *_sizes(),
        *_contents(),
    ]


def _quotes_and_rows() -> Iterator[Hostile]:
    for name, content in {
        "a quote that never closes": with_cell('"cat', column=2),
        "a quote that never closes in the last row": table() + '1,2,"cat',
        "a quote that never closes in the first row": '"' + table(),
        "a quote that never closes, megabytes": with_cell('"cat', column=2) + table(100_000),
        "a quote that opens in every row": table().replace("cat", '"cat')[:-9],
    }.items():
        yield Hostile(name, giving(content), p.UNCLOSED_QUOTE)
    for name, content in {
        "a row that is too long": with_cell("1,2"),
        "a delimiter in every text": table().replace("dog", "dog, small"),
        "rows of growing length": "\n".join("1," * i + "1" for i in range(1, 40)),
        "two tables": table() + "\n" + table(header="a,b,c,d,e,f").replace("cat", "cat,1,2,3"),
    }.items():
        yield Hostile(name, giving(content), p.RAGGED)
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
        yield Hostile(name, giving(content), None)


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
        yield Hostile(f"{n} columns", giving(f"{row}\n" * 30), reason)
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
        yield Hostile(name, giving(content), reason)
