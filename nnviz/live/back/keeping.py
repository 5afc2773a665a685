"""A run's file for the page that shows the run: to keep in its tab, and to hand back after a crash.

A file is written in a thread of its own, so that no picture waits for it, and the next one of that
run not before twenty times as long has passed as the processor was busy with it.
"""

import asyncio
import time
import weakref
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from nnviz.live.run.run import LiveRun
from nnviz.saving import RunFileProblem
from nnviz.saving.archive import MOST_BYTES

#: The header in which a page shows its token. A page elsewhere cannot send it without asking.
TOKEN = "x-nnviz-token"
#: What the file does not say of the run: whether it plays, and at how many updates a second.
PLAYING, SPEED = "x-nnviz-playing", "x-nnviz-speed"

#: Seconds between two files of one run at least, and how many times the processor's time for one.
LEAST_REST, REST = 2.0, 20.0
#: Bytes that are being received or wait to be opened at most, of all files together: a class that
#: comes back to a server that had crashed hands in all of its files at once.
MOST_RECEIVED = 4 * MOST_BYTES
#: Seconds for which a file may be on its way, and for which it waits to be opened. The page itself
#: gives up sooner.
RECEIVING_LIMIT, OPENING_LIMIT = 15.0, 60.0


@dataclass(frozen=True)
class _Written:
    """When the last file of a run was done, and the processor's time for it; in seconds."""

    at: float
    took: float

    def is_due(self) -> bool:
        return time.monotonic() >= self.at + max(LEAST_REST, REST * self.took)


class RunFiles:
    """The files of all runs of one process.

    Parameters
    ----------
    runs
        Runs by token, as `nnviz.live.run.registry.RUNS` holds them.
    """

    def __init__(self, runs: Mapping[str, LiveRun]) -> None:
        self._runs = runs
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="nnviz-files")
        self._written: weakref.WeakKeyDictionary[LiveRun, _Written] = weakref.WeakKeyDictionary()
        self._writing: weakref.WeakSet[LiveRun] = weakref.WeakSet()
        self._receiving: weakref.WeakSet[LiveRun] = weakref.WeakSet()
        self._received = 0

    def route(self, path: str) -> Route:
        """The route to put into the application."""
        return Route(path, self.serve, methods=["GET", "PUT"])

    def close(self) -> None:
        """End the thread that writes."""
        self._writer.shutdown(cancel_futures=True)

    async def serve(self, request: Request) -> Response:
        """GET: the run's file, or no content. PUT: take one in, which the page then has opened."""
        run = self._runs.get(request.headers.get(TOKEN, ""))
        if run is None:
            return _refusal(403, "no run has this token")
        act = self._take if request.method == "PUT" else self._give
        return await act(request, run)

    async def _give(self, request: Request, run: LiveRun) -> Response:
        # Read before the run is: what changes meanwhile is news the next time.
        tag = f'"{run.version}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304)
        written = self._written.get(run)
        # However many ask before the first of them is answered, one file is written.
        if run in self._writing or (written is not None and not written.is_due()):
            return Response(status_code=204)
        headers = {
            "etag": tag,
            "cache-control": "no-store",
            PLAYING: str(int(run.playing)),
            SPEED: str(run.speed),
        }
        self._writing.add(run)
        try:
            content = await asyncio.get_running_loop().run_in_executor(
                self._writer, self._write, run
            )
        except RunFileProblem:
            return Response(status_code=204)  # it is too large for a file
        finally:
            self._writing.discard(run)
        return Response(content, media_type="application/octet-stream", headers=headers)

    def _write(self, run: LiveRun) -> bytes:
        start = time.thread_time()
        try:
            return run.saved()
        finally:
            self._written[run] = _Written(time.monotonic(), time.thread_time() - start)

    async def _take(self, request: Request, run: LiveRun) -> Response:
        if run in self._receiving:
            return _refusal(429, "one at a time")
        self._receiving.add(run)
        content = bytearray()
        waiting = sum(
            len(other.handed_in or b"") for other in list(self._runs.values()) if other is not run
        )
        try:
            async with asyncio.timeout(RECEIVING_LIMIT):
                async for piece in request.stream():
                    if len(content) + len(piece) > MOST_BYTES:
                        return _refusal(413, "too large for a run's file")
                    if waiting + self._received + len(piece) > MOST_RECEIVED:
                        return _refusal(429, "too many at once")
                    self._received += len(piece)
                    content += piece
        except ClientDisconnect:
            return _refusal(400, "the page has gone")
        except TimeoutError:
            return _refusal(408, "it took too long")
        finally:
            self._received -= len(content)
            self._receiving.discard(run)
        run.handed_in = bytes(content)
        loop = asyncio.get_running_loop()
        loop.call_later(OPENING_LIMIT, _forget, weakref.ref(run), run.handed_in)
        return Response(status_code=204)


def _forget(reference: weakref.ref[LiveRun], content: bytes) -> None:
    """Let go of a file that was handed in, where nobody has opened it."""
    run = reference()
    if run is not None and run.handed_in is content:
        run.handed_in = None


def _refusal(status: int, reason: str) -> Response:
    return Response(reason, status, media_type="text/plain")
