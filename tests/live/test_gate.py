"""What comes in through a socket is held to a size, a pace and a number, on a real server."""

import json
import struct
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed, InvalidStatus

from nnviz import Experiment
from nnviz.live import gate, incoming
from nnviz.live.gate import Allowance, Bucket
from nnviz.live.incoming import DRAWING_LIMIT
from nnviz.live.run import LiveRun
from tests.live.server import Server, close_code, serve, wait_until

#: What a WebSocket is closed with where a message is too big.
TOO_BIG = 1009


@pytest.fixture
def strict() -> Iterator[Server]:
    """A server that lets little in."""
    allowance = Allowance(DRAWING_LIMIT, per_second=200, at_once=20, patience=0.3, sockets=3)
    with serve(allowance) as running:
        yield running


def test_a_message_is_refused_before_it_is_there(server: Server) -> None:
    """Of 16 MB that are announced, not one byte is waited for."""
    with server.connect() as connection:
        text, masked = 0x81, 0x80
        head = struct.pack("!BBQ", text, masked | 127, 16 << 20)
        connection.socket.sendall(head + bytes(4))
        assert close_code(connection) == TOO_BIG


def test_nor_is_one_in_many_parts_collected(server: Server) -> None:
    with server.connect() as connection:
        connection.send("x" * 3000 for _ in range(4))
        assert close_code(connection) == TOO_BIG


def test_the_largest_drawing_fits(server: Server, run: LiveRun) -> None:
    with server.watch(run) as page:
        page.frame()
        page.connection.send(json.dumps({"draw": "x" * (DRAWING_LIMIT - 13)}))
        assert close_code(page.connection) == incoming.GARBAGE


def test_a_flood_is_slowed_and_then_ended(strict: Server) -> None:
    run = strict.add(LiveRun(Experiment()))
    with strict.watch(run) as page:
        page.frame()
        with suppress(ConnectionClosed):
            for _ in range(100_000):
                page.say()
        assert close_code(page.connection) == gate.TOO_MANY_MESSAGES
    wait_until(lambda: not run._subscribers)


def test_a_page_that_paints_is_not_slowed(strict: Server) -> None:
    run = strict.add(LiveRun(Experiment()))
    run.play()
    with strict.watch(run) as page:
        for _ in range(60):
            header = page.paint()
        assert header["frame"] == 60
        run.pause()


def test_one_address_has_only_so_many_sockets(strict: Server) -> None:
    with ExitStack() as stack:
        first, *_ = [stack.enter_context(strict.connect()) for _ in range(3)]
        with pytest.raises(InvalidStatus) as refusal, strict.connect():
            pass
        assert refusal.value.response.status_code == 403
        first.close()

        def opens() -> bool:
            try:
                with strict.connect():
                    return True
            except InvalidStatus:
                return False

        wait_until(opens)


def test_behind_another_server_nothing_is_changed() -> None:
    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    gate.bound(receive, 10)


@given(
    st.floats(0.5, 1000),
    st.integers(1, 100),
    st.lists(st.floats(0, 5), min_size=1, max_size=200),
)
def test_what_passes_is_never_more_than_is_allowed(
    per_second: float, at_once: int, pauses: list[float]
) -> None:
    """A sender that waits as it is told, and sometimes longer of itself."""
    now = 0.0
    bucket = Bucket(per_second, at_once, lambda: now)
    for count, pause in enumerate(pauses, 1):
        now += pause + bucket.spend()
        assert count <= at_once + now * per_second + 1e-6


def test_it_is_strained_only_while_more_comes_than_may() -> None:
    now = 0.0
    bucket = Bucket(10, 10, lambda: now)
    for _ in range(100):
        now += bucket.spend()
    assert bucket.strained > 5
    now += 1
    bucket.spend()
    assert bucket.strained == 0
