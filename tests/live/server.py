"""A real server with nothing but what a page asks of its run, and a client like the page."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import uvicorn
from numpy.typing import NDArray
from starlette.applications import Starlette
from starlette.middleware import Middleware
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode
from websockets.sync.client import ClientConnection, connect

from nnviz.live.back.keeping import RunFiles
from nnviz.live.back.returning import Reclaim, Returns
from nnviz.live.doors.bucket import Rate
from nnviz.live.doors.gate import TOO_MANY_MESSAGES, Allowance, Gate
from nnviz.live.frames.frames import FRAME, unpack
from nnviz.live.run.registry import enter
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.incoming import DRAWING_LIMIT
from nnviz.live.stream.stream import Streams

#: What a WebSocket is closed with where a message is too big.
TOO_BIG = 1009
#: And where there were too many: who goes on sending may not hear why it is closed.
TOO_MANY = (TOO_MANY_MESSAGES, CloseCode.ABNORMAL_CLOSURE)
#: Seconds until a test gives up waiting for what should happen at once.
PATIENCE = 20.0
#: Seconds of silence that count as nothing coming.
SILENCE = 0.3
#: Seconds, by the server's clock, that a session outlives the connection to its page.
SESSION_LIFE = 1.5

PATH = "/nnviz/stream"
GENEROUS = Allowance(DRAWING_LIMIT, Rate(per_second=1e6, at_once=10**6))

Message = tuple[int, dict[str, Any], dict[str, NDArray[Any]]]


@dataclass
class Clock:
    """Time that passes only where the test says so."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass(eq=False)
class Visitor:
    """Whom a run belongs to, by the name of the visit."""

    visit: str


class Server:
    """The server's address, and the runs that it knows.

    Attributes
    ----------
    owners
        Whom each run belongs to, by its token.
    away
        Names of the visits whose page is not connected.
    clock
        By which it is measured for how long a page is away.
    asked
        Origins and hosts that wanted to open a stream.
    """

    def __init__(self) -> None:
        self.host = ""
        self.streams: Streams | None = None
        self.runs: dict[str, LiveRun] = {}
        self.owners: dict[str, Visitor] = {}
        self.away: set[str] = set()
        self.clock = Clock()
        self._looks: Counter[str] = Counter()
        self.asked: list[tuple[str | None, str | None]] = []

    def add(self, run: LiveRun) -> LiveRun:
        """Let pages watch a run, whose owner is here."""
        self.runs[run.token] = run
        self.owners[run.token] = Visitor(token_hex())
        enter(run, self.owners[run.token])
        return run

    def is_allowed(self, origin: str | None, host: str | None) -> bool:
        """Whether a page comes from this very server."""
        self.asked.append((origin, host))
        return origin == f"http://{host}"

    def is_here(self, visit: str) -> bool:
        """Whether the page of a visit is connected."""
        self._looks[visit] += 1
        return visit not in self.away

    def let_it_look(self, visit: str) -> None:
        """Return once the server has looked anew, and done by it, whether a page is here."""
        # Where the second one begins, the first is done with.
        enough = self._looks[visit] + 2
        wait_until(lambda: self._looks[visit] >= enough)

    def let_workers_end(self) -> None:
        """Return once no frame is computed any more for a page that has gone."""
        assert self.streams is not None
        self.streams._workers.submit(int).result(PATIENCE)

    @contextmanager
    def connect(
        self, origin: str | None = "", *, open_timeout: float = PATIENCE
    ) -> Iterator[ClientConnection]:
        """A connection that has not shown its token yet; by default from the server's own page."""
        if origin == "":
            origin = f"http://{self.host}"
        headers = {} if origin is None else {"Origin": origin}
        with connect(
            f"ws://{self.host}{PATH}",
            additional_headers=headers,
            open_timeout=open_timeout,
            close_timeout=PATIENCE,
        ) as connection:
            yield connection

    @contextmanager
    def watch(self, run: LiveRun) -> Iterator["Page"]:
        """A page that watches a run."""
        with self.connect() as connection:
            connection.send(json.dumps({"token": run.token}))
            yield Page(connection)


class Page:
    """What a page does with its stream."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def receive(self) -> Message:
        """The next message."""
        message = self.connection.recv(PATIENCE)
        assert isinstance(message, bytes)
        return unpack(message)

    def frame(self) -> Message:
        """The next frame; scenes before it are passed over."""
        while (message := self.receive())[0] != FRAME:
            pass
        return message

    def acknowledge(self, header: dict[str, Any], **more: Any) -> None:
        """Say that a frame was painted."""
        self.say(ack=header["frame"], **more)

    def say(self, **message: Any) -> None:
        """Send anything."""
        self.connection.send(json.dumps(message))

    def paint(self) -> dict[str, Any]:
        """Receive a frame and acknowledge it; returns its header."""
        _, header, _ = self.frame()
        self.acknowledge(header)
        return header

    def hears_nothing(self) -> bool:
        """Whether no message comes for a while."""
        try:
            self.connection.recv(SILENCE)
        except TimeoutError:
            return True
        return False


@contextmanager
def serve(
    allowance: Allowance = GENEROUS, reclaim: Reclaim = lambda visit, tickets, another: None
) -> Iterator[Server]:
    """Run a server in a thread, and see to it that it leaves nothing behind."""
    running = Server()
    streams = running.streams = Streams(
        running.runs,
        is_allowed=running.is_allowed,
        is_here=running.is_here,
        patience=SESSION_LIFE,
        clock=running.clock,
    )
    files = RunFiles(running.runs)
    returns = Returns(running.runs, reclaim)
    app = Starlette(
        routes=[
            streams.route(PATH),
            files.route("/nnviz/run"),
            returns.route("/nnviz/return"),
        ],
        middleware=[Middleware(Gate, allowances={PATH: allowance})],
    )
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, ws="websockets-sansio", log_level="warning", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive())
        running.host = f"127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        yield running
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        streams.close()
        files.close()
    assert not thread.is_alive()


def wait_until(condition: Callable[[], bool]) -> None:
    """Return as soon as it holds; fail when it does not come to hold."""
    give_up = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < give_up, "waited in vain"
        time.sleep(0.005)


def close_code(connection: ClientConnection) -> int | None:
    """Wait for the server to close, and say why it did."""
    with suppress(ConnectionClosed):
        while True:
            connection.recv(PATIENCE)
    return connection.close_code
