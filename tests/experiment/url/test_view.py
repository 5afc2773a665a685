"""What the map shows comes back from the URL, and a wrong text is named and left out."""

import numpy as np
import pytest

from nnviz.data import DATASETS, own_table
from nnviz.data.inputs.plane import View
from nnviz.data.specs.table import TableSpec
from nnviz.data.tables import Column, Recipe, Records
from nnviz.experiment.complaints import BAD_VIEW, NO_VIEW
from nnviz.experiment.url import view as viewing

IRIS = DATASETS["iris"]
_COLUMNS = (Column("colour", "category", ("red", "blue")), Column("day", "date"), Column("x"))


def own() -> TableSpec:
    """A table with a category (inputs c1 and c2), a date (c3) and a number (c4)."""
    values = np.column_stack([np.arange(12) % 2, np.arange(12) + 19_000, np.arange(12) / 4])
    recipe = Recipe(_COLUMNS, "y", "regression")
    return own_table(Records(recipe, values.astype(float), np.arange(12.0)))


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (View("c3", "c4"), "c3,c4"),
        (View("c4", "c1", ((0, 1.0), (1, 19_003.0))), "c4,c1,1_1,2_19003"),
        (View("c1", "c3", ((2, -1.25e-7),)), "c1,c3,3_-1.25e-07"),
    ],
)
def test_a_view_comes_back(view: View, text: str) -> None:
    query = viewing.to_query(view, own())
    assert query == {"view": text}
    assert viewing.from_query(query, own()) == (view, [])


def test_the_usual_view_needs_no_key() -> None:
    for view in (None, View()):
        assert viewing.to_query(view, IRIS) == {}
    assert viewing.from_query({}, IRIS) == (None, [])
    assert viewing.from_query({"view": "pc"}, IRIS) == (None, [])
    assert viewing.from_query({"view": "  "}, IRIS) == (None, [])


@pytest.mark.parametrize(
    "text",
    [
        "c1",
        "c1,c1",
        "c1,c9",
        "c3,c4,c1",
        "pc,1_1",
        "c3,c4,1_1,1_0",
        "c3,c4,1_0.5",
        "c3,c4,1_2",
        "c3,c4,4_1",
        "c3,c4,0_1",
        "c3,c4,3_nan",
        "c3,c4,3_inf",
        "c3,c4,3_2e30",
        "c3,c4,2_9999999",
        "c3,c4,²_1",
        "c3,c4,3",
        "<b>,c4",
    ],
)
def test_a_wrong_view_is_named_and_left_out(text: str) -> None:
    view, (complaint,) = viewing.from_query({"view": text}, own())
    assert view is None
    assert (complaint.field, complaint.reason) == ("view", BAD_VIEW)
    assert "c1,c2" in complaint.message()


def test_what_is_no_table_has_no_other_view() -> None:
    view, (complaint,) = viewing.from_query({"view": "c1,c2"}, DATASETS["circle"])
    assert view is None
    assert (complaint.field, complaint.reason) == ("view", NO_VIEW)


def test_of_data_that_are_gone_only_that_is_said() -> None:
    query = {"dataset": "own-0123", "view": "c1,c2"}
    assert viewing.from_query(query, IRIS) == (None, [])
