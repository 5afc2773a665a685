"""What a page is prepared for its server to crash by, and whether the run is taken up again."""

from playwright.sync_api import expect

from tests.browser.kit.playground import Playground

#: Keeps the page from storing anything, as some browsers do in private windows.
NO_STORE = "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };"
#: Lets the browser have no room left.
NO_ROOM = """IDBObjectStore.prototype.put = () => {
  throw new DOMException('no room', 'QuotaExceededError');
};"""

#: Another speed than a page has by itself, and little work beside a server's start.
SPEED = "3,000/s"


def saved_at(playground: Playground) -> float:
    """Wait for the page's next copy of the run, and return an update that is in it."""
    step = playground.number("step")
    with playground.page.expect_response(
        lambda answer: answer.url.endswith("/nnviz/run") and answer.status == 200
    ) as answering:
        pass
    answering.value.finished()
    playground.let_frames_pass()
    return step


def train(playground: Playground, *, speed: str = SPEED, **query: object) -> float:
    """Open a run and train it at some speed until the page has a copy; an update in that."""
    playground.open(**query)
    playground.choose_speed(speed)
    playground.play()
    playground.wait("Number(d.step) > 500")
    return saved_at(playground)


def expect_back(playground: Playground, step: float, *, speed: str = SPEED) -> None:
    """The run goes on from its copy, as fast as it did."""
    # It is said for some seconds only, so this comes first.
    said = playground.page.get_by_text("Here it is again, at update")
    expect(said).to_be_visible(timeout=90_000)
    playground.wait(
        f"d.connection === 'open' && d.playing === 'true' && Number(d.step) >= {step}", limit=90
    )
    expect(playground.notice).to_be_hidden()
    expect(playground.page.locator(".st-key-speed button:visible")).to_contain_text(speed)
    assert playground.state()["target"] == ""
