"""When the stream counts as lost, on a clock that the test moves by hand."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.ui.stage.harness.stage_page import hand_over, messages_of, run_module

PATIENCE = 1000
#: Silence that has not lasted too long.
NEARLY = 900
#: Silence that lasted too long, and the time to connect anew.
TOO_LONG = 2 * PATIENCE

# A stream of its own, after the stage has gone; `paint` is what the stage does with frames.
FOLLOW = """
window.states = [];
window.stream = new m.Stream("ws://stage.test/stream", {
  scene() {}, state: (state) => states.at(-1) === state || states.push(state), wake() {},
  pageLives: () => Boolean(window.lives),
}, argument);
window.paint = () => {
  for (let frame; (frame = stream.next()); ) stream.acknowledge(frame.header.frame);
};
stream.follow("token");
"""


@pytest.fixture
def stream(page: Page) -> Page:
    """The page, with a `stream` just connecting and the clock standing still."""
    page.evaluate("unmount(); sockets.length = sent.length = 0")
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    run_module(page, "stream/stream.js", FOLLOW, PATIENCE)
    return page


def hide(page: Page, hidden: bool) -> None:
    """Do to the page what switching tabs does."""
    page.evaluate(
        """(hidden) => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def states(page: Page) -> Any:
    """What the stream said of its connection, in turn."""
    return page.evaluate("states")


def test_silence_while_playing_is_a_loss(stream: Page) -> None:
    _, _, messages = messages_of(playing=True)
    hand_over(stream, messages)
    stream.evaluate("paint()")
    stream.clock.run_for(TOO_LONG)
    assert states(stream) == ["open", "lost"]
    assert stream.evaluate("sockets[0].closed && sockets.length") == 2
    assert stream.evaluate("sent.at(-1)") == {"token": "token"}
    # The old connection is not heard any more, whatever becomes of it.
    assert stream.evaluate("[sockets[0].onclose, sockets[0].onmessage]") == [None, None]
    hand_over(stream, messages)
    assert states(stream) == ["open", "lost", "open"]


def test_slow_frames_are_no_loss(stream: Page) -> None:
    _, _, messages = messages_of(frames=5, playing=True)
    for message in messages:
        hand_over(stream, [message])
        stream.evaluate("paint()")
        stream.clock.run_for(NEARLY)
    assert states(stream) == ["open"]


@pytest.mark.parametrize("playing", [False, True], ids=["paused", "unpainted"])
def test_a_server_that_owes_nothing_may_be_silent(stream: Page, playing: bool) -> None:
    _, _, messages = messages_of(playing=playing)
    hand_over(stream, messages)
    if not playing:
        stream.evaluate("paint()")
    stream.clock.run_for(10 * PATIENCE)
    assert states(stream) == ["open"]


@pytest.mark.parametrize(
    "asked",
    ["edit(1, 0, 0.5)", "seek(1, 0)", "setTrace({ example: null })", "setWatch([1, 0])"],
    ids=lambda asked: asked.split("(")[0],
)
def test_what_a_page_asks_for_is_owed_until_a_frame_comes(stream: Page, asked: str) -> None:
    _, _, messages = messages_of()
    hand_over(stream, messages)
    stream.evaluate(f"paint(); stream.{asked}")
    stream.clock.run_for(NEARLY)
    hand_over(stream, messages[1:])
    stream.evaluate("paint()")
    stream.clock.run_for(10 * PATIENCE)
    assert states(stream) == ["open"]
    # Another watch than the one before, which the frame shows.
    stream.evaluate(f"stream.{asked.replace('[1, 0]', '[1, 1]')}")
    stream.clock.run_for(TOO_LONG)
    assert states(stream) == ["open", "lost"]


def test_a_watch_that_was_asked_for_and_given_up_owes_nothing(stream: Page) -> None:
    _, _, messages = messages_of()
    hand_over(stream, messages)
    stream.evaluate("paint(); stream.setWatch([1, 0]); stream.setWatch(null)")
    stream.clock.run_for(10 * PATIENCE)
    assert states(stream) == ["open"]


def test_time_in_a_hidden_tab_does_not_count(stream: Page) -> None:
    _, _, messages = messages_of(playing=True)
    hand_over(stream, messages)
    stream.evaluate("paint()")
    stream.clock.run_for(NEARLY)
    hide(stream, True)
    stream.clock.run_for(10 * PATIENCE)
    hide(stream, False)
    stream.clock.run_for(NEARLY)
    assert states(stream) == ["open"]
    stream.clock.run_for(TOO_LONG)
    assert states(stream) == ["open", "lost"]


def test_a_computer_that_slept_has_not_heard_silence(stream: Page) -> None:
    _, _, messages = messages_of(playing=True)
    hand_over(stream, messages)
    stream.evaluate("paint()")
    stream.clock.fast_forward(10 * PATIENCE)
    assert states(stream) == ["open"]


@pytest.mark.parametrize("heard", [0, 1], ids=["nothing", "scene"])
def test_a_connection_that_brings_no_picture_is_given_up(stream: Page, heard: int) -> None:
    _, _, messages = messages_of(playing=True)
    hand_over(stream, messages[:heard])
    stream.clock.run_for(TOO_LONG)
    assert states(stream)[-1] == "lost"
    assert stream.evaluate("sockets[0].closed && sockets.length") == 2


def test_a_connection_that_neither_opens_nor_fails_is_given_up(stream: Page) -> None:
    stream.evaluate("window.deaf = true; stream.reconnect()")
    stream.clock.run_for(10 * PATIENCE)
    assert states(stream) == ["lost"]
    assert stream.evaluate("sockets.length > 2")
    assert stream.evaluate("sockets.slice(0, -1).every((socket) => socket.closed)")
    assert stream.evaluate("sent") == []


def test_the_network_comes_back_between_two_attempts(stream: Page) -> None:
    stream.evaluate("dispatchEvent(new Event('offline'))")
    assert states(stream) == ["lost"]
    stream.evaluate("dispatchEvent(new Event('online'))")
    assert stream.evaluate("sockets.length") == 2
    stream.evaluate("dispatchEvent(new Event('online'))")
    assert stream.evaluate("sockets[1].closed && sockets.length") == 3
    _, _, messages = messages_of()
    hand_over(stream, messages)
    # A connection that works (to this very computer, say) is let alone.
    stream.evaluate("dispatchEvent(new Event('online'))")
    stream.clock.run_for(10 * PATIENCE)
    assert stream.evaluate("!sockets[2].closed && sockets.length") == 3


def test_what_another_tab_took_over_is_not_taken_back(stream: Page) -> None:
    stream.evaluate("sockets[0].onclose({ code: 4409 })")
    stream.evaluate("for (const name of ['offline', 'online']) dispatchEvent(new Event(name))")
    stream.clock.run_for(10 * PATIENCE)
    assert states(stream) == ["elsewhere"]
    assert stream.evaluate("sockets.length") == 1


@pytest.mark.parametrize("lives", [False, True], ids=["no server", "a server"])
@pytest.mark.parametrize("answers", [False, True], ids=["never upgraded", "refused"])
def test_a_connection_that_is_refused_though_there_is_a_server_is_called_so(
    stream: Page, lives: bool, answers: bool
) -> None:
    stream.evaluate("(lives) => { window.lives = lives; window.deaf = true; }", lives)
    stream.evaluate("stream.reconnect()")
    for _ in range(3):
        if answers:
            stream.evaluate("sockets.at(-1).onclose({ code: 1006 })")
            stream.evaluate("sockets.length = 0")
            while not stream.evaluate("sockets.length"):
                stream.clock.run_for(100)
        else:
            stream.clock.run_for(3 * TOO_LONG)
    assert states(stream) == (["lost", "refused"] if lives else ["lost"])
    # Once it comes about, all is well, and a later loss is one.
    stream.evaluate("window.deaf = false; stream.reconnect()")
    stream.clock.run_for(1)
    hand_over(stream, messages_of()[2])
    stream.evaluate("sockets.at(-1).onclose({ code: 1006 })")
    assert states(stream)[-2:] == ["open", "lost"]
