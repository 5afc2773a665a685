"""The numbers under the microscope: each to its last digit, and few or thousands of them."""

import pytest
from playwright.sync_api import Page, expect

from tests.ui.stage.harness.stage_page import give, hand_over
from tests.ui.stage.microscope.microscope_page import go_to, line, open_microscope, state
from tests.ui.stage.microscope.traces import Traced


def test_every_number_tells_all_of_its_digits(page: Page) -> None:
    traced = Traced(hidden=(4, 2))
    open_microscope(page, traced)
    number = line(page, "z").locator(".numbers .number").first
    number.hover()
    expect(page.locator(".precise")).to_contain_text("w₁₁[1] = ")
    expect(page.locator(".precise")).to_contain_text(number.get_attribute("data-full") or "none")
    page.mouse.move(2, 2)
    expect(page.locator(".precise")).to_be_hidden()
    # And by keyboard: one stop of the tab key, and arrows from number to number.
    page.locator(".microscope .body").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator(".precise")).to_contain_text("w₁₁[1] = ")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".precise")).to_contain_text("x₁ = ")
    assert state(page)["stop"] == "0"


@pytest.mark.parametrize("width", [358, 700, 1100])
@pytest.mark.parametrize("batch_size", [10, 0], ids=["ten", "all"])
def test_a_large_network_fits_and_stays_small(page: Page, width: int, batch_size: int) -> None:
    traced = Traced(dataset="spiral", hidden=(16,) * 6, batch_size=batch_size)
    scene, trace, frame = traced.messages()
    page.evaluate("(width) => { host.style.width = `${width}px` }", width)
    give(page, [scene, frame])
    height = page.locator(".nnviz-stage").bounding_box()
    page.get_by_role("switch", name="Step by step").click()
    hand_over(page, [trace])
    expect(page.locator(".microscope h3")).to_be_visible()
    after = page.locator(".nnviz-stage").bounding_box()
    assert height is not None
    assert after is not None
    if width >= 860:
        assert abs(after["height"] - height["height"]) <= 2
    # Of thousands of elements a browser would feel each step.
    elements = page.evaluate(
        """() => {
          const body = host.shadowRoot.querySelector(".microscope .body");
          const counts = [];
          for (let i = 0; i < 37; i++) {
            const key = { key: "ArrowRight", bubbles: true };
            body.dispatchEvent(new KeyboardEvent("keydown", key));
            counts.push(host.shadowRoot.querySelectorAll(".microscope *").length);
          }
          return counts;
        }"""
    )
    assert 100 < max(elements) < 6000
    overflow = page.evaluate(
        """() => { const part = host.shadowRoot.querySelector(".microscope");
          return part.scrollWidth - part.clientWidth; }"""
    )
    assert overflow <= 0


def test_large_matrices_show_all_where_that_is_asked_for(page: Page) -> None:
    traced = Traced(dataset="spiral", hidden=(16, 16), batch_size=0)
    open_microscope(page, traced)
    go_to(page, "a", 1)
    cells = page.locator(".matrix").first.locator(".cell")
    assert cells.count() == 36
    page.get_by_role("button", name="Show all").first.click()
    window = page.locator(".matrix .window").first
    assert 100 < cells.count() < 400
    window.evaluate("(node) => { node.scrollTop = node.scrollHeight }")
    expect(page.locator(".matrix").first.locator('.cell[data-row="249"]').first).to_be_visible()
    assert cells.count() < 400
    page.get_by_role("button", name="Show less").first.click()
    assert cells.count() == 36


def test_a_click_on_a_cell_chooses_it(page: Page) -> None:
    open_microscope(page, Traced(hidden=(4, 2)))
    page.locator('.matrix .cell[data-row="2"][data-column="3"]').first.click()
    expect(page.locator(".sample")).to_contain_text("Example 3 of 10")
    expect(page.locator(".choice")).to_contain_text("Neuron 4 of 4")


def test_long_sums_show_sixteen_terms_and_the_rest_when_asked(page: Page) -> None:
    open_microscope(page, Traced(hidden=(4, 2), batch_size=50))
    go_to(page, "gradient", 2)
    numbers = line(page, "gradient").locator(".numbers .number")
    assert numbers.count() == 2 * 16 + 1
    line(page, "gradient").get_by_role("button", name="and 34 more").click()
    assert numbers.count() == 2 * 50 + 1
