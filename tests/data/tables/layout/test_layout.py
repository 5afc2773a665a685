"""What stands around a table is passed over and said; its rows keep their numbers."""

import pytest

from nnviz.data.tables import read_table
from nnviz.data.tables.layout.notes import (
    COMMENTS,
    FOOTERS,
    LAST_NAME_LACKS,
    NAME_LACKS,
    SHORT_ROWS,
    SKIPPED_ABOVE,
)
from tests.data.tables.examples.ordinary import check, reasons, written


@pytest.mark.parametrize("where", ["rows", "names", "both"])
@pytest.mark.parametrize("surplus", [",", ",,,", ", "])
def test_a_surplus_cell_that_is_empty_in_every_row_is_no_column(where: str, surplus: str) -> None:
    names, *rows = written()
    names += surplus if where in ("names", "both") else ""
    rows = [row + (surplus if where in ("rows", "both") else "") for row in rows]
    read = read_table("\n".join([names, *rows]))
    check(read)
    assert not read.remarks


@pytest.mark.parametrize("surplus", ["", ",", ",,"])
def test_row_names_and_surplus_cells(surplus: str) -> None:
    names, *rows = written()
    read = read_table("\n".join([names, *(f"p{i},{row}{surplus}" for i, row in enumerate(rows))]))
    assert read.names == ("column 1", *names.split(","))
    assert reasons(read) == [NAME_LACKS]


def test_a_surplus_cell_that_is_filled_far_below_is_a_column() -> None:
    rows = [f"{i},{i % 7}," for i in range(1000)]
    rows[900] += "late"
    read = read_table("a,b\n" + "\n".join(rows))
    assert read.names == ("a", "b", "column 3")
    assert read.columns[2].vocabulary == ("late",)
    assert LAST_NAME_LACKS in reasons(read)


def test_a_file_of_new_rows_is_not_shifted() -> None:
    read = read_table("height,weight\n155,90,\n205,45,\n")
    assert read.names == ("height", "weight")
    assert read.columns[0].values.tolist() == [155, 205]
    assert read.columns[1].values.tolist() == [90, 45]


@pytest.mark.parametrize(
    ("first", "are_names"),
    [
        ([f"r{i}" for i in range(12)], True),
        ([str(i + 1) for i in range(12)], True),
        ([str(i) for i in range(12)], True),
        ([f'"{3 * i + 7}"' for i in range(12)], True),
        ([str(150 + 3 * i) for i in range(12)], False),
        ([f"r{i % 11}" for i in range(12)], False),
        ([f"{i}.5" for i in range(12)], False),
        ([f"{i}{'9' * 5000}" for i in range(12)], False),
    ],
)
def test_row_names_are_names(first: list[str], are_names: bool) -> None:
    lines = [f"{name},{i},{i % 3}" for i, name in enumerate(first)]
    read = read_table("a,b\n" + "\n".join(lines))
    assert read.names == (("column 1", "a", "b") if are_names else ("a", "b", "column 3"))
    assert reasons(read) == [NAME_LACKS if are_names else LAST_NAME_LACKS]


@pytest.mark.parametrize(
    "above",
    [
        ["#created 2019", "#export"],
        ["# made by hand, with care, in 2019", "", "#"],
        ["% from a program"],
        ["// a comment", "// another; with, all | delimiters"],
        ["Title"],
        ["Title,,", ",,"],
        ['"Title, with a comma",,'],
        ["My animals", "Exported on 2019-01-01", ""],
        ["Date,2019,", "Station,Berlin,"],
        ["", "", "Measurements of 2019", ""],
        [",Title,"],
    ],
)
def test_what_stands_above_the_names_is_passed_over(above: list[str]) -> None:
    read = read_table("\n".join([*above, *written()]))
    check(read)
    assert read.dialect.header_row == len(above) + 1
    assert read.row_number(0) == len(above) + 2
    (remark,) = read.remarks
    assert remark.reason == SKIPPED_ABOVE
    assert remark.values["count"] == len(above)


def test_comments_above_semicolons() -> None:
    rows = [f"{i};{i * 1.5};m{i % 2}" for i in range(9)]
    read = read_table("\n".join(["#created 2019", "#export", "Time;Value;Metric", *rows]))
    assert read.names == ("Time", "Value", "Metric")
    assert read.n_rows == 9


def test_comments_between_rows_count_as_lines() -> None:
    lines = written()
    lines[5:5] = ["# a note, in two parts", "# another"]
    lines[9:9] = ['"# quoted, as a cell",,', ""]
    read = read_table("\n".join(lines[:9] + lines[10:]))
    check(read)
    assert reasons(read) == [COMMENTS]
    assert (read.remarks[0].row, read.remarks[0].values["count"]) == (6, 2)
    assert (read.row_number(3), read.row_number(4)) == (5, 8)


def test_within_quotes_nothing_is_a_comment() -> None:
    read = read_table('a,b\n1,"first\n# second"\n2,"x"\n')
    assert (read.n_rows, read.columns[1].vocabulary) == (2, ("first # second", "x"))


@pytest.mark.parametrize(
    "below",
    [
        ["Total,800.5,"],
        ["Source: World Bank"],
        ["", "Source: World Bank,,", "Note: estimated"],
        ["", "* estimated"],
        ["Copyright by somebody"],
        ["", "* without guests", "(c) the club"],
        ["Average,170.5,65"],
        [",,", ",,", "Quelle: Amt"],
    ],
)
def test_rows_at_the_end_that_are_no_examples(below: list[str]) -> None:
    read = read_table("\n".join([*written(), *below]))
    check(read)
    assert reasons(read) == [FOOTERS]


@pytest.mark.parametrize("last", ["186", "187.5,6", "n.a.,1,2", "Total,,"])
def test_a_last_row_that_may_be_one_stays(last: str) -> None:
    read = read_table("\n".join([*written(), last]))
    assert read.n_rows == 13
    assert SHORT_ROWS in reasons(read) or last.count(",") == 2


def test_empty_rows_count_only_between_others() -> None:
    names, *rows = written()
    read = read_table("\n".join([names, *rows[:3], ",,", *rows[3:], ",,", ",,", ",,"]))
    assert read.n_rows == 13
    assert read.columns[0].n_missing == 1
    read = read_table("\n".join([names, *rows, " ,\t, "]))
    check(read)
    assert not read.remarks
