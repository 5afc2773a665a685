"""Marks of missing values are judged by their column, and a person has the last word."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.data.tables import Preparation, Recipe, guess, records_of, values_of
from nnviz.data.tables.choosing.choices import GAPS
from tests.data.tables.examples.columns import NAN, categories_of, learned, table, told


@pytest.mark.parametrize(
    ("cells", "categories"),
    [
        (["None", "None", "Insomnia", "Sleep Apnea"], ("Insomnia", "None", "Sleep Apnea")),
        (["none", "some", "much"], ("much", "none", "some")),
        (["+", "-"], ("+", "-")),
        (["+", "-", "?"], ("+", "-")),
        (["-", "0", "+", "++"], ("0", "+", "++")),
        ([".", ",", "!", "?"], ("!", ",", ".", "?")),
        (["..", "yes", "no"], ("no", "yes")),
        (["NA", "DE", "FR", "US"], ("DE", "FR", "NA", "US")),
        (["NA", "EU", "EMEA"], ("EMEA", "EU", "NA")),
        (["Na", "K", "Cl", "H"], ("Cl", "H", "K", "Na")),
        (["NA", "S", "C", "Q"], ("C", "Q", "S")),
        (["NA", "TRUE", "FALSE"], ("FALSE", "TRUE")),
        (["N/A", "yes", "no"], ("no", "yes")),
        (["null", "yes", "no"], ("no", "yes")),
        (["-", "yes", "no"], ("no", "yes")),
        (["x", ""], ("x", "(missing)")),
        (["x", "-"], ("x", "(missing)")),
        (["yes", "NA"], ("yes", "(missing)")),
        (["1", ""], ("1", "(missing)")),
        (["None", "", "x", "y"], ("None", "x", "y")),
    ],
)
def test_marks_are_judged_by_their_column(cells: list[str], categories: tuple[str, ...]) -> None:
    assert categories_of(table(a=cells * 8)) == categories


def test_a_mark_that_the_tables_numbers_have_is_one_everywhere() -> None:
    read = table(b=["None", "1.5", "2.5", "3"] * 8, a=["None", "x", "y", "z"] * 8)
    assert categories_of(read) == ("x", "y", "z")
    assert read.column("b").n_missing == read.column("a").n_missing == 8


def test_a_minus_beside_a_plus_is_a_value_whatever_it_means_elsewhere() -> None:
    read = table(b=["-", "1.5", "2.5", "3"] * 8, a=["+", "-", "-", "+"] * 8)
    assert categories_of(read) == ("+", "-")
    assert read.column("b").n_missing == 8


def test_none_is_a_class() -> None:
    disorders = ["None", "None", "Insomnia", "Sleep Apnea"] * 8
    records = learned(table(**{"class": disorders}))
    assert records.recipe.classes == ("Insomnia", "None", "Sleep Apnea")
    assert (len(records), records.dropped) == (32, 0)


def test_blank_is_a_class_if_a_person_says_so() -> None:
    read = table(**{"class": ["won", "lost", ""] * 8})
    choices = guess(read)
    assert len(records_of(read, choices)) == 16
    apart = records_of(read, choices.with_gaps("class", "category", ()))
    assert apart.recipe.classes == ("lost", "won", "(missing)")
    assert len(apart) == 24


@pytest.mark.parametrize(
    ("gaps", "wanted", "positions"),
    [
        ("missing", ("x", "y"), [0, 1, NAN, NAN]),
        ("values", ("NA", "x", "y"), [1, 2, 0, NAN]),
        ("category", ("x", "y", "(missing)"), [0, 1, 2, 2]),
        ("both", ("NA", "x", "y", "(missing)"), [1, 2, 0, 3]),
    ],
)
def test_a_person_says_what_marks_mean(
    gaps: str, wanted: tuple[str, ...], positions: list[float]
) -> None:
    read = table(a=["x", "y", "NA", ""] * 8)
    choices = guess(read).with_gaps("a", gaps, read.column("a").marks)
    assert choices.gaps_in("a") == gaps
    records = records_of(read, choices)
    column = records.recipe.columns[1]
    assert column.categories == wanted
    assert column.missing == ("(missing)" if gaps in ("category", "both") else "")
    np.testing.assert_array_equal(records.values[:4, 1], positions)
    # New rows mean the same, and the recipe's JSON keeps it.
    again = Recipe.from_json(records.recipe.to_json())
    assert again == records.recipe
    content = b"n,a\n1,x\n1,y\n1,NA\n1,\n"
    np.testing.assert_array_equal(values_of(again, content)[:, 1], positions)


def test_a_missing_category_has_an_input_of_its_own() -> None:
    read = table(a=["x", ""] * 10)
    records = learned(read)
    assert records.recipe.input_names == ("n", "a = x", "a = (missing)")
    inputs = Preparation.fit(records.recipe, records.values, records.labels)
    assert inputs.transform(records.values)[:2, 1:].tolist() == [[1, 0], [0, 1]]
    dropping = records_of(read, replace(guess(read), missing="drop"))
    assert len(dropping) == 20


def test_numbers_with_marks_stay_numbers() -> None:
    read = table(a=["1.5", "NA", "-", "2", "?", "None", ""] * 5)
    assert read.column("a").n_missing == 25
    assert read.column("a").marks == ("NA", "-", "?", "None")
    assert guess(read).role_of("a") == "number"
    assert "“None” counts as a missing value" in told(read)


def test_what_marks_count_as_is_said() -> None:
    assert "“None” counts as a value of its own" in told(table(a=["None", "x", "y"] * 8))
    assert "“-” counts as a missing value" in told(table(a=["-", "x", "y"] * 8))
    assert "a category of their own, “(missing)”" in told(table(a=["x", ""] * 8))


@given(
    st.lists(
        st.sampled_from(["red", "Red", "blue", "None", "NA", "-", "?", "", "null"]),
        min_size=12,
        max_size=40,
    ),
    st.sampled_from(GAPS),
)
def test_new_rows_are_those_learned_from(cells: list[str], gaps: str) -> None:
    read = table(a=[*cells, "red", "blue", "green"])
    choices = guess(read).with_role("a", "category")
    choices = choices.with_gaps("a", gaps, read.column("a").marks)
    records = records_of(read, choices)
    content = "n,a\n" + "\n".join(f"1,{cell}" for cell in (*cells, "red", "blue", "green"))
    found = values_of(records.recipe, content.encode())
    np.testing.assert_array_equal(found[:, 1], records.values[:, 1])
