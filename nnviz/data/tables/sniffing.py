"""How a file is written, told from its first lines: delimiter, quotes, decimal sign, names."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from nnviz.data.tables.cell.missing import is_missing
from nnviz.data.tables.cell.number import number_of
from nnviz.data.tables.cleaning import cleaned
from nnviz.data.tables.dates import order_of
from nnviz.data.tables.limits import MAX_ROWS
from nnviz.data.tables.numerals import POINT, decimal_sign

# The semicolon comes before the comma, which may be inside its numbers.
_DELIMITERS = ("\t", ";", "|", ",")
_SAMPLE_LINES, _SAMPLE_CHARACTERS = 200, 1 << 16
# "sep=;" in the first line is how spreadsheets are told the delimiter.
_HINT = re.compile(r'"?sep=(.)"?\s*')
_OPENS = re.compile(r"(?:^|[,;|\t])[ ]*'", re.M)
_OPENS_DOUBLE = re.compile(r'(?:^|[,;|\t])[ ]*"', re.M)


@dataclass(frozen=True)
class Layout:
    """What the first lines tell.

    Attributes
    ----------
    delimiter, quote, has_header
        As `Dialect` has them.
    decimal
        Point, comma, or None where nothing tells.
    n_columns
    skipped
        Lines above the table that do not belong to it: 0 or 1.
    """

    delimiter: str
    quote: str
    decimal: str | None
    has_header: bool
    n_columns: int
    skipped: int = 0


def records(
    lines: Iterable[str], delimiter: str, quote: str, strict: bool = False
) -> Iterator[list[str]]:
    """Rows of cells; an empty list for a blank line.

    Raises
    ------
    csv.Error
        A cell does not end; with `strict`, also where the text does before the cell.
    """
    if delimiter == " ":
        lines = (" ".join(line.split()) for line in lines)
    return csv.reader(
        lines, delimiter=delimiter, quotechar=quote, skipinitialspace=True, strict=strict
    )


def layout_of(lines: Iterator[str], has_header: bool | None = None) -> Layout | None:
    """Look at the first lines; None if there is nothing in them.

    Parameters
    ----------
    has_header
        What the person says, who knows better.
    """
    sample = _sample(lines)
    skipped = 0
    hint = _HINT.fullmatch(sample[0]) if sample else None
    if hint:
        sample, skipped = sample[1:], 1
    quote = _quote_of(sample)
    delimiter = hint[1] if hint else _delimiter_of(sample, quote)
    rows = _rows(sample, delimiter, quote)
    if not rows:
        return None
    body = rows[1:] or rows
    n_columns = Counter(len(row) for row in body).most_common(1)[0][0]
    decimal = decimal_sign((cell.strip() for row in rows for cell in row), delimiter)
    if has_header is None:
        has_header = _has_header(rows, decimal or POINT)
    if has_header and len(rows[0]) != n_columns - 1:
        # Else the names lack one, that of the rows' own names, as R writes it.
        n_columns = len(rows[0])
    return Layout(delimiter, quote, decimal, has_header, n_columns, skipped)


def _sample(lines: Iterator[str]) -> list[str]:
    taken, length = [], 0
    told = (line for line in islice(lines, MAX_ROWS) if line.strip())
    for line in islice(told, _SAMPLE_LINES):
        taken.append(line)
        length += len(line)
        if length > _SAMPLE_CHARACTERS:
            break
    return taken


def _rows(sample: list[str], delimiter: str, quote: str) -> list[list[str]]:
    """Rows that are not blank, without the last where the sample's end may have cut it."""
    try:
        rows = [row for row in records(sample, delimiter, quote) if row]
    except csv.Error:
        return []
    return rows[:-1] if len(sample) >= _SAMPLE_LINES and len(rows) > 1 else rows


def _quote_of(sample: list[str]) -> str:
    """The apostrophe where it opens cells, closes all that it opens, and no quotation mark does."""
    text = "".join(sample).replace("\r\n", "\n").replace("\r", "\n")
    if _OPENS_DOUBLE.search(text) or not _OPENS.search(text):
        return '"'
    try:
        list(records(sample, _delimiter_of(sample, "'"), "'", strict=True))
    except csv.Error:
        return '"'
    return "'"


def _delimiter_of(sample: list[str], quote: str) -> str:
    """The one that gives most rows the same number of cells."""
    best, best_share = "", 0.0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in _rows(sample, delimiter, quote))
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        share = count / widths.total()
        if width > 1 and share > best_share:
            best, best_share = delimiter, share
    if best:
        return best
    rows = _rows(sample, " ", quote)
    same_width = len({len(row) for row in rows}) == 1 and len(rows) > 1 and len(rows[0]) > 1
    if same_width and any(_is_number_column(cells) for cells in zip(*rows[1:], strict=True)):
        return " "
    return ","


def _is_number_column(cells: Sequence[str], decimal: str = POINT) -> bool:
    """Whether there are values and all are numbers."""
    present = [cell for cell in cells if not is_missing(cell)]
    return bool(present) and all(number_of(cell, decimal) is not None for cell in present)


def _has_header(rows: list[list[str]], decimal: str) -> bool:
    """Whether the first row has names: texts above numbers or dates, or what is not repeated."""
    first, body = [cleaned(cell) for cell in rows[0]], rows[1:]
    if not body:
        return all(number_of(cell, decimal) is None or is_missing(cell) for cell in first)
    names = numbers = 0
    for i, cell in enumerate(first):
        if is_missing(cell):
            continue
        below = [row[i].strip() for row in body if i < len(row) and not is_missing(row[i])]
        if number_of(cell, decimal) is not None or order_of([cell]) is not None:
            numbers += 1
        elif below and (_is_number_column(below, decimal) or order_of(below) is not None):
            names += 1
    if names or numbers:
        return names >= numbers
    columns = [{cleaned(row[i]) for row in body if i < len(row)} for i in range(len(first))]
    told = [cell for cell in first if cell]
    repeated = any(cell and cell in column for cell, column in zip(first, columns, strict=True))
    return len(set(told)) == len(told) and not repeated
