"""What is drawn is shown at once, sent whole and not too often, and told to Python in the end."""

from time import perf_counter
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nnviz.data.specs.drawn import MOST_POINTS
from nnviz.experiment import Experiment
from nnviz.live.frames.requests import Draw, draw
from nnviz.live.run.run import LiveRun
from tests.ui.stage.canvas.steered import Watched

DRAWN = {"type": "drawn"}


class Drawn(Watched):
    """Such a run whose points are drawn on the page."""

    def __init__(self, page: Page, **fields: Any) -> None:
        super().__init__(page, LiveRun(Experiment(**fields)))
        page.get_by_role("switch", name="Draw").click()

    def requests(self) -> list[Draw]:
        """All that was asked for, as the server reads it."""
        asked: list[Any] = self.page.evaluate("sent.flatMap(({ draw }) => draw ? [draw] : [])")
        return [draw(value) for value in asked]

    def grant(self) -> None:
        """Do what was asked for last, and answer."""
        self.feed.ask(self.requests()[-1])
        self.answer()

    def settle(self) -> None:
        """Do all that is asked for, until nothing more is."""
        granted = 0
        while len(self.requests()) > granted:
            granted = len(self.requests())
            self.grant()

    def points(self) -> int:
        """How many the page says that there are."""
        text = self.page.locator(".drawtools .status").inner_text().split(",")[0]
        return int("".join(letter for letter in text if letter.isdigit()) or 0)

    def is_waiting(self) -> bool:
        """Whether the run wants for points."""
        return self.run.is_waiting

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def stroke(self, *, up: bool = True) -> None:
        """A line from the left to the right."""
        pad = self.page.locator(".pad")
        # Once it stands still.
        pad.hover(position={"x": 5, "y": 20})
        box = pad.bounding_box()
        assert box is not None
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + box["width"] - 5, box["y"] + 20, steps=5)
        if up:
            self.page.mouse.up()


def test_a_drawing_begins_with_the_points_there_are(page: Page) -> None:
    drawn = Drawn(page, n_points=60)
    assert drawn.points() == 60
    drawn.stroke()
    drawn.settle()
    request = drawn.requests()[-1]
    assert request.drawing is not None
    data = Experiment(n_points=60).make_dataset()
    shares = request.drawing.shares(0, 0.0, 3, 0.5, 0)
    # Those for training are still for training; the new ones are divided like the others.
    new = drawn.points() - 60
    assert new > 10
    assert abs(len(shares.train_rows) - 30 - new / 2) < 3
    assert shares.train_samples[:30] == pytest.approx(data.train_points, abs=2e-4)


def test_python_hears_of_a_stroke_when_it_has_been_answered(page: Page) -> None:
    drawn = Drawn(page)
    drawn.stroke()
    assert drawn.events() == []
    drawn.settle()
    assert drawn.events() == [DRAWN]
    assert drawn.run.experiment.n_points == drawn.points()


def test_a_long_stroke_is_sent_piece_by_piece(page: Page) -> None:
    drawn = Drawn(page)
    start = perf_counter()
    drawn.stroke(up=False)
    box = page.locator(".pad").bounding_box()
    assert box is not None
    for row in range(24):
        page.mouse.move(box["x"] + 5 + 300 * (row % 2), box["y"] + 30 + 8 * row, steps=3)
        drawn.run.step()
        drawn.answer()
    passed = perf_counter() - start
    # Though there were frames enough to answer more of them.
    assert 2 <= len(drawn.requests()) <= passed / 0.2 + 2
    assert drawn.events() == []
    page.mouse.up()
    drawn.settle()
    assert drawn.events() == [DRAWN]
    assert drawn.run.experiment.n_points == drawn.points()


def test_points_that_come_by_another_way_take_the_place_of_the_drawing(page: Page) -> None:
    drawn = Drawn(page, n_points=60)
    drawn.run.step(20)
    drawn.answer()
    drawn.press("Empty plane")
    drawn.grant()
    drawn.stroke()
    drawn.settle()
    drawn.run.step(5)
    drawn.answer()
    drawn.run.seek(10)
    drawn.answer()
    assert drawn.points() == 60


def test_an_empty_plane_is_undone_where_drawing_ends(page: Page) -> None:
    drawn = Drawn(page, n_points=60)
    drawn.press("Empty plane")
    assert drawn.requests()[-1].drawing is None
    expect(page.get_by_text("Training waits for your first point")).to_be_visible()
    drawn.grant()
    assert drawn.is_waiting()
    page.get_by_role("switch", name="Draw").click()
    drawn.grant()
    assert not drawn.is_waiting()
    assert drawn.run.experiment.n_points == 60


@pytest.mark.parametrize(
    ("kind", "task", "classes", "labels"),
    [
        ("multiclass 4", "multiclass", 4, {0.0, 1.0}),
        ("regression 0", "regression", 0, {-1.0, 1.0}),
    ],
)
def test_another_kind_keeps_the_points(
    page: Page, kind: str, task: str, classes: int, labels: set[float]
) -> None:
    drawn = Drawn(page, n_points=60)
    page.locator(".drawtools select").select_option(kind)
    request = drawn.requests()[-1]
    assert request.drawing is not None
    assert (request.drawing.task, request.drawing.classes) == (task, classes)
    assert set(request.drawing.labels.tolist()) == labels
    drawn.grant()
    assert drawn.points() == 60
    assert page.locator(".swatch:visible").count() == classes
    assert page.locator(".drawtools select").input_value() == kind
    drawn.stroke()
    drawn.settle()
    assert drawn.run.experiment.n_points == drawn.points() > 60


def test_more_points_than_can_be_drawn_are_thinned(page: Page) -> None:
    drawn = Drawn(page, dataset="plane", n_points=2000)
    thinned = drawn.points()
    assert thinned == 0.6 * MOST_POINTS
    drawn.stroke()
    assert thinned < drawn.points() < MOST_POINTS


def test_a_full_plane_takes_no_more(page: Page) -> None:
    drawn = Drawn(page, dataset="plane", n_points=990)
    drawn.stroke()
    drawn.settle()
    assert drawn.points() == drawn.run.experiment.n_points == MOST_POINTS
    expect(page.get_by_text("as many as there can be")).to_be_visible()


@pytest.mark.parametrize("dataset", ["sine", "iris"])
def test_nobody_draws_where_there_is_no_plane(page: Page, dataset: str) -> None:
    Watched(page, LiveRun(Experiment(dataset)))
    expect(page.get_by_role("switch", name="Draw")).to_be_hidden()
