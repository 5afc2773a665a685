"""What the map shows of a table is chosen beside it, and training goes on meanwhile."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from nnviz.data import own_table, register
from nnviz.data.inputs.plane import Projection
from nnviz.data.specs.table import TableSpec
from nnviz.data.tables import Column, Recipe, Records
from nnviz.data.tables.cell.date import FIRST_DATE, LAST_MOMENT
from nnviz.ui.controls.sidebar.sliders import FARTHEST_DAY, FIRST_DAY, MOST_DIALS
from tests.ui.pages.page import Page

NAME = "<b>shade</b>"
SLIDERS = "plane-sliders"


def held_table(n_numbers: int = 2) -> TableSpec:
    """A category, a date, and numbers of which the first tells the target best."""
    rng = np.random.default_rng(5)
    columns = (
        Column(NAME, "category", ("dark", "light", "none")),
        Column("day", "date"),
        *(Column(f"x{i}") for i in range(n_numbers)),
    )
    values = np.column_stack(
        [
            rng.integers(0, 3, 60),
            19_000 + rng.integers(0, 300, 60),
            *(rng.normal(size=60).round(2) for _ in range(n_numbers)),
        ]
    ).astype(float)
    labels = (values[:, 2] > 0).astype(float)
    recipe = Recipe(columns, "target", "binary", ("no", "yes"))
    spec = register(own_table(Records(recipe, values, labels)))
    assert isinstance(spec, TableSpec)
    return spec


def with_axes(spec: TableSpec) -> Page:
    """A page that trains on the table, its map along two columns."""
    page = Page(dataset=spec.name)
    page.click("step")
    page.set("button_group", "plane", "columns")
    return page


def hold_at(page: Page, kind: str, column: int, value: Any) -> None:
    """Set the dial of a column."""
    page.open(SLIDERS)
    page.app.session_state[SLIDERS] = True
    page.set(kind, f"dial-{page.experiment.dataset}-{column}", value)
    page.open(SLIDERS)


def look_along(page: Page, first: str, second: str) -> None:
    page.set("selectbox", "plane-first", first)
    page.set("selectbox", "plane-second", second)


def view_of(page: Page) -> Projection:
    projection = page.session.run.projection
    assert projection is not None
    return projection


@pytest.mark.parametrize("dataset", ["circle", "sine", "blobs"])
def test_what_is_all_in_view_has_no_choice(dataset: str) -> None:
    assert "The map" not in Page(dataset=dataset).text


def test_pictures_are_seen_along_their_principal_components() -> None:
    page = Page(dataset="digits")
    assert "The map" in page.text
    assert not [one for one in page.app.button_group if one.key == "field-plane"]


def test_two_columns_begin_with_those_that_tell_most_and_the_run_goes_on() -> None:
    spec = held_table()
    page = with_axes(spec)
    # Inputs c1 to c3 are the category, c4 the date, c5 the number that makes the target.
    assert "c5" in (view_of(page).first, view_of(page).second)
    assert page.query["view"] == f"{view_of(page).first},{view_of(page).second}"
    assert page.session.run.trainer.step_count == 1
    page.set("button_group", "plane", "components")
    assert page.session.run.projection is None
    assert "view" not in page.query


def test_axes_are_chosen_and_change_places() -> None:
    page = with_axes(held_table())
    page.set("selectbox", "plane-first", "c6")
    page.set("selectbox", "plane-second", "c4")
    assert (view_of(page).first, view_of(page).second) == ("c6", "c4")
    page.set("selectbox", "plane-first", "c4")
    assert (view_of(page).first, view_of(page).second) == ("c4", "c6")


def test_the_other_columns_are_held_where_they_are_put() -> None:
    spec = held_table()
    page = with_axes(spec)
    look_along(page, "c5", "c6")
    hold_at(page, "selectbox", 0, 2)
    hold_at(page, "slider", 1, date(2022, 3, 1))
    assert view_of(page).fixed == ((0, 2.0), (1, 19_052.0))
    assert page.query["view"] == "c5,c6,1_2,2_19052"
    labels = [one.label for one in page.app.slider] + [one.label for one in page.app.selectbox]
    assert not any("<b>" in label for label in labels)

    # At its typical value a column is as if nobody had set it.
    assert not page.app.button(key="plane-typical").disabled
    page.app.session_state[SLIDERS] = True
    page.click("plane-typical")
    assert view_of(page).fixed == ()
    page.open(SLIDERS)
    assert page.app.button(key="plane-typical").disabled


def test_a_column_at_its_typical_value_is_not_held() -> None:
    spec = held_table()
    page = with_axes(spec)
    look_along(page, "c5", "c6")
    page.open(SLIDERS)
    before = page.app.selectbox(key=f"field-dial-{spec.name}-0").value
    assert isinstance(before, int)
    hold_at(page, "selectbox", 0, (before + 1) % 3)
    assert len(view_of(page).fixed) == 1
    hold_at(page, "selectbox", 0, before)
    assert view_of(page).fixed == ()


def test_of_many_columns_only_those_that_are_asked_for_have_a_dial() -> None:
    spec = held_table(MOST_DIALS + 2)
    page = with_axes(spec)
    key = f"plane-asked-{spec.name}"

    def dials() -> list[str]:
        return [str(one.key) for one in page.app.slider if f"dial-{spec.name}" in str(one.key)]

    def ask(columns: list[int]) -> None:
        page.open(SLIDERS)
        page.app.session_state[SLIDERS] = True
        page.check(page.app.multiselect(key=key).set_value(columns).run())
        page.open(SLIDERS)

    look_along(page, "c5", "c6")
    page.open(SLIDERS)
    assert dials() == []
    ask([5, 7])
    assert dials() == [f"field-dial-{spec.name}-5", f"field-dial-{spec.name}-7"]
    hold_at(page, "slider", 5, 1.0)
    assert view_of(page).fixed == ((5, 1.0),)
    ask([7])
    assert view_of(page).fixed == ()


@pytest.mark.parametrize(
    ("kind", "ends"),
    [
        ("number", (0.0, 5e-324)),
        ("number", (0.0, 1e-200)),
        ("number", (1.0, 1.0 + 2**-52)),
        ("number", (-1e30, 1e30)),
        ("date", (0.0, FARTHEST_DAY)),
        ("date", (0.0, FARTHEST_DAY + 1.0)),
        ("date", (0.0, LAST_MOMENT)),
        ("date", (float(FIRST_DATE), 0.0)),
    ],
)
def test_a_column_is_held_however_far_its_ends_are(kind: str, ends: tuple[float, float]) -> None:
    first = Column("wide", kind, date_order="ymd" if kind == "date" else "")
    values = np.column_stack([np.resize(ends, 40), np.arange(40) % 7.0, np.arange(40) % 5.0])
    labels = np.arange(40, dtype=np.float64) // 3 % 2
    recipe = Recipe((first, Column("b"), Column("c")), "target", "binary", ("no", "yes"))
    spec = register(own_table(Records(recipe, values, labels)))
    assert isinstance(spec, TableSpec)
    page = with_axes(spec)
    look_along(page, "c2", "c3")
    page.open(SLIDERS)
    page.app.session_state[SLIDERS] = True
    page.run()
    key = f"field-dial-{spec.name}-0"
    widget = "date_input" if max(map(abs, ends)) > FARTHEST_DAY and kind == "date" else "slider"
    end: Any = max(ends) if kind == "number" else FIRST_DAY + timedelta(days=int(max(ends)))
    hold_at(page, widget, 0, end)
    assert getattr(page.app, widget)(key=key).value == end
