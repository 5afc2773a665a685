"""Where no point is kept for a test, the stage offers none and names none."""

import numpy as np
from playwright.sync_api import Page, expect

from nnviz.data import DrawnSpec
from nnviz.experiment import Experiment
from nnviz.live.run.run import LiveRun
from tests.ui.stage.canvas.steered import Watched
from tests.ui.stage.canvas.test_titles import WRITTEN
from tests.ui.stage.harness.stage_page import give, messages_of, run_module

#: Of points of a drawing: half of them are kept for a test, or none.
DIVIDED = [number / 20 for number in range(20)]
UNDIVIDED = [number / 40 for number in range(20)]


def drawing_of(ranks: list[float]) -> DrawnSpec:
    """As many points, of the two classes by turns."""
    n = len(ranks)
    arrays = {
        "points": np.linspace(-1, 1, 2 * n).reshape(n, 2),
        "labels": np.arange(n) % 2.0,
        "ranks": np.array(ranks),
    }
    return DrawnSpec.from_arrays("binary", 2, arrays)


def test_there_is_no_switch_for_test_points(page: Page) -> None:
    give(page, messages_of(dataset="moons", train_share=1.0)[2])
    expect(page.get_by_role("switch", name="Discretize")).to_be_visible()
    expect(page.get_by_role("switch", name="Test points")).to_have_count(0)
    expect(page.locator(".field.test")).to_have_count(0)
    page.locator(".curves canvas").hover()
    expect(page.locator(".tip:visible")).to_contain_text("Epoch 0: train")
    expect(page.locator(".tip:visible")).not_to_contain_text("test")


def test_the_key_names_none_whatever_the_switch_said_before(page: Page) -> None:
    for is_tested, marks in ((True, {"train", "test"}), (False, {"train"})):
        script = WRITTEN.replace("isTested: true", f"isTested: {str(is_tested).lower()}")
        found = run_module(page, "canvas/output/legend.js", script, [["0", "1"], "binary", 313])
        assert {text for text, _, _ in found["written"]} & {"train", "test"} == marks


def test_a_drawing_may_lose_its_last_test_point(page: Page) -> None:
    run = LiveRun(Experiment())
    run.draw(drawing_of(DIVIDED))
    watched = Watched(page, run)
    switch = page.get_by_role("switch", name="Test points")
    expect(switch).to_be_visible()
    expect(page.locator(".field.test")).to_have_count(2)
    scene = page.locator(".nnviz-stage").get_attribute("data-scene")
    for ranks, count in ((UNDIVIDED, 0), (DIVIDED, 1)):
        run.draw(drawing_of(ranks))
        watched.answer()
        expect(switch).to_have_count(count)
        expect(page.locator(".field.test")).to_have_count(2 * count)
    assert page.locator(".nnviz-stage").get_attribute("data-scene") == scene
