"""No rerun that nobody asked for takes a list from under a hand, or follows one to another page."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import WebSocketRoute, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.conftest import OpenPage
from tests.browser.playground import Playground


class Requests:
    """Notes what the page asks of Streamlit, and holds it back for as long as `held` is set."""

    def __init__(self) -> None:
        self.fragments: list[str] = []
        self.held = False
        self._waiting: list[Callable[[], None]] = []

    def __call__(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            sent = BackMsg()
            sent.ParseFromString(message if isinstance(message, bytes) else message.encode())
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
    expect_beat(playground, requests)
    return requests


def expect_beat(playground: Playground, requests: Requests) -> None:
    """The charts are drawn anew, again and again."""
    for _ in range(2):
        before = len(requests.fragments)
        wait_until(playground, partial(requests.has_beaten, before))


def wait_until(playground: Playground, holds: Callable[[], bool]) -> None:
    """Wait for what the page's requests tell; the page goes on meanwhile."""
    for _ in range(600):
        if holds():
            return
        playground.page.wait_for_timeout(50)
    raise AssertionError("waited in vain")


def test_an_open_list_survives_training(playground: Playground) -> None:
    requests = watch(playground)
    page = playground.page
    page.locator(".st-key-speed button:visible").click()
    options = page.get_by_role("menuitem")
    expect(options.last).to_be_visible()
    playground.let_frames_pass(30)  # what was on its way
    before = len(requests.fragments)
    page.wait_for_timeout(4000)  # that nothing happens can only be waited for
    assert requests.fragments[before:] == []
    expect(options.last).to_be_visible()
    # Once it is closed, the charts go on.
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect_beat(playground, requests)


def test_nothing_of_the_page_that_is_left_follows_to_the_other(playground: Playground) -> None:
    requests = watch(playground)
    page = playground.page
    page.get_by_role("tab", name="Loss landscape").click()
    page.get_by_role("tab", name="Curves").click()
    requests.held = True
    link = page.locator(".st-key-other-page a")
    before = len(requests.fragments)
    link.click()
    wait_until(playground, lambda: "" in requests.fragments[before:])
    asked = requests.fragments.index("", before)
    # A hurried hand, and the beat of the charts; the server is slow to hear of it all.
    box = page.locator(".st-key-step button:visible").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.keyboard.press("s")
    page.wait_for_timeout(2500)
    assert not any(requests.fragments[asked:])
    requests.release()
    heading = page.get_by_role("heading", name="How a neural network works", level=1)
    expect(heading).to_be_visible()
    expect(page.get_by_role("heading", name="What is next, and")).to_be_visible()
    # And back again, where the charts go on.
    link.click()
    playground.wait("d.playing === 'true'")
    expect_beat(playground, requests)
