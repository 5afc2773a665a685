"""The panel of mistakes: pictures for digits, rows for other tables, nothing for the rest."""

from typing import Any

import numpy as np
import pytest

from nnviz.data import own_table, register
from nnviz.data.tables import Column, Recipe, Records
from nnviz.ui import panels
from tests.ui.pages.page import Page


@pytest.fixture(autouse=True)
def _in_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)


def open_mistakes(**query: str) -> Page:
    page = Page(**query)
    page.app.session_state["panel"] = "Mistakes"
    page.click("epoch")
    return page


def test_digits_are_shown_as_they_were_written() -> None:
    page = open_mistakes(dataset="digits")
    wrong = round((1 - page.session.run.evaluation().test_metric) * 359)
    assert f"**{wrong} of 359** are wrong" in page.text
    elements: Any = page.app.get("html")
    bodies = [element.proto.body for element in elements]
    gallery = next(body for body in bodies if "nnviz-mistakes" in body)
    assert gallery.count("<svg") == min(wrong, 24)
    assert "taken for" in gallery


def test_rows_of_other_tables_are_shown_with_what_stands_in_them() -> None:
    page = open_mistakes(dataset="iris", train_share="0.5")
    table = page.app.dataframe[0].value
    assert list(table.columns[:4]) == ["Row", "Is", "Taken for", "Sure"]
    assert set(table["Is"]) <= {"setosa", "versicolor", "virginica"}
    assert (table["Is"] != table["Taken for"]).all()
    assert table["petal length (cm)"].between(1, 7).all()


@pytest.mark.parametrize("dataset", ["circle", "diabetes"])
def test_where_there_is_a_map_or_a_value_there_is_no_such_tab(dataset: str) -> None:
    assert "Mistakes" not in [tab.label for tab in Page(dataset=dataset).app.tabs]


def test_a_table_may_have_columns_of_the_same_names() -> None:
    names = ("Is", "Row", "Sure", "Is (in the table)")
    recipe = Recipe(tuple(map(Column, names)), "Taken for", "binary", ("no", "yes"))
    values = np.random.default_rng(0).normal(size=(60, len(names)))
    spec = register(own_table(Records(recipe, values, np.arange(60, dtype=np.float64) % 2)))
    table = open_mistakes(dataset=spec.name).app.dataframe[0].value
    assert list(table.columns) == [
        *("Row", "Is", "Taken for", "Sure"),
        *(f"{name} (in the table)" for name in names[:3]),
        "Is (in the table) (in the table)",
    ]
    assert set(table["Is"]) <= {"no", "yes"}
    rows = [int(row) - 1 for row in table["Row"]]
    np.testing.assert_array_equal(table["Row (in the table)"], values[rows, 1])
