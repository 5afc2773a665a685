"""What comes in through the two sockets of a page, held to a size, a pace and a number.

Whoever opens a socket has shown nothing yet, and may send as much as the server takes. So the
size of a message is bounded where its first bytes say how long it will be, before they are kept
(see `wire`); messages that come faster than a page can mean them are taken in slowly, until the
sender's own line is full; and one address can hold only so many sockets, open them only so fast,
and make them all together do only so much.
"""

import asyncio
import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from nnviz.live.doors.bucket import Bucket, Rate
from nnviz.live.doors.wire import Wire

#: Why a socket was closed.
TOO_MANY_MESSAGES = 4429
TOO_MANY = "too many messages"

#: Where a socket is opened, and by whom: path and address.
_Place: TypeAlias = tuple[str, str]
#: Seconds between two looks whether somebody who waits to be let in is still there.
_LOOK = 0.25
#: A class may be one address, and come all at once.
_OPENED = Rate(per_second=2.0, at_once=96)
_HARDLY_BOUND = Rate(per_second=1e6, at_once=1_000_000)


@dataclass(frozen=True)
class Allowance:
    """What the sockets at one path may take in.

    Attributes
    ----------
    message_bytes
        Of one message at most.
    each
        Messages that are taken in through one socket.
    cost
        How many messages one counts for.
    admits
        Whether one is let in at all; those that are not are passed over.
    patience
        Seconds for which messages may come faster than `each` before the socket is closed.
    sockets
        That one address may have open.
    opened
        Sockets that are opened for one address.
    together
        Messages that are taken in through all sockets of one address together, so that nobody has
        more by opening more.
    longest_wait
        Seconds for which a message waits on account of the others of its address at most.
    """

    message_bytes: int
    each: Rate
    cost: Callable[[Message], float] = lambda _message: 1.0
    admits: Callable[[Message], bool] = lambda _message: True
    patience: float = math.inf
    sockets: int = 256
    opened: Rate = _OPENED
    together: Rate = _HARDLY_BOUND
    longest_wait: float = 3.0


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
        self._open: Counter[_Place] = Counter()
        self._arrivals: dict[_Place, Bucket] = {}
        self._together: dict[_Place, Bucket] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        allowance = None
        if scope["type"] == "websocket":
            allowance = self._allowances.get(scope["path"])
        if allowance is None:
            await self._app(scope, receive, send)
            return
        # Before anything is awaited: the first byte of a message can come only after that.
        wire = Wire(receive, asyncio.get_running_loop().time)
        wire.bound(allowance.message_bytes, TOO_MANY_MESSAGES, TOO_MANY)
        address, _ = scope["client"] or ("", 0)
        place = scope["path"], address
        if self._open[place] >= allowance.sockets or not _is_address(Headers(scope=scope)):
            await WebSocketClose()(scope, receive, send)  # This is an HTTP 403.
            return
        self._open[place] += 1

        is_over = False

        async def send_in_turn(message: Message) -> None:
            nonlocal is_over
            if message["type"] == "websocket.accept" and not await self._is_let_in(
                place, allowance, wire
            ):
                return  # Nobody is there any more, as the application will hear.
            if not is_over:
                is_over = message["type"] == "websocket.close"
                await send(message)

        try:
            together = self._of(self._together, place, allowance.together)
            await self._app(
                scope, _paced(receive, send_in_turn, allowance, wire, together), send_in_turn
            )
        finally:
            self._open[place] -= 1
            if not self._open[place]:
                del self._open[place]

    async def _is_let_in(self, place: _Place, allowance: Allowance, wire: Wire) -> bool:
        """Wait until one more may be let in at a place; False where it has gone meanwhile."""
        clock = asyncio.get_running_loop().time
        bucket = self._of(self._arrivals, place, allowance.opened)
        at, before = clock() + bucket.spend(), bucket.given_back

        def left() -> float:
            # Sooner where others have gone.
            return at - (bucket.given_back - before) / allowance.opened.per_second - clock()

        while not wire.is_lost and (seconds := left()) > 0:
            await asyncio.sleep(min(_LOOK, seconds))
        if wire.is_lost:
            bucket.give_back()
        return not wire.is_lost

    def _of(self, buckets: dict[_Place, Bucket], place: _Place, rate: Rate) -> Bucket:
        """The bucket of a place, a new one where it has none."""
        if place not in buckets:
            # Whoever has gone, and has not come for long, is as good as new.
            for known in [known for known in buckets if known not in self._open]:
                if buckets[known].is_full:
                    del buckets[known]
            buckets[place] = Bucket(rate, asyncio.get_running_loop().time)
        return buckets[place]


def _is_address(headers: Headers) -> bool:
    """Whether the origin is of the form of an address, which those who judge it may take for
    granted."""
    try:
        return bool(urlsplit(headers.get("origin", "")))
    except ValueError:  # such as http://[
        return False


def _paced(
    receive: Receive, send: Send, allowance: Allowance, wire: Wire, together: Bucket
) -> Receive:
    """`receive`, at the pace that is allowed."""
    loop = asyncio.get_running_loop()
    bucket = Bucket(allowance.each, loop.time)

    async def receive_at_pace() -> Message:
        while (event := await receive())["type"] == "websocket.receive":
            # Meanwhile nothing is read: the sender's messages wait where they come from.
            cost = allowance.cost(event)
            wait = max(bucket.spend(cost), together.spend(cost, allowance.longest_wait))
            await asyncio.sleep(wait)
            if bucket.strained > allowance.patience and not wire.is_lost:
                await send(
                    {"type": "websocket.close", "code": TOO_MANY_MESSAGES, "reason": TOO_MANY}
                )
                return {"type": "websocket.disconnect", "code": TOO_MANY_MESSAGES}
            # What had come before a page went is nobody's request any more.
            if not wire.is_lost and allowance.admits(event):
                break
        return event

    return receive_at_pace
