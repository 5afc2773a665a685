"""What pandas writes, in any dialect, is read back; rows are counted as spreadsheets do."""

import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.data.tables import Table, TableProblem, read_table
from nnviz.data.tables.cell.date import date_of
from nnviz.data.tables.cell.number import amount_of, number_of
from nnviz.data.tables.columns.dates import as_text, dates_of
from nnviz.data.tables.columns.numerals import numbers_of
from nnviz.data.tables.layout.notes import DUPLICATE_NAME, STRAYS
from nnviz.data.tables.problem import RAGGED, UNCLOSED_QUOTE

WORDS = st.text("abcdefäöüéß ,;|\t\n#<>&", min_size=1, max_size=8).map(
    lambda text: "x" + " ".join(text.split())
)
NUMBERS = st.floats(-1e6, 1e6).map(lambda number: round(number, 5))


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    """Numbers, whole numbers and texts, with gaps."""
    n = draw(st.integers(2, 30))
    numbers = draw(st.lists(st.one_of(NUMBERS, st.just(np.nan)), min_size=n, max_size=n))
    texts = draw(st.lists(st.one_of(WORDS, st.none()), min_size=n, max_size=n))
    whole = draw(st.lists(st.integers(-999, 999), min_size=n, max_size=n))
    # The first row says what the columns hold, and which the decimal sign is.
    return pd.DataFrame(
        {"number": [0.5, *numbers], "whole": [1, *whole], "text": ["word", *texts]}
    ).astype({"text": object})


def texts_of(read: Table, i: int) -> list[str | None]:
    cells = read.columns[i]
    return [None if code < 0 else cells.vocabulary[code] for code in cells.codes]


@given(
    frames(),
    st.sampled_from([(",", "."), (";", "."), (";", ","), ("\t", "."), ("\t", ","), ("|", ",")]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([0, 1, 2]),
    st.sampled_from(['"', "'"]),
    st.sampled_from(["", "NA", "nan", "NULL", "?", "-"]),
    st.booleans(),
)
def test_round_trip(
    frame: pd.DataFrame,
    signs: tuple[str, str],
    encoding: str,
    end: str,
    quoting: int,
    quote: str,
    gap: str,
    header: bool,
) -> None:
    target = io.BytesIO()
    frame.to_csv(
        target, index=False, sep=signs[0], decimal=signs[1], encoding=encoding, na_rep=gap,
        lineterminator=end, quoting=quoting, quotechar=quote, header=header,
    )  # fmt: skip
    # Made-up words are in no language by which to tell it; test_encoding.py has real ones.
    told = encoding if encoding == "cp1252" else None
    read = read_table(target.getvalue(), has_header=header, encoding=told)
    assert read.dialect.delimiter == signs[0]
    assert read.dialect.decimal == signs[1]
    assert read.n_rows == len(frame)
    assert read.names == (tuple(frame) if header else ("column 1", "column 2", "column 3"))
    np.testing.assert_array_equal(read.columns[0].values, frame["number"])
    np.testing.assert_array_equal(read.columns[1].values, frame["whole"])
    wanted = [None if pd.isna(text) else text for text in frame["text"]]
    assert texts_of(read, 2) == wanted
    assert read.columns[2].n_missing == frame["text"].isna().sum()
    assert read.row_number(0) == 1 + header


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1,234.5", ".", 1234.5),
        ("1.234,5", ",", 1234.5),
        ("1 234 567", ".", 1234567.0),
        ("1'234", ".", 1234.0),
        ("−5", ".", -5.0),
        ("1,5", ".", None),
        ("1.5", ",", None),
        ("1_000", ".", None),
        ("12", ",", 12.0),
        ("1e-3", ",", 0.001),
    ],
)
def test_numbers(text: str, decimal: str, number: float | None) -> None:
    assert number_of(text, decimal) == number


@pytest.mark.parametrize(
    ("text", "order", "iso"),
    [
        ("1970-01-02", "ymd", "1970-01-02"),
        ("2024-02-29T12:30:15", "ymd", "2024-02-29 12:30:15"),
        ("2024-02-29 12:30+02:00", "ymd", "2024-02-29 10:30:00"),
        ("31.12.99", "dmy", "1999-12-31"),
        ("12/31/2024 1:05 PM", "mdy", "2024-12-31 13:05:00"),
    ],
)
def test_dates(text: str, order: str, iso: str) -> None:
    days = date_of(text, order)
    assert days is not None
    assert as_text(days) == iso


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13-01", "2024-01-01 25:00", "yesterday"])
def test_what_is_no_date(text: str) -> None:
    assert date_of(text, "ymd") is None


def test_days_come_before_months_if_any_row_says_so() -> None:
    # The first that says so lies beyond the first chunk of rows.
    rows = ["1/2/2024,1"] * 30_000 + ["25/12/2024,1"]
    column = read_table("day,b\n" + "\n".join(rows)).columns[0]
    assert column.holds == "date"
    assert as_text(column.values[0]) == "2024-02-01"
    assert as_text(column.values[-1]) == "2024-12-25"


def test_a_column_that_turns_out_to_be_text_is_read_again() -> None:
    rows = [f"{i},1" for i in range(25_000)] + ["word,1"] * 10_000
    column = read_table("a,b\n" + "\n".join(rows)).columns[0]
    assert column.holds == "text"
    assert column.many


def test_decimal_commas_far_below_are_found() -> None:
    rows = ["1;2"] * 30_000 + ["1,5;2,25"] * 30_000
    read = read_table("a;b\n" + "\n".join(rows))
    assert read.dialect.decimal == ","
    assert read.columns[0].values[-1] == 1.5


def test_a_stray_text_is_told_with_its_row() -> None:
    rows = [f"{i * 1.5},1" for i in range(100)]
    rows[41] = "abc,1"
    read = read_table("a,b\n" + "\n".join(rows))
    assert [(one.reason, one.column, one.row) for one in read.remarks] == [(STRAYS, "a", 43)]


def test_blank_lines_count_as_a_spreadsheet_counts_them() -> None:
    with pytest.raises(TableProblem) as caught:
        read_table("\na,b\n1,2\n\n\n3,4\n5,6,7\n")
    assert (caught.value.reason, caught.value.row) == (RAGGED, 7)


def test_where_an_open_quote_began() -> None:
    with pytest.raises(TableProblem) as caught:
        read_table('a,b\n1,x\n2,"y\n3,z\n')
    assert (caught.value.reason, caught.value.row) == (UNCLOSED_QUOTE, 3)


def test_equal_names_are_told_apart() -> None:
    read = read_table("a,a,,a (2)\n" + "1,2,3,4\n" * 3)
    assert read.names == ("a", "a (3)", "column 3", "a (2)")
    assert [remark.reason for remark in read.remarks] == [DUPLICATE_NAME]


def test_what_the_person_says_of_the_file_holds() -> None:
    read = read_table("1;2\n1,234;5\n", has_header=True, decimal=".")
    assert read.names == ("1", "2")
    assert read.columns[0].values.tolist() == [1234.0]
    assert read.preview == (("1,234", "5"),)


AMOUNTS = st.lists(
    st.from_regex(
        r"(-?|\$)([1-9]\d{0,2}(,\d{3}){0,2}|\d{1,6})(\.\d{1,3})?|\d{1,5}\$?|", fullmatch=True
    ),
    min_size=1,
    max_size=30,
)


@given(AMOUNTS, st.sampled_from(["", "$"]))
def test_many_amounts_at_once_are_what_each_is_alone(cells: list[str], unit: str) -> None:
    found = numbers_of(cells, ".", unit)
    for cell, number in zip(cells, found.values, strict=True):
        alone = amount_of(cell)
        if alone is None or alone[1] not in ("", unit):
            assert np.isnan(number)
        else:
            assert number == alone[0]
    assert found.strays == [i for i, cell in enumerate(cells) if cell and np.isnan(found.values[i])]


#: What may stand before and behind a number; some are units, some are none.
DRESSES = [
    *[("$", ""), ("US$ ", ""), ("€ ", ""), ("EUR ", ""), ("Rs.", ""), ("e", ""), ("  ", "")],
    *[("", "%"), ("", " kg"), ("", " KG"), ("", " rooms"), ("", "th"), ("", " mio"), ("", "k")],
    *[("", " h"), ("", "e"), ("$", " k"), ("(", ")"), ("", "°"), ("", " m2"), ("", "")],
]


@given(st.data(), st.sampled_from(DRESSES), st.sampled_from(".,"))
def test_amounts_in_one_unit_are_as_they_are_one_by_one(
    data: st.DataObject, dress: tuple[str, str], decimal: str
) -> None:
    thousands = "," if decimal == "." else "."
    number = rf"([1-9]\d{{0,2}}(\{thousands}\d{{3}}){{0,2}}|\d{{1,7}})(\{decimal}\d{{1,4}})?"
    numbers = data.draw(st.lists(st.from_regex(number, fullmatch=True), min_size=1, max_size=9))
    before, after = dress
    cells = [
        data.draw(st.sampled_from([*[f"{before}{one}{after}"] * 6, one, f"-{one}", "", f"({one})"]))
        for one in numbers
    ]
    unit = data.draw(st.sampled_from([None, "", "$", "kg"]))
    together = numbers_of(cells, decimal, unit)
    # Among others, which are read one by one.
    mixed = numbers_of([*cells, "-(5)"], decimal, unit)
    np.testing.assert_array_equal(together.values, mixed.values[:-1])
    assert (together.strays, together.unit) == (mixed.strays[:-1], mixed.unit)


@given(
    st.lists(
        st.from_regex(
            r"(20[0-2]\d|1?\d|3\d)[-./]1?\d[-./](20\d\d|[0-3]?\d)[ T][0-2]?\d:[0-6]\d(:[0-6]\d)?|",
            fullmatch=True,
        ),
        max_size=9,
    ),
    st.sampled_from(["ymd", "dmy", "mdy", "time"]),
)
def test_many_moments_at_once_are_what_each_is_alone(cells: list[str], order: str) -> None:
    values, strays = dates_of(cells, order)
    alone = [date_of(cell, order) if cell else np.nan for cell in cells]
    np.testing.assert_array_equal(values, [np.nan if one is None else one for one in alone])
    assert strays == [i for i, one in enumerate(alone) if one is None]


@pytest.mark.parametrize("order", ["ymd", "dmy", "mdy"])
def test_moments_of_one_kind_are_what_each_is_alone(order: str) -> None:
    signs = {"ymd": "2024-{m}-{d}", "dmy": "{d}.{m}.2024", "mdy": "{m}/{d}/24"}[order]
    cells = [
        f"{signs.format(m=1 + i % 12, d=1 + i % 28)} {i % 25:02}:{i % 60:02}:{i % 61:02}"
        for i in range(200)
    ]
    assert dates_of(cells, order) == ([date_of(cell, order) for cell in cells], [])
