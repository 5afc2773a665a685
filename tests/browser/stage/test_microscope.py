"""Walking through one update of the real run, by keyboard alone, and making it."""

import pytest
from playwright.sync_api import Locator, expect

from nnviz.live.frames.frames import unpack
from tests.browser.conftest import OpenPage
from tests.browser.kit.playground import FRAME, Playground
from tests.browser.stage.test_looks import OVERFLOW, serious_faults

TRACE = 3

FOCUSED = """() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused?.getAttribute("aria-label") ?? focused?.textContent ?? "";
}"""


def tab_to(playground: Playground, name: str, key: str = "Tab") -> None:
    """Press the tab key until something of this name has the keyboard."""
    for _ in range(40):
        if playground.page.evaluate(FOCUSED).startswith(name):
            return
        playground.page.keyboard.press(key)
    raise AssertionError(f"the tab key does not reach {name!r}")


def microscope(playground: Playground) -> Locator:
    """The part of the stage that walks."""
    return playground.stage.locator(".microscope")


def open_by_keyboard(playground: Playground) -> None:
    """Turn it on from the row above the graph; the first stop then has the keyboard."""
    playground.stage.get_by_role("button", name="Add a hidden layer").focus()
    tab_to(playground, "Step by step")
    playground.page.keyboard.press("Enter")
    playground.wait("d.microscope === 'on' && d.stop === '0'")
    expect(microscope(playground).locator(".body")).to_be_focused()


def walk(playground: Playground) -> list[str]:
    """Go on to the last stop; the kinds of all stops."""
    kinds = []
    stops = int(playground.number("stops"))
    for index in range(stops):
        playground.wait(f"d.stop === '{index}'")
        kinds.append(playground.state()["stopKind"])
        playground.page.keyboard.press("ArrowRight")
    return kinds


def apply_and_compare(playground: Playground, example: int | None) -> None:
    """Make the update, and compare what the trainer then sends with what was announced."""
    _, header, arrays = unpack(playground.messages[TRACE])
    assert header["example"] == example
    playground.page.keyboard.press("Enter")
    playground.wait("d.applied !== undefined")
    assert playground.state()["applied"] == "exact"
    expect(microscope(playground).locator(".verdict")).to_contain_text("exactly these numbers")
    _, frame, now = unpack(playground.messages[FRAME])
    assert frame["step"] == header["step"]
    assert now["parameters"].tolist() == arrays["after"].tolist()


KINDS = [
    *["z", "a"] * 3,
    "loss",
    *["delta", "gradient"] * 3,
    *["update"] * 3,
    "apply",
]


def test_one_update_by_keyboard_alone(playground: Playground) -> None:
    playground.open(hidden="4,2", optimizer="adam", dropout=0.2)
    open_by_keyboard(playground)
    assert walk(playground) == KINDS
    apply_and_compare(playground, 0)
    # And the next one, on another example.
    playground.page.keyboard.press("Enter")
    playground.wait("d.stop === '0' && d.step === '1'")
    tab_to(playground, "Number of the training example", "Shift+Tab")
    playground.page.keyboard.press("ControlOrMeta+a")
    playground.page.keyboard.type("18")
    playground.page.keyboard.press("Enter")
    expect(microscope(playground).locator(".sample")).to_contain_text("Example 18")
    tab_to(playground, "Left and right: from stop to stop")
    assert walk(playground) == KINDS
    apply_and_compare(playground, 17)
    playground.page.keyboard.press("Escape")
    playground.wait("d.microscope === 'off'")
    assert playground.page.evaluate(FOCUSED) == "Step by step"


@pytest.mark.parametrize("optimizer", ["sgd", "nesterov", "adamw"])
def test_updates_of_a_batch_are_made_as_announced(playground: Playground, optimizer: str) -> None:
    playground.open(
        dataset="blobs",
        hidden="5",
        optimizer=optimizer,
        regularization="l2",
        regularization_rate=0.01,
        gradient_clipping=0.5,
    )
    open_by_keyboard(playground)
    playground.stage.get_by_role("button", name="The next mini-batch").click()
    expect(microscope(playground).locator(".sample")).to_contain_text("of 10")
    microscope(playground).locator(".body").focus()
    for step in range(2):
        playground.wait(f"d.stop === '0' && d.step === '{step}'")
        playground.page.keyboard.press("End")
        apply_and_compare(playground, None)
        playground.page.keyboard.press("Enter")


def test_a_training_network_is_paused_to_be_looked_at(playground: Playground) -> None:
    playground.open()
    playground.play()
    playground.stage.get_by_role("switch", name="Step by step").click()
    playground.stage.get_by_role("button", name="Pause and look").click()
    playground.wait("d.playing === 'false' && d.stop === '0'")
    expect(microscope(playground).locator("h3")).to_be_visible()


def test_looking_again_shows_the_numbers_again(playground: Playground) -> None:
    playground.open()
    switch = playground.stage.get_by_role("switch", name="Step by step")
    for _ in range(2):
        switch.click()
        playground.wait("d.stop === '0'")
        expect(microscope(playground).locator("h3")).to_be_visible()
        switch.click()
        expect(microscope(playground)).to_be_hidden()


@pytest.mark.parametrize(("scheme", "width"), [("dark", 390), ("light", 820), ("dark", 1400)])
def test_it_has_no_serious_fault_at_any_width(new_page: OpenPage, scheme: str, width: int) -> None:
    playground = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    playground.open(dataset="spiral", hidden="8,8", activation="relu", optimizer="adam")
    playground.page.keyboard.press("s")
    playground.wait("d.step === '1'")
    open_by_keyboard(playground)
    for stop in (0, 3, 6, 9, 10, 13, 16):
        for _ in range(stop - int(playground.number("stop"))):
            playground.page.keyboard.press("ArrowRight")
        playground.wait(f"d.stop === '{stop}'")
        if stop in (3, 9):
            microscope(playground).get_by_role("button", name="Show all").first.click()
        if stop == 10:
            microscope(playground).get_by_role("switch").click()
            expect(microscope(playground).locator(".agreement")).to_be_visible()
        assert serious_faults(playground) == []
        assert playground.page.evaluate(OVERFLOW) == [0, 0]


def test_on_a_phone_the_network_stays_in_sight_while_one_walks(new_page: OpenPage) -> None:
    playground = new_page(viewport={"width": 390, "height": 844})
    playground.open(hidden="4,2")
    open_by_keyboard(playground)
    graph = playground.stage.locator(".graph canvas")
    buttons = microscope(playground).locator(".nav")
    for stop in (0, 3, 8, 13):
        for _ in range(stop - int(playground.number("stop"))):
            playground.page.keyboard.press("ArrowRight")
        playground.wait(f"d.stop === '{stop}'")
        microscope(playground).locator(".body > :last-child").scroll_into_view_if_needed()
        playground.let_frames_pass(10)
        shown, below = graph.bounding_box(), buttons.bounding_box()
        header = playground.page.get_by_test_id("stHeader").bounding_box()
        assert shown is not None
        assert below is not None
        assert header is not None
        assert shown["y"] >= header["y"] + header["height"]
        assert shown["height"] < 300
        assert shown["y"] + shown["height"] <= below["y"] + 1
        assert below["y"] + below["height"] < 844
