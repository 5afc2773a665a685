"""The stream answers each origin and host as Streamlit's own socket does, whatever the settings."""

import asyncio
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.types import Message
from starlette.websockets import WebSocket
from streamlit import config, net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette.starlette_websocket import create_websocket_handler

from nnviz.live.doors import protobuf
from nnviz.live.doors.protobuf import has_more_fields
from nnviz.live.stream.stream import Streams
from nnviz.ui.visit import admission
from nnviz.ui.visit.admission import (
    FRAGMENT_COST,
    WHOLE_COST,
    ask_nobody_outside,
    cost_of,
    end_visits,
    is_allowed,
    is_here,
    is_of_a_page,
    make_room,
)

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


def test_of_many_files_of_a_visit_the_newest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = MemoryUploadedFileManager("/upload")
    served = SimpleNamespace(uploaded_file_mgr=manager)
    monkeypatch.setattr(admission, "runtime", SimpleNamespace(get_instance=lambda: served))
    monkeypatch.setattr(admission, "MOST_UPLOADED", 50)
    for i, size in enumerate([30, 20, 20, 20]):
        for visit in ("one", f"other {i}"):
            manager.add_file(visit, UploadedFileRec(f"file {i}", "a.csv", "text/csv", bytes(size)))
            make_room(visit)
    assert list(manager.file_storage["one"]) == ["file 2", "file 3"]
    assert all(manager.file_storage[f"other {i}"] for i in range(4))
    make_room("nobody")
    assert "nobody" not in manager.file_storage


def test_of_the_files_of_all_visits_go_those_of_whoever_has_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manager = MemoryUploadedFileManager("/upload")
    served = SimpleNamespace(uploaded_file_mgr=manager)
    monkeypatch.setattr(admission, "runtime", SimpleNamespace(get_instance=lambda: served))
    monkeypatch.setattr(admission, "MOST_OF_ALL", 100)
    visits = ["small", *(f"{visit}" for _ in range(3) for visit in range(4))]
    for i, visit in enumerate(visits):
        manager.add_file(visit, UploadedFileRec(f"file {i}", "a.csv", "text/csv", bytes(12)))
        make_room(visit)
    assert list(manager.file_storage["small"]) == ["file 0"]
    kept = [files for visit, files in manager.file_storage.items() if visit != "small"]
    assert sum(map(len, kept)) == (100 - 12) // 12
    assert all(list(files)[-1] in ("file 9", "file 10", "file 11", "file 12") for files in kept)


def test_visits_end_though_nobody_comes_or_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = MemorySessionStorage(ttl_seconds=0)
    gone = SessionInfo(client=None, session=cast(Any, SimpleNamespace(id="visit")))
    ended = weakref.ref(gone)
    storage.save(gone)
    manager = SimpleNamespace(_session_storage=storage)
    served = SimpleNamespace(_session_mgr=manager)
    monkeypatch.setattr(admission, "runtime", SimpleNamespace(get_instance=lambda: served))
    del gone
    assert ended() is not None
    end_visits()
    assert ended() is None


def sent(**fields: Any) -> Message:
    """A message as it comes through Streamlit's socket."""
    return {"type": "websocket.receive", "bytes": BackMsg(**fields).SerializeToString()}


def rerun(**fields: Any) -> Message:
    return sent(rerun_script=fields)


@pytest.mark.parametrize(
    ("message", "cost"),
    [
        (rerun(), WHOLE_COST),
        (rerun(query_string="dataset=spiral", cached_message_hashes=["a"] * 300), WHOLE_COST),
        (rerun(fragment_id="a", widget_states={"widgets": [{"id": "x"}] * 200}), FRAGMENT_COST),
        (rerun(widget_states={"widgets": [{"id": "x", "string_value": "," * 10**6}]}), WHOLE_COST),
        (sent(app_heartbeat=True), FRAGMENT_COST),
        (sent(stop_script=True), FRAGMENT_COST),
        (sent(file_urls_request={"file_names": ["a.csv"]}), FRAGMENT_COST),
        (sent(backend_operation_request={"deferred_file": {"file_id": "x"}}), FRAGMENT_COST),
        (sent(backend_operation_request={"dataframe_chunk": {"offset": 9}}), FRAGMENT_COST),
    ],
)
def test_what_a_page_sends_is_let_in(message: Message, cost: float) -> None:
    assert is_of_a_page(message)
    assert cost_of(message) == cost


@pytest.mark.parametrize(
    "message",
    [
        rerun(query_string="a=&" * 100_000),
        rerun(widget_states={"widgets": [{"id": str(i)} for i in range(100_000)]}),
        rerun(cached_message_hashes=[""] * 100_000),
        sent(file_urls_request={"file_names": [""] * 100_000}),
        sent(clear_cache=True),
        sent(load_git_info=True),
        sent(set_run_on_save=True),
        sent(debug_shutdown_runtime=True),
        sent(backend_operation_request={"install_skills": {}}),
        sent(backend_operation_request={"dismiss_skills_nudge": {}}),
        sent(backend_operation_request={}),
        sent(),
        rerun(widget_states={"widgets": [{"string_array_value": {"data": [""] * 10**6}}]}),
        rerun(widget_states={"widgets": [{"int_array_value": {"data": [0] * 10**6}}]}),
        {"type": "websocket.receive", "bytes": b"\xff" * 10**6},
        {"type": "websocket.receive", "bytes": b"\x5b" * 10**6},
        {"type": "websocket.receive", "bytes": b"\xff" * 1000},
        {"type": "websocket.receive", "text": "x" * 1000},
    ],
)
def test_whatever_else_comes_is_not(message: Message) -> None:
    assert not is_of_a_page(message)
    assert cost_of(message) > 0


def test_whose_page_it_is_is_asked_of_nobody_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no internet, everybody would wait for the answer that does not come."""

    def refuse(url: str, timeout: float = 0) -> str:
        raise AssertionError(f"{url} was asked")

    monkeypatch.setattr(net_util, "_make_blocking_http_get", refuse)
    monkeypatch.setattr(net_util, "_external_ip", None)
    ask_nobody_outside()
    assert not is_allowed("http://elsewhere.example", "nn.school.example")
    assert not is_allowed("http://", "nn.school.example")
    assert is_allowed("http://nn.school.example", "nn.school.example")


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_all_that_is_in_a_message_counts(widgets: int, texts: int, numbers: int) -> None:
    with patch.object(protobuf, "LITTLE", 0):
        states = [{"id": "x", "trigger_value": True}] * widgets
        states += [{"string_array_value": {"data": [""] * texts}}]
        states += [{"double_array_value": {"data": [1.0] * numbers}}]
        content = rerun(widget_states={"widgets": states})["bytes"]
        # The rerun, its states, and of each widget itself and what is in it.
        count = 2 + 3 * widgets + 2 + texts + 2 + (1 + 8 * numbers if numbers else 0)
        assert not has_more_fields(content, BackMsg.DESCRIPTOR, count)
        assert has_more_fields(content, BackMsg.DESCRIPTOR, count - 1)
