"""How cells are told apart in a file, from its first lines: delimiter, quotes, escapes.

`csv.Sniffer`, which pandas asks too, goes by how often each character stands in a line, so that a
letter or a blank may become the delimiter, and knows no escapes. Here the csv module itself reads
the lines in each way there is, and the way counts that gives most rows the same number of cells.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# The semicolon comes before the comma, which may be inside its numbers.
_DELIMITERS = ("\t", ";", "|", ",")
# "sep=;" in the first line is how spreadsheets are told the delimiter.
_HINT = re.compile(r'"?sep=(.)"?\s*')
_OPENS = re.compile(r"(?:^|[,;|\t])[ ]*'", re.M)
_OPENS_DOUBLE = re.compile(r'(?:^|[,;|\t])[ ]*"', re.M)
# A comma that is not within a number.
_BETWEEN = re.compile(r"(?<![\d;|\t+\-\"' ]),|,(?![\d\-])", re.ASCII)
# Of the lines with commas; the least share of a delimiter; and rows in which a table begins.
_NEARLY_ALL, _LEAST, _TOP = 0.9, 0.25, 12
# A single text in quotes, in which quotation marks are written twice.
_QUOTED = re.compile(r'\s*"(?:[^"]++|"")*+"\s*')
_WRAPPED = re.compile(r'\A\s*="([^"]*)"\s*\Z')
#: A quotation mark that may be one of the text, or the end of a text with a backslash.
ESCAPED = '\\"'


@dataclass(frozen=True)
class Marks:
    """The characters that tell cells apart: `delimiter`, `quote`, and `escape`, which is empty
    where a quotation mark in a text is written twice. `is_wrapped` says whether texts may stand in
    formulas of their own, ="007", as exports write them so that Excel leaves them alone.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    is_wrapped: bool = False
    are_rows_quoted: bool = False


def records(lines: Iterable[str], marks: Marks, strict: bool = False) -> Iterator[list[str]]:
    """Rows of cells; an empty list for a blank line.

    Raises
    ------
    csv.Error
        A cell does not end; with `strict`, also where the text does before the cell.
    """
    if marks.are_rows_quoted:
        lines = map(_unquoted, lines)
    if marks.delimiter == " ":
        # Runs of spaces count as one, and so does a tab.
        lines = (line.replace("\t", " ").strip() for line in lines)
    rows = csv.reader(
        lines,
        delimiter=marks.delimiter,
        quotechar=marks.quote,
        escapechar=marks.escape or None,
        skipinitialspace=True,
        strict=strict,
    )
    return (
        ([_WRAPPED.sub(r"\1", cell) for cell in row] for row in rows) if marks.is_wrapped else rows
    )


def _unquoted(line: str) -> str:
    """A row without the quotes that it stands in as a whole."""
    return line.strip()[1:-1].replace('""', '"') if _QUOTED.fullmatch(line) else line


class Lines:
    """Lines of text, of which those that were taken are remembered.

    Attributes
    ----------
    taken
        Since it was emptied last.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken.append(line)
        return line


def hint_of(line: str) -> str:
    """The delimiter that a first line says, if it says nothing else; else empty."""
    found = _HINT.fullmatch(line)
    return found[1] if found else ""


def marks_of(sample: Sequence[str], escaped: Sequence[str], hint: str = "") -> Marks:
    """How cells are told apart.

    Parameters
    ----------
    sample
        The first lines of the table.
    escaped
        Lines, from anywhere, in which `ESCAPED` stands.
    hint
        The delimiter, if it is known.
    """
    lines = [line for line in sample if line.strip()]
    quote = _quote_of(lines)
    is_wrapped = any('="' in line for line in lines)
    if not hint and quote == '"' and len(lines) > 1 and all(map(_QUOTED.fullmatch, lines)):
        # "1,2,x": a spreadsheet that took each row for one text has quoted it once more.
        within = [_unquoted(line) for line in lines]
        delimiter, share = _delimiter_of(within, quote)
        if share >= _NEARLY_ALL:
            return Marks(delimiter, quote, "", is_wrapped, are_rows_quoted=True)
    plain = Marks(hint or _delimiter_of(lines, quote)[0], quote, is_wrapped=is_wrapped)
    if not escaped or quote != '"':
        return plain
    # Most rows of such a file may be of different lengths as long as nobody heeds the backslash.
    delimiter = hint or _delimiter_of(lines, quote, "\\")[0]
    other = Marks(delimiter, quote, "\\", is_wrapped)
    return (
        other
        if _consistency(escaped, sample, other) > _consistency(escaped, sample, plain)
        else plain
    )


def _consistency(escaped: Sequence[str], sample: Sequence[str], marks: Marks) -> int:
    """How many lines with backslashes become rows like the others."""
    width = _commonest(rows_of(sample, marks))[0]
    fit = 0
    for line in escaped:
        try:
            rows = list(records([line], marks, strict=True))
        except csv.Error:
            continue
        fit += len(rows) == 1 and len(rows[0]) == width
    return fit


def rows_of(lines: Sequence[str], marks: Marks) -> list[list[str]]:
    """Rows that are not blank; none where a cell does not end."""
    try:
        return [row for row in records(lines, marks) if row]
    except csv.Error:
        return []


def _commonest(rows: Sequence[Sequence[str]]) -> tuple[int, float]:
    """The number of cells that most rows have, and which share of them does."""
    widths = Counter(len(row) for row in rows)
    if not widths:
        return 0, 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return width, count / widths.total()


def _quote_of(lines: Sequence[str]) -> str:
    """The apostrophe where it opens cells, closes all that it opens, and no quotation mark does."""
    text = "".join(lines).replace("\r\n", "\n").replace("\r", "\n")
    if _OPENS_DOUBLE.search(text) or not _OPENS.search(text):
        return '"'
    delimiter, share = _delimiter_of(lines, "'")
    try:
        list(records(lines, Marks(delimiter, "'"), strict=True))
    except csv.Error:
        return '"'
    # A lone one within a cell swallows the delimiters behind it.
    return "'" if share >= _delimiter_of(lines, '"')[1] else '"'


def _delimiter_of(lines: Sequence[str], quote: str, escape: str = "") -> tuple[str, float]:
    """The one that gives most rows the same number of cells, and the share of those.

    What stands above, a title or names without the surplus delimiters of each row, counts only
    where nothing else tells. Commas that all stand before decimals are none if others are there.
    """
    best, best_fit = "", (0.0, 0.0)
    for delimiter in _DELIMITERS:
        if delimiter == "," and best and _are_in_numbers(lines, best):
            continue
        rows = rows_of(lines, Marks(delimiter, quote, escape))
        width, share = _commonest(rows)
        fit = (_share_below(rows, width), share)
        if width > 1 and share > _LEAST and fit > best_fit:
            best, best_fit = delimiter, fit
    share = best_fit[1]
    if share > 0.5 or not _are_apart_by_spaces(lines, quote):
        return best or ",", share
    return " ", 1.0


def _share_below(rows: Sequence[Sequence[str]], width: int) -> float:
    """Which share of the rows has so many cells, from the first that has, if it is among the top
    ones.
    """
    top = min(_TOP, len(rows) // 2)
    first = next((i for i, row in enumerate(rows[:top]) if len(row) == width), 0)
    below = rows[first:]
    return sum(len(row) == width for row in below) / max(len(below), 1)


def _are_in_numbers(lines: Sequence[str], delimiter: str) -> bool:
    """Whether in nearly all lines that have commas, and this, each comma stands within a number."""
    have = [line for line in lines if "," in line and delimiter in line]
    return bool(have) and sum(_BETWEEN.search(line) is None for line in have) >= _NEARLY_ALL * len(
        have
    )


def _are_apart_by_spaces(lines: Sequence[str], quote: str) -> bool:
    """Whether spaces delimit: rows are equally wide, and have numbers or quoted texts.

    The first may lack the name of the rows' own names, as R writes it.
    """
    rows = rows_of(lines, Marks(" ", quote))
    if len(rows) < 2:
        return False
    width, share = _commonest(rows[1:])
    if width < 2 or share < 1 or len(rows[0]) not in (width, width - 1):
        return False
    if all(line.lstrip().startswith(quote) for line in lines):
        return True
    return any(all(map(_is_plain_number, cells)) for cells in zip(*rows[1:], strict=True))


def _is_plain_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return cell in ("NA", "")
    return True
