"""Long computations beside the trainings: one thread for all visitors, in small pieces.

The pictures come first. A computation is a generator that does a few milliseconds of work between
two yields; the worker takes pieces of all jobs in turn and rests after each, so that whoever trains
hardly feels it. A job lives as long as somebody holds it: when Streamlit drops a visitor's session,
the visitor's job ends with its next piece, without anybody having to say so.
"""

import logging
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Generator
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")

#: Seconds of rest after each second of work: most of a processor is left for the pictures.
REST = 2.0


class Job(Generic[Result]):
    """A computation under way, done, failed or cancelled. Thread-safe.

    Attributes
    ----------
    progress
        The part that is done, from 0 to 1.
    result
        What the computation returned; None before.
    error
        What it raised; None if nothing.
    """

    def __init__(self, work: Generator[float, None, Result], wanted: Callable[[], bool]) -> None:
        self.progress = 0.0
        self.result: Result | None = None
        self.error: Exception | None = None
        self._ended = threading.Event()
        self._work = work
        self._wanted = wanted

    @property
    def running(self) -> bool:
        """Whether it goes on, or waits for its turn."""
        return not self._ended.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether it has ended before it was done, and not by a failure."""
        return not self.running and self.result is None and self.error is None

    def wait(self, seconds: float) -> None:
        """Return when it has ended, or after so many seconds."""
        self._ended.wait(seconds)

    def cancel(self) -> None:
        """Do no further piece of it. What is done or has failed stays so."""
        self._ended.set()

    def advance(self) -> None:
        """Do one piece; called by one worker only."""
        try:
            if self._wanted():
                self.progress = next(self._work)
            else:
                self.cancel()
        except StopIteration as end:
            if self.running:
                self.result = end.value
                self.progress = 1.0
        except Exception as error:
            logging.getLogger(__name__).exception("a computation in the background failed")
            self.error = error
        else:
            return
        self._ended.set()

    def release(self) -> None:
        """Let go of what the computation needed, however it has ended; called by the worker."""
        self._work.close()


class Background:
    """One thread that works on the jobs of all visitors in turn, while there are any.

    Parameters
    ----------
    rest
        Seconds of rest after each second of work.
    """

    def __init__(self, rest: float = REST) -> None:
        self._rest = rest
        self._lock = threading.Lock()
        self._queue: deque[weakref.ref[Job[Any]]] = deque()
        self._thread: threading.Thread | None = None
        self._closed = threading.Event()

    def submit(
        self, work: Generator[float, None, Result], wanted: Callable[[], bool] = lambda: True
    ) -> Job[Result]:
        """Begin a computation. It ends early when the job is cancelled, or held by nobody.

        Parameters
        ----------
        work
            Yields the part that is done, from 0 to 1, and returns the result.
        wanted
            Asked before each piece; the job is cancelled where it says no.

        Raises
        ------
        RuntimeError
            The process is shutting down.
        """
        job = Job(work, wanted)
        with self._lock:
            if self._closed.is_set():
                raise RuntimeError("the background worker is closed")
            self._queue.append(weakref.ref(job))
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, name="nnviz-background", daemon=True
                )
                self._thread.start()
        return job

    def close(self) -> None:
        """End the thread, for good; jobs stay unfinished."""
        self._closed.set()
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while not self._closed.is_set():
            with self._lock:
                if not self._queue:
                    self._thread = None
                    return
                reference = self._queue.popleft()
            start = time.perf_counter()
            if self._advance(reference):
                with self._lock:
                    self._queue.append(reference)
                self._closed.wait((time.perf_counter() - start) * self._rest)

    @staticmethod
    def _advance(reference: weakref.ref[Job[Any]]) -> bool:
        """Do one piece of a job that is still held; return whether there is more to do.

        In a function of its own, so that the worker holds no job while it rests.
        """
        job = reference()
        if job is None:
            return False
        if job.running:
            job.advance()
        if job.running:
            return True
        job.release()
        return False


#: The workers of this process: for what is computed here, and for what only has to be waited for.
BACKGROUND, READINGS = Background(), Background(rest=0.0)
