"""Fixtures: one server and one browser for all tests here, a fresh page for each."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.kit.chromium import launch
from tests.browser.kit.playground import Playground
from tests.browser.kit.server import Server

OpenPage = Callable[..., Playground]


# For this package alone: while Playwright runs, its event loop is the thread's, and no other test
# could have one.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    """A running server; it must not have met an exception by the end."""
    with Server() as server:
        yield server
        assert "Traceback" not in server.log, server.log


@pytest.fixture
def new_page(browser: Browser, server: Server) -> Iterator[OpenPage]:
    """Make pages that share nothing; keyword arguments go to the browser's context.

    At the end no page may show an exception or have written an error to its console.
    """
    pages: list[Playground] = []

    def make(*, on: Server = server, **options: Any) -> Playground:
        options = {"viewport": {"width": 1400, "height": 900}} | options
        pages.append(Playground(browser.new_context(**options).new_page(), on))
        return pages[-1]

    yield make
    for page in pages:
        exceptions = page.page.get_by_test_id("stException").all_inner_texts()
        page.page.context.close()
        assert [*page.complaints, *exceptions] == []


@pytest.fixture
def playground(new_page: OpenPage) -> Playground:
    """A page of a usual size, not opened yet."""
    return new_page()


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that the test may kill."""
    with Server() as server:
        yield server


@pytest.fixture
def crashing(own_server: Server, new_page: OpenPage) -> Playground:
    """A page of that server, which may say that it has gone, and is closed before it goes."""
    playground = new_page(on=own_server)
    playground.expect_crash()
    return playground
