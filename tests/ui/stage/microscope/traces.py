"""Real traces, as the server sends them before a frame."""

import time
from typing import Any

from nnviz.core.network.interventions import NO_INTERVENTIONS, Interventions
from nnviz.experiment import Experiment
from nnviz.live.frames.frames import unpack
from nnviz.live.frames.requests import TraceRequest
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed
from tests.ui.stage.harness.stage_page import as_text


class Traced:
    """A run that stands still, and one viewer of it who looks at its next update.

    Parameters
    ----------
    sample
        Number of the training example to look at; None for the next mini-batch.
    check
        Whether finite differences are wanted, too.
    steps
        Updates made before.
    interventions
        What is frozen or switched off.
    fields
        The experiment's.
    """

    def __init__(
        self,
        sample: int | None = None,
        *,
        check: bool = False,
        steps: int = 3,
        interventions: Interventions = NO_INTERVENTIONS,
        **fields: Any,
    ) -> None:
        self.run = LiveRun(Experiment(**fields))
        for _ in range(steps):
            self.run.step()
        if interventions != NO_INTERVENTIONS:
            self.run.inspect(lambda trainer: trainer.intervene(interventions))
        self.feed = Feed(self.run)
        self.feed.trace_request = TraceRequest(sample, check)

    def messages(self) -> list[str]:
        """What is new: a scene at first, a trace (with its check, if wanted), and a frame."""
        messages = self.feed.next()
        opening = messages[:-2]
        while self.feed.trace_request is not None and self.feed.trace_request.check:
            if len(messages) > 1 and unpack(messages[-2])[1]["check"] is not None:
                break
            time.sleep(min(self.feed.time_until_due(), 0.1))
            messages = [*opening, *self.feed.next()]
        return [as_text(message) for message in messages]


def trace_of(sample: int | None = None, **fields: Any) -> list[str]:
    """A scene and the trace of its next update."""
    return Traced(sample, **fields).messages()[:2]
