"""The neuron's editor by keyboard: one comes in, is told of one thing at a time, and gets out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.kit.playground import Playground


@pytest.fixture
def enter(playground: Playground) -> Callable[[], Locator]:
    """Opens the editor of the first neuron, by keys; on an open page with the keyboard in it."""
    playground.open(hidden="4,2")
    playground.page.get_by_role("tab", name="Curves").wait_for()
    playground.settle()
    playground.stage.locator(".walker").focus()

    def enter() -> Locator:
        playground.page.keyboard.press("ArrowRight")
        expect(labels(playground)).to_have_count(1)
        playground.page.keyboard.press("Enter")
        editor = playground.stage.locator(".editor")
        expect(editor.get_by_role("combobox")).to_be_focused()
        return editor

    return enter


def labels(playground: Playground) -> Locator:
    """All that lies over the stage to explain something."""
    return playground.stage.locator(".tip:visible")


def leave(playground: Playground, editor: Locator) -> None:
    """Press Escape, once for a label if there is one, and check that this leads out."""
    for _ in range(1 + labels(playground).count()):
        expect(editor).to_be_visible()
        playground.page.keyboard.press("Escape")
    expect(editor).to_be_hidden()
    expect(playground.stage.locator(".walker")).to_be_focused()
    expect(labels(playground)).to_have_count(0)


def test_escape_leads_back_to_the_neurons_from_everywhere(
    playground: Playground, enter: Callable[[], Locator]
) -> None:
    leave(playground, enter())
    for part in ("input[type=range]", "input[type=number]", "button"):
        editor = enter()
        focused = editor.locator(f"{part}:focus")
        while not focused.count():
            playground.page.keyboard.press("Tab")
            expect(editor.locator(":focus")).to_have_count(1)
        leave(playground, editor)


def test_escape_takes_back_what_is_typed_before_it_leads_out(
    playground: Playground, enter: Callable[[], Locator]
) -> None:
    editor = enter()
    field = editor.get_by_role("spinbutton")
    playground.page.keyboard.press("Tab")
    playground.page.keyboard.press("Tab")
    expect(field).to_be_focused()
    value = field.input_value()
    playground.page.keyboard.press("ControlOrMeta+a")
    playground.page.keyboard.type("2.5")
    playground.page.keyboard.press("Escape")
    expect(field).to_have_value(value)
    leave(playground, editor)
    # Nothing was set.
    playground.settle()
    assert "log" not in playground.query


def test_no_label_lies_over_what_is_used_next(
    playground: Playground, enter: Callable[[], Locator]
) -> None:
    editor = enter()
    # Neither what the tile is, nor what the list is for, to which nobody has walked.
    playground.let_frames_pass()
    expect(labels(playground)).to_have_count(0)
    playground.page.keyboard.press("Tab")
    expect(labels(playground)).to_have_count(1)
    label = labels(playground).bounding_box()
    assert label is not None
    for control in editor.locator("select, input, button").all():
        box = control.bounding_box()
        assert box is not None
        is_above = label["y"] + label["height"] <= box["y"]
        is_below = box["y"] + box["height"] <= label["y"]
        is_left = label["x"] + label["width"] <= box["x"]
        is_right = box["x"] + box["width"] <= label["x"]
        assert is_above or is_below or is_left or is_right, control.inner_text()
    # Whoever uses it has read enough.
    playground.page.keyboard.press("ArrowRight")
    expect(labels(playground)).to_have_count(0)


def test_a_label_takes_the_place_of_another(
    playground: Playground, enter: Callable[[], Locator]
) -> None:
    editor = enter()
    # The mouse points at a tile, the keyboard goes on.
    playground.stage.locator(".feature").first.hover()
    expect(labels(playground)).to_have_count(1)
    expect(playground.page.get_by_role("tooltip")).to_have_count(0)
    playground.page.keyboard.press("Tab")
    expect(editor.get_by_role("slider")).to_be_focused()
    expect(playground.page.get_by_role("tooltip")).to_be_visible()
    expect(labels(playground)).to_have_count(1)
