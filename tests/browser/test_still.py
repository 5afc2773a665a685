"""Nothing jumps: what is looked at stays where it is, whatever is pressed."""

import pytest
from playwright.sync_api import expect

from nnviz.presets import PRESETS
from tests.browser.conftest import OpenPage
from tests.browser.playground import Playground

PARTS = {
    "step": ".st-key-step button:visible",
    "speed": ".st-key-speed button:visible",
    "readout": ".nnviz-stage .readout",
    "network": ".nnviz-stage .graph canvas",
    "map": ".nnviz-stage .map canvas",
    "chart": ".nnviz-stage .curves canvas",
    "slider": ".nnviz-stage .timeline input",
}

Boxes = dict[str, tuple[int, int, int, int]]


def boxes(playground: Playground) -> Boxes:
    """Where everything is, to the pixel."""
    playground.let_frames_pass(5)
    found = {}
    for name, selector in PARTS.items():
        box = playground.page.locator(selector).first.bounding_box()
        assert box is not None, name
        x, y, width, height = (round(box[side]) for side in ("x", "y", "width", "height"))
        found[name] = (x, y, width, height)
    return found


def test_nothing_jumps_while_one_plays_points_edits_and_draws(playground: Playground) -> None:
    playground.open(hidden="4,2")
    at_first = boxes(playground)
    playground.play()
    assert boxes(playground) == at_first
    playground.pause()
    assert boxes(playground) == at_first
    graph = playground.stage.locator(".graph")
    for _ in range(2):
        # Back on the timeline it has more buttons.
        playground.stage.get_by_role("button", name="One update back").click()
        playground.let_frames_pass(20)
    assert boxes(playground) == at_first
    playground.stage.get_by_role("button", name="To the end").click()
    playground.stage.locator(".walker").focus()
    playground.page.keyboard.press("ArrowRight")
    assert boxes(playground) == at_first
    playground.page.keyboard.press("Enter")
    playground.stage.locator(".editor input[type=range]").wait_for()
    assert boxes(playground) == at_first
    graph.hover(position={"x": 5, "y": 5})
    draw = playground.stage.get_by_role("switch", name="Draw")
    draw.click()
    playground.stage.locator(".drawtools").wait_for()
    assert boxes(playground) == at_first
    draw.click()
    assert boxes(playground) == at_first


@pytest.mark.parametrize("width", [1400, 1280, 768, 390])
def test_a_message_covers_nothing_and_moves_nothing(new_page: OpenPage, width: int) -> None:
    playground = new_page(viewport={"width": width, "height": 800})
    playground.open(**PRESETS["too_fast"].experiment.to_query(), noise="loud", train_share="most")
    page = playground.page
    message = page.locator(".st-key-message")
    expect(message.get_by_role("alert")).to_contain_text("Not all of the address could be used")
    with_message = boxes(playground)
    buttons = message.get_by_role("button")
    for one in [message, *buttons.all()]:
        box, below = one.bounding_box(), page.locator(".st-key-transport").bounding_box()
        assert box is not None
        assert below is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= below["y"]
    # All of it can be read.
    message.get_by_role("button", name="Read all").click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("noise")
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("train_share")
    page.keyboard.press("Escape")
    playground.click("dismiss")
    expect(message).to_have_count(0)
    assert boxes(playground) == with_message
    playground.click("play")
    expect(message.get_by_role("alert")).to_contain_text("exploding")
    assert boxes(playground) == with_message
