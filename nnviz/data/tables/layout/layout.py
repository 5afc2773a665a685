"""Where a table begins in its file, and which of its first rows has the names.

Above the names there may be a title, a date, lines of comments; below them, questions, units or a
second row of names. pandas and pyarrow are told how many lines to skip; here that is found out, and
what was passed over is said.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from nnviz.data.tables.columns.decimals import POINT, decimal_sign
from nnviz.data.tables.layout.evidence import Row, is_comment
from nnviz.data.tables.layout.explaining import are_groups, rows_below
from nnviz.data.tables.layout.footers import TAIL, footers_in
from nnviz.data.tables.layout.heading import are_row_names, names_row, rows_above
from nnviz.data.tables.layout.sniffing import Lines, Marks, hint_of, marks_of, records
from nnviz.data.tables.limits import MAX_ROWS

_SAMPLE_LINES, _SAMPLE_CHARACTERS = 200, 1 << 16
# Of the rows: how many make a number of cells the usual one.
_NEARLY_ALL = 0.9


@dataclass(frozen=True)
class Layout:
    """What the first lines tell.

    Attributes
    ----------
    marks
        What tells cells apart.
    decimal
        Point, comma, or None where nothing tells.
    has_header
        Whether a row has the columns' names.
    n_columns
    skipped
        Lines of the file above the names, or above the values where there are no names.
    rows_above
        How many rows these are to a spreadsheet.
    title
        The first text in them; empty where they are blank.
    below
        Rows between the names and the values.
    joined
        Whether the names are of two rows, of which the upper one names groups.
    mark
        With what the names' row begins that is no part of the names: that of a comment.
    lacks_name
        Whether the first column has no name: the rows' own names stand there, as R writes them.
    lacks_last
        Whether it is the last one that has none.
    """

    marks: Marks
    decimal: str | None
    has_header: bool
    n_columns: int
    skipped: int = 0
    rows_above: int = 0
    title: str = ""
    below: int = 0
    joined: bool = False
    mark: str = ""
    lacks_name: bool = False
    lacks_last: bool = False


def layout_of(
    lines: Iterator[str],
    escaped: Sequence[str] = (),
    has_header: bool | None = None,
    header_row: int | None = None,
    marks: Marks | None = None,
) -> Layout | None:
    """Look at the first lines; None if there is nothing in them, or not so many rows.

    Parameters
    ----------
    escaped
        Lines, from anywhere, with a quotation mark behind a backslash.
    marks
        What tells cells apart, if it is known.
    has_header, header_row
        What the person says, who knows better; as `read_table` has them.
    """
    sample = _sample(lines, header_row or 0)
    first = next((i for i, line in enumerate(sample) if line.strip()), len(sample))
    hint = hint_of(sample[first]) if first < len(sample) else ""
    start = first + 1 if hint else first
    body = [line for line in sample[start:] if not is_comment(line)]
    if not body:
        # Nothing but what looks like comments: then they are none.
        body = sample[start:]
    marks = marks or marks_of(body, escaped, hint)
    rows = _rows(sample, marks)
    if header_row:
        rows = [row for row in rows if row.number >= header_row - 1]
        if not rows or rows[0].number != header_row - 1:
            return None
        return _layout(marks, [], rows, True)
    rows = [row for row in rows if row.line >= start]
    if not rows:
        return None
    told = _without_comments(rows, marks)
    return _layout(marks, rows, told, False if header_row == 0 else has_header)


def _sample(lines: Iterator[str], least: int) -> list[str]:
    """The first lines, blank ones included."""
    taken: list[str] = []
    told = length = 0
    for line in islice(lines, MAX_ROWS):
        taken.append(line)
        if not line.strip():
            continue
        told += 1
        length += len(line)
        if (told >= _SAMPLE_LINES or length > _SAMPLE_CHARACTERS) and len(taken) > least:
            break
    return taken


def _rows(sample: list[str], marks: Marks) -> list[Row]:
    """Rows that are not blank, without the last where the sample's end may have cut it."""
    lines = Lines(iter(sample))
    rows = []
    line = 0
    try:
        for number, cells in enumerate(records(lines, marks)):
            if cells:
                begins = lines.taken[0].lstrip().startswith(marks.quote)
                quoted = begins and not marks.are_rows_quoted
                rows.append(Row(cells, line, number, quoted))
            line += len(lines.taken)
            lines.taken = []
    except csv.Error:
        return []
    return rows[:-1] if len(sample) >= _SAMPLE_LINES and len(rows) > 1 else rows


def _without_comments(rows: list[Row], marks: Marks) -> list[Row]:
    """Rows without those that are comments: they have not as many cells as the others."""
    others = [row for row in rows if not row.mark] or rows
    width = _width(others)
    kept: list[Row] = []
    for row in rows:
        # "# a b c" has one cell more only because of the blank.
        is_apart = marks.delimiter == " " and row.cells[0] == row.mark
        fits = len(row.cells) - is_apart == width and (width > 1 or bool(kept))
        if not row.mark or fits:
            kept.append(row)
    return kept or rows


def _width(rows: Sequence[Row]) -> int:
    """The number of cells that most rows have; of numbers that are as common, that of the last."""
    widths = Counter(len(row.cells) for row in rows[1:] or rows)
    most = max(widths.values())
    if most == 1:
        return next(iter(widths))
    return next(len(row.cells) for row in reversed(rows) if widths[len(row.cells)] == most)


def _layout(marks: Marks, all_rows: list[Row], rows: list[Row], has_header: bool | None) -> Layout:
    """The layout of rows.

    Parameters
    ----------
    all_rows
        Comments included; empty if the first of `rows` is known to have the names.
    has_header
        None: find out.
    """
    width = _width(rows)
    # What is said below a table says nothing of its columns.
    rows = rows[: len(rows) - footers_in([row.cells for row in rows[-TAIL:]], width)]
    decimal = decimal_sign((cell.strip() for row in rows for cell in row.cells), marks.delimiter)
    sign = decimal or POINT
    at = rows_above(rows, width, sign) if all_rows else 0
    if has_header is None:
        at, has_header = names_row(rows, at, width, sign)
    first = rows[at]
    above = [row for row in all_rows if row.number < first.number]
    layout = Layout(
        marks,
        decimal,
        has_header,
        width,
        skipped=first.line,
        rows_above=first.number,
        title=next((row.text for row in above if row.text), ""),
    )
    return _named(layout, rows[at:], sign) if has_header else layout


def _named(layout: Layout, rows: list[Row], sign: str) -> Layout:
    """A layout with what the first of some rows, which has the names, tells."""
    first, body = rows[0], rows[1:]
    width = layout.n_columns
    is_apart = layout.marks.delimiter == " " and first.cells[0] == first.mark
    has_mark = bool(first.mark) and (is_apart or first.cells[0].strip() != first.mark)
    cells = first.cells[is_apart:]
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    below = rows_below(first, body, sign)
    values = body[below:]
    if body and len(cells) < width and not _is_surplus_usual(values, len(cells), width):
        used = _used(values, width)
        # R's row names, and delimiters at the end of each row.
        are_named = used == len(cells) + 1 and are_row_names(values, used)
        width = used if are_named else len(cells)
    lacks = len(cells) == width - 1 and (
        are_row_names(values, width) or _is_first_surplus(values, width)
    )
    return replace(
        layout,
        n_columns=max(width, len(cells)),
        below=below,
        joined=below > 0 and are_groups(first, body[0]),
        mark=first.mark if has_mark else "",
        lacks_name=lacks,
        lacks_last=not lacks and len(cells) == width - 1,
    )


def _used(rows: Sequence[Row], width: int) -> int:
    """How many columns are left of so many, without those at the end in which nothing stands."""
    while width and not any(
        row.cells[width - 1].strip() for row in rows if len(row.cells) >= width
    ):
        width -= 1
    return width


def _is_first_surplus(rows: Sequence[Row], width: int) -> bool:
    """Whether each row begins with a delimiter that the names lack."""
    whole = [row.cells for row in rows if len(row.cells) == width]
    is_first_empty = not any(cells[0].strip() for cells in whole)
    return is_first_empty and any(cells[-1].strip() for cells in whole)


def _is_surplus_usual(rows: Sequence[Row], n_names: int, width: int) -> bool:
    """Whether nearly all rows have one cell more than there are names."""
    wide = sum(len(row.cells) == width for row in rows)
    return n_names == width - 1 and wide >= _NEARLY_ALL * len(rows)
