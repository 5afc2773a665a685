"""Tables of programs, offices and people: what stands around the names and below the rows."""

import pytest

from nnviz.data.tables import TableProblem, guess, read_table, records_of, remarks_on
from nnviz.data.tables.layout.notes import (
    EXPLAINED,
    FOOTERS,
    JOINED,
    LAST_NAME_LACKS,
    SKIPPED_ABOVE,
)
from nnviz.data.tables.problem import ARFF, CONSTANT

NAMES = "height,weight,size"
ROWS = [f"{150 + i},{50 + i * 7 % 20},{('small', 'large')[i % 2]}" for i in range(12)]
COLOURS = [
    f"{('red', 'blue', 'green')[i % 3]},{('round', 'flat')[i % 2]},{('small', 'large')[i // 2 % 2]}"
    for i in range(24)
]


@pytest.mark.parametrize(
    ("above", "below", "after", "reason"),
    [
        # As wide as the table, and no names.
        (["Class report,2020,9b"], [], [], SKIPPED_ABOVE),
        (["REM exported by X, 2020, v2"], [], [], SKIPPED_ABOVE),
        (["1,2,3"], [], [], SKIPPED_ABOVE),
        (["Report,1,", "Class report,2020,9b"], [], [], SKIPPED_ABOVE),
        # The columns' numbers, as offices of statistics write them.
        ([], ["1,2,3"], [], EXPLAINED),
        ([], ["(1),(2),(3)"], [], EXPLAINED),
        # Kinds and roles, as Orange writes them.
        ([], ["continuous,continuous,discrete", ",,class"], [], EXPLAINED),
        ([], ["c,c,d", ",,class"], [], EXPLAINED),
        ([], ["c,c,d", "meta,,class"], [], EXPLAINED),
        # What databases and people write below.
        ([], [], ["(12 rows)"], FOOTERS),
        ([], [], ["Source: WHO, Geneva, 2020"], FOOTERS),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_it_is_passed_over_and_said(
    above: list[str], below: list[str], after: list[str], reason: str, delimiter: str
) -> None:
    lines = [*above, NAMES, *below, *ROWS, *after]
    read = read_table("\n".join(lines).replace(",", delimiter))
    assert read.names == ("height", "weight", "size")
    assert (read.n_rows, read.columns[2].vocabulary) == (12, ("small", "large"))
    assert [remark.reason for remark in read.remarks] == [reason]
    assert read.row_number(0) == len(above) + len(below) + 2


def test_groups_above_columns_of_texts() -> None:
    read = read_table("\n".join(["Look,,Result", "colour,shape,size", *COLOURS]))
    assert read.names == ("Look colour", "Look shape", "Result size")
    assert (read.n_rows, [remark.reason for remark in read.remarks]) == (24, [JOINED])


@pytest.mark.parametrize("rows", [ROWS, COLOURS])
def test_without_names_each_row_is_one(rows: list[str]) -> None:
    assert read_table("\n".join(rows)).n_rows == len(rows)


def test_rows_of_numbers_are_not_taken_for_those_of_the_columns() -> None:
    rows = ["1,2,3", *(f"{i},{i * 2},{i * 3}" for i in range(2, 12))]
    assert read_table("\n".join(["a,b,c", *rows])).n_rows == 11


def test_names_in_other_capitals_are_no_example() -> None:
    read = read_table("\n".join([NAMES, *ROWS, "Height,WEIGHT,Size", *ROWS]))
    assert (read.n_rows, read.columns[0].holds) == (24, "number")


def test_a_delimiter_before_each_row_moves_no_name() -> None:
    read = read_table("\n".join([NAMES, *(f",{row}" for row in ROWS)]))
    assert read.names == ("height", "weight", "size")
    assert (read.columns[0].values[0], read.remarks) == (150, ())


@pytest.mark.parametrize("first", ["n{i}", "{i}"])
def test_a_lone_note_behind_the_rows_moves_no_name(first: str) -> None:
    notes = ["", "", "", "", "absent", *[""] * 19]
    rows = [
        f"{first.format(i=i * 7 % 50)},{50 + i % 9},{'sl'[i % 2]},{note}"
        for i, note in enumerate(notes)
    ]
    read = read_table("\n".join(["name,h,size", *rows]))
    assert read.names == ("name", "h", "size", "column 4")
    assert [remark.reason for remark in read.remarks] == [LAST_NAME_LACKS]
    assert guess(read).target == "size"


def test_an_input_that_is_the_same_in_all_rows_that_are_left_is_left_out() -> None:
    rows = [f"{7 + i if i < 2 else 5},{i},{'' if i < 2 else i * 3 % 7 + 0.5}" for i in range(24)]
    read = read_table("\n".join(["c,n,result", *rows]))
    choices = guess(read)
    assert [column.name for column in records_of(read, choices).recipe.columns] == ["n"]
    told = [remark.column for remark in remarks_on(read, choices) if remark.reason == CONSTANT]
    assert told == ["c"]


@pytest.mark.parametrize("above", ["", "% made by hand\n", "\n\n%\n"])
def test_a_file_of_weka_is_named(above: str) -> None:
    with pytest.raises(TableProblem) as refusal:
        read_table(f"{above}@RELATION x\n@attribute a numeric\n@data\n1\n2\n")
    assert refusal.value.reason == ARFF
