"""A file of new rows is answered and refused as the same cells are where somebody enters them."""

from typing import Any

import numpy as np
import pytest

from nnviz.data.tables import Recipe, TableProblem, guess, read_table, records_of, values_of
from nnviz.data.tables.new_rows.new_rows import read_rows

NO_DATE = "is not a date as this column has them"


def recipe_of(cells: list[str], others: str = "0.5 1.5 2.5", role: str = "") -> Recipe:
    """Of columns `how` and `much`, and of a class."""
    much = others.split()
    lines = [f"{cells[i % len(cells)]};{much[i % 3]};{'ab'[i // 2 % 2]}" for i in range(40)]
    table = read_table("\n".join(["how;much;what", *lines]))
    choices = guess(table)
    return records_of(table, choices.with_role("how", role) if role else choices).recipe


DAYS = [f"{1 + i}.{1 + i % 12}.2020" for i in range(28)]
US = [f"{1 + i % 12}/{1 + i}/2020" for i in range(28)]
ISO = [f"2020-{1 + i % 12:02}-{1 + i:02}" for i in range(28)]
MONTHS = [f"{1949 + i // 12}-{1 + i % 12:02}" for i in range(36)]
TIMES = [f"{i % 24}:{i * 7 % 60:02}" for i in range(30)]
POINTS = [f"{i + 100}.25" for i in range(30)]
COMMAS = [cell.replace(".", ",") for cell in POINTS]


def file_of(*cells: str, delimiter: str = ";", much: str = "1") -> bytes:
    rows = (f"{cell}{delimiter}{much}" for cell in cells)
    return "\n".join([f"how{delimiter}much", *rows]).encode()


def told(recipe: Recipe, given: Any) -> str:
    return "\n".join(read_rows(recipe, given, np.zeros(2)).remarks)


@pytest.mark.parametrize(
    ("cells", "entered"),
    [
        *((DAYS, cell) for cell in ("20210201", "44000", "2021", "1612137600", "-5", "12.30")),
        *((MONTHS, cell) for cell in ("1961", "196101")),
        *((TIMES, cell) for cell in ("1230", "12.30", "9", "1.2.2021")),
        *((US, cell) for cell in ("31/31/2020", "44000")),
    ],
)
def test_what_is_no_date_where_it_is_entered_is_none_in_a_file(
    cells: list[str], entered: str
) -> None:
    recipe = recipe_of(cells, role="date")
    assert recipe.columns[0].date_order
    for given in ([[entered, 1]], file_of(entered), file_of(*[cells[0]] * 30, entered)):
        with pytest.raises(TableProblem, match=f"“{entered}” {NO_DATE}"):
            values_of(recipe, given)


def test_a_number_in_many_different_rows_is_no_date_either() -> None:
    file = file_of(*map(str, range(40_000, 42_000)))
    with pytest.raises(TableProblem, match=f"Row 2, column “how”: “40000” {NO_DATE}"):
        values_of(recipe_of(DAYS), file)


def test_numbers_that_are_meant_as_days_are_told_and_of_the_calendar() -> None:
    recipe = recipe_of(DAYS)
    found = read_rows(recipe, {"how": [None, 18_000, float("nan")], "much": [1, 1, 1]}, [0, 0])
    assert found.values[1, 0] == 18_000
    assert "numbers for dates in 1 of the rows, the first of them “18000” in row 2" in str(
        found.remarks
    )
    assert "2019-04-14" in found.remarks[0]
    for entry in (20210201, 1612137600, -1e6, float("inf"), 1e31):
        with pytest.raises(TableProblem, match=NO_DATE):
            values_of(recipe, [[entry, 1]])
    times = recipe_of(TIMES)
    assert values_of(times, [[0.5, 1], [1, 1]])[:, 0].tolist() == [0.5, 1]
    for part in (-0.1, 9, 1230):
        with pytest.raises(TableProblem, match=NO_DATE):
            values_of(times, [[part, 1]])


def test_days_that_were_numbers_in_training_are_numbers_in_a_file() -> None:
    recipe = recipe_of([f"{18_000 + i}" for i in range(30)], role="date")
    assert recipe.columns[0].date_order == ""
    assert values_of(recipe, file_of("18500"))[0, 0] == 18_500
    with pytest.raises(TableProblem, match=f"“20210201” {NO_DATE}"):
        values_of(recipe, file_of("20210201"))


def test_what_has_points_begins_with_the_day() -> None:
    """Also where the model has learned from dates that begin with the month."""
    recipe = recipe_of(US)
    assert recipe.columns[0].date_order == "mdy"
    day = (np.datetime64("2021-02-01") - np.datetime64("1970-01-01")).astype(float)
    for given in ([["1.2.2021", 1]], file_of("1.2.2021"), file_of("2/1/2021", "1.2.2021")):
        found = read_rows(recipe, given, [0, 0])
        assert set(found.values[:, 0]) == {day}
        assert not found.remarks
    assert values_of(recipe, file_of("31.1.2021", "1.2.2021"))[1, 0] == day


def test_a_date_that_could_be_two_is_told_where_training_does_not_tell() -> None:
    recipe = recipe_of(ISO)
    assert "“01/02/2021” is read as 2021-01-02, but could also mean 2021-02-01" in told(
        recipe, file_of("01/02/2021", "2/3/2021")
    )
    for cells in (["01/02/2021", "01/13/2021"], ["1.2.2021"], ["2021-01-02"]):
        assert not told(recipe, file_of(*cells))
    assert not told(recipe_of(US), file_of("01/02/2021"))


@pytest.mark.parametrize(
    ("trained", "file", "number"),
    [
        (POINTS, b"how;much\n155,125;50,5\n", 155.125),
        (POINTS, b"how;much;note\n155,125;50;3,5\n", 155.125),
        (POINTS, b"how\tmuch\n155,125\t3,25\n", 155.125),
        (COMMAS, b"how,much\n155.125,3.5\n", 155.125),
        (COMMAS, b"how\tmuch\n155,125\t3.5\n", 155_125),
        (POINTS, b"how;much\n155.125;3,5\n", 155_125),
    ],
)
def test_a_file_that_shows_its_decimal_sign_is_read_with_it(
    trained: list[str], file: bytes, number: float
) -> None:
    found = read_rows(recipe_of(trained), file, [0, 0])
    assert found.values[0, 0] == number
    assert not found.remarks


@pytest.mark.parametrize(
    ("trained", "file", "number", "other"),
    [
        (POINTS, b"how\tmuch\n155,125\t3\n", "155125", "155.125"),
        (COMMAS, b"how,much\n155.125,3\n", "155125", "155.125"),
        (POINTS, b"how;much\n155,125;3\n", "155.125", "155125"),
        (COMMAS, b'how,much\n"155,125",3\n', "155.125", "155125"),
    ],
)
def test_a_number_that_could_be_two_is_told_as_it_was_read(
    trained: list[str], file: bytes, number: str, other: str
) -> None:
    found = read_rows(recipe_of(trained), file, [0, 0])
    assert found.values[0, 0] == float(number)
    assert f"is read as {number}, but could also mean {other}" in "\n".join(found.remarks)


def test_amounts_of_money_have_no_three_decimals() -> None:
    recipe = recipe_of([f"${i + 100}.25" for i in range(30)])
    assert recipe.columns[0].unit == "$"
    assert values_of(recipe, file_of("$40,123"))[0, 0] == 40_123


def test_decimals_as_in_training_are_no_doubt() -> None:
    assert not told(recipe_of(POINTS), file_of("155.125", delimiter=","))
    assert not told(recipe_of(COMMAS), file_of("155,125"))


@pytest.mark.parametrize("cell", ["155 cm", "50%", "5 days", "1 Feb 2020", "12:30", "$5"])
def test_a_refusal_quotes_what_stands_in_the_file(cell: str) -> None:
    recipe = recipe_of(POINTS)
    for given in (file_of(cell), file_of(*["7"] * 30, cell), [[cell, 1]]):
        with pytest.raises(TableProblem, match=f"“{cell.replace('$', '.')}” is not a number"):
            values_of(recipe, given)


def test_texts_among_numbers_are_read_with_the_sign_of_the_file() -> None:
    file = b"how;much\n155,5;1,5\ntall;2,5\n"
    with pytest.raises(TableProblem, match="Row 3, column “how”: “tall” is not a number"):
        values_of(recipe_of(POINTS), file)
