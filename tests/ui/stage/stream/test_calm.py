"""No rerun that nobody asked for takes a list from under a hand, or follows one to another page."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.ui.stage.harness.stage_page import run_module

#: Time passes only where `look` is called: as much as there is between two looks at the page.
CLOCK = """
const timers = new Map();
let made = 0;
globalThis.setTimeout = (act) => (timers.set(++made, act), made);
globalThis.clearTimeout = (timer) => timers.delete(timer);
const look = () => { for (const [timer, act] of [...timers]) if (timers.delete(timer)) act(); };
const log = [];
const act = () => log.push("acted");
"""


def run(page: Page, body: str, argument: Any = None) -> Any:
    """What a body logs that uses the module as `m`."""
    return run_module(page, "stream/calm.js", f"{CLOCK}{body}; return log;", argument)


@pytest.mark.parametrize(
    "markup",
    [
        '<div role="listbox"><div role="option">BCE</div></div>',
        '<div role="menu"><div role="menuitem">Full speed</div></div>',
        '<div id="portal"><textarea></textarea></div>',
    ],
    ids=["list", "menu", "cell of a table"],
)
def test_what_is_open_stays_so(page: Page, markup: str) -> None:
    body = """
    document.body.insertAdjacentHTML("beforeend", argument);
    const open = document.body.lastElementChild;
    m.whenCalm(location.pathname, act);
    for (let turn = 0; turn < 50; turn++) look();
    log.push("closed");
    open.remove();
    look(); look();
    """
    assert run(page, body, markup) == ["closed", "acted"]


def test_on_a_calm_page_it_happens_at_once(page: Page) -> None:
    assert run(page, 'm.whenCalm(location.pathname, act); log.push("after");') == ["acted", "after"]


def test_it_can_be_taken_back(page: Page) -> None:
    body = """
    document.body.insertAdjacentHTML("beforeend", '<div role="menu"></div>');
    const takeBack = m.whenCalm(location.pathname, act);
    takeBack();
    document.body.lastElementChild.remove();
    look(); look();
    """
    assert run(page, body) == []


#: A page whose link to another, inside the app, has been followed.
LEAVE = """
document.body.insertAdjacentHTML("beforeend",
  '<div data-testid="stAppViewContainer"><a href="/article">How it works</a></div>');
const view = document.body.lastElementChild, link = view.firstElementChild;
link.addEventListener("click", (event) => event.preventDefault());
const here = location.pathname;
"""


def test_nothing_follows_to_another_page(page: Page) -> None:
    body = (
        LEAVE
        + """
    document.addEventListener("keydown", () => log.push("key"));
    link.click();
    m.whenCalm(here, act);
    for (let turn = 0; turn < 50; turn++) look();
    log.push(m.isLeft(here), view.inert);
    view.dispatchEvent(new KeyboardEvent("keydown", { key: "s", bubbles: true }));
    history.pushState(null, "", "/article");
    for (let turn = 0; turn < 3; turn++) look();
    log.push(m.isLeft(here), view.inert);
    // Back where it was, it is a page like any other.
    history.pushState(null, "", here);
    view.dispatchEvent(new KeyboardEvent("keydown", { key: "s", bubbles: true }));
    log.push(m.isLeft(here));
    m.whenCalm(here, act);
    """
    )
    assert run(page, body) == [True, True, True, False, "key", False, "acted"]


@pytest.mark.parametrize(
    "change",
    [
        'link.target = "_blank"',
        'link.setAttribute("download", "")',
        'link.href = "https://example.org/article"',
        "link.href = location.pathname",
    ],
)
def test_a_link_that_leaves_the_page_where_it_is_holds_nothing_up(page: Page, change: str) -> None:
    assert run(page, LEAVE + change + "; link.click(); look(); m.whenCalm(here, act);") == ["acted"]


def test_a_link_for_another_tab_holds_nothing_up(page: Page) -> None:
    body = """
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }));
    look();
    m.whenCalm(here, act);
    """
    assert run(page, LEAVE + body) == ["acted"]


def test_a_page_that_is_never_left_goes_on(page: Page) -> None:
    body = """
    let now = 0;
    performance.now = () => now;
    link.click();
    look();
    m.whenCalm(here, act);
    now = 59_000;
    look();
    log.push(view.inert);
    now = 61_000;
    look();
    log.push(view.inert);
    """
    assert run(page, LEAVE + body) == [True, "acted", False]
