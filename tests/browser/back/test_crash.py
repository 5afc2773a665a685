"""The server crashes: the tab's own copy of the run, or its address, brings the run back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.kit.pictures import colours
from tests.browser.kit.playground import Playground
from tests.browser.kit.resuming import NO_ROOM, NO_STORE, expect_back, saved_at, train
from tests.browser.kit.server import Server
from tests.browser.kit.valve import Valve

#: Does to the copies in the browser's store what nobody should.
TAMPER = """async (change) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open("nnviz"));
  const store = database.transaction("runs", "readwrite").objectStore("runs");
  const all = await done(store.getAll());
  await Promise.all(all.map((record) => done(store.put({ ...record, ...eval(change)(record) }))));
  database.close();
  return all.length;
}"""


def crash_unseen(playground: Playground, server: Server) -> str:
    """Crash and start anew while the tab shows nothing; the page's address, to go back to."""
    address = playground.page.url
    server.kill()
    playground.page.goto("about:blank")
    server.start()
    return address


def test_a_crash_of_the_server_is_survived(crashing: Playground, own_server: Server) -> None:
    playground = crashing
    step = train(playground, speed="Full speed", dataset="xor", hidden="3,2", seed=7)
    data = playground.scene()[1]
    own_server.kill()
    playground.wait("d.connection === 'lost'")
    expect(playground.notice).to_be_visible()
    assert colours(playground.stage.screenshot()) > 100

    own_server.start()
    expect_back(playground, step, speed="Full speed")
    assert playground.scene()[1] == data
    # The past is there, too: back to its beginning, without going through it.
    playground.pause()
    playground.stage.locator(".timeline input").fill("0")
    playground.wait("d.step === '0'")

    # And a page that is loaded anew after a crash.
    playground.play()
    step = saved_at(playground)
    playground.page.goto(crash_unseen(playground, own_server))
    expect_back(playground, step, speed="Full speed")


def test_a_crash_is_survived_by_the_address_where_nothing_can_be_stored(
    crashing: Playground, own_server: Server
) -> None:
    playground = crashing
    playground.page.add_init_script(NO_STORE)
    playground.open(dataset="xor", hidden="3,2", seed=7)
    data = playground.scene()[1]
    weights = playground.frame(0)[1]["parameters"]
    playground.play()
    playground.wait("Number(d.step) > 100")
    playground.pause()
    step = playground.state()["step"]
    playground.page.wait_for_url(f"**step={step}")
    playground.page.goto(crash_unseen(playground, own_server))
    # The new server goes through the run again, to where the address says that it was.
    playground.wait(f"d.step === '{step}' && d.target === ''", limit=60)
    assert playground.scene()[1] == data
    playground.stage.locator(".timeline input").fill("0")
    assert playground.frame(0)[1]["parameters"] == weights


def test_a_copy_of_another_tab_is_found_by_nobody(crashing: Playground, own_server: Server) -> None:
    playground = crashing
    train(playground, dataset="xor", hidden="3,2", seed=7)
    address = crash_unseen(playground, own_server)
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


def test_a_page_that_was_drawn_as_a_whole_comes_back_too(
    crashing: Playground, own_server: Server
) -> None:
    """As after a reload. Of such a page Streamlit by itself asks a new server for nothing."""
    playground = crashing
    step = train(playground, dataset="xor", hidden="3,2", seed=7)
    playground.page.reload()
    playground.wait(f"d.playing === 'true' && Number(d.step) >= {step}")
    step = saved_at(playground)
    own_server.kill()
    playground.wait("d.connection === 'lost'")
    own_server.start()
    expect_back(playground, step)


@pytest.mark.parametrize("hindrance", [NO_STORE, NO_ROOM], ids=["no store", "no room"])
def test_a_page_that_stays_needs_no_store(
    crashing: Playground, own_server: Server, hindrance: str
) -> None:
    playground = crashing
    playground.page.add_init_script(hindrance)
    step = train(playground, dataset="xor", hidden="3,2", seed=7)
    own_server.kill()
    playground.wait("d.connection === 'lost'")
    own_server.start()
    expect_back(playground, step)


@pytest.mark.parametrize(
    "change",
    [
        "({ content }) => ({ content: content.slice(9) })",
        "() => ({ iv: undefined, content: new ArrayBuffer(64) })",
        "() => ({ iv: undefined, content: 'text', playing: 'yes', speed: 1e300 })",
    ],
    ids=["cut", "no run", "no record"],
)
def test_a_copy_that_was_tampered_with_is_none(
    crashing: Playground, own_server: Server, change: str
) -> None:
    playground = crashing
    train(playground, dataset="xor", hidden="3,2", seed=7)
    playground.pause()
    step = playground.state()["step"]
    playground.page.wait_for_url(f"**step={step}")
    address = crash_unseen(playground, own_server)
    playground.page.goto(own_server.url + "/_stcore/health")
    assert playground.page.evaluate(TAMPER, change) == 1
    playground.page.goto(address)
    playground.wait(f"d.step === '{step}' && d.target === ''", limit=90)
    assert playground.state()["playing"] == "false"


def test_a_connection_that_is_lost_for_longer_than_the_run_lives(new_page: OpenPage) -> None:
    with Server("--server.disconnectedSessionTTL=2") as server:
        playground = new_page(on=server)
        # What a page sends on its way to a connection that has just gone.
        playground.expect_complaints(r"WebSocket is already in CLOSING or CLOSED state\..*")
        valve = Valve()
        playground.page.route_web_socket("**/nnviz/stream", valve)
        playground.page.route_web_socket("**/_stcore/stream", valve)
        step = train(playground, dataset="xor", hidden="3,2", seed=7)
        valve.close()
        playground.wait("d.connection === 'lost'")
        playground.page.wait_for_timeout(4000)  # that time passes can only be waited for
        valve.closed = False
        expect_back(playground, step)
        playground.page.goto("about:blank")
