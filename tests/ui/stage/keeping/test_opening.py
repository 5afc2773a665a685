"""The first picture comes with the page, before there is a stream."""

from typing import Any

from playwright.sync_api import Page

from nnviz import Experiment
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed, opening
from tests.ui.stage.harness.stage_page import as_text, give, hand_over, messages_of, run_module

#: Shows a new stage with this opening, in a tab that was here before or not; what it shows by then,
#: before anything else can have happened.
SHOW = """
const [opening, wasHere] = argument;
unmount();
if (wasHere) m.tab.at("stage").left = ["old"];
const { mount } = await import("./stage.js"); // which asks this very tab
window.unmount = show({ ...data, token: "second", opening }, mount);
return { ...document.querySelector("#host").shadowRoot.querySelector(".nnviz-stage").dataset };
"""

FIELD = """window.field =
  document.querySelector("#host").shadowRoot.querySelector(".nnviz-stage .field");"""

SHOWN = """() => ({
  ...document.querySelector("#host").shadowRoot.querySelector(".nnviz-stage").dataset
})"""


def show(page: Page, opening: list[str], *, was_here: bool = False) -> Any:
    return run_module(page, "keeping/tab.js", SHOW, [opening, was_here])


def test_it_is_there_at_once(page: Page) -> None:
    _, _, messages = messages_of(dataset="moons")
    shown = show(page, messages)
    assert shown["step"] == "0"
    assert shown["trainLoss"] != ""
    # It is none of the stream's.
    assert "frame" not in shown
    page.wait_for_function("sent.some((message) => message.token === 'second')")
    # Of what did not come through the stream it hears nothing.
    assert not any("ack" in message for message in page.evaluate("sent"))


def test_the_stream_goes_on_from_it(page: Page) -> None:
    run = LiveRun(Experiment(dataset="moons"))
    scene = show(page, [as_text(message) for message in opening(run)])["scene"]
    # The fields are made anew for each scene.
    page.evaluate(FIELD)
    feed = Feed(run)
    give(page, [as_text(message) for message in feed.next()])
    run.step()
    hand_over(page, [as_text(message) for message in feed.next()])
    page.wait_for_function("sent.some((message) => message.ack === 2)")
    shown = page.evaluate(SHOWN)
    assert (shown["scene"], shown["step"]) == (scene, "1")
    assert page.evaluate("field.isConnected")


def test_another_scene_takes_its_place(page: Page) -> None:
    run = LiveRun(Experiment(dataset="moons"))
    show(page, [as_text(message) for message in opening(run)])
    page.evaluate(FIELD)
    run.begin(Experiment(dataset="spiral", hidden=(3,)))
    give(page, [as_text(message) for message in Feed(run).next()])
    assert page.evaluate(SHOWN)["scene"] == str(run.scene)
    assert not page.evaluate("field.isConnected")


def test_a_stream_that_is_taken_up_again_brings_its_scene(page: Page) -> None:
    run = LiveRun(Experiment(dataset="moons"))
    show(page, [as_text(message) for message in opening(run)])
    give(page, [as_text(message) for message in Feed(run).next()])
    page.evaluate(FIELD)
    hand_over(page, [as_text(message) for message in Feed(run).next()])
    page.wait_for_function("sent.filter((message) => message.ack).length === 2")
    assert not page.evaluate("field.isConnected")


def test_a_tab_that_was_here_waits_for_what_it_had(page: Page) -> None:
    shown = show(page, messages_of(dataset="moons")[2], was_here=True)
    assert "step" not in shown


def test_without_an_opening_the_stream_brings_the_first_picture(page: Page) -> None:
    assert "step" not in show(page, [])
