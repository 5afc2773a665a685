"""What a page says through its stream, one message at a time, and what is not put up with."""

import json

from starlette.websockets import WebSocket, WebSocketDisconnect

#: Why a stream was closed.
GARBAGE = 4400
UNAUTHORISED = 4401
TAKEN_OVER = 4409
SESSION_OVER = 4410

#: Bytes of one message from the page at most.
MESSAGE_LIMIT = 1024
#: Of one that is nothing but a drawing: a thousand points of eight bytes, in base64.
DRAWING_LIMIT = 11_000


class StreamError(Exception):
    """The connection is to be closed: the page sent what it should not, or it is over.

    Attributes
    ----------
    code : one of the close codes above.
    reason : for whoever reads the browser's console.
    """

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


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
