"""Points are drawn by mouse, finger and keyboard, while the network learns them."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.kit.playground import Playground
from tests.browser.kit.server import Server


@pytest.fixture(scope="module")
def page(browser: Browser, server: Server) -> Iterator[Playground]:
    """One page for all tests here, which go on from one another: Draw is on, training runs."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, has_touch=True)
    playground = Playground(context.new_page(), server)
    playground.open()
    playground.play()
    playground.stage.get_by_role("switch", name="Draw").click()
    yield playground
    context.close()
    assert playground.complaints == []


@pytest.fixture
def pad(page: Playground) -> Locator:
    return page.stage.locator(".pad")


def press(page: Playground, name: str) -> None:
    page.stage.get_by_role("button", name=name, exact=True).click()


def place(pad: Locator, x: float, y: float) -> tuple[float, float]:
    """Where on the page a place of the plane is."""
    box = pad.bounding_box()
    assert box is not None
    return box["x"] + (x + 6) / 12 * box["width"], box["y"] + (6 - y) / 12 * box["height"]


def drag(page: Playground, pad: Locator, *places: tuple[float, float]) -> None:
    mouse = page.page.mouse
    mouse.move(*place(pad, *places[0]))
    mouse.down()
    for there in places[1:]:
        mouse.move(*place(pad, *there), steps=8)
    mouse.up()


def count(page: Playground) -> int:
    """How many points there are, as the page says."""
    text = page.stage.locator(".drawtools .status").inner_text()
    digits = "".join(letter for letter in text.split(",")[0] if letter.isdigit())
    return int(digits or 0)


def expect_told(page: Playground, points: int) -> None:
    """Expect the page beside the picture to have heard of so many points."""
    expect(page.page.get_by_text(f"Your drawing, {points} points")).to_be_visible()


def wait_for_drawing(page: Playground, before: str) -> str:
    """Until the URL names another drawing than before; that name."""
    page.page.wait_for_function(
        "(before) => { const name = new URL(location).searchParams.get('dataset');"
        " return name?.startsWith('own-') && name !== before; }",
        arg=before,
    )
    return page.query["dataset"]


def test_an_empty_plane_waits_for_the_first_point(page: Playground, pad: Locator) -> None:
    page.wait("Number(d.step) > 0")
    press(page, "Empty plane")
    expect(page.stage.get_by_text("Nothing to learn from")).to_be_visible()
    page.let_frames_pass(20)
    step = page.number("step")
    page.let_frames_pass(20)
    assert page.number("step") == step > 0
    press(page, "Class 1")
    drag(page, pad, (-4, 3), (4, 3))
    assert count(page) > 8
    page.wait(f"Number(d.step) > {step}")
    wait_for_drawing(page, "")


def test_a_finger_draws_and_training_goes_on(page: Playground, pad: Locator) -> None:
    step, points, name = page.number("step"), count(page), page.query["dataset"]
    press(page, "Class 0")
    touch = page.page.context.new_cdp_session(page.page)

    def send(kind: str, *places: tuple[float, float]) -> None:
        spots = [dict(zip("xy", place(pad, *there), strict=True)) for there in places]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    scrolled: Any = page.page.evaluate("() => nnvizStage().getBoundingClientRect().top")
    send("touchStart", (-4, -3))
    for x in range(-3, 5):
        send("touchMove", (x, -3))
    send("touchEnd")
    assert page.page.evaluate("() => nnvizStage().getBoundingClientRect().top") == scrolled
    assert count(page) > points + 8
    wait_for_drawing(page, name)
    # It has learnt them, and did not begin again.
    page.wait(f"Number(d.step) > {step} && Number(d.trainLoss) < 0.3")
    assert "_d" in page.query["log"]


def test_a_point_is_moved_and_erased_and_all_of_it_undone(page: Playground, pad: Locator) -> None:
    points, name = count(page), page.query["dataset"]
    press(page, "Move")
    drag(page, pad, (-4, 3), (-4, 5.5))
    name = wait_for_drawing(page, name)
    assert count(page) == points
    press(page, "Erase")
    drag(page, pad, (-4, 5.5), (-4.2, 5.5))
    assert count(page) == points - 1
    name = wait_for_drawing(page, name)
    press(page, "Undo")
    assert count(page) == points
    press(page, "Redo")
    assert count(page) == points - 1


def test_the_keyboard_draws(page: Playground, pad: Locator) -> None:
    points = count(page)
    pad.focus()
    for key in ("1", "Shift+ArrowUp", "ArrowLeft", "Space"):
        page.page.keyboard.press(key)
    assert count(page) == points + 1
    expect_told(page, points + 1)
    page.page.keyboard.press("Delete")
    assert count(page) == points
    expect_told(page, points)
    page.page.keyboard.press("Control+z")
    assert count(page) == points + 1
    expect_told(page, points + 1)
    # Space is not the page's while one draws.
    assert page.state()["playing"] == "true"


def test_a_reload_brings_the_drawing_back(page: Playground) -> None:
    points = count(page)
    page.pause()
    page.page.wait_for_function("() => new URL(location).searchParams.has('step')")
    page.let_frames_pass(30)
    expect(page.page.get_by_text(f"Your drawing, {points} points")).to_be_visible()
    step = page.number("step")
    name = page.query["dataset"]
    page.page.reload()
    page.wait(f"Number(d.step) === {step} && d.target === ''")
    assert page.query["dataset"] == name
    expect(page.page.get_by_text(f"Your drawing, {points} points")).to_be_visible()
    page.stage.get_by_role("switch", name="Draw").click()
    assert count(page) == points
