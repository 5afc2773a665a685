"""The stage in a Chromium, a fresh page for each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.kit.chromium import launch
from tests.ui.stage.harness.served import served
from tests.ui.stage.harness.stage_page import stage_page
from tests.ui.stage.harness.tabs import Tabs


# For this package alone, as the whole page's: tests/browser/conftest.py.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A headless Chromium that finds the stage's modules."""
    with served() as arguments, sync_playwright() as playwright:
        browser = launch(playwright, *arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def tabs(chromium: Browser) -> Tabs:
    """Where pages are opened."""
    return Tabs(chromium)


@pytest.fixture(scope="package")
def reader(chromium: Browser) -> Iterator[Page]:
    """A page for functions of its modules that leave it as it was."""
    # Not among the others' tabs, which are closed where one has changed them.
    with Tabs(chromium).new() as page, stage_page(page) as opened:
        yield opened


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    """The stage, mounted and waiting for its first message."""
    with tabs.new() as page, stage_page(page) as opened:
        yield opened
