"""New rows are read as those were that the network has learned from."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from nnviz.data.tables import Recipe, TableProblem, guess, read_table, records_of, values_of
from nnviz.data.tables.new_rows.new_rows import read_rows


@pytest.mark.parametrize(
    ("written", "month"),
    [(["31/01/2020", "03/04/2020"], 4), (["01/31/2020", "03/04/2020"], 3)],
)
def test_a_date_that_could_be_two_is_read_as_in_training(written: list[str], month: int) -> None:
    lines = [f"{written[i % 2]};{i % 3 - 1.5};{'ab'[i % 2]}" for i in range(12)]
    table = read_table("\n".join(["when;how;what", *lines]))
    recipe = records_of(table, guess(table)).recipe
    assert recipe.columns[0].kind == "date"
    assert Recipe.from_json(recipe.to_json()) == recipe
    wanted = (date(2020, month, 3 if month == 4 else 4) - date(1970, 1, 1)).days
    rows = {"when": ["03/04/2020"], "how": [1.0]}
    assert values_of(recipe, rows)[0, 0] == wanted
    assert values_of(recipe, b"when;how\n03/04/2020;1\n")[0, 0] == wanted
    iso = date(1970, 1, 1) + timedelta(days=wanted)
    assert values_of(recipe, {"when": [iso.isoformat()], "how": [1.0]})[0, 0] == wanted


def test_a_time_of_day_is_no_date() -> None:
    lines = [f"{i % 24}:{i * 7 % 60:02},{i % 3 - 1.5},{'ab'[i % 2]}" for i in range(30)]
    table = read_table("\n".join(["when,how,what", *lines]))
    recipe = records_of(table, guess(table)).recipe
    assert values_of(recipe, {"when": ["6:00 pm"], "how": [1.0]})[0, 0] == 0.75
    assert values_of(recipe, b"when,how\n12:30:00,1\n6:00,1\n")[:, 0].tolist() == [12.5 / 24, 0.25]
    for given in (
        {"when": ["2020-01-01"], "how": [1.0]},
        b"when,how\n2020-01-01,1\n2020-01-02,1\n",
    ):
        with pytest.raises(ValueError, match="2020-01-01"):
            values_of(recipe, given)


HEIGHTS = "height,weight,size\n" + "".join(
    f"{150 + i},{50 + i % 7},{('small', 'large')[i % 2]},\n" for i in range(20)
)


def recipe_of(text: str) -> Recipe:
    table = read_table(text)
    return records_of(table, guess(table)).recipe


@pytest.mark.parametrize("end", [",", ";", "\t", "|"])
def test_a_delimiter_at_the_end_of_each_row_shifts_nothing(end: str) -> None:
    """Neither in the table nor in the rows to predict, which then are the rows that are meant."""
    recipe = recipe_of(HEIGHTS.replace(",", end))
    assert [column.name for column in recipe.columns] == ["height", "weight"]
    file = "height,weight\n155,90,\n205,45,\n".replace(",", end).encode()
    assert read_rows(recipe, file, [0.0, 0.0]).values.tolist() == [[155, 90], [205, 45]]


def test_what_is_to_be_known_of_a_file_comes_with_its_rows() -> None:
    recipe = recipe_of(HEIGHTS)
    file = b"Heights of our class,,\n\nheight,weight\n155,90\n205\n"
    found = read_rows(recipe, file, [160.0, 52.0])
    np.testing.assert_array_equal(found.values, [[155.0, 90.0], [205.0, np.nan]])
    told = "\n".join(found.remarks)
    assert "Heights of our class" in told
    assert "Rows with fewer cells" in told
    assert "Column “weight” has no value in 1 of the rows, the first of them row 5. “52”" in told


def test_a_cell_of_a_file_that_cannot_be_read_is_refused_with_its_place() -> None:
    """However few there are among many that can be."""
    recipe = recipe_of(HEIGHTS)
    rows = [f"{150 + i},{50 + i}" for i in range(100)]
    rows[70] = "tall,5"
    with pytest.raises(TableProblem, match="Row 72, column “height”: “tall” is not a number"):
        values_of(recipe, "\n".join(["height,weight", *rows]).encode())
    with pytest.raises(TableProblem, match="Row 1, column “height”: “tall” is not a number"):
        values_of(recipe, [["tall", 5]])


def test_a_file_and_rows_of_texts_are_read_alike() -> None:
    """Of marks of missing values, of a category that is called like one, and of categories that are
    numbers or dates.
    """
    lines = ["when;level;price;mood;what"]
    for i in range(40):
        mood = ("None", "good", "bad")[i % 3]
        lines.append(f"{1 + i % 20}.{1 + i % 3}.2021;{i % 3},5;{i},5 kg;{mood};{'ab'[i % 2]}")
    table = read_table("\n".join(lines))
    choices = replace(guess(table), target="what", task="classification")
    for name, role in (("when", "category"), ("level", "category"), ("price", "number")):
        choices = choices.with_role(name, role)
    recipe = records_of(table, choices).recipe
    rows = [
        ["1.1.2021", "0,5", "3,5 kg", "NONE"],
        ["2021-02-02", "1,50", "4", "?"],
        ["?", "7,5", "-", "Good"],
        ["9.9.2021", "", "1.000,5", "none"],
    ]
    found = values_of(recipe, rows)
    names = [recipe.columns[i].category_at(found[0, i]) for i in (0, 1, 3)]
    assert names == ["2021-01-01", "0.5", "None"]
    assert found[:, 2].tolist()[::3] == [3.5, 1000.5]
    assert found[:, 1].tolist()[:3] == [0, 1, -1]
    for some in ([0], [1, 2], [0, 1, 2, 3]):
        text = "\n".join(["when;level;price;mood", *(";".join(rows[i]) for i in some)])
        np.testing.assert_array_equal(values_of(recipe, text.encode()), found[some], str(some))


@pytest.mark.parametrize("sign", [".", ","])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_could_be_thousands_is_read_as_in_training(sign: str, delimiter: str) -> None:
    """Of a file that does not tell, as of entries."""
    lines = [f"{i / 8:.3f};{i % 7}.5;{'ab'[i % 2]}".replace(".", sign) for i in range(1, 30)]
    recipe = recipe_of("\n".join(["how;much;what", *lines]))
    entries = {"how": [f"1{sign}234"], "much": [f"5{sign}678"]}
    file = f'how{delimiter}much\n"1{sign}234"{delimiter}"5{sign}678"\n'.encode()
    assert values_of(recipe, entries).tolist() == [[1.234, 5.678]]
    assert values_of(recipe, file).tolist() == [[1.234, 5.678]]


def test_categories_of_numbers_are_the_texts_that_they_were() -> None:
    """Also in a file of few rows, and under a name that two columns have."""
    cells = ["2,50", "3,00", "ND", "4,75"]
    lines = [f"{cells[i % 4]};{cells[i * i % 4]};{i}.5;{'ab'[i % 2]}" for i in range(16)]
    table = read_table("\n".join(["how;how;much;what", *lines]))
    choices = guess(table).with_role("how", "category").with_role("how (2)", "category")
    recipe = records_of(table, choices).recipe
    assert recipe.columns[0].categories == ("2,50", "3,00", "4,75", "ND")
    file = b"how;how;much\n3,00;2,50;1.5\n2,50;3,00;1.5\n"
    assert values_of(recipe, file)[:, :2].tolist() == [[1.0, 0.0], [0.0, 1.0]]
