"""A digit is drawn with the mouse, and the whole network answers while the hand is moving."""

import math

from playwright.sync_api import expect

from tests.browser.kit.playground import Playground

#: Lines through points of the pad, whose side is 1.
ZERO = [[(0.5 + 0.27 * math.sin(i / 3.8), 0.5 - 0.38 * math.cos(i / 3.8)) for i in range(25)]]
SEVEN = [[(0.28, 0.15), (0.72, 0.15), (0.45, 0.88)], [(0.35, 0.5), (0.65, 0.5)]]


def draw(playground: Playground, strokes: list[list[tuple[float, float]]]) -> None:
    page = playground.page
    for stroke in strokes:
        paper = page.locator("canvas.paper")
        paper.hover()  # Once it stands still.
        box = paper.bounding_box()
        assert box is not None
        points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        page.mouse.move(*points[0])
        page.mouse.down()
        for point in points[1:]:
            page.mouse.move(*point, steps=3)
        page.mouse.up()


def test_a_drawn_digit_is_read(playground: Playground) -> None:
    playground.open(dataset="digits", optimizer="adam", learning_rate="0.003", batch_size="32")
    page = playground.page
    playground.play()
    playground.wait("Number(d.epoch) > 15")
    page.locator("button[data-control=pad]").click()
    pad, best = page.locator(".digitpad"), page.locator(".digitpad .best b")
    draw(playground, ZERO)
    expect(best).to_have_text("0")
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(pad).to_have_attribute("data-best", "")

    # Also while nothing else moves.
    playground.pause()
    draw(playground, SEVEN)
    expect(best).to_have_text("7")
    expect(page.locator(".digitpad .reading")).to_contain_text("It reads 7")

    # By keyboard: dot by dot, on a new sheet after Delete.
    page.locator("canvas.paper").focus()
    page.keyboard.press("Delete")
    expect(pad).to_have_attribute("data-best", "")
    for key in ["ArrowRight"] * 4 + [" ", "ArrowDown"] * 8:
        page.keyboard.press(key)
    expect(pad).not_to_have_attribute("data-best", "")

    # Another dataset has no pad.
    page.locator("label:has(input[value='iris'])").click()
    playground.wait("Number(d.step) === 0")
    expect(pad).to_be_hidden()
    assert playground.complaints == []
