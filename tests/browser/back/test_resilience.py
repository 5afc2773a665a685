"""The server goes and comes back, the stream drops, the tab is hidden: nothing is lost by it."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.kit.pictures import colours
from tests.browser.kit.playground import Playground
from tests.browser.kit.server import Server
from tests.browser.kit.slow_line import SlowLine
from tests.browser.kit.valve import Valve

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

# Shows the tab again; the first update beyond the given one that is then on the screen.
SHOW = """(newest) => new Promise((done) => {
  const stage = nnvizStage();
  const look = (_, observer) => {
    if (Number(stage.dataset.step) <= newest) return;
    observer.disconnect();
    done(Number(stage.dataset.step));
  };
  new MutationObserver(look).observe(stage, {attributeFilter: ['data-step']});
  setVisibility('visible');
})"""


def test_works_below_another_path(new_page: OpenPage) -> None:
    with Server(base_path="play/nn") as server:
        playground = new_page(on=server)
        playground.open(dataset="xor")
        playground.play()
        playground.wait("Number(d.step) > 20")
        # Gone before the server is, the page does not complain of that.
        playground.page.goto("about:blank")


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


def test_without_a_stream_the_first_picture_and_all_the_page_are_there(
    playground: Playground,
) -> None:
    valve = Valve()
    valve.close()
    playground.page.route_web_socket("**/nnviz/stream", valve)
    playground.page.goto(playground.server.url)
    playground.wait("d.step === '0' && d.connection === 'lost'")
    assert colours(playground.stage.screenshot()) > 100
    expect(playground.notice).to_be_visible()
    expect(playground.page.get_by_text("Learning rate", exact=True)).to_be_visible()
    valve.closed = False
    playground.wait("d.connection === 'open' && d.frame > 0")
    expect(playground.notice).to_be_hidden()


def test_a_slow_line_does_not_undo_what_was_clicked(playground: Playground) -> None:
    answered = SlowLine.laid(playground.page).answered
    playground.open()
    answered.held = True
    playground.click_in_stage("Add a hidden layer")
    playground.let_frames_pass(150)
    # The page does not know its new URL yet, so this click comes with the old one.
    playground.click_in_stage("Add a neuron to hidden layer 1")
    assert playground.scene()[0]["layer_sizes"] == [2, 5, 2, 2, 1]
    answered.release()
    playground.page.wait_for_url("**hidden=5*")


def test_a_hidden_tab_pauses_and_goes_on(playground: Playground) -> None:
    playground.page.add_init_script(HIDEABLE)
    playground.open()
    playground.play()
    playground.wait("Number(d.step) > 100")
    playground.page.evaluate("setVisibility('hidden')")
    shown = playground.newest_step()
    playground.page.wait_for_timeout(2000)  # that nothing happens can only be waited for
    newest = playground.newest_step()
    assert newest < shown + 500  # what was on its way; else it were 2000
    assert playground.page.evaluate(SHOW, newest) < newest + 1000
