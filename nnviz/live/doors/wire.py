"""What comes over a socket before it is a message: the frames of the protocol, held to a size and a
pace.

A server knows one limit of size for all its sockets, and none of pace: it answers pings, and
collects the parts of messages, as fast as they come, and the application hears nothing of it. So
the connection is looked up behind ASGI's `receive`: uvicorn's own method, and there the state of
the protocol that the websockets library keeps. Behind any other server nothing is changed.
"""

from collections.abc import Callable
from typing import Any

from starlette.types import Receive

from nnviz.live.doors.bucket import Bucket, Rate

#: How many frames are taken in. Those at once are some ten milliseconds of work.
FRAMES = Rate(per_second=500, at_once=1000)
#: What pings and mere crumbs of a message count for, of which a browser sends next to none, and
#: the bytes from which on a part of a message is more than that.
CRUMB_COST, CRUMB = 10.0, 1000
#: From this opcode on a frame is the protocol's own: a ping, its answer, the end (RFC 6455, 5.2).
_FIRST_CONTROL = 8


class Wire:
    """The connection behind a socket.

    Parameters
    ----------
    receive
        As the server gave it, at the beginning of the connection: the first byte of a message can
        come only after something was awaited.
    clock
        Seconds, from whenever on.
    """

    def __init__(self, receive: Receive, clock: Callable[[], float]) -> None:
        self._server_side: Any = getattr(receive, "__self__", None)
        self._connection: Any = getattr(self._server_side, "conn", None)
        self._bucket = Bucket(FRAMES, clock)

    @property
    def is_lost(self) -> bool:
        """Whether the connection is gone already, though what came before is yet to be received."""
        return getattr(self._server_side, "disconnected", False) is True

    def bound(self, size: int, code: int, reason: str) -> None:
        """Refuse larger messages by what their first bytes say, and more frames than may come.

        Parameters
        ----------
        size
            Of a message, in bytes.
        code, reason
            What the socket is closed with where there are too many frames.
        """
        connection = self._connection
        if not hasattr(connection, "max_message_size") or not hasattr(connection, "recv_frame"):
            return
        connection.max_message_size = size
        take_in = connection.recv_frame

        def take_in_at_pace(frame: Any) -> None:
            if self._bucket.spend(_cost(frame)) > 0:
                self._end(code, reason)
            else:
                take_in(frame)

        connection.recv_frame = take_in_at_pace

    def _end(self, code: int, reason: str) -> None:
        connection = self._connection
        connection.reader.discard()  # The rest of what came along would be read first.
        connection.fail(code, reason)
        if connection.close_sent is None:  # It is not even open.
            self._server_side.transport.abort()
        else:
            # What the server looks at to see whether it is to close.
            connection.parser_exc = ConnectionError(reason)


def _cost(frame: Any) -> float:
    """How many frames one counts for."""
    ends_message = frame.fin and frame.opcode < _FIRST_CONTROL
    return 1.0 if ends_message or len(frame.data) >= CRUMB else CRUMB_COST
