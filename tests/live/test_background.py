"""Jobs in the background get done in turn, end when nobody wants them, and leave no thread."""

import gc
import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator

import pytest

from nnviz.live.background import Background, Job

LIMIT = 10.0  # seconds after which something has gone wrong


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.001)


def count(pieces: int, done: list[object], name: object = None) -> Generator[float, None, int]:
    """Note every piece; return how many there were."""
    for piece in range(pieces):
        done.append(name)
        yield (piece + 1) / pieces
    return pieces


def endless(done: list[object], ended: threading.Event | None = None) -> Generator[float]:
    """Work that only ends from outside."""
    try:
        while True:
            done.append(None)
            yield 0.5
    finally:
        if ended is not None:
            ended.set()


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background(rest=0.1)
    yield background
    background.close()


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "nnviz-background"]


def test_a_job_gets_done(background: Background) -> None:
    done: list[object] = []
    job = background.submit(count(3, done))
    wait_for(lambda: not job.running)
    assert (job.result, job.progress, job.error, len(done)) == (3, 1.0, None, 3)
    assert not job.cancelled


def test_one_can_wait_for_its_end(background: Background) -> None:
    job = background.submit(count(3, []))
    job.wait(LIMIT)
    assert job.result == 3
    other = background.submit(endless([]))
    other.wait(0.005)
    assert other.running


def test_progress_is_seen_while_it_runs(background: Background) -> None:
    job = background.submit(endless([]))
    wait_for(lambda: job.progress == 0.5)
    assert job.running
    assert job.result is None


def test_a_cancelled_job_stops_and_has_no_result(background: Background) -> None:
    done: list[object] = []
    job = background.submit(endless(done))
    wait_for(lambda: len(done) > 3)
    job.cancel()
    assert not job.running
    wait_for(lambda: not threads())
    reached = len(done)
    time.sleep(0.02)
    assert len(done) == reached
    assert job.cancelled


def test_a_cancelled_job_lets_go_of_what_it_needed_while_it_is_still_held(
    background: Background,
) -> None:
    ended = threading.Event()
    job = background.submit(endless([], ended))
    wait_for(lambda: job.progress == 0.5)
    job.cancel()
    wait_for(ended.is_set)


def test_cancelling_in_the_last_piece_leaves_no_result() -> None:
    def cancels_itself() -> Generator[float, None, int]:
        yield 0.0
        job.cancel()
        return 1

    job: Job[int] = Job(cancels_itself(), lambda: True)
    job.advance()
    job.advance()
    assert job.result is None
    assert not job.running


def test_a_job_that_nobody_holds_ends(background: Background) -> None:
    done: list[object] = []
    ended = threading.Event()
    job = background.submit(endless(done, ended))
    wait_for(lambda: len(done) > 3)
    del job
    wait_for(lambda: gc.collect() >= 0 and ended.is_set() and not threads())


def test_a_job_that_is_no_longer_wanted_ends(background: Background) -> None:
    wanted = threading.Event()
    wanted.set()
    done: list[object] = []
    job = background.submit(endless(done), wanted.is_set)
    wait_for(lambda: len(done) > 3)
    wanted.clear()
    wait_for(lambda: not job.running)
    assert job.result is None


def test_a_failure_is_kept_and_does_not_stop_the_others(
    background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> Generator[float]:
        yield 0.5
        raise ArithmeticError("no such number")

    with caplog.at_level(logging.CRITICAL):
        failing, other = background.submit(fails()), background.submit(count(5, []))
        wait_for(lambda: not failing.running and not other.running)
    assert isinstance(failing.error, ArithmeticError)
    assert not failing.cancelled
    assert other.result == 5


def test_visitors_take_turns_on_one_thread(background: Background) -> None:
    done: list[object] = []
    start = threading.Event()

    def waits(name: str) -> Generator[float, None, int]:
        start.wait(LIMIT)
        yield 0.0
        return (yield from count(4, done, name))

    jobs = [background.submit(waits(name)) for name in "abc"]
    assert len(threads()) == 1
    start.set()
    wait_for(lambda: not any(job.running for job in jobs))
    assert "".join(map(str, done)) == "abc" * 4


def test_the_thread_ends_with_the_last_job_and_comes_back_with_the_next(
    background: Background,
) -> None:
    for _ in range(3):
        job = background.submit(count(2, []))
        wait_for(lambda: not threads())
        assert job.result == 2


def test_it_rests_longer_than_it_works() -> None:
    background = Background(rest=3.0)

    def works() -> Generator[float]:
        for _ in range(5):
            end = time.perf_counter() + 0.005
            while time.perf_counter() < end:
                pass
            yield 0.0

    start = time.perf_counter()
    job = background.submit(works())
    wait_for(lambda: not job.running)
    assert time.perf_counter() - start >= 5 * 0.005 * (1 + 3)
    background.close()


def test_closing_ends_the_thread_and_refuses_more() -> None:
    background = Background(rest=0.0)
    job = background.submit(endless([]))
    background.close()
    assert not threads()
    assert job.result is None
    with pytest.raises(RuntimeError, match="closed"):
        background.submit(count(1, []))
