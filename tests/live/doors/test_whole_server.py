"""Attacks on the server as a person starts it, by clients that speak as the page does."""

import asyncio
import json
from collections.abc import Coroutine, Iterator
from contextlib import suppress
from typing import Any
from urllib.request import urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from benchmarks.kit.learner import Learner
from benchmarks.load import Usage
from nnviz.live.doors.gate import Allowance
from nnviz.live.stream.incoming import SESSION_OVER
from tests.browser.kit.server import Server
from tests.live.server import PATIENCE, TOO_BIG, TOO_MANY

QUERY = "dataset=xor"
#: Seconds that the server keeps the session of a page that has gone.
SESSION_LIFE = 2
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def whole() -> Iterator[Server]:
    """The whole server; whatever is done to it, it meets no exception."""
    with Server(f"--server.disconnectedSessionTTL={SESSION_LIFE}") as running:
        yield running
        assert "Traceback" not in running.log, running.log


def host_of(server: Server) -> str:
    return server.url.removeprefix("http://")


def done(attack: Coroutine[Any, Any, None]) -> None:
    """Run it to its end, for as long as a test may take."""
    asyncio.run(asyncio.wait_for(attack, 6 * PATIENCE))


def opened(server: Server, path: str = "nnviz/stream", **options: Any) -> connect:
    """A socket of somebody who has no page."""
    origin: Any = options.pop("origin", server.url)
    return connect(f"ws://{host_of(server)}/{path}", origin=origin, compression=None, **options)


async def close_code(connection: ClientConnection) -> int | None:
    """Wait for the end, and say why it came."""
    with suppress(ConnectionClosed):
        while True:
            await connection.recv()
    return connection.close_code


async def goes_on(learner: Learner) -> None:
    """Return once more pictures have come."""
    frames = learner.frames
    while learner.frames < frames + 5:
        await asyncio.sleep(0.05)


def test_a_held_stream_ends_with_its_session(whole: Server) -> None:
    async def attack() -> None:
        async with Learner(host_of(whole), QUERY, 30) as learner:
            await learner.press("play")
            await goes_on(learner)
            await learner.session.close()
            assert await asyncio.wait_for(learner.watching, 4 * PATIENCE) == SESSION_OVER

    done(attack())


def test_first_messages_take_no_memory(whole: Server) -> None:
    async def one() -> int | None:
        async with opened(whole) as connection:
            with suppress(ConnectionClosed):
                await connection.send("x" * (16 * MEGABYTE))
            return await close_code(connection)

    async def attack() -> None:
        assert await one() == TOO_BIG
        before = Usage.of(whole.pid).megabytes
        assert await asyncio.gather(*(one() for _ in range(8))) == [TOO_BIG] * 8
        assert Usage.of(whole.pid).megabytes - before < 16

    done(attack())


@pytest.mark.parametrize("path", ["nnviz/stream", "_stcore/stream"])
@pytest.mark.parametrize(
    "origin",
    ["http://[", "http://elsewhere.example", "null", "https://]", "http://[::1", "x://[v]"],
)
def test_other_pages_and_nonsense_are_refused(whole: Server, origin: str, path: str) -> None:
    async def attack() -> None:
        with pytest.raises(InvalidStatus) as refusal:
            async with opened(whole, path, origin=origin):
                pass
        assert refusal.value.response.status_code == 403

    done(attack())


def test_a_flood_through_the_stream_is_ended_and_others_go_on(whole: Server) -> None:
    async def attack() -> None:
        async with (
            Learner(host_of(whole), QUERY, 30) as other,
            Learner(host_of(whole), QUERY, 30) as sender,
        ):
            await other.press("play")
            with suppress(ConnectionClosed):
                for _ in range(100_000):
                    await sender.stream.send(json.dumps({"watch": None}))
            assert await sender.watching in TOO_MANY
            await goes_on(other)

    done(attack())


def test_a_flood_of_reruns_leaves_others_their_pictures_and_nothing_behind(whole: Server) -> None:
    async def attack() -> None:
        async with Learner(host_of(whole), QUERY, 30) as other:
            await other.press("play")
            message = BackMsg()
            message.rerun_script.query_string = QUERY
            async with opened(whole, "_stcore/stream", subprotocols=["streamlit"]) as sender:
                for _ in range(300):
                    await sender.send(message.SerializeToString())
                await goes_on(other)
                sender.transport.abort()
            await goes_on(other)

    done(attack())


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_proxy_on_this_machine_says_whose_request_it_is(whole: Server, elsewhere: bool) -> None:
    """Whoever comes from elsewhere is let in while too many of one address still wait."""
    # Another crowd each time: that of the last one has not been forgotten.
    crowded = f"10.0.{int(elsewhere)}.1"
    crowd = [crowded] * (Allowance.opened.at_once + 12)
    let_in: list[int] = []

    async def come(number: int, address: str) -> None:
        named = {"X-Forwarded-For": address}
        async with opened(whole, additional_headers=named, open_timeout=None):
            let_in.append(number)
            await asyncio.Event().wait()

    async def attack() -> None:
        visitors = [asyncio.create_task(come(i, one)) for i, one in enumerate(crowd)]
        while len(let_in) < Allowance.opened.at_once:
            await asyncio.sleep(0.05)
        last = len(crowd)
        address = "10.1.0.1" if elsewhere else crowded
        visitors.append(asyncio.create_task(come(last, address)))
        while last not in let_in:
            await asyncio.sleep(0.05)
        assert (let_in.index(last) < last) == elsewhere
        for visitor in visitors:
            visitor.cancel()
        await asyncio.wait(visitors)

    done(attack())


def test_no_page_that_frames_ours_may_steer_it(whole: Server) -> None:
    with urlopen(f"{whole.url}/_stcore/host-config", timeout=PATIENCE) as answer:
        assert json.load(answer)["allowedOrigins"] == []
