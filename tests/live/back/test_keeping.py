"""A page gets its run's file, and hands one back; nobody else does."""

import socket
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Event

import pytest

from nnviz.experiment import Experiment
from nnviz.live.back import keeping
from nnviz.live.back.keeping import PLAYING, SPEED, TOKEN
from nnviz.live.run.run import LiveRun
from nnviz.saving import RunFileProblem, read_run
from nnviz.saving.problem import TOO_LARGE
from tests.live.server import PATIENCE, Server, serve, wait_until


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    content: bytes


class Page:
    """What a page asks, with its token."""

    def __init__(self, host: str, token: str) -> None:
        self.host = host
        self.token: str | None = token

    def get(self, **headers: str) -> Answer:
        """Ask for the run's file."""
        return self._ask("GET", None, headers)

    def put(self, content: bytes | Iterable[bytes]) -> Answer:
        """Hand a file in, whole or in pieces."""
        return self._ask("PUT", content, {})

    def _ask(
        self, method: str, body: bytes | Iterable[bytes] | None, headers: dict[str, str]
    ) -> Answer:
        token = {} if self.token is None else {TOKEN: self.token}
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        connection.request(method, "/nnviz/run", body, token | headers)
        answer = connection.getresponse()
        found = Answer(answer.status, dict(answer.getheaders()), answer.read())
        connection.close()
        return found


@pytest.fixture
def run() -> LiveRun:
    run = LiveRun(Experiment(hidden=(3,)))
    run.step(30)
    return run


@pytest.fixture
def server(run: LiveRun, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """One that knows the run, and gives files without a rest between two."""
    monkeypatch.setattr(keeping, "LEAST_REST", 0.0)
    monkeypatch.setattr(keeping, "REST", 0.0)
    with serve() as running:
        running.add(run)
        yield running


@pytest.fixture
def page(run: LiveRun, server: Server) -> Page:
    """A page that shows the run."""
    return Page(server.host, run.token)


@contextmanager
def unfinished(host: str, token: str) -> Iterator[socket.socket]:
    """A file that is being handed in, of which the end does not come."""
    name, _, port = host.partition(":")
    head = f"PUT /nnviz/run HTTP/1.1\r\nHost: {host}\r\n{TOKEN}: {token}\r\nContent-Length: 9\r\n"
    with socket.create_connection((name, int(port)), timeout=PATIENCE) as connection:
        connection.sendall(f"{head}\r\nbegun".encode())
        yield connection


def test_the_file_is_the_run_as_it_stands(run: LiveRun, page: Page) -> None:
    run.speed = 30.0
    run.play()
    answer = page.get()
    assert answer.status == 200
    assert answer.headers[PLAYING] == "1"
    assert float(answer.headers[SPEED]) == 30.0
    now = read_run(answer.content).snapshot.now
    assert now.step_count == 30
    assert (now.parameters == run.trainer.network.parameters).all()


def test_what_has_not_changed_is_not_sent_again(run: LiveRun, page: Page) -> None:
    known = {"If-None-Match": page.get().headers["etag"]}
    assert page.get(**known).status == 304
    run.step()
    assert page.get(**known).status == 200


def test_files_are_not_written_all_the_time(
    run: LiveRun, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LEAST_REST", 3600.0)
    assert page.get().status == 200
    run.step()
    assert page.get().status == 204


def test_a_run_that_is_too_large_has_no_file(
    run: LiveRun, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saved() -> bytes:
        raise RunFileProblem(TOO_LARGE, megabytes=20)

    monkeypatch.setattr(run, "saved", saved)
    assert page.get().status == 204


@pytest.mark.parametrize("token", [None, "", "guessed"])
def test_nobody_else_gets_or_gives_a_file(run: LiveRun, page: Page, token: str | None) -> None:
    page.token = token
    assert page.get().status == 403
    assert page.put(b"x").status == 403
    assert run.handed_in is None


def test_a_file_is_handed_in(run: LiveRun, page: Page) -> None:
    assert page.put(b"content").status == 204
    assert run.handed_in == b"content"


def test_what_is_too_large_is_refused_while_it_comes(
    run: LiveRun, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 1000)

    def pieces() -> Iterator[bytes]:
        for _ in range(4):
            yield bytes(300)

    assert page.put(pieces()).status == 413
    assert run.handed_in is None


def test_few_bytes_are_taken_in_at_once(
    run: LiveRun, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_RECEIVED", 1000)
    assert page.put(bytes(1001)).status == 429
    assert run.handed_in is None
    assert page.put(bytes(1000)).status == 204


def test_what_waits_to_be_opened_counts(
    run: LiveRun, page: Page, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_RECEIVED", 1000)
    other = server.add(LiveRun(Experiment(hidden=(3,))))
    other.handed_in = bytes(600)
    assert page.put(bytes(401)).status == 429
    assert page.put(bytes(400)).status == 204
    # Its own that waits is replaced.
    assert page.put(bytes(399)).status == 204
    other.handed_in = None
    assert page.put(bytes(1000)).status == 204


def test_whoever_hands_a_file_in_slowly_is_in_nobodys_way(
    run: LiveRun, page: Page, server: Server
) -> None:
    """Not even where several do, each with all that one may have under way."""
    with ExitStack() as stack:
        for _ in range(8):
            slow = server.add(LiveRun(Experiment(hidden=(3,))))
            stack.enter_context(unfinished(server.host, slow.token))
        assert page.put(b"content").status == 204
    assert run.handed_in == b"content"


def test_a_run_takes_in_one_file_at_a_time(run: LiveRun, page: Page, server: Server) -> None:
    with unfinished(server.host, run.token):
        wait_until(lambda: page.put(b"another").status == 429)
    wait_until(lambda: page.put(b"content").status == 204)
    assert run.handed_in == b"content"


def test_a_file_that_does_not_come_to_an_end_is_given_up(
    run: LiveRun, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "RECEIVING_LIMIT", 0.05)
    with unfinished(server.host, run.token) as connection:
        assert connection.recv(1000).startswith(b"HTTP/1.1 408")


def test_a_file_that_nobody_opens_is_let_go(
    run: LiveRun, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "OPENING_LIMIT", 0.05)
    assert page.put(b"content").status == 204
    wait_until(lambda: run.handed_in is None)


def test_however_many_ask_one_file_is_written(
    run: LiveRun, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first one is under way, the others are told that there is nothing new."""
    written, may_end, saved = list[None](), Event(), run.saved

    def slowly() -> bytes:
        written.append(None)
        may_end.wait(PATIENCE)
        return saved()

    monkeypatch.setattr(run, "saved", slowly)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(page.get)
        wait_until(lambda: bool(written))
        assert [page.get().status for _ in range(5)] == [204] * 5
        may_end.set()
        assert first.result().status == 200
    assert len(written) == 1
