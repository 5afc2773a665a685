"""The WebSocket that a page watches its run through.

Frames are pulled, not pushed: the page acknowledges each frame that it has painted, and at most
two are under way. A slow or hidden page then costs nothing, and no queue can grow. Training goes
on only when a frame is asked for. Frames are computed in worker threads, so that the event loop,
which serves all pages, is always free.
"""

import asyncio
import contextlib
import json
import math
import weakref
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from nnviz.live.feed import Feed
from nnviz.live.pacing import FRAME_INTERVAL
from nnviz.live.probe import probe
from nnviz.live.run import LiveRun
from nnviz.live.wishes import BadWish, draw, edit, look, seek

#: Why a stream was closed.
GARBAGE = 4400
UNAUTHORISED = 4401
TAKEN_OVER = 4409

#: Seconds that a new connection has to show its token.
GREETING_LIMIT = 5.0
#: Bytes of one message from the page at most.
MESSAGE_LIMIT = 1024
#: Of one that is nothing but a drawing: a thousand points of eight bytes, in base64.
DRAWING_LIMIT = 11_000
#: Frames sent and not yet painted at most: one on its way while another is being painted.
IN_FLIGHT = 2
#: Threads that compute. Networks of this size keep the interpreter's lock nearly all the time, so a
#: second thread would only fight for it: measured, it halved the training of twenty learners.
WORKERS = 1


class StreamError(Exception):
    """The page sent what it should not; the connection is to be closed.

    Attributes
    ----------
    code : one of the close codes above.
    reason : for whoever reads the browser's console.
    """

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Streams:
    """All streams of one process.

    Parameters
    ----------
    runs
        Runs by token, as `nnviz.live.registry.RUNS` holds them.
    """

    def __init__(self, runs: Mapping[str, LiveRun], *, workers: int = WORKERS) -> None:
        self._runs = runs
        self._workers = ThreadPoolExecutor(workers, thread_name_prefix="nnviz-frames")
        self._streams: weakref.WeakKeyDictionary[LiveRun, Stream] = weakref.WeakKeyDictionary()

    def route(self, path: str) -> WebSocketRoute:
        """The route to put into the application."""
        return WebSocketRoute(path, self.serve)

    def close(self) -> None:
        """End the worker threads; no frame is computed afterwards."""
        self._workers.shutdown(cancel_futures=True)

    async def serve(self, websocket: WebSocket) -> None:
        """One connection, from the handshake to its end."""
        if not same_origin(websocket.headers):
            await websocket.close()  # Before it was accepted, this is an HTTP 403.
            return
        await websocket.accept()
        try:
            run = await self._greet(websocket)
            await self._watch(websocket, run)
        except StreamError as refused:
            with contextlib.suppress(WebSocketDisconnect):
                await websocket.close(refused.code, refused.reason)
        except WebSocketDisconnect:
            pass  # The page has gone, at whatever point.

    async def _greet(self, websocket: WebSocket) -> LiveRun:
        """The run whose token the page's first message holds."""
        try:
            message = await asyncio.wait_for(receive(websocket), GREETING_LIMIT)
        except TimeoutError:
            raise StreamError(UNAUTHORISED, "no token came") from None
        except StreamError:
            raise StreamError(UNAUTHORISED, "the first message is not a token") from None
        token = message.get("token")
        run = self._runs.get(token) if isinstance(token, str) else None
        if run is None:
            raise StreamError(UNAUTHORISED, "no run has this token")
        return run

    async def _watch(self, websocket: WebSocket, run: LiveRun) -> None:
        """Send pictures of the run until the page goes or another takes over."""
        stream = Stream(websocket, run, self._workers)
        older = self._streams.get(run)
        self._streams[run] = stream
        if older is not None:
            older.refuse(TAKEN_OVER, "the run is being watched elsewhere")
        try:
            await stream.serve()
        finally:
            if self._streams.get(run) is stream:
                del self._streams[run]


class Stream:
    """One page that watches one run."""

    def __init__(self, websocket: WebSocket, run: LiveRun, workers: ThreadPoolExecutor) -> None:
        self._websocket = websocket
        self._run = run
        self._feed = Feed(run)
        self._workers = workers
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()
        self._acknowledged = 0
        self._end: asyncio.Future[None] = self._loop.create_future()

    def refuse(self, code: int, reason: str) -> None:
        """Close the connection, from outside."""
        if not self._end.done():
            self._end.set_exception(StreamError(code, reason))

    async def serve(self) -> None:
        """Send frames and take acknowledgements until one of them ends.

        Raises
        ------
        StreamError, WebSocketDisconnect
        """
        tasks = [asyncio.ensure_future(self._receive()), asyncio.ensure_future(self._send())]
        self._run.subscribe(self._notify)
        try:
            done, _ = await asyncio.wait([*tasks, self._end], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._run.unsubscribe(self._notify)
            for ending in (*tasks, self._end):
                ending.cancel()
            await asyncio.gather(*tasks, self._end, return_exceptions=True)
        for ended in done:
            ended.result()

    def _notify(self) -> None:
        """Wake the sender; called from any thread."""
        # A server that is shutting down has closed the loop, and nobody is waiting any more.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._wake.set)

    async def _receive(self) -> None:
        """Take in what the page says."""
        while True:
            message = await receive(self._websocket)
            if "ack" in message:
                frame = message["ack"]
                if type(frame) is not int or not 0 < frame <= self._feed.frame:
                    raise StreamError(GARBAGE, "ack is not the number of a frame that was sent")
                self._acknowledged = max(self._acknowledged, frame)
            if "watch" in message:
                self._feed.watch = neuron(message["watch"])
            try:
                if "edit" in message:
                    self._feed.ask(edit(message["edit"]))
                if "seek" in message:
                    self._feed.ask(seek(message["seek"]))
                if "draw" in message:
                    self._feed.ask(draw(message["draw"]))
                if "trace" in message:
                    self._feed.look = look(message["trace"])
                if "probe" in message:
                    self._feed.probe = probe(message["probe"])
            except BadWish as bad:
                raise StreamError(GARBAGE, str(bad)) from None
            self._wake.set()

    async def _send(self) -> None:
        """Send a frame whenever there is something to show and the page has room for it."""
        due = self._loop.time()
        while True:
            self._wake.clear()
            if self._feed.frame - self._acknowledged >= IN_FLIGHT:
                await self._wake.wait()
                continue
            wait = max(self._feed.time_until_due(), due - self._loop.time())
            if wait > 0:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(None if wait == math.inf else wait):
                        await self._wake.wait()
                continue
            # Counted from the moment it was due, so that late wake-ups do not add up.
            due = max(due + FRAME_INTERVAL, self._loop.time())
            for message in await self._loop.run_in_executor(self._workers, self._feed.next):
                await self._websocket.send_bytes(message)


def same_origin(headers: Mapping[str, str]) -> bool:
    """Whether the page that opens the stream came from this very server.

    A browser names the page's origin in every handshake, so a page elsewhere cannot open a
    stream in a visitor's name.
    """
    origin = urlsplit(headers.get("origin", ""))
    return origin.scheme in ("http", "https") and origin.netloc == headers.get("host")


async def receive(websocket: WebSocket) -> dict[str, object]:
    """The next message of the page, a JSON object.

    Raises
    ------
    StreamError
        When it is anything else, or too long.
    WebSocketDisconnect
        When the page has gone.
    """
    event = await websocket.receive()
    if event["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(event["code"])
    text = event.get("text")
    size = 0 if text is None else len(text.encode())
    if text is None or size > DRAWING_LIMIT:
        raise StreamError(GARBAGE, f"expected a text of at most {MESSAGE_LIMIT} bytes")
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise StreamError(GARBAGE, "the message is not JSON") from None
    if not isinstance(message, dict):
        raise StreamError(GARBAGE, "the message is not an object")
    if size > MESSAGE_LIMIT and message.keys() != {"draw"}:
        raise StreamError(GARBAGE, f"expected a text of at most {MESSAGE_LIMIT} bytes")
    return message


def neuron(value: object) -> tuple[int, int] | None:
    """The neuron that the page wants to watch: [layer, index], or nothing.

    Raises
    ------
    StreamError
        For anything else. Whether there is such a neuron just now is not asked: the network may
        have changed while the message was on its way.
    """
    match value:
        case None:
            return None
        case [int(layer), int(index)]:
            return layer, index
        case _:
            raise StreamError(GARBAGE, "watch is not [layer, index]")
