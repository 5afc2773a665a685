"""The page around a drawing: what it says of it, and that a single point breaks nothing."""

import numpy as np
import pytest

from nnviz.data import DrawnSpec, find
from nnviz.data.specs import registry as held
from nnviz.ui import panels
from nnviz.ui.visit.events import handle
from tests.ui.pages.page import Page


def drawing_of(n: int, task: str = "binary", classes: int = 2) -> DrawnSpec:
    """So many points, of the first class where there are any."""
    arrays = {"points": np.ones((n, 2)), "labels": np.zeros(n), "ranks": (np.arange(n) + 0.5) / n}
    return DrawnSpec.from_arrays(task, classes, arrays)


@pytest.mark.parametrize(
    "tab", ["Curves", "Weights", "Distributions", "Loss landscape", "Gradients", "How good?"]
)
@pytest.mark.parametrize(
    ("n", "task", "classes"),
    [(1, "binary", 2), (3, "binary", 2), (1, "multiclass", 3), (1, "regression", 0)],
)
def test_all_panels_bear_with_few_points(
    monkeypatch: pytest.MonkeyPatch, tab: str, n: int, task: str, classes: int
) -> None:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)
    page = Page()
    page.session.run.draw(drawing_of(n, task, classes))
    page.session.drew()
    page.app.session_state["panel"] = tab
    page.run()
    assert page.app.session_state["panel"] == tab
    page.click("epoch")
    assert f"**Your drawing**, {n} point" in page.text


def test_the_address_names_the_drawing_once_a_stroke_has_ended() -> None:
    page = Page()
    page.click("epoch")
    page.session.run.draw(drawing_of(5))
    page.session.drew()
    page.run()
    name = page.experiment.dataset
    assert page.query["dataset"] == name
    again = Page(**page.query)
    assert again.session.complaints == []
    assert again.experiment == page.experiment
    assert again.session.run.trainer.step_count == page.session.run.trainer.step_count
    # Neither its seed nor how many of its points there are can be chosen.
    assert not [element for element in again.app.number_input if element.label == "Data seed"]
    assert not [element for element in again.app.slider if element.label in ("Points", "Rows")]


def test_a_stroke_that_is_told_of_together_with_a_click_is_counted() -> None:
    page = Page()
    page.session.run.draw(drawing_of(4))
    # The browser tells of both at once: what it has to say of the row of buttons comes first.
    page.app.button(key="play").click()
    page.session.drew()
    page.run()
    assert page.session.on_page == page.experiment.dataset
    assert "**Your drawing**, 4 points" in page.text


def test_one_visitors_strokes_do_not_push_the_data_of_others_out() -> None:
    page = Page()
    before = set(held._latest)
    for n in range(1, 40):
        page.session.run.draw(drawing_of(n))
        page.session.drew()
    assert len(set(held._latest) - before) == 1
    assert find(page.experiment.dataset) is page.experiment.spec


def test_an_event_of_a_stroke_keeps_the_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page()
    monkeypatch.setattr("nnviz.ui.visit.events.current", lambda: page.session)
    monkeypatch.setattr(page.session, "write_url", lambda: None)
    page.session.run.draw(drawing_of(7))
    handle({"type": "drawn"})
    assert page.experiment.dataset in held._latest


def test_it_is_said_where_a_drawing_begins_the_run_anew() -> None:
    page = Page()
    page.click("epoch")
    page.session.run.draw(drawing_of(7))
    page.session.drew()
    assert page.session.notice == ""
    page.session.run.draw(drawing_of(7, "multiclass", 3))
    page.session.drew()
    assert page.session.notice == "Training starts again from update 0."
