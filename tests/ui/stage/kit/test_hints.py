"""Explanations: where one points, by mouse, keyboard and finger; and such as stay."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.stage.harness.boxes import box_of, overlap
from tests.ui.stage.harness.stage_page import STRINGS, give, messages_of

#: Everything that is explained where it stands, as far as it shows.
MARKED = ".nnviz-stage [data-hint]:visible"


#: Milliseconds after which an explanation has come, or gone.
SOON = 500


def hint_of(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def leave(page: Page) -> None:
    """Point at nothing, until nothing is explained."""
    page.mouse.move(0, 0)
    page.clock.run_for(SOON)
    expect(hint_of(page)).to_have_count(0)


def point_at(one: Locator, *, force: bool = False) -> None:
    """Rest the mouse on something, for as long as it takes until it is explained."""
    one.hover(force=force)
    one.page.clock.run_for(SOON)


@pytest.mark.parametrize("fields", [{"dataset": "circle"}, {"dataset": "sine"}])
def test_all_that_is_marked_is_explained_to_the_mouse(page: Page, fields: dict[str, Any]) -> None:
    page.clock.install()
    give(page, messages_of(**fields)[2])
    marked = page.locator(MARKED)
    assert marked.count() > 12
    for one in marked.all():
        leave(page)
        point_at(one, force=True)
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
    page.clock.install()
    give(page, messages_of()[2])
    for field in page.locator(".readout .field").all():
        leave(page)
        point_at(field.locator("dd"))
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
