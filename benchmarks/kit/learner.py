"""One learner without a browser: a real Streamlit session, and a page that paints at its own rate.

The messages are those that a browser would exchange, so the server's cost is the real one, and a
client costs so little that dozens fit beside the server on one machine.
"""

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from nnviz.live.frames.frames import FRAME, unpack


@dataclass
class Widget:
    """Where a widget of the page is found: its id, and the part of the page it redraws."""

    id: str
    fragment: str
    options: list[str] = field(default_factory=list)


class Learner:
    """Opens the page, watches, presses buttons.

    Parameters
    ----------
    host
        Host and port of the server.
    query
        The page's URL parameters, such as "dataset=spiral".
    paints_per_second
        How often at most this learner's screen shows a new frame.

    Attributes
    ----------
    frames
        Frames painted so far.
    epoch
        Passes over the training share, as the last of them said.
    bytes_received
        Bytes of all frames.
    address
        The page's parameters, as its script last wrote them.
    session, stream
        The two sockets of the page.
    watching
        Is done when the stream has ended; then it is what the stream was closed with.
    """

    def __init__(self, host: str, query: str, paints_per_second: float) -> None:
        self.frames = 0
        self.epoch = 0.0
        self.bytes_received = 0
        self.address = query
        self._host = host
        self._query = query
        self._interval = 1 / paints_per_second
        self._widgets: dict[str, Widget] = {}
        self._token = ""
        self._field = ""
        self._closing = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        self.session = await self._connect("_stcore/stream", ["streamlit"])
        await self._run_script(BackMsg())
        self._drain = asyncio.create_task(self._listen())
        self.stream = await self._connect("nnviz/stream")
        await self.stream.send(json.dumps({"token": self._token}))
        self.watching = asyncio.create_task(self._paint())
        return self

    async def __aexit__(self, *error: object) -> None:
        for task in (self.watching, self._drain):
            task.cancel()
        await asyncio.gather(self.watching, self._drain, return_exceptions=True)
        await self._closing.aclose()

    async def paste(self, cells: str) -> None:
        """Give cells to the dialog for tables, which is opened where it is not."""
        if "take" not in self._widgets:
            await self.press("data")
            await self.until(lambda: "take" in self._widgets)
        await self.press("take", typed=cells)

    async def until(self, condition: Callable[[], object]) -> None:
        """Return once it holds."""
        while not condition():
            await asyncio.sleep(0.05)

    def has(self, key: str) -> bool:
        """Whether the page has drawn a widget of this key."""
        return key in self._widgets

    async def press(self, key: str, option: int | None = None, typed: str = "") -> None:
        """Click a button, or choose from a menu button, counted like a sequence.

        Parameters
        ----------
        typed
            What is in the page's field for text.
        """
        widget = self._widgets[key]
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.fragment_id = widget.fragment
        state = message.rerun_script.widget_states.widgets.add(id=widget.id)
        if option is None:
            state.trigger_value = True
        else:
            state.string_trigger_value.data = widget.options[option]
        if typed:
            field = message.rerun_script.widget_states.widgets.add(id=self._field)
            field.string_value = typed
        await self.session.send(message.SerializeToString())

    async def _connect(self, path: str, protocols: Any = None) -> ClientConnection:
        return await self._closing.enter_async_context(
            connect(
                f"ws://{self._host}/{path}",
                origin=f"http://{self._host}",  # type: ignore[arg-type]
                subprotocols=protocols,
                compression=None,
                max_size=None,
            )
        )

    async def _run_script(self, message: BackMsg) -> None:
        """Let the page's script run to its end, and note what it draws."""
        message.rerun_script.query_string = self._query
        await self.session.send(message.SerializeToString())
        while True:
            received = ForwardMsg()
            received.ParseFromString(await self.session.recv(decode=False))
            self._note(received)
            if received.WhichOneof("type") == "script_finished":
                return

    def _note(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "page_info_changed":
            self.address = message.page_info_changed.query_string
        if message.WhichOneof("type") != "delta":
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(f"the page says: {element.exception.message}")
        if kind == "bidi_component" and element.bidi_component.component_name == "nnviz.stage":
            self._token = json.loads(element.bidi_component.json)["token"]
        if kind == "button":
            self._keep(element.button.id, message.delta.fragment_id, [])
        if kind == "text_area":
            self._field = element.text_area.id
        if kind == "menu_button":
            menu = element.menu_button
            self._keep(menu.id, message.delta.fragment_id, list(menu.options))

    def _keep(self, id_: str, fragment: str, options: list[str]) -> None:
        # An id ends with the key that the page's script gave the widget.
        self._widgets[id_.rpartition("-")[2]] = Widget(id_, fragment, options)

    async def _listen(self) -> None:
        """Take in what later reruns of the script send, as a browser would."""
        async for content in self.session:
            assert isinstance(content, bytes)
            received = ForwardMsg()
            received.ParseFromString(content)
            self._note(received)

    async def _paint(self) -> int | None:
        """Paint and acknowledge frames, one in each interval at most, until the stream ends."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        with contextlib.suppress(ConnectionClosed):
            async for message in self.stream:
                assert isinstance(message, bytes)
                kind, header, _ = unpack(message)
                self.bytes_received += len(message)
                if kind == FRAME:
                    await asyncio.sleep(due - loop.time())
                    due = max(due + self._interval, loop.time())
                    self.frames += 1
                    self.epoch = header["epoch"]
                    await self.stream.send(json.dumps({"ack": header["frame"], "watch": None}))
        return self.stream.close_code


async def playing_crowd(
    stack: contextlib.AsyncExitStack, host: str, query: str, n: int, paints_per_second: float
) -> list[Learner]:
    """Learners who all train at full speed, until the stack is left."""
    crowd = [
        await stack.enter_async_context(Learner(host, query, paints_per_second)) for _ in range(n)
    ]
    for learner in crowd:
        await learner.press("speed", -1)
        await learner.press("play")
    return crowd
