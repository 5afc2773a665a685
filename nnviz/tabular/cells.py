"""Tables as CSV that any program reads, and that no spreadsheet takes for a program.

Written as RFC 4180 has it: commas, double quotes where they are needed, lines that end in CR LF.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from math import isnan

from nnviz.data.tables.cell.formula import defused
from nnviz.data.tables.layout.evidence import is_comment


@dataclass(frozen=True)
class LocalizedNumber:
    """One with the decimal sign that its column has."""

    value: float
    decimal: str


Cell = str | int | float | LocalizedNumber


def csv_text(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table with a line of names above it.

    Numbers are written in full, so that they are read back as the same; what is not a number (nan)
    is an empty cell. Texts are defused, those that are names too.
    """
    out = StringIO(newline="")
    # "# rooms" is a name, and no comment, between quotes.
    is_like_a_comment = any(map(is_comment, names[:1]))
    header = csv.writer(out, quoting=csv.QUOTE_ALL if is_like_a_comment else csv.QUOTE_MINIMAL)
    header.writerow([defused(name) for name in names])
    csv.writer(out).writerows([_written(cell) for cell in row] for row in rows)
    return out.getvalue()


def _written(cell: Cell) -> str:
    if isinstance(cell, LocalizedNumber):
        return _written(cell.value).replace(".", cell.decimal)
    if isinstance(cell, str):
        return defused(cell)
    if isinstance(cell, float):
        return "" if isnan(cell) else repr(float(cell))
    return str(cell)
