"""The keyboard goes into what it opens, and comes back to the button that it came from."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.kit.playground import Playground
from tests.browser.page.test_keyboard import tab_to


def button_of(page: Page, key: str) -> Locator:
    """The button that opens the menu or the popover of this key."""
    return page.locator(f".st-key-{key} button:visible")


def open_by_keys(playground: Playground, key: str, name: str) -> Locator:
    """Open a menu or a popover that has this name, from the keyboard; back when it has that."""
    page = playground.page
    tab_to(page, name)
    expect(button_of(page, key)).to_be_focused()
    # A late answer to its closing would close it again.
    playground.settle()
    page.keyboard.press("Enter")
    expect(button_of(page, key)).to_have_attribute("aria-expanded", "true")
    opened = page.get_by_role("menu").or_(page.get_by_test_id("stPopoverBody"))
    expect(opened).to_be_focused()
    playground.settle()
    return opened


def test_what_was_chosen_from_a_menu_leaves_the_keyboard_on_its_button(
    playground: Playground,
) -> None:
    playground.open()
    page = playground.page
    page.get_by_role("tab", name="Curves").wait_for()
    for _ in range(2):
        # With the whole page made anew, and once more from there.
        scene = playground.number("scene")
        open_by_keys(playground, "preset", "Examples")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        playground.wait(f"Number(d.scene) !== {scene}")
        playground.settle()
        expect(button_of(page, "preset")).to_be_focused()
    open_by_keys(playground, "speed", "1,000/s")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(button_of(page, "speed")).to_contain_text("3/s")
    playground.settle()
    expect(button_of(page, "speed")).to_be_focused()
    open_by_keys(playground, "speed", "3/s")
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(button_of(page, "speed")).to_be_focused()


def test_the_next_stops_are_what_a_popover_holds(playground: Playground) -> None:
    playground.open()
    page = playground.page
    page.get_by_role("tab", name="Curves").wait_for()
    share = open_by_keys(playground, "share", "Share")
    expect(share.get_by_test_id("stCode")).to_be_visible()
    expect(share.get_by_role("button", name="Embed as an exercise")).to_be_visible()
    inside = share.locator(":focus")
    page.keyboard.press("Tab")
    expect(inside).to_have_count(1)
    # Back, and in again.
    page.keyboard.press("Shift+Tab")
    expect(button_of(page, "share")).to_be_focused()
    page.keyboard.press("Tab")
    expect(inside).to_have_count(1)
    page.keyboard.press("Escape")
    expect(share).to_have_count(0)
    expect(button_of(page, "share")).to_be_focused()
    # Behind the last of them comes what comes after the button.
    open_by_keys(playground, "share", "Share")
    last = share.get_by_role("button", name="Embed as an exercise")
    expect(last).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        if last.evaluate("(last) => last === document.activeElement"):
            break
    expect(last).to_be_focused()
    page.keyboard.press("Tab")
    expect(share).to_have_count(0)
    expect(button_of(page, "download")).to_be_focused()


@pytest.mark.parametrize(
    ("key", "name", "within"),
    [("download", "Download", "Open run"), ("share", "Share", "Embed as an exercise")],
)
def test_a_dialog_brings_the_keyboard_back_to_its_popover(
    playground: Playground, key: str, name: str, within: str
) -> None:
    playground.open()
    page = playground.page
    page.get_by_role("tab", name="Curves").wait_for()
    opened = open_by_keys(playground, key, name)
    expect(opened.get_by_role("button", name=within)).to_be_visible()
    tab_to(page, within)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=re.compile("Open a saved run|Embed as an exercise"))
    expect(dialog.locator(":focus").or_(dialog.and_(page.locator(":focus")))).to_have_count(1)
    playground.settle()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button_of(page, key)).to_be_focused()


def test_what_can_only_be_read_has_the_keyboard_until_it_is_closed(playground: Playground) -> None:
    playground.open(noise="loud")
    page = playground.page
    page.get_by_role("tab", name="Curves").wait_for()
    told = open_by_keys(playground, "read-all", "Read all")
    expect(told).to_contain_text("noise")
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    expect(button_of(page, "read-all")).to_be_focused()
    # The next stop is not in it, as it holds none.
    open_by_keys(playground, "read-all", "Read all")
    page.keyboard.press("Tab")
    expect(told).to_have_count(0)
    expect(button_of(page, "dismiss")).to_be_focused()


def test_the_mouse_is_left_alone(playground: Playground) -> None:
    playground.open()
    page = playground.page
    page.get_by_role("tab", name="Curves").wait_for()
    playground.click("share")
    expect(page.get_by_test_id("stCode")).to_be_visible()
    page.mouse.click(700, 890)
    expect(page.get_by_test_id("stCode")).to_have_count(0)
    playground.settle()
    expect(button_of(page, "share")).not_to_be_focused()
