"""A reload finds the living run; no other tab, browser or copied address ever does."""

import json
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.files.test_upload import give
from tests.browser.kit.playground import FIND_STAGE, Playground
from tests.browser.kit.resuming import NO_STORE

#: Seconds within which a page is there after another.
PATIENCE = 10.0

#: Puts into the storage of a tab, before its page runs, what another tab's page had on its way out.
PLANT = "(text) => sessionStorage.setItem('nnviz-tab', text)"
#: What a page leaves in its tab's storage, taken down before the next page takes it out.
WATCH = "if (origin !== 'null') window.leftBehind = sessionStorage.getItem('nnviz-tab');"


def train(playground: Playground, **query: Any) -> float:
    """Open a run and train it at full speed for a while; returns the update seen last."""
    playground.open(**query)
    playground.choose_speed()
    playground.play()
    playground.wait("Number(d.step) > 2000")
    return playground.number("step")


def reload(playground: Playground) -> None:
    """Reload the page, and wait for its first picture."""
    deadline = monotonic() + PATIENCE
    while True:
        try:
            playground.page.reload()
            break
        except Error as error:
            # Between two pages there is none that could be reloaded.
            if "Not attached" not in error.message or monotonic() > deadline:
                raise
            playground.page.wait_for_timeout(50)
    playground.wait("d.frame > 0")


def of(page: Page, playground: Playground) -> Playground:
    """Another page on the same server."""
    return Playground(page, playground.server)


def test_a_reload_finds_the_living_run(playground: Playground) -> None:
    seen = train(playground, dataset="spiral", hidden="4,4")
    reload(playground)
    playground.wait(f"Number(d.step) >= {seen} && d.playing === 'true' && d.target === ''")
    expect(playground.page.locator(".st-key-speed button:visible")).to_contain_text("Full speed")
    expect(playground.page.locator(".st-key-play button:visible")).to_contain_text("Pause")
    assert playground.query["hidden"] == "4,4"
    # Once more, in a hurry: the page goes before the server has answered.
    playground.page.reload(wait_until="commit")
    reload(playground)
    playground.wait(f"Number(d.step) >= {seen} && d.playing === 'true'")


def test_a_reload_knows_the_file_that_ones_own_table_came_from(playground: Playground) -> None:
    playground.open()
    rows = "".join(f"{i},{i * i % 7},{'xy'[i * 7 // 3 % 2]}\n" for i in range(24))
    dialog = give(playground, "mine.csv", f"a,b,kind\n{rows}")
    playground.click("upload-learn")
    expect(dialog).to_be_hidden()
    name = playground.page.get_by_text("Your table: mine.csv, 24 rows, 2 inputs")
    expect(name).to_be_visible()
    reload(playground)
    expect(name).to_be_visible()


def test_what_the_page_writes_on_its_way_out_is_no_other_address(playground: Playground) -> None:
    seen = train(playground, dataset="xor", hidden="3")
    with playground.page.expect_navigation():
        playground.page.evaluate(
            "location.reload(); history.replaceState(null, '', '?dataset=xor&hidden=5');"
        )
    playground.wait(f"Number(d.step) >= {seen} && d.playing === 'true'")
    assert playground.scene()[0]["layer_sizes"] == [2, 3, 1]


def test_another_address_that_is_reloaded_before_it_is_there_is_another(
    playground: Playground,
) -> None:
    # The page asks for the stage at once, and is refused it.
    playground.expect_complaints(r"Failed to load resource: net::ERR_FAILED .*/stage\.js\)")
    train(playground, dataset="xor", hidden="3")
    page = playground.page
    page.route("**/stage.js*", lambda route: route.abort())
    page.goto(playground.server.url + "/?dataset=gauss&hidden=5")
    page.unroute("**/stage.js*")
    page.reload()
    playground.wait("d.frame > 0 && d.step === '0' && d.playing === 'false'")
    assert playground.scene()[0]["layer_sizes"] == [2, 5, 1]


def test_what_was_done_by_hand_is_still_there_and_can_be_taken_back(
    playground: Playground,
) -> None:
    playground.open(dataset="xor", hidden="3")
    for step in (1, 2, 3):
        # Streamlit takes two clicks that come before it has answered the first for one.
        playground.click("step")
        playground.wait(f"d.step === '{step}'")
    walker = playground.stage.locator(".walker")
    walker.focus()
    walker.press("ArrowRight")
    walker.press("Enter")
    playground.stage.locator(".editor input[type=range]").first.press("ArrowRight")
    while playground.frame(3)[0]["undoable"] == 0:
        playground.let_frames_pass(1)
    there = playground.frame(3)[1]["parameters"]
    reload(playground)
    header, arrays = playground.frame(3)
    assert arrays["parameters"] == there
    assert header["undoable"] == 1


def test_another_address_is_what_a_person_wants(playground: Playground) -> None:
    train(playground, dataset="xor", hidden="3")
    playground.open(dataset="gauss", hidden="5")
    playground.wait("d.step === '0' && d.playing === 'false'")
    assert playground.scene()[0]["layer_sizes"] == [2, 5, 1]


def test_a_copied_address_goes_through_the_run_again(playground: Playground) -> None:
    seen = train(playground, dataset="xor", hidden="3")
    playground.page.wait_for_url("**step=*")
    other = of(playground.page.context.new_page(), playground)
    other.page.goto(playground.page.url)
    other.wait("d.frame > 0 && d.target === '' && Number(d.step) > 0", limit=60)
    assert other.state()["playing"] == "false"
    # The run itself has gone on, in the tab that had it.
    playground.wait(f"Number(d.step) > {seen} && d.playing === 'true'")
    assert playground.state()["connection"] == "open"


def test_a_tab_that_is_opened_by_the_page_gets_a_run_of_its_own(playground: Playground) -> None:
    seen = train(playground, dataset="xor", hidden="3")
    # Such a tab begins with a copy of the page's storage, as a duplicated one does.
    with playground.page.expect_popup() as opening:
        playground.page.evaluate("window.open(location.href)")
    other = of(opening.value, playground)
    # It was open before anybody could prepare it, and is not there at once.
    other.page.get_by_test_id("stApp").wait_for()
    other.page.add_script_tag(content=FIND_STAGE)
    other.wait("d.frame > 0 && d.target === ''", limit=60)
    assert other.state()["playing"] == "false"
    playground.wait(f"Number(d.step) > {seen} && d.playing === 'true'")
    # And each keeps its own.
    reload(playground)
    playground.wait(f"Number(d.step) > {seen} && d.playing === 'true'")
    reload(other)
    assert other.state()["playing"] == "false"


@pytest.fixture
def stolen(playground: Playground) -> tuple[float, str]:
    """A run that trains on after a reload, and what its page had left for the page after it."""
    playground.page.add_init_script(WATCH)
    seen = train(playground, dataset="xor", hidden="3")
    assert playground.page.evaluate("window.leftBehind") is None
    reload(playground)
    playground.wait(f"Number(d.step) >= {seen} && d.playing === 'true'")
    text: str = playground.page.evaluate("window.leftBehind")
    assert playground.page.evaluate("sessionStorage.getItem('nnviz-tab')") is None
    return seen, text


def plant(context: BrowserContext, playground: Playground, text: str) -> Playground:
    """A page whose tab has somebody else's storage, and which is opened as that tab's was."""
    other = of(context.new_page(), playground)
    # The copy of the run that this browser keeps is another matter.
    other.page.add_init_script(NO_STORE)
    other.page.goto(playground.server.url + "/_stcore/health")
    other.page.evaluate(PLANT, text)
    other.page.goto(playground.server.url + "/" + json.loads(text)["search"])
    other.wait("d.frame > 0 && d.target === ''", limit=60)
    return other


@pytest.mark.parametrize("elsewhere", [False, True], ids=["same browser", "another browser"])
def test_what_a_tab_left_is_good_for_nobody_else(
    playground: Playground, new_page: OpenPage, stolen: tuple[float, str], elsewhere: bool
) -> None:
    seen, text = stolen
    context = new_page().page.context if elsewhere else playground.page.context
    other = plant(context, playground, text)
    assert other.state()["playing"] == "false"
    playground.wait(f"Number(d.step) > {seen} && d.playing === 'true'")
    # Nor when the tab has gone: what it had shown to the server is good no more.
    playground.page.goto("about:blank")
    assert plant(context, playground, text).state()["playing"] == "false"


def test_a_tab_that_is_connected_keeps_its_run(playground: Playground) -> None:
    seen = train(playground, dataset="xor", hidden="3")
    text = playground.page.evaluate(
        "() => { dispatchEvent(new PageTransitionEvent('pagehide'));"
        " return sessionStorage.getItem('nnviz-tab'); }"
    )
    assert plant(playground.page.context, playground, text).state()["playing"] == "false"
    playground.wait(f"Number(d.step) > {seen} && d.playing === 'true'")
    reload(playground)
    playground.wait(f"Number(d.step) > {seen} && d.playing === 'true'")
