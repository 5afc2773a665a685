"""What comes in through a socket is held to a size, a pace and a number, on a real server."""

import asyncio
import json
import struct
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace

import pytest
from starlette.types import Message, Receive, Scope, Send
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame, Opcode

from nnviz import Experiment
from nnviz.live.doors.bucket import Rate
from nnviz.live.doors.gate import Allowance, Gate
from nnviz.live.doors.wire import FRAMES, Wire
from nnviz.live.run.run import LiveRun
from nnviz.live.stream import incoming
from nnviz.live.stream.incoming import DRAWING_LIMIT
from tests.live.server import TOO_BIG, TOO_MANY, Server, close_code, serve, wait_until

LITTLE = Rate(per_second=200, at_once=20)


def _frame(opcode: Opcode, data: bytes = b"", fin: bool = True) -> bytes:
    """As a browser would send it."""
    return Frame(opcode, data, fin).serialize(mask=True)


@pytest.fixture
def strict() -> Iterator[Server]:
    """A server that lets little in."""
    allowance = Allowance(DRAWING_LIMIT, LITTLE, patience=0.3, sockets=3)
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
        with suppress(ConnectionClosed):  # Perhaps before the last part is sent.
            connection.send("x" * 3000 for _ in range(4))
        assert close_code(connection) == TOO_BIG


#: Frames of which the application hears nothing, each with what begins it.
UNHEARD = {
    "pings": (b"", _frame(Opcode.PING)),
    "answers to pings": (b"", _frame(Opcode.PONG, b"nobody asked")),
    "parts of nothing": (_frame(Opcode.TEXT, fin=False), _frame(Opcode.CONT, fin=False)),
}


@pytest.mark.parametrize("kind", UNHEARD)
def test_frames_that_are_no_message_do_not_keep_the_server_busy(server: Server, kind: str) -> None:
    beginning, one = UNHEARD[kind]
    with server.connect() as connection:
        with suppress(OSError):  # Perhaps before all of it is sent.
            connection.socket.sendall(beginning + one * FRAMES.at_once)
        assert close_code(connection) in TOO_MANY


def test_messages_that_come_all_at_once_are_not_all_taken_apart(server: Server) -> None:
    """However few of them are then looked at: the rest of a piece of the line is thrown away."""
    with server.connect() as connection:
        with suppress(OSError):  # Perhaps before all of it is sent.
            connection.socket.sendall(_frame(Opcode.TEXT) * (20 * FRAMES.at_once))
        assert close_code(connection) in (*TOO_MANY, incoming.UNAUTHORISED)


def test_a_message_may_come_in_many_parts(server: Server, run: LiveRun) -> None:
    """As a browser sends a large one."""
    with server.watch(run) as page:
        run.play()
        _, header, _ = page.frame()
        page.connection.send(json.dumps({"ack": header["frame"]}))
        for _ in range(3):
            _, header, _ = page.frame()
            page.connection.send(iter(json.dumps({"ack": header["frame"]})))
        run.pause()


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
        assert close_code(page.connection) in TOO_MANY
    wait_until(lambda: not run._subscribers)


def test_what_is_not_admitted_is_passed_over_and_counts() -> None:
    def admits(message: Message) -> bool:
        return "edit" not in message["text"]

    run = LiveRun(Experiment())
    with serve(Allowance(DRAWING_LIMIT, LITTLE, patience=0.3, admits=admits)) as server:
        server.add(run)
        with server.watch(run) as page:
            header = page.paint()
            page.say(edit="nonsense")  # which would be the end
            run.play()
            assert page.paint()["frame"] > header["frame"]
            run.pause()
            with suppress(ConnectionClosed):
                for _ in range(100_000):
                    page.say(edit="nonsense")
            assert close_code(page.connection) in TOO_MANY


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


def test_sockets_that_come_too_fast_wait_at_the_door() -> None:
    async def case() -> None:
        let_in: list[str] = []

        async def app(scope: Scope, _receive: Receive, send: Send) -> None:
            if scope["client"][0] == "refused":
                await send({"type": "websocket.close"})
                return
            await send({"type": "websocket.accept"})
            let_in.append(scope["client"][0])

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(_message: Message) -> None:
            pass

        allowance = Allowance(10, LITTLE, opened=Rate(1e-6, 2))
        gate = Gate(app, {"/stream": allowance, "/other": allowance})

        def come(address: str, path: str) -> asyncio.Future[None]:
            scope = {"type": "websocket", "path": path, "client": (address, 1), "headers": []}
            return asyncio.ensure_future(gate(scope, receive, send))

        places = [*[("a", "/stream")] * 4, ("a", "/other"), ("b", "/stream"), ("a", "/elsewhere")]
        places += [("refused", "/stream")] * 9
        coming = [come(*place) for place in places]
        for _ in range(10):
            await asyncio.sleep(0)
        assert sorted(let_in) == ["a"] * 4 + ["b"]
        assert [one.done() for one in coming] == [True, True, False, False, *[True] * 12]
        for one in coming:
            one.cancel()
        await asyncio.gather(*coming, return_exceptions=True)

    asyncio.run(case())


def test_who_has_gone_before_it_was_its_turn_leaves_nothing() -> None:
    """Neither an exception, nor a place that stays taken."""
    allowance = Allowance(DRAWING_LIMIT, LITTLE, sockets=3, opened=Rate(20, 1))
    with serve(allowance) as server:
        run = server.add(LiveRun(Experiment()))
        for _ in range(6):
            with suppress(TimeoutError, InvalidStatus), server.connect(open_timeout=0.01):
                pass

        def opens() -> bool:
            try:
                with server.watch(run) as page:
                    return bool(page.frame())
            except InvalidStatus:
                return False

        wait_until(opens)


def test_nor_does_it_keep_others_waiting() -> None:
    """A hundred that come and go would be worth minutes."""
    allowance = Allowance(DRAWING_LIMIT, LITTLE, opened=Rate(0.5, 2))
    with serve(allowance) as server:
        run = server.add(LiveRun(Experiment()))
        for _ in range(100):
            with suppress(TimeoutError, InvalidStatus), server.connect(open_timeout=0.01):
                pass
        with server.watch(run) as page:
            assert page.frame()


def test_sockets_of_one_address_share_what_they_may_do() -> None:
    async def case() -> None:
        taken_in: Counter[str] = Counter()

        async def app(scope: Scope, receive: Receive, _send: Send) -> None:
            while (await receive())["type"] == "websocket.receive":
                taken_in[scope["client"][0]] += 1

        async def receive() -> Message:
            return {"type": "websocket.receive", "text": ""}

        async def send(_message: Message) -> None:
            pass

        allowance = Allowance(10, Rate(1e6, 10), together=Rate(1e-6, 7))
        gate = Gate(app, {"/stream": replace(allowance, longest_wait=1e9)})
        scopes = [
            {"type": "websocket", "path": "/stream", "client": (address, 1), "headers": []}
            for address in "aaab"
        ]
        coming = [asyncio.ensure_future(gate(scope, receive, send)) for scope in scopes]
        for _ in range(50):
            await asyncio.sleep(0)
        assert taken_in == {"a": 7, "b": 7}
        for one in coming:
            one.cancel()
        await asyncio.gather(*coming, return_exceptions=True)

    asyncio.run(case())


def test_nothing_is_sent_after_the_end() -> None:
    """The page's script may still be drawing when a socket is closed."""

    async def case() -> None:
        sent: list[str] = []

        async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
            for kind in ("accept", "send", "close", "send", "close"):
                await send({"type": f"websocket.{kind}"})

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(message: Message) -> None:
            sent.append(message["type"])

        scope = {"type": "websocket", "path": "/stream", "client": ("a", 1), "headers": []}
        await Gate(app, {"/stream": Allowance(10, LITTLE)})(scope, receive, send)
        assert sent == ["websocket.accept", "websocket.send", "websocket.close"]

    asyncio.run(case())


def test_behind_another_server_nothing_is_changed() -> None:
    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    wire = Wire(receive, lambda: 0.0)
    wire.bound(10, 4000, "too much")
    assert not wire.is_lost
