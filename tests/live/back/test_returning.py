"""A reloaded page is told its run's token, if it shows that of the run that it was given."""

import json
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.experiment import Experiment
from nnviz.live.back.keeping import TOKEN
from nnviz.live.back.returning import MOST_BYTES
from nnviz.live.run.run import LiveRun
from tests.live.server import PATIENCE, Server, serve

Asked = tuple[str, Sequence[object], str]


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    """Who has asked for what."""
    return []


@pytest.fixture(scope="module")
def server(asked: list[Asked]) -> Iterator[Server]:
    def reclaim(visit: str, tickets: Sequence[object], another: str) -> str | None:
        asked.append((visit, tickets, another))
        return "the run's" if "good" in tickets else None

    with serve(reclaim=reclaim) as server:
        yield server


@pytest.fixture(scope="module")
def run(server: Server) -> LiveRun:
    return server.add(LiveRun(Experiment(hidden=(3,))))


def ask(server: Server, token: str | None, body: bytes) -> tuple[int, bytes]:
    """Status and content of the answer."""
    connection = HTTPConnection(server.host, timeout=PATIENCE)
    connection.request("POST", "/nnviz/return", body, {} if token is None else {TOKEN: token})
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def message(*tickets: object, another: object = "next") -> bytes:
    return json.dumps({"tickets": tickets, "another": another}).encode()


def test_a_good_ticket_is_answered_by_a_token(
    server: Server, run: LiveRun, asked: list[Asked]
) -> None:
    status, content = ask(server, run.token, message("other", "good"))
    assert (status, json.loads(content)) == (200, {"token": "the run's"})
    assert asked[-1] == (server.owners[run.token].visit, ["other", "good"], "next")


def test_other_tickets_bring_nothing(server: Server, run: LiveRun) -> None:
    status, content = ask(server, run.token, message("other", 3, None))
    assert (status, json.loads(content)) == (200, {"token": None})


@pytest.mark.parametrize("token", [None, "", "guessed"])
def test_a_page_without_a_run_is_refused(
    server: Server, asked: list[Asked], token: str | None
) -> None:
    before = len(asked)
    assert ask(server, token, message("good"))[0] == 403
    assert len(asked) == before


def test_a_long_message_is_refused(server: Server, run: LiveRun, asked: list[Asked]) -> None:
    before = len(asked)
    assert ask(server, run.token, message("good", "x" * MOST_BYTES))[0] == 400
    assert len(asked) == before


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
others = st.binary(max_size=100) | json_values.map(lambda value: json.dumps(value).encode())


@given(body=others | st.just(message("good", another=3)) | st.just(b"[" * 900))
def test_whatever_else_comes_is_refused(
    server: Server, run: LiveRun, asked: list[Asked], body: bytes
) -> None:
    before = len(asked)
    assert ask(server, run.token, body)[0] == 400
    assert len(asked) == before
