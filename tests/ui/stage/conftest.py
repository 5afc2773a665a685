"""The stage in a Chromium, a fresh page for each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.kit.chromium import launch
from tests.ui.stage.stage_page import stage_page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """The stage, mounted and waiting for its first message."""
    page = chromium.new_page(viewport={"width": 1100, "height": 800})
    with stage_page(page) as opened:
        yield opened
    page.close()
