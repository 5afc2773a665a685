"""Workbooks and Parquet files are read as what they hold; a harmful one harms nobody."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from nnviz.data.tables import TableProblem, guess, read_table, records_of, values_of
from nnviz.data.tables.columns.dates import as_text
from nnviz.data.tables.file import unpacking
from nnviz.data.tables.layout.notes import LEFT_OUT, SKIPPED_ABOVE
from nnviz.data.tables.problem import (
    DAMAGED,
    NO_ROWS,
    NO_SINGLE_VALUES,
    NO_SUCH_SHEET,
    REASONS,
    TOO_COSTLY,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    UNPACKING_NEEDS,
)
from tests.data.tables.examples.workbooks import COSTLY, parquet_of, workbook

ROWS: list[list[Any]] = [
    ["height", "born", "fit", "sport"],
    *([150.5 + i, date(2000, 1, i + 1), i % 3 == 0, ("judo", "chess")[i % 2]] for i in range(12)),
]


def test_cells_arrive_as_what_they_are() -> None:
    read = read_table(workbook({"data": ROWS}))
    assert read.names == tuple(ROWS[0])
    assert [cells.holds for cells in read.columns] == ["number", "date", "text", "text"]
    assert read.columns[0].values.tolist() == [150.5 + i for i in range(12)]
    assert as_text(read.columns[1].values[11]) == "2000-01-12"
    assert read.columns[2].vocabulary == ("TRUE", "FALSE")
    assert (read.dialect.kind, read.dialect.sheet, read.dialect.sheets) == (
        "workbook",
        "data",
        ("data",),
    )
    assert not read.remarks


def test_a_workbook_has_titles_too() -> None:
    rows: list[list[Any]] = [
        ["Sports club"],
        [],
        ["made in", 2019],
        *ROWS,
        [],
        ["Source: the club"],
    ]
    read = read_table(workbook({"data": rows}))
    assert (read.names, read.n_rows, read.row_number(0)) == (tuple(ROWS[0]), 12, 5)
    assert read.remarks[0].reason == SKIPPED_ABOVE
    assert read_table(workbook({"data": rows}), header_row=5).names[0] == "150.5"


def test_the_first_sheet_with_a_table_is_read_unless_another_is_wanted() -> None:
    content = workbook({"read me": [["About this file"]], "data": ROWS, "more": [["a", "b"]] * 3})
    read = read_table(content)
    assert (read.dialect.sheet, read.dialect.sheets) == ("data", ("read me", "data", "more"))
    assert len(read_table(content, sheet="more").columns) == 2
    with pytest.raises(TableProblem) as caught:
        read_table(content, sheet="less")
    assert caught.value.reason == NO_SUCH_SHEET


def test_a_table_need_not_begin_in_the_first_cell() -> None:
    rows = [[], [], *([None, None, *row] for row in ROWS)]
    read = read_table(workbook({"data": rows}))
    assert (read.names, read.n_rows, read.row_number(0)) == (tuple(ROWS[0]), 12, 4)


def test_a_cell_that_spans_rows_has_its_value_in_each() -> None:
    """In front of the rows that it is the group of, and where names stand in two rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    groups = [("north", "south")[i // 6] if i % 6 == 0 else None for i in range(12)]
    rows: list[list[Any]] = [
        [None, "A title"],
        [None, "group", "sizes", None, "sport"],
        [None, None, "height", "weight"],
        *([None, group, 150 + i, 50.5 + i % 3, "ab"[i % 2]] for i, group in enumerate(groups)),
    ]
    for row in rows:
        sheet.append(row)
    for cells in ("B1:E1", "B2:B3", "C2:D2", "E2:E3", "B4:B9", "B10:B15"):
        sheet.merge_cells(cells)
    target = BytesIO()
    book.save(target)
    read = read_table(target.getvalue())
    assert read.names == ("group", "height", "weight", "sport")
    assert (read.n_rows, read.columns[0].n_missing) == (12, 0)
    assert read.columns[0].codes.tolist() == [0] * 6 + [1] * 6
    assert read.columns[1].values.tolist() == [150.0 + i for i in range(12)]


CELLS = st.one_of(
    st.none(),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 6)),
    st.integers(-(10**9), 10**9),
)


@settings(max_examples=20)
@given(st.lists(st.tuples(CELLS, st.sampled_from(["a,b", 'c"d', "é", "x\ny"])), min_size=1))
def test_numbers_of_a_workbook_stay_the_same(rows: list[tuple[float | None, str]]) -> None:
    read = read_table(workbook({"data": [["n", "text"], (0.5, "a,b"), *rows]}))
    wanted = [np.nan if number is None else number for number, _ in rows]
    np.testing.assert_array_equal(read.columns[0].values[1:], wanted)
    texts = [read.columns[1].vocabulary[code] for code in read.columns[1].codes[1:]]
    assert texts == [" ".join(text.split()) for _, text in rows]


def arrow_table() -> pa.Table:
    return pa.table(
        {
            "whole": pa.array([1, 2, None] * 4),
            "number": pa.array([0.1, np.nan, 1e-9] * 4),
            "small": pa.array([0.1, 0.2, 0.3] * 4, pa.float32()),
            "decimal": pa.array([Decimal("12.50"), Decimal("0.05"), None] * 4),
            "text": ["a,b", 'c"d', "NA"] * 4,
            "kind": pa.array(["x", "y", "x"] * 4).dictionary_encode(),
            "flag": [True, False, None] * 4,
            "day": [date(2020, 1, 31), date(1969, 12, 31), None] * 4,
            "moment": pa.array([datetime(2020, 1, 31, 12, 30, tzinfo=UTC)] * 12),
            "time": [time(12, 30), time(0, 1), None] * 4,
            "list": [[1], [2, 3], []] * 4,
            "struct": [{"a": 1}] * 12,
        }
    )


def test_columns_of_parquet_arrive_as_what_they_are() -> None:
    read = read_table(parquet_of(arrow_table()))
    holds = {cells.name: cells.holds for cells in read.columns}
    assert holds == {
        **dict.fromkeys(("whole", "number", "small", "decimal"), "number"),
        **dict.fromkeys(("text", "kind", "flag"), "text"),
        **dict.fromkeys(("day", "moment", "time"), "date"),
    }
    np.testing.assert_array_equal(read.column("whole").values[:3], [1, 2, np.nan])
    np.testing.assert_array_equal(read.column("number").values[:3], [0.1, np.nan, 1e-9])
    np.testing.assert_array_equal(read.column("decimal").values[:3], [12.5, 0.05, np.nan])
    assert as_text(read.column("day").values[1]) == "1969-12-31"
    assert as_text(read.column("moment").values[0]) == "2020-01-31 12:30:00"
    (remark,) = read.remarks
    assert (remark.reason, remark.values["columns"]) == (LEFT_OUT, ("list", "struct"))


def test_the_names_of_parquet_are_never_guessed() -> None:
    table = pa.table({"1": ["5", "6"], "2": ["7", "8"]})
    read = read_table(parquet_of(table))
    assert (read.names, read.n_rows, read.dialect.kind) == (("1", "2"), 2, "parquet")


def test_new_rows_may_come_in_either() -> None:
    table = read_table(workbook({"data": ROWS}))
    recipe = records_of(table, guess(table)).recipe
    again = values_of(recipe, workbook({"data": ROWS[:4]}))
    names = {name: [row[i] for row in ROWS[1:4]] for i, name in enumerate(ROWS[0])}
    np.testing.assert_array_equal(values_of(recipe, parquet_of(pa.table(names))), again)


def reason_of(content: bytes) -> str:
    """Why a file is refused; empty where it is read."""
    try:
        read_table(content)
    except TableProblem as problem:
        return problem.reason
    return ""


@pytest.mark.parametrize("name", COSTLY)
def test_what_is_too_costly_is_refused(name: str) -> None:
    reason = reason_of(COSTLY[name]())
    if name.startswith(("a million cells", "millions of shared", "half a million", "blanks")):
        assert reason in ("", TOO_COSTLY, NO_ROWS)
    else:
        assert reason in (TOO_COSTLY, DAMAGED, TOO_MANY_ROWS, TOO_MANY_COLUMNS)


def test_what_holds_no_single_values_is_refused() -> None:
    with pytest.raises(TableProblem) as caught:
        read_table(parquet_of(pa.table({"a": [[1], [2]]})))
    assert caught.value.reason == NO_SINGLE_VALUES


@settings(max_examples=25)
@given(st.integers(4, 10_000), st.binary(min_size=1, max_size=8), st.booleans())
def test_a_damaged_file_is_refused_or_read(at: int, piece: bytes, packed: bool) -> None:
    content = bytearray(parquet_of(arrow_table()) if packed else workbook({"data": ROWS}))
    at %= len(content)
    content[at : at + len(piece)] = piece
    assert reason_of(bytes(content)) in ("", *REASONS)


def test_what_is_not_installed_is_said_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "find_spec", lambda _: None)
    with pytest.raises(TableProblem) as caught:
        read_table(workbook({"data": ROWS}))
    assert caught.value.reason == UNPACKING_NEEDS
    assert "pip install python-calamine" in str(caught.value)
