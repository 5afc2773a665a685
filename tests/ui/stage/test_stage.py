"""The stage as a whole: what Python hands over, and what it then does in a real Chromium."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from nnviz.experiment import Experiment
from nnviz.live.run import LiveRun
from nnviz.ui.stage import stage
from tests.ui.stage.stage_page import SOURCES, STRINGS, give, messages_of

WIDTHS = (358, 700, 1100)

# How many different colours there are on each canvas.
COLOURS_OF_CANVASES = """() => [...host.shadowRoot.querySelectorAll("canvas")].map((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
})"""


def test_an_unknown_option_is_named() -> None:
    with pytest.raises(ValueError, match="discretise"):
        stage(
            LiveRun(Experiment()),
            strings={},
            on_event=lambda: None,
            options={"discretise": True},
        )


def test_every_text_that_javascript_asks_for_is_there() -> None:
    asked = {name for text in SOURCES.values() for name in re.findall(r"strings\.(\w+)", text)}
    assert asked <= STRINGS.keys()


def test_it_shows_its_token_then_acknowledges_what_it_painted(page: Page) -> None:
    assert page.evaluate("sockets[0].url") == "ws://stage.test/app/nnviz/stream"
    assert page.evaluate("sent[0]") == {"token": "first"}
    _, _, messages = messages_of()
    give(page, messages)
    assert page.evaluate("sent[1]") == {"ack": 1, "watch": None}
    root = page.locator(".nnviz-stage")
    assert root.get_attribute("data-connection") == "open"
    assert root.get_attribute("data-step") == "0"
    assert root.get_attribute("data-playing") == "false"
    assert "update 0" in page.locator(".summary").inner_text()


@pytest.mark.parametrize(
    "fields",
    [
        {"dataset": "spiral", "hidden": (16,) * 6},
        {"dataset": "blobs", "n_classes": 6, "hidden": ()},
        {"dataset": "bumps", "features": ("x1", "sin_x2")},
        {"dataset": "sine", "hidden": (8, 8)},
        {"dataset": "line", "hidden": ()},
    ],
    ids=lambda fields: fields["dataset"],
)
def test_every_task_is_drawn_at_every_width(page: Page, fields: dict[str, Any]) -> None:
    _, _, messages = messages_of(**fields)
    give(page, messages)
    for width in WIDTHS:
        page.evaluate("(width) => { host.style.width = `${width}px` }", width)
        page.wait_for_timeout(150)
        left = page.evaluate("host.getBoundingClientRect().left")
        for name in ("graph", "map", "curves"):
            box = page.locator(f".{name} canvas").bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= left + width + 0.5
        assert min(page.evaluate(COLOURS_OF_CANVASES)) > 20


def test_pointing_at_a_neuron_asks_for_its_map_and_shows_its_equation(page: Page) -> None:
    _, _, messages = messages_of(hidden=(4, 2))
    give(page, messages)
    page.locator(".walker").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("sent.at(-1)") == {"watch": [1, 1]}
    page.wait_for_function("host.shadowRoot.querySelector('.detail').textContent.includes('tanh')")
    assert page.locator(".map h2").inner_text() == "Neuron 2 of hidden layer 1"
    page.keyboard.press("Escape")
    assert page.evaluate("sent.at(-1)") == {"watch": None}


def test_buttons_tell_python(page: Page) -> None:
    _, _, messages = messages_of(hidden=(16, 1))
    give(page, messages)
    page.get_by_label("Input x₁²").click()
    page.get_by_label("Add a hidden layer").click()
    # It has as many as it may.
    page.get_by_label("Add a neuron to hidden layer 1").click(force=True)
    page.get_by_label("Remove a neuron from hidden layer 1").click()
    page.get_by_label("Input x₁,").or_(page.get_by_label("Input x₁", exact=True)).click()
    inputs = ["x1", "x2", "x1_squared"]
    # Each event is all that is wanted, so that one that overtakes another loses nothing.
    assert page.evaluate("events") == [
        {"type": "reshape", "hidden": [16, 1], "features": inputs},
        {"type": "reshape", "hidden": [16, 1, 1], "features": inputs},
        {"type": "reshape", "hidden": [15, 1, 1], "features": inputs},
        {"type": "reshape", "hidden": [15, 1, 1], "features": ["x2", "x1_squared"]},
    ]


def test_switches_apply_at_once_and_stay(page: Page) -> None:
    _, _, messages = messages_of()
    give(page, messages)
    switch = page.get_by_role("switch", name="Discretize")
    before = page.locator(".map canvas").screenshot()
    switch.click()
    page.wait_for_timeout(100)
    assert page.locator(".map canvas").screenshot() != before
    page.evaluate("void show(structuredClone(data))")
    assert switch.get_attribute("aria-checked") == "true"
    page.evaluate("unmount(); void show(data)")
    give(page, messages)
    assert switch.get_attribute("aria-checked") == "true"


def test_a_lost_stream_is_said_and_taken_up_again(page: Page) -> None:
    _, _, messages = messages_of()
    give(page, messages)
    page.evaluate("sockets[0].onclose({ code: 1006 })")
    assert "reconnecting" in page.locator(".notice").inner_text()
    assert page.locator(".nnviz-stage").get_attribute("data-connection") == "lost"
    page.wait_for_function("sockets.length === 2 && sent.at(-1).token === 'first'")
    give(page, messages)
    assert page.locator(".notice").is_hidden()


def test_another_tab_may_take_over_and_give_back(page: Page) -> None:
    _, _, messages = messages_of()
    give(page, messages)
    page.evaluate("sockets[0].onclose({ code: 4409 })")
    page.get_by_role("button", name="Show it here").click()
    page.wait_for_function("sockets.length === 2 && sent.at(-1).token === 'first'")


def test_another_token_is_followed(page: Page) -> None:
    page.evaluate("void show({ ...data, token: 'second' })")
    page.wait_for_function("sent.at(-1).token === 'second'")


def test_it_goes_without_a_trace(page: Page) -> None:
    page.evaluate("unmount()")
    assert page.locator(".nnviz-stage").count() == 0
