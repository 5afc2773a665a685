"""CSV as other programs read it, and as spreadsheets must not."""

import csv
from io import StringIO
from math import inf, nan, pi

import pytest

from nnviz.tabular.cells import csv_text, defused

HOSTILE = ["=1+2", "+1", "-1+2", "@SUM(A1)", "\tx", "\rx", "\nx", "=cmd|'/C calc'!A0"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_spreadsheet_would_calculate_is_defused(text: str) -> None:
    [[name], [cell]] = csv.reader(StringIO(csv_text([text], [[text]]), newline=""))
    assert name == cell == f"'{text}"


@pytest.mark.parametrize("text", ["", "age", "a=b", "1-2", "'quoted", "价格", "5"])
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
