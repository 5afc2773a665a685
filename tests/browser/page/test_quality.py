"""The confusion matrices on a real page: a click lights up a cell's points, and so do the keys."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenPage
from tests.browser.kit.playground import Playground
from tests.browser.stage.test_looks import OVERFLOW, serious_faults


def open_panel(playground: Playground, tab: str, **query: object) -> Locator:
    """Train for an epoch, and bring one panel into view."""
    playground.open(**query)
    playground.click("epoch")
    playground.page.get_by_role("tab", name=tab).click()
    playground.page.locator(".st-key-panels").evaluate("(element) => element.scrollIntoView()")
    return playground.page.get_by_role("tabpanel")


def open_quality(playground: Playground, **query: object) -> None:
    open_panel(playground, "How good?", **query)
    expect(matrices(playground)).to_be_visible()


def matrices(playground: Playground) -> Locator:
    return playground.page.locator(".st-key-confusion .matrices")


def cells(playground: Playground, true: int, predicted: int) -> Locator:
    """The cell in both matrices, training points first."""
    return matrices(playground).get_by_role(
        "button", name=re.compile(f"^True class {true}, predicted class {predicted}: ")
    )


def expect_pressed(playground: Playground, true: int, predicted: int, pressed: bool) -> None:
    for number in range(2):
        expect(cells(playground, true, predicted).nth(number)).to_have_attribute(
            "aria-pressed", str(pressed).lower()
        )


def test_a_click_lights_a_cell_up_and_another_puts_it_out(playground: Playground) -> None:
    open_quality(playground, dataset="moons", noise=0.5)
    counts = [cells(playground, 0, 1).nth(number).locator("b").inner_text() for number in (0, 1)]
    sentence = playground.page.get_by_text(
        f"True class 0, predicted class 1. Training points: {counts[0]}, test points: {counts[1]}."
    )
    cells(playground, 0, 1).first.click()
    expect(sentence).to_be_visible()
    expect_pressed(playground, 0, 1, True)
    header, arrays = playground.frame(int(playground.number("step")))
    assert header["spotlight"] == [0, 1]
    assert [sum(arrays["lit_train"]), sum(arrays["lit_test"])] == [int(count) for count in counts]
    cells(playground, 0, 1).last.click()
    expect(sentence).to_have_count(0)
    expect_pressed(playground, 0, 1, False)
    cells(playground, 1, 1).first.click()
    expect_pressed(playground, 1, 1, True)
    playground.click("clear_spotlight")
    expect_pressed(playground, 1, 1, False)


def test_no_click_is_lost_while_training_changes_the_numbers(new_page: OpenPage) -> None:
    # The button Play and the matrices are in view together.
    playground = new_page(viewport={"width": 1400, "height": 1500})
    open_quality(playground, dataset="blobs", noise=0.5)
    playground.play()
    for number in range(6):
        true, predicted = divmod(number, 3)
        cells(playground, true, predicted).first.click()
        expect_pressed(playground, true, predicted, True)
        # Not always at the same moment between two refreshes.
        playground.let_frames_pass(7 * number)


def test_arrow_keys_walk_and_enter_chooses(playground: Playground) -> None:
    open_quality(playground)
    cells(playground, 0, 0).first.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft"):
        playground.page.keyboard.press(key)
    expect(cells(playground, 1, 0).first).to_be_focused()
    playground.page.keyboard.press("Enter")
    expect_pressed(playground, 1, 0, True)
    # The focus has outlived the answer, and Tab goes on to the other matrix.
    expect(cells(playground, 1, 0).first).to_be_focused()
    playground.page.keyboard.press("Tab")
    expect(cells(playground, 0, 0).last).to_be_focused()


@pytest.mark.parametrize(
    ("tab", "scheme", "width"),
    [("How good?", "light", 1400), ("How good?", "dark", 390), ("Gradients", "dark", 1400)],
)
def test_all_of_it_fits_and_is_accessible(
    new_page: OpenPage, width: int, tab: str, scheme: str
) -> None:
    playground = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    panel = open_panel(playground, tab, dataset="blobs", n_classes=6, hidden="8,8,8,8,8,8")
    expect(panel.locator(".js-plotly-plot")).to_have_count({"How good?": 3, "Gradients": 2}[tab])
    assert playground.page.evaluate(OVERFLOW) == [0, 0]
    for figure in panel.locator(".js-plotly-plot, .matrices").all():
        box = figure.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert serious_faults(playground) == []
