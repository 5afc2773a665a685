"""The WebSocket that a page watches its run through.

Frames are pulled, not pushed: the page acknowledges each frame that it has painted, and at most
two are under way. A slow or hidden page then costs nothing, and no queue can grow. Training goes
on only when a frame is asked for. Frames are computed in worker threads, so that the event loop,
which serves all pages, is always free.
"""

import asyncio
import contextlib
import math
import time
import weakref
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from nnviz.live.frames.probe import probe
from nnviz.live.frames.requests import BadRequest, draw, edit, seek, trace
from nnviz.live.run.pacing import FRAME_INTERVAL, Clock
from nnviz.live.run.registry import visit_of
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed
from nnviz.live.stream.incoming import (
    GARBAGE,
    SESSION_OVER,
    TAKEN_OVER,
    UNAUTHORISED,
    StreamError,
    neuron,
    receive,
)

#: Whether the page of an origin may open a stream at a host; either may be missing.
OriginRule: TypeAlias = Callable[[str | None, str | None], bool]

#: Seconds that a new connection has to show its token.
GREETING_LIMIT = 5.0
#: Seconds between two looks at whether a run's session is still there.
ATTENDANCE_INTERVAL = 2.0
#: Frames sent and not yet painted at most: one on its way while another is being painted.
IN_FLIGHT = 2
#: Threads that compute. Networks of this size keep the interpreter's lock nearly all the time, so a
#: second thread would only fight for it: measured, it halved the training of twenty learners.
WORKERS = 1


class Streams:
    """All streams of one process.

    Parameters
    ----------
    runs
        Runs by token, as `nnviz.live.run.registry.RUNS` holds them.
    is_allowed
        Whose pages may open a stream. A browser names the page's origin in every handshake, so a
        page elsewhere cannot open one in a visitor's name. May take its time.
    is_here
        Whether the page of a visit, by its name, is connected.
    patience
        Seconds for which a session outlives the connection to its page.
    clock
        Seconds from any moment on, by which that is measured; a test brings its own.
    """

    def __init__(
        self,
        runs: Mapping[str, LiveRun],
        *,
        is_allowed: OriginRule,
        is_here: Callable[[str], bool],
        patience: float,
        workers: int = WORKERS,
        clock: Clock = time.monotonic,
    ) -> None:
        self._runs = runs
        self._is_allowed = is_allowed
        self._is_here = is_here
        self._patience = patience
        self._clock = clock
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
        headers = websocket.headers
        origin, host = headers.get("origin"), headers.get("host")
        if not await asyncio.to_thread(self._is_allowed, origin, host):
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
        attending = asyncio.ensure_future(self._attend(run, stream))
        try:
            await stream.serve()
        finally:
            attending.cancel()
            if self._streams.get(run) is stream:
                del self._streams[run]

    async def _attend(self, run: LiveRun, stream: "Stream") -> None:
        """End the stream with the session that its run belongs to.

        Streamlit drops a session some time after its page has gone, and only when another one
        comes or goes. The stream must neither keep the run going for longer nor wait for that.
        """
        seen = self._clock()
        while True:
            await asyncio.sleep(ATTENDANCE_INTERVAL)
            visit = visit_of(run)
            if visit is not None and self._is_here(visit):
                seen = self._clock()
            elif visit is None or self._clock() - seen > self._patience:
                stream.refuse(SESSION_OVER, "the session is over")
                return


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
                    self._feed.trace_request = trace(message["trace"])
                if "probe" in message:
                    self._feed.probe = probe(message["probe"])
            except BadRequest as bad:
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
            due = max(due, self._loop.time() + self._feed.rest)
