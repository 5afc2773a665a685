"""The loss landscape in a real browser: it stays while the run goes on, and tells losses."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage


def test_the_surface_stays_and_the_run_goes_on_over_it(new_page: OpenPage) -> None:
    playground = new_page(viewport={"width": 1400, "height": 1700})  # stage and panel in view
    page = playground.page
    playground.open(hidden="3")
    page.get_by_role("tab", name="Loss landscape").click()
    headline = page.locator(".st-key-panels p", has_text="around update")
    expect(headline).to_contain_text("around update 0. Every point is a network.")
    relief = page.locator(".st-key-landscape-relief canvas").first
    expect(relief).to_be_visible()
    playground.play()
    expect(headline).to_contain_text("The run is at update")
    playground.pause()
    expect(headline).to_contain_text("around update 0.")
    playground.click("landscape-again")
    expect(headline).not_to_contain_text("The run is at update")
    expect(headline).not_to_contain_text("around update 0.")
    ground = page.locator(".st-key-landscape-map .nsewdrag").first
    ground.hover(position={"x": 20, "y": 20})
    expect(page.locator(".st-key-landscape-map .hoverlayer")).to_contain_text(
        re.compile(r"loss \d")
    )
