"""Well-known tables are guessed right; decisions give the right rows, or say what does not suit."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nnviz.data.tables import (
    TableProblem,
    costs_of,
    guess,
    read_table,
    records_of,
    remarks_on,
    values_of,
)
from nnviz.data.tables import problem as p

IRIS = "sepal_length,sepal_width,species\n" + "".join(
    f"{4 + i / 50},{2 + i % 9 / 5},{('setosa', 'versicolor', 'virginica')[i % 3]}\n"
    for i in range(90)
)
TITANIC = "PassengerId,Survived,Pclass,Name,Sex,Age,Ticket,Embarked\n" + "".join(
    f'{i + 1},{i % 2},{i % 3 + 1},"Mr. {i}, X",{("male", "female")[i % 2]},'
    f"{'' if i % 5 == 0 else 20 + i % 40},A/{i // 2},{'SCQ'[i % 3]}\n"
    for i in range(100)
)
HOUSES = "Größe;Baujahr;Verkauft am;Preis\n" + "".join(
    f"{50 + i},5;{1950 + i % 60};{i % 28 + 1}.{i % 12 + 1}.2023;{100 + i}.000,50\n"
    for i in range(60)
)


def test_iris() -> None:
    read = read_table(IRIS)
    choices = guess(read)
    assert (choices.target, choices.task) == ("species", "classification")
    records = records_of(read, choices)
    assert records.recipe.task == "multiclass"
    assert records.recipe.classes == ("setosa", "versicolor", "virginica")
    assert records.labels[:4].tolist() == [0, 1, 2, 0]
    assert records.dropped == 0


def test_titanic() -> None:
    read = read_table(TITANIC)
    choices = guess(read)
    assert (choices.target, choices.task) == ("Survived", "classification")
    assert dict(choices.roles) == {
        "PassengerId": "identifier", "Survived": "number", "Pclass": "number",
        "Name": "identifier", "Sex": "category", "Age": "number", "Ticket": "out",
        "Embarked": "category",
    }  # fmt: skip
    filled = records_of(read, choices)
    assert (len(filled), filled.dropped) == (100, 0)
    assert np.isnan(filled.values).sum() == read.column("Age").n_missing == 20
    assert filled.recipe.task == "binary"
    dropped = records_of(read, replace(choices, missing="drop"))
    assert (len(dropped), dropped.dropped) == (80, 20)
    assert costs_of(read, choices) == {"Pclass": 1, "Sex": 2, "Age": 1, "Embarked": 3}


def test_houses() -> None:
    read = read_table(HOUSES.encode("cp1252"))
    choices = guess(read)
    assert (choices.target, choices.task) == ("Preis", "regression")
    assert dict(choices.roles)["Verkauft am"] == "date"
    records = records_of(read, choices)
    assert records.labels[0] == 100_000.5
    assert records.values[0].tolist() == [50.5, 1950.0, (date(2023, 1, 1) - date(1970, 1, 1)).days]


def test_classes_are_sorted_naturally() -> None:
    rows = "".join(f"{i * i},class {i % 12}\n" for i in range(60))
    read = read_table("a,class\n" + rows)
    classes = records_of(read, guess(read)).recipe.classes
    assert classes == tuple(f"class {i}" for i in range(12))


def test_a_constant_column_is_left_out_and_told() -> None:
    read = read_table("a,b,y\n" + "".join(f"{i * i},7,{i % 2}\n" for i in range(40)))
    choices = guess(read).with_role("b", "number")
    assert records_of(read, choices).recipe.input_names == ("a",)
    assert [remark.reason for remark in remarks_on(read, choices)] == [p.CONSTANT]


def problem_of(content: str, **changes: Any) -> TableProblem:
    read = read_table(content)
    role = changes.pop("role", None)
    choices = replace(guess(read), **changes)
    if role:
        choices = choices.with_role(*role)
    with pytest.raises(TableProblem) as caught:
        records_of(read, choices)
    return caught.value


def test_too_many_inputs_say_what_costs_how_much() -> None:
    found = problem_of(TITANIC, role=("Name", "category"))
    assert found.reason == p.TOO_MANY_INPUTS
    assert "Name: 100, Embarked: 3" in found.message()


def test_what_does_not_suit_is_told_with_its_place() -> None:
    by_value = {"target": "sepal_length", "task": "regression"}
    found = problem_of(IRIS, **by_value, role=("species", "number"))
    assert (found.reason, found.column, found.row) == (p.NOT_NUMBERS, "species", 2)
    found = problem_of(IRIS, **by_value, role=("species", "date"))
    assert found.reason == p.NOT_DATES
    assert problem_of(IRIS, target="weight").reason == p.NO_SUCH_COLUMN
    assert problem_of(IRIS, task="regression").reason == p.NOT_NUMBERS
    found = problem_of(IRIS, target="sepal_length")
    assert (found.reason, found.column) == (p.TOO_MANY_CLASSES, "sepal_length")
    found = problem_of(IRIS.replace("4.1,", "1e300,"))
    assert (found.reason, found.column, found.row) == (p.TOO_LARGE, "sepal_length", 7)
    ones = "a,b,y\n" + "".join(f"{i * i},{i},3\n" for i in range(40))
    assert problem_of(ones, target="y", task="regression").reason == p.ONE_VALUE


RECIPE = records_of(read_table(TITANIC), guess(read_table(TITANIC))).recipe
ROW = {"Pclass": 3, "Sex": "Female", "Age": None, "Embarked": "X"}


@pytest.mark.parametrize(
    "given",
    [
        [ROW],
        {name: [value] for name, value in ROW.items()},
        [list(ROW.values())],
        pd.DataFrame([ROW]),
        b"Embarked;Age;Sex;Pclass;more\nX;;female;3;1\n",
        np.array([list(ROW.values())], dtype=object),
    ],
    ids=["rows", "columns", "lists", "frame", "bytes", "array"],
)
def test_new_rows(given: Any) -> None:
    found = values_of(RECIPE, given)
    np.testing.assert_array_equal(found, [[3.0, 0.0, np.nan, -1.0]])


def test_new_rows_from_a_file_are_those_learned_from(tmp_path: Path) -> None:
    path = tmp_path / "titanic.csv"
    path.write_text(TITANIC, encoding="utf-8")
    read = read_table(TITANIC)
    np.testing.assert_array_equal(values_of(RECIPE, path), records_of(read, guess(read)).values)


def test_new_rows_that_do_not_suit() -> None:
    with pytest.raises(ValueError, match="Age"):
        values_of(RECIPE, [{"Pclass": 1, "Sex": "male", "Embarked": "S"}])
    with pytest.raises(ValueError, match="Row 1, column “Age”: “old”"):
        values_of(RECIPE, [{**ROW, "Age": "old"}])
    with pytest.raises(ValueError, match="each row must have 4 values"):
        values_of(RECIPE, [[1, 2]])
    with pytest.raises(ValueError, match="rows must be a table"):
        values_of(RECIPE, 5)
