"""A list that is open stays so, whatever the server answers meanwhile to what was done before."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, WebSocketRoute, expect

from tests.browser.grid import open_cell
from tests.browser.playground import Playground
from tests.browser.test_upload import give
from tests.ui.upload.tables import MESSY


class Hurry:
    """A hand that is faster than the server: what the page asks is held back for a while."""

    def __init__(self) -> None:
        self._is_held = False
        self._waiting: list[Callable[[], None]] = []

    def __call__(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            if self._is_held:
                self._waiting.append(lambda: server.send(message))
            else:
                server.send(message)

        page.on_message(pass_on)

    def hold(self) -> None:
        """Let nothing through from now on."""
        self._is_held = True

    def release(self) -> None:
        """Let everything through, what was held back first."""
        assert self._waiting, "the page has asked for nothing"
        self._is_held = False
        for send in self._waiting:
            send()
        self._waiting.clear()


@pytest.fixture
def hurry(playground: Playground) -> Hurry:
    """Between the page, not opened yet, and the server."""
    hurry = Hurry()
    playground.page.route_web_socket("**/_stcore/stream", hurry)
    return hurry


def choose(playground: Playground, name: str, option: str) -> None:
    """Choose from the list of this name."""
    playground.page.get_by_role("combobox", name=name, exact=True).click()
    playground.page.get_by_role("option", name=option, exact=True).click()


def check_open(
    playground: Playground, opened: Locator, hurry: Hurry, answered: Callable[[], None]
) -> None:
    """Fail unless this, which is open, stays so when the server answers."""
    opened.wait_for()
    hurry.release()
    answered()
    playground.settle()
    assert opened.is_visible()


@pytest.mark.parametrize("where", ["list", "cell"])
def test_of_a_table_of_ones_own(playground: Playground, hurry: Hurry, where: str) -> None:
    playground.open()
    page = playground.page
    dialog = give(playground, "mine.csv", MESSY)
    expect(dialog.get_by_text("28 rows, 6 columns")).to_be_visible()
    expect(dialog.get_by_text("a value from 10 to 23.5")).to_be_visible()
    for target, told in (("Kind", "one of 2 classes (A, B)"), ("Height", "a value from 0")):
        hurry.hold()
        choose(playground, "Predict", target)
        if where == "list":
            dialog.get_by_role("combobox", name="Letters are written in").click()
            opened = page.get_by_role("option").first
        else:
            opened = open_cell(dialog, row=0, column=2).get_by_text("number", exact=True)
        check_open(playground, opened, hurry, expect(dialog.get_by_text(told)).to_be_visible)
        page.keyboard.press("Escape")
        expect(opened).to_be_hidden()


@pytest.mark.parametrize("below", ["Regularization", "Loss"])
def test_beside_the_picture(playground: Playground, hurry: Hurry, below: str) -> None:
    playground.open()
    page = playground.page
    # Beside an open list nothing else has a role.
    comes = expect(page.locator(".st-key-field-weight_decay"))
    for optimizer, answered in (("AdamW", comes.to_be_visible), ("SGD", comes.to_be_hidden)):
        hurry.hold()
        choose(playground, "Optimizer", optimizer)
        page.get_by_role("combobox", name=below, exact=True).click()
        check_open(playground, page.get_by_role("option").first, hurry, answered)
        page.keyboard.press("Escape")
