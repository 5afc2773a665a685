"""CSV as other programs read it, and as spreadsheets must not."""

import csv
from io import StringIO
from math import inf, nan, pi
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nnviz.data.tables import read_table
from nnviz.data.tables.cell.cleaning import cleaned
from nnviz.data.tables.cell.formula import defused, restored
from nnviz.tabular.cells import csv_text

#: What readers split at.
DELIMITERS = [",", ";", "\t", "|", ":", " "]
#: What a spreadsheet takes for the beginning of a formula, as OWASP has it.
STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

HOSTILE = ["=1+2", "+1", "-1+2", "@SUM(A1)", "\tx", "\rx", "\nx", "=cmd|'/C calc'!A0"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_spreadsheet_would_calculate_is_defused(text: str) -> None:
    [[name], [cell]] = csv.reader(StringIO(csv_text([text], [[text]]), newline=""))
    assert name == cell == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "age", "a=b", "1-2", "'quoted", "价格", "5", "a - b", "from -1 to 1", "p(-1)"]
)
def test_what_is_harmless_stays(text: str) -> None:
    assert defused(text) == text


def test_quotes_commas_and_lines_survive() -> None:
    rows = [['say "hi"', "a,b", "two\nlines"], ["", " x ", "é"]]
    text = csv_text(["one", "two", "three"], rows)
    assert list(csv.reader(StringIO(text, newline=""))) == [["one", "two", "three"], *rows]
    assert text.splitlines(keepends=True)[0] == "one,two,three\r\n"


def test_numbers_are_read_back_as_the_same() -> None:
    values = [pi, -1e-300, 0.1 + 0.2, 1e22, inf, 3]
    text = csv_text(["value"], [[value] for value in values])
    assert [float(row["value"]) for row in csv.DictReader(StringIO(text))] == values


def test_what_is_no_number_is_an_empty_cell() -> None:
    assert csv_text(["a", "b"], [[nan, -1.5]]) == "a,b\r\n,-1.5\r\n"


odd_texts = st.text(st.sampled_from("=+-@＝－;,|:\t\r\n \"'x1.\u3000"), max_size=12)
texts = odd_texts | st.text(max_size=20)


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@given(texts, st.sampled_from(DELIMITERS), st.booleans())
@example("x;=1+1;y", ";", True)
@example("＝1+1", ",", True)
@example('a;"=1+1"', ";", True)
@example("a =1+1", " ", True)
def test_whatever_cells_are_split_at_none_is_a_formula(
    text: str, delimiter: str, knows_quotes: bool
) -> None:
    written = csv_text([text, "b"], [[text, 1.5], ["x", -2.5]])
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if knows_quotes else csv.QUOTE_NONE
    for row in csv.reader(StringIO(written, newline=""), delimiter=delimiter, quoting=quoting):
        for cell in row:
            begin = cell.strip(' \xa0\u3000"\t\r\n')
            assert len(begin) < 2 or is_number(begin) or not begin.startswith(STARTS)


@given(texts)
def test_what_was_defused_is_restored(text: str) -> None:
    assert restored(defused(text)) == text


# One that ends in a quote, too, would look as if it were between quotes.
cleaned_texts = texts.map(lambda text: cleaned(text).rstrip("' "))


@given(st.lists(cleaned_texts, min_size=12, max_size=20), cleaned_texts)
@example(["=1", "x;=1+1;y", "'=1", "-"] * 3, "＝name")
@example(["1"] * 12, "%0")
@example(["b"] * 12, "# items")
def test_our_own_reader_reads_the_texts_that_were_written(values: list[str], name: str) -> None:
    cells = [cleaned(f"{value} of {i}") if i % 3 else value for i, value in enumerate(values)]
    written = csv_text([name, "n"], [[cell, "abcdefgh"[i % 8]] for i, cell in enumerate(cells)])
    column = read_table(written.encode(), has_header=True).columns[0]
    assert column.name == (name or "column 1")
    assert column.holds == "text"
    assert set(column.vocabulary) <= set(cells)
    assert {cell for cell in cells if cell.endswith(" of 1")} <= set(column.vocabulary)
