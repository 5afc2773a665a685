"""A harmless table, and what files are made of that are not."""

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass


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


def giving(content: bytes | str) -> Callable[[], bytes | str]:
    return lambda: content
