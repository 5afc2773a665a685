"""No rerun that nobody asked for takes a list from under a hand, or follows one to another page."""

import time
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Locator, WebSocketRoute, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.conftest import OpenPage
from tests.browser.playground import Playground

#: Seconds after which something has failed; a page that is held up lets its charts wait.
PATIENCE = 120.0


class Requests:
    """Notes what the page asks of Streamlit, and holds it back for as long as `held` is set.

    Attributes
    ----------
    fragments
        Of each request to run something, the fragment's id; "" for the whole page.
    """

    def __init__(self) -> None:
        self.fragments: list[str] = []
        self.held = False
        self._waiting: list[Callable[[], None]] = []

    def __call__(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            sent = BackMsg()
            sent.ParseFromString(message if isinstance(message, bytes) else message.encode())
            if sent.WhichOneof("type") == "rerun_script":
                self.fragments.append(sent.rerun_script.fragment_id)
            if self.held:
                self._waiting.append(lambda: server.send(message))
            else:
                server.send(message)

        page.on_message(pass_on)

    def has_beaten(self, before: int) -> bool:
        """Whether a part of the page was asked for after so many requests."""
        return any(self.fragments[before:])

    def release(self) -> None:
        """Hold back no more, what was held back neither."""
        self.held = False
        for send in self._waiting:
            send()
        self._waiting.clear()


@pytest.fixture
def playground(new_page: OpenPage) -> Playground:
    """A page so high that charts and heading are in view together."""
    return new_page(viewport={"width": 1400, "height": 1800})


def watch(playground: Playground) -> Requests:
    """Open the page and train, with the charts in view, which are drawn about once a second."""
    requests = Requests()
    playground.page.route_web_socket("**/_stcore/stream", requests)
    playground.open()
    playground.play()
    return requests


def wait_until(playground: Playground, holds: Callable[[], bool]) -> None:
    """Wait for what the page's requests tell; the page goes on meanwhile."""
    start = time.monotonic()
    while not holds():
        assert time.monotonic() < start + PATIENCE, "waited in vain"
        playground.page.wait_for_timeout(50)


def wait_for_beat(playground: Playground, requests: Requests) -> float:
    """Wait until the charts are drawn anew, twice; updates that are made from one to the next."""
    steps = []
    for _ in range(3):
        wait_until(playground, partial(requests.has_beaten, len(requests.fragments)))
        steps.append(playground.number("step"))
    return max(steps[1] - steps[0], steps[2] - steps[1])


def open_speeds(playground: Playground) -> Locator:
    """Open a menu that is a part of the page which is drawn anew with the charts."""
    playground.click("speed")
    return playground.page.get_by_role("menuitem")


def open_losses(playground: Playground) -> Locator:
    """Open the list of a field."""
    playground.page.locator(".st-key-field-loss input").click()
    return playground.page.get_by_role("option")


@pytest.mark.parametrize("open_list", [open_speeds, open_losses])
def test_an_open_list_survives_training(
    playground: Playground, open_list: Callable[[Playground], Locator]
) -> None:
    requests = watch(playground)
    beat = wait_for_beat(playground, requests)
    options = open_list(playground)
    expect(options.last).to_be_visible()
    playground.let_frames_pass(30)  # what was on its way
    before, step = len(requests.fragments), playground.number("step")
    element = options.last.element_handle()
    # That nothing happens can only be waited for: by as much training as passes in some beats.
    playground.wait(f"Number(d.step) > {step + 4 * beat}", limit=PATIENCE)
    assert requests.fragments[before:] == []
    assert element.is_visible()
    # Once it is closed, the charts go on.
    playground.page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    wait_for_beat(playground, requests)


def test_nothing_of_the_page_that_is_left_follows_to_the_other(playground: Playground) -> None:
    requests = watch(playground)
    page = playground.page
    page.get_by_role("tab", name="Loss landscape").click()
    page.get_by_role("tab", name="Curves").click()
    beat = wait_for_beat(playground, requests)
    playground.stage.locator(".walker").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    slider = playground.stage.locator(".editor input[type=range]").first
    slider.wait_for()
    requests.held = True
    link = page.locator(".st-key-other-page a")
    before = len(requests.fragments)
    # That the slider was let go of would be told a moment later.
    slider.press("ArrowRight")
    link.click()
    wait_until(playground, lambda: "" in requests.fragments[before:])
    asked = requests.fragments.index("", before)
    # A hurried hand, and the beat of the charts; the server is slow to hear of it all.
    box = page.locator(".st-key-step button:visible").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.keyboard.press("s")
    step = playground.number("step")
    playground.wait(f"Number(d.step) > {step + 3 * beat}", limit=PATIENCE)
    assert requests.fragments[asked + 1 :] == []
    requests.release()
    heading = page.get_by_role("heading", name="How a neural network works", level=1)
    expect(heading).to_be_visible()
    expect(page.get_by_role("heading", name="What is next, and")).to_be_visible()
    # And back again, where the charts go on.
    link.click()
    playground.wait("d.playing === 'true'")
    wait_for_beat(playground, requests)
