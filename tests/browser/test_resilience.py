"""The server goes and comes back, the stream drops, the tab is hidden: nothing is lost by it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.conftest import OpenPage
from tests.browser.pictures import colours
from tests.browser.playground import Playground
from tests.browser.server import Server

# Playwright keeps every page visible, so the test does to the page what a browser does to one in a
# hidden tab: no more animation frames, and the event that says so.
HIDEABLE = """
(() => {
  const native = window.requestAnimationFrame.bind(window);
  let state = 'visible';
  let held = [];
  window.requestAnimationFrame = (callback) =>
    state === 'visible' ? native(callback) : -held.push(callback);
  Object.defineProperty(document, 'visibilityState', {get: () => state});
  Object.defineProperty(document, 'hidden', {get: () => state === 'hidden'});
  window.setVisibility = (next) => {
    state = next;
    document.dispatchEvent(new Event('visibilitychange'));
    if (state === 'visible') held.splice(0).forEach((callback) => native(callback));
  };
})();
"""


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that the test may kill."""
    with Server() as server:
        yield server


#: What the browser and Streamlit's page write to the console while there is no server, some late.
LOST = ("ERR_", "Client Error in reaching server endpoint", "server is not responding")

#: Keeps the page from storing anything, as some browsers do in private windows.
NO_STORE = "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };"


def forgive(playground: Playground) -> None:
    """Take away what the page has said of the time without a server."""
    playground.page.wait_for_timeout(1000)
    playground.complaints[:] = [
        text for text in playground.complaints if not any(sign in text for sign in LOST)
    ]


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


def train(playground: Playground, **query: object) -> float:
    """Open a run and train it at full speed until the page has a copy; an update in that."""
    playground.open(**query)
    playground.choose_full_speed()
    playground.play()
    playground.wait("Number(d.step) > 500")
    return saved_at(playground)


def expect_back(playground: Playground, step: float) -> None:
    """The run goes on from its copy, as fast as it did."""
    playground.wait(
        f"d.connection === 'open' && d.playing === 'true' && Number(d.step) >= {step}", limit=90
    )
    expect(playground.notice).to_be_hidden()
    expect(playground.page.locator(".st-key-speed button:visible")).to_contain_text("Full speed")
    expect(playground.page.get_by_text("Here it is again, at update")).to_be_visible()
    assert playground.state()["target"] == ""


def test_a_crash_of_the_server_is_survived(new_page: OpenPage, own_server: Server) -> None:
    playground = new_page(on=own_server)
    step = train(playground, dataset="xor", hidden="3,2", seed=7)
    data = playground.scene()[1]
    own_server.kill()
    playground.wait("d.connection === 'lost'")
    expect(playground.notice).to_be_visible()
    assert colours(playground.stage.screenshot()) > 100

    own_server.start()
    expect_back(playground, step)
    assert playground.scene()[1] == data
    # The past is there, too: back to its beginning, without going through it.
    playground.pause()
    playground.stage.locator(".timeline input").fill("0")
    playground.wait("d.step === '0'")

    # And a page that is loaded anew after a crash.
    playground.play()
    step = saved_at(playground)
    address = playground.page.url
    own_server.kill()
    playground.page.goto("about:blank")
    own_server.start()
    playground.page.goto(address)
    expect_back(playground, step)
    forgive(playground)


def test_a_crash_is_survived_by_the_address_where_nothing_can_be_stored(
    new_page: OpenPage, own_server: Server
) -> None:
    playground = new_page(on=own_server)
    playground.page.add_init_script(NO_STORE)
    playground.open(dataset="xor", hidden="3,2", seed=7)
    data = playground.scene()[1]
    weights = playground.frame(0)[1]["parameters"]
    playground.play()
    playground.wait("Number(d.step) > 100")
    playground.pause()
    step = playground.state()["step"]
    playground.page.wait_for_url(f"**step={step}")
    address = playground.page.url
    own_server.kill()
    playground.page.goto("about:blank")
    own_server.start()
    playground.page.goto(address)
    # The new server goes through the run again, to where the address says that it was.
    playground.wait(f"d.step === '{step}' && d.target === ''", limit=60)
    assert playground.scene()[1] == data
    playground.stage.locator(".timeline input").fill("0")
    assert playground.frame(0)[1]["parameters"] == weights
    forgive(playground)


def test_a_copy_of_another_tab_is_found_by_nobody(new_page: OpenPage, own_server: Server) -> None:
    playground = new_page(on=own_server)
    train(playground, dataset="xor", hidden="3,2", seed=7)
    address = playground.page.url
    playground.page.goto("about:blank")
    own_server.kill()
    own_server.start()
    other = Playground(playground.page.context.new_page(), own_server)
    other.page.goto(address)
    other.wait("d.frame > 0 && d.target === ''", limit=60)
    assert other.state()["playing"] == "false"
    kept = other.page.evaluate(
        """async () => {
          const opening = indexedDB.open("nnviz");
          await new Promise((done) => (opening.onsuccess = done));
          const all = opening.result.transaction("runs").objectStore("runs").getAll();
          await new Promise((done) => (all.onsuccess = done));
          return all.result.map(({ content }) => [...new Uint8Array(content).slice(0, 2)]);
        }"""
    )
    # There are such copies, and what is in them cannot be read.
    assert kept
    assert list(b"PK") not in kept


def test_works_below_another_path(new_page: OpenPage) -> None:
    with Server(base_path="play/nn") as server:
        playground = new_page(on=server)
        playground.open(dataset="xor")
        playground.play()
        playground.wait("Number(d.step) > 20")
        # Gone before the server is, the page does not complain of that.
        playground.page.goto("about:blank")


class Valve:
    """Stands between the page and the stream's server; closed, it lets nothing through."""

    def __init__(self) -> None:
        self.closed = False
        self.connections: list[WebSocketRoute] = []

    def __call__(self, connection: WebSocketRoute) -> None:
        self.connections.append(connection)
        if self.closed:
            connection.close()
        else:
            connection.connect_to_server()

    def close(self) -> None:
        self.closed = True
        for connection in self.connections:
            connection.close()


def test_a_dropped_stream_reconnects_and_training_stands_still_meanwhile(
    playground: Playground,
) -> None:
    valve = Valve()
    playground.page.route_web_socket("**/nnviz/stream", valve)
    playground.open()
    playground.play()
    playground.wait("Number(d.step) > 100")

    valve.close()
    playground.wait("d.connection === 'lost'")
    expect(playground.notice).to_be_visible()
    step = playground.number("step")
    playground.let_frames_pass(180)
    assert playground.number("step") == step
    assert colours(playground.stage.screenshot()) > 100

    valve.closed = False
    playground.wait(f"d.connection === 'open' && Number(d.step) > {step}")
    expect(playground.notice).to_be_hidden()
    assert playground.state()["playing"] == "true"
    assert playground.number("scene") == 1


class SlowLine:
    """Holds back what Streamlit says to the page, for as long as `held` is set."""

    def __init__(self) -> None:
        self.held = False
        self._waiting: list[Callable[[], None]] = []

    def __call__(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            if self.held:
                self._waiting.append(lambda: page.send(message))
            else:
                page.send(message)

        server.on_message(pass_on)

    def release(self) -> None:
        self.held = False
        for send in self._waiting:
            send()
        self._waiting.clear()


def test_a_slow_line_does_not_undo_what_was_clicked(playground: Playground) -> None:
    line = SlowLine()
    playground.page.route_web_socket("**/_stcore/stream", line)
    playground.open()
    line.held = True
    playground.click_in_stage("Add a hidden layer")
    playground.let_frames_pass(150)
    # The page does not know its new URL yet, so this click comes with the old one.
    playground.click_in_stage("Add a neuron to hidden layer 1")
    assert playground.scene()[0]["layer_sizes"] == [2, 5, 2, 2, 1]
    line.release()
    playground.page.wait_for_url("**hidden=5*")


def test_a_hidden_tab_pauses_and_goes_on(playground: Playground) -> None:
    playground.page.add_init_script(HIDEABLE)
    playground.open()
    playground.play()
    playground.wait("Number(d.step) > 100")
    playground.page.evaluate("setVisibility('hidden')")
    shown = playground.newest_step()
    playground.page.wait_for_timeout(2000)  # that nothing happens can only be waited for
    assert playground.newest_step() < shown + 500  # what was on its way; else it were 2000
    playground.page.evaluate("setVisibility('visible')")
    playground.wait(f"Number(d.step) > {shown}")
    assert playground.number("step") < shown + 1000
