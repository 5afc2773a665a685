"""The stage as a whole: what Python hands over, and what it then does in a real Chromium."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nnviz.experiment import Experiment
from nnviz.live.run.run import LiveRun
from nnviz.ui.stage import stage
from tests.ui.stage.harness.stage_page import SOURCES, STRINGS, give, messages_of

WIDTHS = (358, 700, 1100)

# How many different colours there are on each canvas.
COLOURS_OF_CANVASES = """() => [
    ...host.shadowRoot.querySelectorAll("canvas:not(.paper)"),
].map((canvas) => {
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
            box = page.locator(f".{name} canvas:not(.paper)").bounding_box()
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
    # Between the two keys, the neuron above may have been painted.
    expect(page.locator(".map h2")).to_have_text("Neuron 2 of hidden layer 1")
    expect(page.locator(".detail")).to_contain_text("tanh")
    page.keyboard.press("Escape")
    assert page.evaluate("sent.at(-1)") == {"watch": None}


def test_a_spoken_equation_tells_the_layers_apart(page: Page) -> None:
    _, _, messages = messages_of(hidden=(2, 2))
    give(page, messages)
    spoken = page.locator("p[aria-live]").last
    page.locator(".walker").focus()
    page.keyboard.press("ArrowRight")
    expect(spoken).to_contain_text("a 1 of layer 1 = tanh(")
    page.keyboard.press("ArrowRight")
    expect(spoken).to_contain_text("a 1 of layer 2 = tanh(")
    expect(spoken).to_contain_text("·a 2 of layer 1")
    page.keyboard.press("ArrowRight")
    expect(spoken).to_contain_text("·a 2 of layer 2")


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
    before = page.locator(".map canvas:not(.paper)").screenshot()
    switch.click()
    page.wait_for_timeout(100)
    assert page.locator(".map canvas:not(.paper)").screenshot() != before
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


def test_a_silent_stream_is_said_and_taken_up_again(page: Page) -> None:
    page.clock.install()
    page.evaluate("unmount(); void show(data)")
    _, _, messages = messages_of(playing=True)
    give(page, messages)
    page.clock.run_for(6500)
    expect(page.locator(".notice")).to_contain_text("reconnecting")
    page.wait_for_function("sockets[1].closed && sockets.length > 2")
    give(page, messages)
    expect(page.locator(".notice")).to_be_hidden()


def test_without_a_network_the_stream_is_lost_at_once(page: Page) -> None:
    _, _, messages = messages_of()
    give(page, messages)
    page.evaluate("void dispatchEvent(new Event('offline'))")
    assert "reconnecting" in page.locator(".notice").inner_text()
    assert page.evaluate("sockets[0].closed")
    page.evaluate("void dispatchEvent(new Event('online'))")
    page.wait_for_function("sockets.length > 1 && sent.at(-1).token === 'first'")
    give(page, messages)
    expect(page.locator(".notice")).to_be_hidden()


def test_another_tab_may_take_over_and_give_back(page: Page) -> None:
    _, _, messages = messages_of()
    give(page, messages)
    page.evaluate("sockets[0].onclose({ code: 4409 })")
    page.get_by_role("button", name="Show it here").click()
    page.wait_for_function("sockets.length === 2 && sent.at(-1).token === 'first'")


def test_another_token_is_followed(page: Page) -> None:
    page.evaluate("void show({ ...data, token: 'second' })")
    page.wait_for_function("sent.at(-1).token === 'second'")


def listeners(page: Page) -> list[str]:
    """The events that anything on the page waits for on the window or the document."""
    browser = page.context.new_cdp_session(page)
    found = []
    for name in ("window", "document"):
        target = browser.send("Runtime.evaluate", {"expression": name})["result"]["objectId"]
        heard = browser.send("DOMDebugger.getEventListeners", {"objectId": target})["listeners"]
        found += [f"{name} {listener['type']}" for listener in heard]
    browser.detach()
    return sorted(found)


def test_it_goes_without_a_trace(page: Page) -> None:
    page.clock.install()
    page.evaluate("unmount()")
    before = listeners(page)
    page.evaluate("window.unmount = show(data); void 0")
    _, _, messages = messages_of(playing=True)
    give(page, messages)
    assert listeners(page) != before
    page.evaluate("unmount()")
    assert page.locator(".nnviz-stage").count() == 0
    assert listeners(page) == before
    page.clock.run_for(20_000)
    assert page.evaluate("sockets.map((socket) => socket.closed)") == [True, True]
