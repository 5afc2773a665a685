"""A server with nothing but the stream, and a run on it."""

import threading
from collections.abc import Iterator

import pytest

from nnviz import Experiment
from nnviz.live.run.run import LiveRun
from tests.live.server import Server, serve, wait_until


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    before = set(threading.enumerate())
    with serve() as running:
        yield running
    assert set(threading.enumerate()) <= before


@pytest.fixture
def run(server: Server) -> Iterator[LiveRun]:
    run = server.add(LiveRun(Experiment()))
    yield run
    run.pause()
    # Nobody listens any more, whatever way the page has gone.
    wait_until(lambda: not run._subscribers)
