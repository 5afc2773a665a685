"""The stream answers each origin and host as Streamlit's own socket does, whatever the settings."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.types import Message
from starlette.websockets import WebSocket
from streamlit import config, net_util
from streamlit.web.server.starlette.starlette_websocket import create_websocket_handler

from nnviz.live.stream import Streams
from nnviz.ui.admission import is_allowed, is_here

SITES = ("nn.school.example", "localhost", "127.0.0.1", "[::1]", "10.0.0.7", "203.0.113.9", "évil")
hosts = st.builds(
    lambda site, port: f"{site}{port}",
    st.sampled_from(SITES),
    st.sampled_from(["", ":8501", ":443", ":99999", ":x"]),
)
origins = st.one_of(
    st.none(),
    st.builds(
        lambda scheme, host, rest: f"{scheme}://{host}{rest}",
        st.sampled_from(["http", "https", "ftp", "HTTP", ""]),
        hosts,
        st.sampled_from(["", "/", "/path", "#x", "@evil.example"]),
    ),
    st.sampled_from(["http://[", "http://[::1", "null", "", "//", "http://", "\x00", "https://]"]),
    st.text(max_size=12),
)
options = st.fixed_dictionaries(
    {
        "server.enableCORS": st.booleans(),
        "server.corsAllowedOrigins": st.lists(
            st.sampled_from([f"https://{site}" for site in SITES]), max_size=2
        ),
        "server.allowedHosts": st.lists(
            st.sampled_from([*SITES, "*.school.example", "*"]), max_size=2
        ),
        "browser.serverAddress": st.sampled_from([None, *SITES]),
        "server.enableXsrfProtection": st.booleans(),
        "global.developmentMode": st.booleans(),
    }
)


@contextmanager
def configured(values: dict[str, Any]) -> Iterator[None]:
    """Streamlit with these options, on a machine of known addresses."""
    get, is_set = config.get_option, config.is_manually_set
    address = "browser.serverAddress"

    def get_option(key: str) -> Any:
        return values[key] if key in values else get(key)

    def is_manually_set(key: str) -> bool:
        return values[address] is not None if key == address else is_set(key)

    with (
        patch.object(config, "get_option", get_option),
        patch.object(config, "is_manually_set", is_manually_set),
        patch.object(net_util, "get_internal_ip", lambda: "10.0.0.7"),
        patch.object(net_util, "get_external_ip", lambda: "203.0.113.9"),
    ):
        yield


def opens(endpoint: Any, origin: str | None, host: str | None) -> bool:
    """Whether a WebSocket endpoint accepts a handshake with these headers."""
    headers = {b"origin": origin, b"host": host}
    scope = {
        "type": "websocket",
        "path": "/",
        "headers": [
            (name, value.encode("latin-1", "replace"))
            for name, value in headers.items()
            if value is not None
        ],
        "subprotocols": [],
        "client": ("127.0.0.1", 1),
    }
    incoming = iter(["websocket.connect"])
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": next(incoming, "websocket.disconnect"), "code": 1000}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(endpoint(WebSocket(scope, receive, send)))
    return bool(sent[0]["type"] == "websocket.accept")


def streamlit_opens(origin: str | None, host: str | None) -> bool:
    """Whether Streamlit's own socket opens; where it comes to grief it does not."""
    runtime: Any = SimpleNamespace(
        connect_session=lambda **_: "visit", disconnect_session=lambda *_, **__: None
    )
    try:
        return opens(create_websocket_handler(runtime), origin, host)
    except ValueError:
        return False


def ours_opens(origin: str | None, host: str | None) -> bool:
    streams = Streams({}, is_allowed=is_allowed, is_here=is_here, patience=1.0)
    try:
        return opens(streams.serve, origin, host)
    finally:
        streams.close()


@settings(max_examples=300, deadline=None)
@given(origins, st.none() | hosts, options)
@example("http://[", "localhost", {})
@example("http://nn.school.example", "127.0.0.1:8501", {"server.enableCORS": False})
@example(
    "https://nn.school.example", "127.0.0.1:8501", {"browser.serverAddress": "nn.school.example"}
)
@example("https://elsewhere.example", "nn.school.example", {})
def test_both_sockets_open_for_the_same_pages(
    origin: str | None, host: str | None, values: dict[str, Any]
) -> None:
    with configured({"browser.serverAddress": None} | values):
        assert ours_opens(origin, host) is streamlit_opens(origin, host)


def test_what_a_proxy_makes_of_the_host_is_let_in_where_the_site_says_so() -> None:
    proxied = "https://nn.school.example", "127.0.0.1:8501"
    with configured({"browser.serverAddress": None}):
        assert not is_allowed(*proxied)
    with configured({"browser.serverAddress": "nn.school.example"}):
        assert is_allowed(*proxied)
        assert not is_allowed("https://elsewhere.example", "127.0.0.1:8501")


def test_nobody_is_here_where_there_is_no_server() -> None:
    assert not is_here("visit")
