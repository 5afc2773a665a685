"""A list that is open stays so, whatever the server answers meanwhile to what was done before."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.files.test_upload import give
from tests.browser.kit.grid import open_cell
from tests.browser.kit.playground import Playground
from tests.browser.kit.slow_line import Direction, SlowLine
from tests.ui.upload.tables import MESSY


@pytest.fixture
def line(playground: Playground) -> Direction:
    """What the page, not opened yet, asks the server: a hand may be faster than that."""
    return SlowLine.laid(playground.page).asked


def choose(playground: Playground, name: str, option: str) -> None:
    """Choose from the list of this name."""
    playground.page.get_by_role("combobox", name=name, exact=True).click()
    playground.page.get_by_role("option", name=option, exact=True).click()


def check_open(
    playground: Playground, opened: Locator, line: Direction, answered: Callable[[], None]
) -> None:
    """Fail unless this, which is open, stays so when the server answers."""
    opened.wait_for()
    assert line.waiting, "the page has asked for nothing"
    line.release()
    answered()
    playground.settle()
    assert opened.is_visible()


@pytest.mark.parametrize("where", ["list", "cell"])
def test_of_a_table_of_ones_own(playground: Playground, line: Direction, where: str) -> None:
    playground.open()
    page = playground.page
    dialog = give(playground, "mine.csv", MESSY)
    expect(dialog.get_by_text("28 rows, 6 columns")).to_be_visible()
    expect(dialog.get_by_text("a value from 10 to 23.5")).to_be_visible()
    for target, told in (("Kind", "one of 2 classes (A, B)"), ("Height", "a value from 0")):
        line.held = True
        choose(playground, "Predict", target)
        if where == "list":
            dialog.get_by_role("combobox", name="Letters are written in").click()
            opened = page.get_by_role("option").first
        else:
            opened = open_cell(dialog, row=0, column=2).get_by_text("number", exact=True)
        check_open(playground, opened, line, expect(dialog.get_by_text(told)).to_be_visible)
        page.keyboard.press("Escape")
        expect(opened).to_be_hidden()


@pytest.mark.parametrize("below", ["Regularization", "Loss"])
def test_beside_the_picture(playground: Playground, line: Direction, below: str) -> None:
    playground.open()
    page = playground.page
    # Beside an open list nothing else has a role.
    comes = expect(page.locator(".st-key-field-weight_decay"))
    for optimizer, answered in (("AdamW", comes.to_be_visible), ("SGD", comes.to_be_hidden)):
        line.held = True
        choose(playground, "Optimizer", optimizer)
        page.get_by_role("combobox", name=below, exact=True).click()
        check_open(playground, page.get_by_role("option").first, line, answered)
        page.keyboard.press("Escape")
