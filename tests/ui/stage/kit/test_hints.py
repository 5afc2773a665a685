"""Explanations: where one points, by mouse, keyboard and finger; and such as stay."""

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from nnviz.core.network.interventions import Hold
from tests.ui.stage.canvas.steered import Steered, open_editor
from tests.ui.stage.stage_page import STRINGS, give, messages_of, run_module

#: Everything that is explained where it stands, as far as it shows.
MARKED = ".nnviz-stage [data-hint]:visible"


def hint_of(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def box_of(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    apart = (
        one["x"] + one["width"] <= other["x"]
        or other["x"] + other["width"] <= one["x"]
        or one["y"] + one["height"] <= other["y"]
        or other["y"] + other["height"] <= one["y"]
    )
    return not apart


@pytest.mark.parametrize("fields", [{"dataset": "circle"}, {"dataset": "sine"}])
def test_all_that_is_marked_is_explained_to_the_mouse(page: Page, fields: dict[str, Any]) -> None:
    give(page, messages_of(**fields)[2])
    marked = page.locator(MARKED)
    assert marked.count() > 12
    for one in marked.all():
        page.mouse.move(0, 0)
        expect(hint_of(page)).to_have_count(0)
        one.hover(force=True)
        expect(hint_of(page)).to_have_text(one.get_attribute("data-hint") or "")
        assert not overlap(box_of(hint_of(page)), box_of(one))
        page.keyboard.press("Escape")
        expect(hint_of(page)).to_have_count(0)


def test_every_number_and_chart_is_explained(page: Page) -> None:
    give(page, messages_of()[2])
    assert page.locator(".readout .field").count() == 7
    assert page.locator(".readout .field[data-hint]").count() == 7
    for name in ("Loss", "Hidden layers", "Log", "Discretize", "Test points", "Step by step"):
        expect(page.locator("[data-hint]", has_text=name).first).to_be_visible()
    assert "undefined" not in page.locator(".nnviz-stage").inner_html()


def test_a_number_is_explained_where_one_points_at_it(page: Page) -> None:
    give(page, messages_of()[2])
    for field in page.locator(".readout .field").all():
        page.mouse.move(0, 0)
        expect(hint_of(page)).to_have_count(0)
        field.locator("dd").hover()
        expect(hint_of(page)).to_have_text(field.get_attribute("data-hint") or "")
        assert not overlap(box_of(hint_of(page)), box_of(field))
    # Whoever presses on it asks, too, and the keyboard is read what it has come to.
    page.keyboard.press("Escape")
    page.locator(".readout dd").first.click()
    expect(hint_of(page)).to_have_text(STRINGS["hint_epoch"])
    term = page.locator(".readout .term").first
    term.focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(hint_of(page)).to_have_text(STRINGS["hint_epoch"])
    assert term.get_attribute("aria-describedby") == hint_of(page).get_attribute("id")


@pytest.mark.parametrize("name", [".layers output", ".stepper output", ".timeline .place"])
def test_numbers_beside_buttons_are_explained(page: Page, name: str) -> None:
    give(page, messages_of()[2])
    number = page.locator(name).first
    number.hover()
    expect(hint_of(page)).to_have_text(number.get_attribute("data-hint") or "")


def test_the_keyboard_reaches_explanations_and_they_are_read(page: Page) -> None:
    give(page, messages_of()[2])
    page.keyboard.press("Tab")
    first = page.locator(".readout .term").first
    expect(first).to_be_focused()
    expect(hint_of(page)).to_have_text(STRINGS["hint_epoch"])
    assert first.get_attribute("aria-describedby") == hint_of(page).get_attribute("id")
    page.keyboard.press("ArrowRight")
    expect(hint_of(page)).to_have_text(STRINGS["hint_step"])
    assert first.get_attribute("aria-describedby") is None
    page.keyboard.press("Escape")
    expect(hint_of(page)).to_have_count(0)
    expect(page.locator(".readout .term").nth(1)).to_be_focused()
    # All numbers are one stop of the tab key.
    page.keyboard.press("Tab")
    expect(page.locator(".readout .term:focus")).to_have_count(0)


def test_one_can_go_over_to_the_explanation(page: Page) -> None:
    give(page, messages_of()[2])
    page.locator(".readout .term").first.hover()
    expect(hint_of(page)).to_be_visible()
    hint_of(page).hover()
    page.wait_for_timeout(500)
    expect(hint_of(page)).to_be_visible()
    page.mouse.move(0, 0)
    expect(hint_of(page)).to_have_count(0)


def test_what_was_pressed_is_explained_once_it_is_pointed_at_anew(page: Page) -> None:
    give(page, messages_of()[2])
    switch = page.get_by_role("switch", name="Discretize")
    switch.hover()
    expect(hint_of(page)).to_have_text(STRINGS["hint_discretize"])
    page.mouse.down()
    page.mouse.up()
    expect(hint_of(page)).to_have_count(0)
    # What comes and goes under a mouse that rests is not pointed at.
    switch.evaluate(
        "async (one) => { one.hidden = true; await new Promise(requestAnimationFrame);"
        " await new Promise(requestAnimationFrame); one.hidden = false; }"
    )
    page.wait_for_timeout(600)
    expect(hint_of(page)).to_have_count(0)
    page.mouse.move(0, 0)
    switch.hover()
    expect(hint_of(page)).to_be_visible()


def test_a_press_on_an_explanation_is_one_on_what_lies_under_it(page: Page) -> None:
    give(page, messages_of()[2])
    page.locator(".readout .term").first.hover()
    expect(hint_of(page)).to_be_visible()
    box = box_of(hint_of(page))
    stage = page.locator(".nnviz-stage")
    stage.evaluate(
        """(stage, [x, y]) => {
          const below = document.createElement("div");
          below.id = "below";
          below.className = "pad";
          below.style.cssText = `position: fixed; left: ${x - 50}px; top: ${y - 50}px;`
            + "width: 200px; height: 100px; z-index: 4";
          const events = (below.events = []);
          below.addEventListener("pointerdown", (event) => {
            below.setPointerCapture(event.pointerId);
            events.push([event.type, event.clientX, event.clientY, event.button]);
          });
          below.addEventListener("pointermove", (event) => events.push([event.type]));
          stage.append(below);
        }""",
        [box["x"], box["y"]],
    )
    x, y = round(box["x"] + 5), round(box["y"] + 5)
    page.mouse.move(x, y)
    page.mouse.down()
    expect(hint_of(page)).to_have_count(0)
    page.mouse.move(900, 700)  # Far away; but it has been captured.
    page.mouse.up()
    events = page.locator("#below").evaluate("below => below.events")
    assert events[0] == ["pointerdown", x, y, 0]
    assert ["pointermove"] in events


def test_a_finger_that_stays_explains_and_does_not_press(page: Page) -> None:
    give(page, messages_of()[2])
    switch = page.get_by_role("switch", name="Discretize")
    touch = {"pointerType": "touch", "bubbles": True, "composed": True}
    switch.dispatch_event("pointerdown", touch)
    expect(hint_of(page)).to_have_text(STRINGS["hint_discretize"])
    switch.dispatch_event("pointerup", touch)
    switch.dispatch_event("click")
    expect(switch).to_have_attribute("aria-checked", "false")
    # The next tap is one.
    switch.dispatch_event("pointerdown", touch)
    switch.dispatch_event("pointerup", touch)
    switch.dispatch_event("click")
    expect(switch).to_have_attribute("aria-checked", "true")
    expect(hint_of(page)).to_have_count(0)


def test_a_tap_on_a_number_s_name_explains_it(page: Page) -> None:
    give(page, messages_of()[2])
    page.locator(".readout .term").nth(3).dispatch_event("click")
    expect(hint_of(page)).to_have_text(STRINGS["hint_train_loss"])


#: A model of two inputs, one hidden neuron and one output, as far as a line's tip asks for it.
TIP_OF_A_LINE = """
const [weight, silenced] = argument;
const model = {
  frame: { header: { silenced } },
  lastLayer: 2,
  loss: "binary_cross_entropy",
  outputCount: 1,
  inputNames: ["x\u2081", "x\u2082"],
  activeFeatures: [0, 1],
  weight: () => weight,
};
const focus = { kind: "edge", layer: 1, from: 0, to: 0 };
return m.graphTip(model, focus, data.strings, () => null).text;
"""


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        (0.05, "w = 0.05: x₁ hardly counts for a₁[1]."),
        (0.25, "w = 0.25: x₁ counts a little, for a₁[1]."),
        (-0.25, "w = −0.25: x₁ counts a little, against a₁[1]."),
        (0.7, "w = 0.7: x₁ counts, for a₁[1]."),
        (-3, "w = −3: x₁ counts a lot, against a₁[1]."),
    ],
)
def test_a_line_says_what_its_weight_means(page: Page, weight: float, said: str) -> None:
    assert run_module(page, "canvas/pointing/graphtip.js", TIP_OF_A_LINE, [weight, []]) == said
    off = run_module(page, "canvas/pointing/graphtip.js", TIP_OF_A_LINE, [weight, [[1, 0]]])
    assert off.endswith("a₁[1] is off, so nothing runs along this line.")


def tip_of(page: Page) -> Locator:
    return page.locator(".nnviz-stage > .tip:not(.hint)")


def test_a_tile_is_explained_beside_it_to_mouse_and_keyboard(page: Page) -> None:
    Steered(page)
    stepper, graph = box_of(page.locator(".stepper").first), box_of(page.locator(".graph"))
    across, down = stepper["x"] + stepper["width"] / 2, 0
    for down in range(int(graph["y"]) + 60, int(graph["y"] + graph["height"]), 8):
        page.mouse.move(across, down)
        if tip_of(page).is_visible() and "neuron 1" in tip_of(page).inner_text():
            break
    expect(tip_of(page)).to_contain_text("a₁[1], neuron 1 of hidden layer 1")
    pointer = {"x": across, "y": down, "width": 1, "height": 1}
    assert not overlap(box_of(tip_of(page)), pointer)
    page.keyboard.press("Escape")
    expect(tip_of(page)).to_be_hidden()
    page.mouse.move(0, 0)
    page.locator(".walker").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(tip_of(page)).to_contain_text("a₂[1], neuron 2 of hidden layer 1")
    page.keyboard.press("Escape")
    expect(tip_of(page)).to_be_hidden()


def test_the_text_on_how_to_read_the_graph_stays_while_one_edits(page: Page) -> None:
    Steered(page)
    key = page.locator(".key")
    before = box_of(key)
    editor = box_of(open_editor(page))
    expect(key).to_contain_text("Lines are weights")
    assert box_of(key) == before
    root = box_of(page.locator(".nnviz-stage"))
    assert editor["y"] + editor["height"] <= root["y"] + root["height"]


def test_buttons_name_what_they_act_on_whatever_is_chosen(page: Page) -> None:
    Steered(page)
    editor = open_editor(page)
    names = ["Freeze bias", "Switch a₁[1] off", "Freeze a₁[1]"]
    assert editor.get_by_role("switch").all_inner_texts() == names
    editor.locator("select").select_option("1")
    names[0] = "Freeze weight"
    assert editor.get_by_role("switch").all_inner_texts() == names
    # Of the output nothing can be switched off.
    page.locator(".walker").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert editor.locator("button:visible").all_inner_texts() == [
        "Freeze bias",
        "Undo",
        "Freeze output",
    ]


def coloured(page: Page) -> int:
    """How many pixels of the graph between the inputs and the first layer have a strong colour."""
    graph = page.locator(".graph canvas")
    pixels = np.asarray(Image.open(BytesIO(graph.screenshot())).convert("RGB"), np.int64)
    inputs = box_of(page.locator(".feature").first)
    left = int(inputs["x"] + inputs["width"] - box_of(graph)["x"]) + 16
    part = pixels[80:, left : left + 40]
    return int((part.max(axis=2) - part.min(axis=2) > 40).sum())


def test_lines_of_a_neuron_that_is_off_are_off(page: Page) -> None:
    steered = Steered(page)
    assert coloured(page) > 50
    steered.run.hold(Hold(silenced=frozenset((1, index) for index in range(4))))
    steered.answer()
    # They fade; none is left in the end.
    for _ in range(100):
        if not coloured(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError("lines of a neuron that is off are still coloured")
