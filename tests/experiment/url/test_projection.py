"""What the map shows comes back from the URL, and a wrong text is named and left out."""

import numpy as np
import pytest

from nnviz.data import DATASETS, own_table
from nnviz.data.inputs.plane import Projection
from nnviz.data.specs.table import TableSpec
from nnviz.data.tables import Column, Recipe, Records
from nnviz.experiment.complaints import BAD_PROJECTION, NO_PROJECTION
from nnviz.experiment.url import projection as url_projection

IRIS = DATASETS["iris"]
_COLUMNS = (Column("colour", "category", ("red", "blue")), Column("day", "date"), Column("x"))


def own() -> TableSpec:
    """A table with a category (inputs c1 and c2), a date (c3) and a number (c4)."""
    values = np.column_stack([np.arange(12) % 2, np.arange(12) + 19_000, np.arange(12) / 4])
    recipe = Recipe(_COLUMNS, "y", "regression")
    return own_table(Records(recipe, values.astype(float), np.arange(12.0)))


@pytest.mark.parametrize(
    ("projection", "text"),
    [
        (Projection("c3", "c4"), "c3,c4"),
        (Projection("c4", "c1", ((0, 1.0), (1, 19_003.0))), "c4,c1,1_1,2_19003"),
        (Projection("c1", "c3", ((2, -1.25e-7),)), "c1,c3,3_-1.25e-07"),
    ],
)
def test_a_view_comes_back(projection: Projection, text: str) -> None:
    query = url_projection.to_query(projection, own())
    assert query == {"view": text}
    assert url_projection.from_query(query, own()) == (projection, [])


def test_the_usual_view_needs_no_key() -> None:
    for projection in (None, Projection()):
        assert url_projection.to_query(projection, IRIS) == {}
    assert url_projection.from_query({}, IRIS) == (None, [])
    assert url_projection.from_query({"view": "pc"}, IRIS) == (None, [])
    assert url_projection.from_query({"view": "  "}, IRIS) == (None, [])


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
    projection, (complaint,) = url_projection.from_query({"view": text}, own())
    assert projection is None
    assert (complaint.field, complaint.reason) == ("view", BAD_PROJECTION)
    assert "c1,c2" in complaint.message()


def test_what_is_no_table_has_no_other_view() -> None:
    projection, (complaint,) = url_projection.from_query({"view": "c1,c2"}, DATASETS["circle"])
    assert projection is None
    assert (complaint.field, complaint.reason) == ("view", NO_PROJECTION)


def test_of_data_that_are_gone_only_that_is_said() -> None:
    query = {"dataset": "own-0123", "view": "c1,c2"}
    assert url_projection.from_query(query, IRIS) == (None, [])
