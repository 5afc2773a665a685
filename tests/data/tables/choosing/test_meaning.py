"""What columns mean: categories, classes, what is predicted; and what is said of it."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.data.tables import (
    Choices,
    Column,
    Recipe,
    TableProblem,
    guess,
    read_table,
    records_of,
    remarks_on,
    values_of,
)
from nnviz.data.tables import problem as p
from nnviz.data.tables.choosing import findings as f
from tests.data.tables.examples.columns import categories_of, learned, reasons_on, table, told

# Categories and classes.


SPELLINGS: tuple[Callable[[str], str], ...] = (str.upper, str.title, str, "  {} ".format)


@given(
    st.lists(st.sampled_from(["yes", "no", "so so", "straße"]), min_size=8, max_size=40),
    st.data(),
)
def test_spellings_are_one_category_in_training_and_in_new_rows(
    words: list[str], data: st.DataObject
) -> None:
    forms = st.sampled_from(SPELLINGS)
    words = [*words, "yes", "no"]
    cells = [data.draw(forms)(word) for word in words]
    read = table(a=cells)
    records = records_of(read, guess(read).with_role("a", "category"))
    column = records.recipe.columns[1]
    assert len(column.categories) == len(set(words))
    again = [data.draw(forms)(word) for word in words]
    rows = [{"n": 1, "a": cell} for cell in again]
    np.testing.assert_array_equal(values_of(records.recipe, rows)[:, 1], records.values[:, 1])


def test_what_was_folded_is_counted() -> None:
    read = table(a=["Yes", "yes", "yes", "YES", " yes ", "no"] * 4)
    assert categories_of(read) == ("no", "yes")
    assert "Spellings that count as others: 2, for instance “Yes” as “yes”" in told(read)
    assert f.FOLDED not in reasons_on(table(a=["Yes", "no"] * 8))


def test_letters_are_told_apart_where_letters_are_meant() -> None:
    letters = "ABCDEabcde"
    read = table(**{"class": list(letters) * 6})
    assert len(learned(read).recipe.classes) == 10
    assert f.KEPT_APART in reasons_on(read)
    # Where nothing else differs, the spelling does.
    assert categories_of(table(a=["A", "a"] * 8)) == ("A", "a")


def test_what_is_folded_into_one_category_tells_nothing() -> None:
    read = table(a=["New York", "New  York", "new york "] * 6)
    assert [column.name for column in learned(read).recipe.columns] == ["n"]
    assert p.CONSTANT in reasons_on(read)


def test_an_alphabet_is_predicted() -> None:
    letters = [chr(ord("A") + i % 26) for i in range(260)]
    choices = guess(table(letter=letters, **{"class": ["1.5"] * 260}))
    assert (choices.target, choices.task) == ("letter", "classification")
    read = table(**{"class": letters})
    assert len(learned(read).recipe.classes) == 26


@pytest.mark.parametrize(
    ("header", "target", "task"),
    [
        ("a,b,class", "class", "classification"),
        ("a,b,value", "value", "regression"),
        ("x,y,color", "color", "regression"),
        ("x,b,y", "y", "regression"),
        ("color,x,y", "color", "regression"),
        ("x,y,z", "z", "regression"),
    ],
)
def test_which_column_is_predicted_and_as_what(header: str, target: str, task: str) -> None:
    rows = "\n".join(f"{i / 2},{i * i % 17 / 2},{i % 12 + 1}" for i in range(60))
    choices = guess(read_table(f"{header}\n{rows}"))
    assert (choices.target, choices.task) == (target, task)


def test_what_lies_at_x_and_y_is_predicted() -> None:
    rows = "\n".join(f"{i / 2},{i * i % 17 / 2},{('red', 'blue')[i % 2]}" for i in range(60))
    choices = guess(read_table(f"x,y,color\n{rows}"))
    assert (choices.target, choices.task) == ("color", "classification")
    assert guess(read_table("x,y\n" + "\n".join(f"{i},{i * i}" for i in range(40)))).target == "y"


@pytest.mark.parametrize(
    ("counts", "is_rare"),
    [([1000, 3], True), ([95, 5], False), ([96, 4], True), ([10] * 26, False)],
)
def test_a_rare_class_is_told(counts: list[int], is_rare: bool) -> None:
    answers = [f"k{i}" for i, count in enumerate(counts) for _ in range(count)]
    read = table(**{"class": answers})
    assert (f.RARE_CLASS in reasons_on(read)) == is_rare
    if counts[1] == 3:
        assert "Class “k1” of “class” is rare: 3 of 1,003 rows" in told(read)


# Many columns, few rows.


def test_of_many_pixels_those_are_kept_that_vary_most() -> None:
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (40, 784)) * (np.arange(784) % 7 > 3)
    pixels[:, 200:264] = rng.choice([0, 255], (40, 64))
    names = [f"pixel{i}" for i in range(784)]
    rows = [",".join(map(str, (i % 10, *row))) for i, row in enumerate(pixels.tolist())]
    read = read_table("\n".join([",".join(["label", *names]), *rows]))
    choices = guess(read)
    assert (choices.target, choices.task) == ("label", "classification")
    assert choices.inputs == tuple(names[200:264])
    assert len(remarks_on(read, choices)) == 2
    assert "are kept whose values vary most, and" in told(read)


def test_of_many_columns_one_sentence_counts_those_left_out() -> None:
    names = [f"c{i}" for i in range(100)]
    rows = [",".join(f"{(i + 1) * (j + 2) % 103 / 4}" for j in range(100)) for i in range(30)]
    read = read_table("\n".join([",".join(names), *rows]))
    assert guess(read).inputs == tuple(names[:64])
    assert "so the first columns are kept and 35 are left out: c64, c65, c66, c67, c68, …" in told(
        read
    )


@pytest.mark.parametrize("kind", ["0\n1\n1\n0", "no\nyes\nyes\nno"])
def test_four_rows_are_enough(kind: str) -> None:
    answers = kind.split()
    corners = ("0,0", "0,1", "1,0", "1,1")
    rows = "\n".join(f"{a},{b}" for a, b in zip(corners, answers, strict=True))
    read = read_table(f"a,b,out\n{rows}")
    records = learned(read)
    assert (records.recipe.target, records.recipe.task) == ("out", "binary")
    assert records.values.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert records.labels.tolist() == [0, 1, 1, 0]
    assert f.FEW_ROWS in reasons_on(read)


def test_one_row_is_too_few() -> None:
    read = read_table("a,b,out\n0,1,yes\n")
    with pytest.raises(TableProblem) as caught:
        learned(read)
    assert caught.value.reason == p.TOO_FEW_ROWS


# What was said before is said no other way.


def test_a_recipe_without_anything_new_is_written_as_ever() -> None:
    recipe = Recipe((Column("a"), Column("b", "category", ("x",))), "y", "regression")
    assert recipe.to_json() == {
        "columns": [
            {"name": "a", "kind": "number", "categories": [], "largest": 0.0},
            {"name": "b", "kind": "category", "categories": ["x"], "largest": 0.0},
        ],
        "target": "y",
        "task": "regression",
        "classes": [],
        "missing": "fill",
    }
    assert Recipe.from_json(recipe.to_json()) == recipe


@pytest.mark.parametrize("wrong", [{"missing": "x"}, {"decimal": "!"}])
def test_a_recipe_that_contradicts_itself_is_refused(wrong: dict[str, str]) -> None:
    values = Recipe((Column("a"),), "y", "regression").to_json()
    values["columns"][0].update(wrong)
    with pytest.raises(ValueError, match="no such category or decimal sign"):
        Recipe.from_json(values)


def test_choices_refuse_what_is_no_meaning() -> None:
    with pytest.raises(ValueError, match="gaps must be one of"):
        Choices("y", "regression", (("y", "number"),)).with_gaps("y", "nothing", ())
