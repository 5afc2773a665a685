"""What a server process does once."""

import asyncio
import gc
import json
import os
import resource
import socket
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from nnviz.live import process
from nnviz.live.process import (
    MOST_OPEN,
    allow_connections,
    listening_sockets,
    prepare,
    send_at_once,
)


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        yield opened


@pytest.fixture
def restored() -> Iterator[None]:
    """Undo what would change the tests to come."""
    interval = sys.getswitchinterval()
    yield
    gc.unfreeze()
    sys.setswitchinterval(interval)


def no_delay(connection: socket.socket) -> bool:
    return bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_listening_sockets_are_found(listening: socket.socket) -> None:
    with socket.create_connection(listening.getsockname()) as client, socket.socket() as idle:
        found = listening_sockets()
        assert any(one is listening for one in found)
        assert not any(one is client or one is idle for one in found)


def test_closed_sockets_are_passed_over(listening: socket.socket) -> None:
    listening.close()
    assert not any(one is listening for one in listening_sockets())


def test_accepted_connections_inherit_sending_at_once(listening: socket.socket) -> None:
    send_at_once(listening)
    with socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert no_delay(accepted)


def test_sockets_that_are_files_are_left_alone() -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        send_at_once(opened)


@pytest.mark.usefixtures("restored")
def test_preparing_covers_all(listening: socket.socket) -> None:
    prepare(["colorsys"])
    assert "colorsys" in sys.modules
    assert no_delay(listening)
    assert gc.get_freeze_count() > 0
    assert sys.getswitchinterval() == pytest.approx(process.SWITCH_INTERVAL)


def test_garbage_is_collected_though_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "COLLECT_INTERVAL", 0.01)

    class Circular:
        def __init__(self) -> None:
            self.itself = self

    async def until_it_has_gone() -> None:
        collecting = asyncio.create_task(process.collect())
        gone = weakref.ref(Circular())
        while gone() is not None:
            await asyncio.sleep(0.01)
            _ = [[] for _ in range(5000)]  # Without anything new, nothing is looked for.
        collecting.cancel()

    asyncio.run(asyncio.wait_for(until_it_has_gone(), 60))


def test_free_memory_is_handed_back_until_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "TRIM_INTERVAL", 0.01)

    async def for_a_while() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(process.give_back(), 0.1)

    asyncio.run(for_a_while())


def test_the_process_may_have_as_many_connections_as_the_system_lets_it() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        allow_connections()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        assert hard == before[1]
        assert soft == (MOST_OPEN if hard == resource.RLIM_INFINITY else min(MOST_OPEN, hard))
        allow_connections()
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (soft, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


_THREADS = """
import json, app, threadpoolctl
print(json.dumps([found["num_threads"] for found in threadpoolctl.threadpool_info()]))
"""


@pytest.mark.parametrize("wanted", [None, min(2, os.cpu_count() or 1)])
def test_matrices_are_multiplied_on_one_thread_unless_another_number_is_set(
    wanted: int | None,
) -> None:
    environment = {key: value for key, value in os.environ.items() if "THREADS" not in key}
    if wanted:
        environment["OPENBLAS_NUM_THREADS"] = environment["MKL_NUM_THREADS"] = str(wanted)
    command = [sys.executable, "-c", _THREADS]
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert set(json.loads(found.stdout.splitlines()[-1])) == {wanted or 1}
