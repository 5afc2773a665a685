"""What the stream does not put up with, with real WebSocket clients against a real server."""

import json

import pytest
from websockets.exceptions import InvalidStatus

from nnviz.live.run.run import LiveRun
from nnviz.live.stream import incoming, stream
from tests.live.server import Server, close_code


@pytest.mark.parametrize(
    "origin",
    ["http://elsewhere.example", "http://127.0.0.1:1", "null", "file://", "nonsense", None],
)
def test_other_origins_are_refused(server: Server, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refusal, server.connect(origin):
        pass
    assert refusal.value.response.status_code == 403


@pytest.mark.parametrize(
    "first",
    [
        '{"token": "guess"}',
        '{"token": null}',
        '{"token": ["list"]}',
        "{}",
        "[]",
        "not JSON",
        b"bytes",
        '{"token": "' + "x" * 2000 + '"}',
    ],
)
def test_wrong_token_is_refused(server: Server, first: str | bytes) -> None:
    with server.connect() as connection:
        connection.send(first)
        assert close_code(connection) == incoming.UNAUTHORISED


def test_no_token_in_time_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "GREETING_LIMIT", 0.1)
    with server.connect() as connection:
        assert close_code(connection) == incoming.UNAUTHORISED


@pytest.mark.parametrize(
    "garbage",
    [
        "not JSON",
        "[" * 1000,
        "[1]",
        "7",
        b"\x00\x01",
        '{"ack": 0}',
        '{"ack": 99}',
        '{"ack": -1}',
        '{"ack": true}',
        '{"ack": 1.0}',
        '{"ack": null}',
        '{"watch": 1}',
        '{"watch": [1]}',
        '{"watch": [1, 2, 3]}',
        '{"watch": ["a", "b"]}',
        '{"ack": 1, "watch": [0.5, 1]}',
        json.dumps({"ack": 1, "padding": "x" * incoming.MESSAGE_LIMIT}),
        json.dumps({"draw": [1, "binary", 2, "AAAA"]}),
        json.dumps({"draw": [1, "binary", 2, "A" * 8000], "ack": 1}),
    ],
)
def test_garbage_closes_the_stream(server: Server, run: LiveRun, garbage: str | bytes) -> None:
    with server.watch(run) as page:
        page.frame()
        page.connection.send(garbage)
        assert close_code(page.connection) == incoming.GARBAGE
