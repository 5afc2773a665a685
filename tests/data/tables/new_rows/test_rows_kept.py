"""Each row of a file of new rows is answered, or refused by name, and columns are found."""

from typing import Any

import numpy as np
import pytest

from nnviz.data.tables import Recipe, TableProblem, guess, read_table, records_of, values_of
from nnviz.data.tables.new_rows.new_rows import NewRows, read_rows


@pytest.fixture(name="recipe", scope="module")
def a_recipe() -> Recipe:
    """Of columns `height`, `weight` and `sex`."""
    rows = (
        f"{150 + i * 0.5},{50 + i % 7 + 0.25},{'MF'[i % 2]},{'AB'[i // 2 % 2]}" for i in range(40)
    )
    table = read_table("\n".join(["height,weight,sex,grade", *rows]))
    return records_of(table, guess(table)).recipe


def read(recipe: Recipe, *lines: str) -> NewRows:
    return read_rows(recipe, "\n".join(lines).encode(), np.zeros(3))


@pytest.mark.parametrize(
    "rows",
    [
        [",,", "155,50,M", "156,51,F"],
        ["155,50,M", ",,", "156,51,F"],
        ["155,50,M", "156,51,F", ",,"],
        [",,", ",,", "155,50,M", ",,", ",,"],
        ["-,-,-", "155,50,M", "156,51,F"],
        ["155,50,M", "156,51,F", "NA,NA,NA"],
        [",,"],
        [",,M", "155,50,M", "156,51,F"],
    ],
)
def test_a_row_without_values_is_a_row(recipe: Recipe, rows: list[str]) -> None:
    found = read(recipe, "height,weight,sex", *rows)
    lacking = [row.split(",")[0] in ("", "-", "NA") for row in rows]
    assert np.isnan(found.values[:, 0]).tolist() == lacking
    count, first = sum(lacking), lacking.index(True) + 2
    told = f"“height” has no value in {count} of the rows, the first of them row {first}"
    assert told in "\n".join(found.remarks)


def test_a_blank_line_is_no_row(recipe: Recipe) -> None:
    found = read(recipe, "", "height,weight,sex", "", "155,50,M", "", "156,51,F", "", "")
    assert found.values[:, 0].tolist() == [155, 156]
    assert not found.remarks


@pytest.mark.parametrize(
    ("row", "cell"),
    [("unknown,unknown,M", "unknown"), ("k.D.,k.D.,k.D.", "k.D."), ("tall,,F", "tall")],
)
def test_a_row_below_the_names_is_no_explanation(recipe: Recipe, row: str, cell: str) -> None:
    with pytest.raises(TableProblem, match=f"Row 2, column “height”: “{cell}” is not a number"):
        read(recipe, "height,weight,sex", row, "155,50,M", "156,51,F", "157,52,F")


@pytest.mark.parametrize("row", ["cm,kg,", "[cm],[kg],[-]", "---,---,---", "How tall?,How heavy?,"])
def test_what_no_column_can_read_explains_the_names(recipe: Recipe, row: str) -> None:
    found = read(recipe, "height,weight,sex", row, "155,50,M", "156,51,F", "157,52,F")
    assert found.values[:, 0].tolist() == [155, 156, 157]
    assert len(found.remarks) == (row[0] != "-")


@pytest.mark.parametrize("name", ["Sum", "Summe", "Total", "Average", "合計"])
def test_a_row_that_is_called_like_a_total_is_a_row(recipe: Recipe, name: str) -> None:
    rows = ["Ann,M,155,50", "Bob,F,156,51", f"{name},,157,52"]
    found = read(recipe, "name,sex,height,weight", *rows)
    assert found.values[:, 0].tolist() == [155, 156, 157]
    with pytest.raises(TableProblem, match=f"Row 4, column “height”: “{name}” is not a number"):
        read(recipe, "height,weight,sex", "155,50,M", "156,51,F", f"{name},101,")


def test_a_note_below_the_rows_is_none_and_is_told(recipe: Recipe) -> None:
    found = read(recipe, "height,weight,sex", "155,50,M", "156,51,F", "", "Source: a friend")
    assert len(found.values) == 2
    assert "Source: a friend" in found.remarks[0]


def test_capitals_and_blanks_in_names_make_no_difference(recipe: Recipe) -> None:
    expected = [[155.0, 50.0, float(recipe.columns[2].categories.index("M"))]]
    row: dict[str, Any] = {"Height": 155, "WEIGHT ": 50, "s ex": "M"}
    for given in (
        b"Height, WEIGHT,S ex\n155,50,M\n",
        row,
        [row],
    ):
        rows = {name: [one] for name, one in given.items()} if given is row else given
        assert values_of(recipe, rows).tolist() == expected


def test_a_name_that_could_be_two_columns_is_missing(recipe: Recipe) -> None:
    for names in ("Height,HEIGHT,weight,sex", "tall,broad,weight,sex"):
        with pytest.raises(TableProblem, match="Column “height” is missing"):
            read(recipe, names, "155,1,50,M")
    assert read(recipe, "Height,height,weight,sex", "1,155,50,M").values[0, 0] == 155
