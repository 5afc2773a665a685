"""Tells one viewer what the next update is going to do, when that is wanted and worth its price."""

import math
import time
from typing import Any

from numpy.typing import NDArray

from nnviz.core.network.network import Network
from nnviz.core.training.trainer import Trainer
from nnviz.live.background import BACKGROUND, Job
from nnviz.live.frames.requests import TraceRequest
from nnviz.live.frames.tracing import trace_message
from nnviz.live.run.run import LiveRun

#: Seconds between two traces at least, and how many times as long as a trace takes: while a slider
#: is moved each frame is another state, and others want their frames, too.
INTERVAL = 0.1
REST = 4.0
#: Seconds between two looks at whether the finite differences are there.
POLL = 0.1


class Tracer:
    """The traces of one run for one viewer.

    Parameters
    ----------
    run
        Is traced only while it stands still.
    """

    def __init__(self, run: LiveRun) -> None:
        self._run = run
        self._told: tuple[int, TraceRequest] | None = None
        self._not_before = 0.0
        self._check: Job[NDArray[Any]] | None = None
        self._checked: tuple[int, TraceRequest] | None = None

    def time_until_due(self, request: TraceRequest | None) -> float:
        """Seconds until there is something to tell; infinity while there is not."""
        run = self._run
        if request is None or run.playing or run.timeline.target is not None:
            return math.inf
        if self._told != (run.version, request):
            return max(self._not_before - time.monotonic(), 0.0)
        if self._check is None:
            return math.inf
        return POLL if self._check.running else 0.0

    def messages(self, trainer: Trainer[Network], request: TraceRequest | None) -> list[bytes]:
        """A trace, if it is time for one; called while nothing changes.

        Finite differences are computed in the background: a first trace is without, a second with.
        """
        if request is None:
            self._told = None
        if request is None or self.time_until_due(request) > 0.0:
            return []
        start = time.monotonic()
        state = (self._run.version, request)
        forced = self._run.timeline.next_sample if request.sample is None else None
        example = request.sample if forced is None else forced
        numerical = None
        if self._check is not None and self._checked == state:
            numerical, self._check = self._check.result, None
        self._told = state
        trainer.complete()
        instead_of_batch = None if example is not None else trainer.example_of_large_batch
        if instead_of_batch is not None:
            example = instead_of_batch
        try:
            trace = trainer.trace(example)
        except IndexError:
            return []  # another run has fewer samples
        if request.check and self._checked != state:
            self._checked = state
            version = state[0]
            self._check = BACKGROUND.submit(
                trainer.differences(trace), lambda: self._run.version == version
            )
        message = trace_message(
            self._run.scene,
            trainer,
            trace,
            example,
            forced=forced is not None,
            instead_of_batch=instead_of_batch is not None,
            numerical=numerical,
        )
        now = time.monotonic()
        self._not_before = now + max(INTERVAL, REST * (now - start))
        return [message]
