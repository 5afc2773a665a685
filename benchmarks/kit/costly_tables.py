"""Tables of 20 MB or less that are made to cost: each by what is costly in it."""

import random
from collections.abc import Callable
from functools import partial

from tests.data.tables.examples.workbooks import COSTLY, fractions

MOST = 20 * 1024 * 1024

Maker = Callable[[], bytes]


def rows_of(row: Callable[[int], str], header: str, most: int = 99_999) -> bytes:
    """As many rows as there may be, or fit."""
    lines = [header]
    length = 0
    for i in range(most):
        lines.append(row(i))
        length += len(lines[-1].encode()) + 1
        if length > MOST - len(header) - 10_000:
            break
    return "\n".join(lines[:-1]).encode()


def columns(n: int, cell: Callable[[int, int], str]) -> bytes:
    """Rows of `n` cells, given their row and column."""
    header = ",".join(f"c{j}" for j in range(n))
    return rows_of(lambda i: ",".join(cell(i, j) for j in range(n)), header)


def _number(i: int, j: int) -> str:
    return f"{(i * 7919 + j * 104729) % 99991 / 100}"


def _text(i: int, j: int) -> str:
    return f"w{(i * 7919 + j * 104729) % 999_983:x}é"


def _random_bytes() -> bytes:
    return b"a,b\n" + bytes(b for b in random.Random(0).randbytes(MOST - 10) if b >= 32)


#: Tables as text, by what is costly in them.
TABLES: dict[str, Maker] = {
    "100,000 x 20 numbers": partial(columns, 20, _number),
    "100,000 x 64 numbers of one digit": partial(columns, 64, lambda i, j: str((i + j) % 10)),
    "1,000 columns": partial(columns, 1_000, _number),
    "1,000 columns of one digit": partial(columns, 1_000, lambda i, j: str((i * j) % 10)),
    "texts that all differ": partial(columns, 8, _text),
    "1,000 columns of texts": partial(columns, 1_000, _text),
    "amounts of money": partial(columns, 20, lambda i, j: f"${(i * 7919 + j) % 9973}.5"),
    "thousands apart": partial(columns, 8, lambda i, j: f'"{1000 + (i * 7919 + j) % 9973:,}"'),
    "dates": partial(columns, 8, lambda i, j: f"{1 + i % 28}.{1 + j}.{1900 + (i + j) % 120}"),
    "dates, month first": partial(columns, 8, lambda i, j: f"{1 + j}/{1 + i % 28}/{1900 + i % 99}"),
    "amounts in brackets": partial(columns, 20, lambda i, j: f"({(i * 7919 + j) % 99991})"),
    "amounts in many units": partial(
        columns, 12, lambda i, j: f"{i * 7919 + j} {('kg', 'EUR', 'm²', '$', 'rooms')[(i + j) % 5]}"
    ),
    "amounts written in many ways": partial(
        columns, 12, lambda i, j: ("+{}%", "({} kg)", "$ {}-", "{}.-", "{}*")[(i + j) % 5].format(i)
    ),
    "moments that all differ": partial(
        columns,
        8,
        lambda i, j: (
            f"20{j:02}-{1 + i % 12:02}-{1 + i % 28:02} {i % 24:02}:{i % 60:02}:{i % 59:02}"
        ),
    ),
    "nearly dates": partial(
        columns, 8, lambda i, j: f"{1 + i % 28}/{1 + j}/{i} {i % 24}:{i % 60}h"
    ),
    "letters of four bytes": partial(columns, 8, lambda i, j: f"\U0001f600{i % 997}\U0001f4a9"),
    "long texts that all differ": partial(columns, 1, lambda i, j: f"{i}" + "é" * 120),
    "nothing but commas": lambda: (b"," * 999 + b"\n") * 20_000,
    "nothing but quotes": lambda: b"a,b\n" + b'"""",""""\n' * 2_000_000,
    "numbers and gaps": partial(columns, 20, lambda i, j: "" if (i + j) % 3 else f"{i}.{j}"),
    "numbers and marks": partial(columns, 20, lambda i, j: ("NA", "-", f"{i}.{j}")[(i + j) % 3]),
    "numbers of 60 digits": partial(columns, 3, lambda i, j: f"{i + 1}{j}" + "7" * 53),
    "program data": lambda: b"[" * (MOST - 1),
    "numbers, texts at the end": partial(
        columns, 20, lambda i, j: f"{i + j}" if i < 70_000 else f"w{i}"
    ),
    "quotes": partial(columns, 2, lambda i, j: '"' + '""' * 45 + f'{i}"'),
    "a million short lines": lambda: b"a,b\n" + b"1,2\n" * 5_000_000,
    "blank lines": lambda: b"\n" * (MOST - 1),
    "one line": lambda: b"a," * (MOST // 2 - 1),
    "comments": lambda: b"# comment\n" * 2_000_000 + b"a,b\n1,2\n",
    "comments between rows": partial(rows_of, lambda i: "# x" if i % 2 else f"{i},{i % 7}", "a,b"),
    "one open quote": lambda: b'a,b\n1,"' + b"x\n" * (MOST // 2 - 10),
    "long cells": partial(columns, 2, lambda i, j: f"{i}" + "x" * 9_000),
    "backslashes": partial(columns, 2, lambda i, j: f'"\\"{i}\\" x"'),
    "Latin-1 letters": lambda: columns(8, _text).decode().encode("latin-1"),
    "Shift-JIS": lambda: columns(8, lambda i, j: f"猫{(i * j) % 997}犬").decode().encode("cp932"),
    "a workbook of 100,000 x 20 fractions": fractions,
    "noise": _random_bytes,
    "broken UTF-8": lambda: columns(8, _text).replace(b"\xa9", b"\xff"),
}
MAKERS: dict[str, Maker] = TABLES | COSTLY
