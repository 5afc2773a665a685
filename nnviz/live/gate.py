"""What comes in through the two sockets of a page, held to a size, a pace and a number.

Whoever opens a socket has shown nothing yet, and may send as much as the server takes. So the
size of a message is bounded where its first bytes say how long it will be, before they are kept;
messages that come faster than a page can mean them are taken in slowly, until the sender's own line
is full; and one address can hold only so many sockets.
"""

import asyncio
import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

#: Why a socket was closed.
TOO_MANY_MESSAGES = 4429


@dataclass(frozen=True)
class Allowance:
    """What one socket may take in.

    Attributes
    ----------
    message_bytes
        Of one message at most.
    per_second, at_once
        Messages that are taken in at once; after so many, only so many a second.
    cost
        How many messages one counts for.
    patience
        Seconds for which messages may come faster than that before the socket is closed.
    sockets
        That one address may have open.
    """

    message_bytes: int
    per_second: float
    at_once: int
    cost: Callable[[Message], float] = lambda _message: 1.0
    patience: float = math.inf
    sockets: int = 256


class Bucket:
    """Lets so many pass at once, and then so many a second.

    Parameters
    ----------
    clock
        Seconds, from whenever on.
    """

    def __init__(self, per_second: float, at_once: int, clock: Callable[[], float]) -> None:
        self._per_second = per_second
        self._at_once = at_once
        self._clock = clock
        self._left = float(at_once)
        self._when = clock()
        self._full = self._when

    def spend(self, cost: float = 1.0) -> float:
        """Take so many out; returns the seconds to wait until they had been there."""
        now = self._clock()
        self._left = min(self._left + (now - self._when) * self._per_second, self._at_once)
        self._when = now
        if self._left >= self._at_once / 2:
            self._full = now
        self._left -= cost
        return max(0.0, -self._left / self._per_second)

    @property
    def strained(self) -> float:
        """Seconds since it was last half full."""
        return self._clock() - self._full


class Gate:
    """Around the application: holds its sockets to what their paths are allowed.

    Parameters
    ----------
    app
        As ASGI has it.
    allowances
        By path. Sockets at other paths are left alone.
    """

    def __init__(self, app: ASGIApp, allowances: Mapping[str, Allowance]) -> None:
        self._app = app
        self._allowances = allowances
        self._open: Counter[tuple[str, str]] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        allowance = None
        if scope["type"] == "websocket":
            allowance = self._allowances.get(scope["path"])
        if allowance is None:
            await self._app(scope, receive, send)
            return
        # Before anything is awaited: the first byte of a message can come only after that.
        bound(receive, allowance.message_bytes)
        address, _ = scope["client"] or ("", 0)
        place = scope["path"], address
        if self._open[place] >= allowance.sockets:
            await WebSocketClose()(scope, receive, send)
            return
        self._open[place] += 1
        try:
            await self._app(scope, self._paced(receive, send, allowance), send)
        finally:
            self._open[place] -= 1
            if not self._open[place]:
                del self._open[place]

    def _paced(self, receive: Receive, send: Send, allowance: Allowance) -> Receive:
        """`receive`, at the pace that is allowed."""
        loop = asyncio.get_running_loop()
        bucket = Bucket(allowance.per_second, allowance.at_once, loop.time)

        async def receive_at_pace() -> Message:
            event = await receive()
            if event["type"] != "websocket.receive":
                return event
            # Meanwhile nothing is read: the sender's messages wait where they come from.
            await asyncio.sleep(bucket.spend(allowance.cost(event)))
            while has_gone(receive) and event["type"] == "websocket.receive":
                event = await receive()  # What had come by then is nobody's wish any more.
            if event["type"] == "websocket.receive" and bucket.strained > allowance.patience:
                reason = "too many messages"
                await send({"type": "websocket.close", "code": TOO_MANY_MESSAGES, "reason": reason})
                return {"type": "websocket.disconnect", "code": TOO_MANY_MESSAGES}
            return event

        return receive_at_pace


def bound(receive: Receive, size: int) -> None:
    """Have the server refuse larger messages by what their first bytes say.

    A server has one limit for all its sockets, and the application no way to ask for another. So
    the connection is looked up behind `receive`: uvicorn's own method, and there the state of the
    protocol that the websockets library keeps. Behind any other server nothing is changed.
    """
    connection: Any = getattr(_server_side(receive), "conn", None)
    if hasattr(connection, "max_message_size"):
        connection.max_message_size = size


def has_gone(receive: Receive) -> bool:
    """Whether the connection is lost already, though what came before is yet to be received."""
    return getattr(_server_side(receive), "disconnected", False) is True


def _server_side(receive: Receive) -> object:
    return getattr(receive, "__self__", None)
