"""Pages that share what a browser keeps of their modules, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

from tests.ui.stage.harness.stage_page import ADDRESS

#: Whether the page's clock is its own: Playwright's would be every later page's, too.
HAS_OWN_CLOCK = "String(setTimeout).includes('[native code]')"


class Tabs:
    """One browser context after another, each for as long as no page has changed it."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._context: BrowserContext | None = None

    @contextmanager
    def new(self) -> Iterator[Page]:
        """A page that finds no trace of an earlier one."""
        if self._context is None:
            self._context = self._browser.new_context(viewport={"width": 1100, "height": 800})
        page = self._context.new_page()
        yield page
        if page.evaluate(HAS_OWN_CLOCK):
            stored = {"origin": ADDRESS, "storageTypes": "indexeddb,local_storage"}
            self._context.new_cdp_session(page).send("Storage.clearDataForOrigin", stored)
            page.close()
        else:
            self._context.close()
            self._context = None
