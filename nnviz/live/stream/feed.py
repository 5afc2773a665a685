"""What one viewer of a run is sent: a scene where a new one begins, and frame upon frame."""

import time
from contextlib import suppress
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.evaluation.evaluation import Evaluation
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.network import Network
from nnviz.core.timeline.timeline import LogFull, Timeline
from nnviz.core.training.trainer import Trainer
from nnviz.live.frames.frames import FRAME, pack
from nnviz.live.frames.picture import Picture, Watch
from nnviz.live.frames.points import Points
from nnviz.live.frames.probe import Probe, answers
from nnviz.live.frames.requests import Draw, Edit, Requests, Seek, TraceRequest
from nnviz.live.frames.scene import scene
from nnviz.live.frames.spotlight import lit_points
from nnviz.live.frames.tracer import Tracer
from nnviz.live.messages import FrameHeader, LossesEntry
from nnviz.live.run.pacing import CROWD
from nnviz.live.run.projected import ProjectedSpace
from nnviz.live.run.run import LiveRun

#: Places on the line that are marked because something was done there; the latest ones.
MOST_MARKS = 500

#: What a frame depends on: version of the run, and what the viewer asks for.
Shown = tuple[int, Watch | None, TraceRequest | None, Probe | None]


def opening(run: LiveRun) -> list[bytes]:
    """A run's scene and a frame of it as it is, to be shown before there is a stream."""
    return run.inspect(Feed(run)._draw)


class Feed:
    """Trains a run and draws it, one frame at a time.

    `next` is called in worker threads, one at a time; the rest by whoever serves the viewer.

    Attributes
    ----------
    frame
        Number of the frame computed last; they count from 1.
    watch
        The neuron to draw large: layer (0 is the inputs) and index. May be set at any time, also
        to one that there is not; then none is drawn.
    trace_request
        What to show of the next update while the run stands still; may be set at any time, too.
    probe
        A made-up sample, to which every neuron's answer is wanted; may be set at any time, too.
    rest
        Seconds until the next frame at least, as the last one was costly and others are waiting.
    """

    def __init__(self, run: LiveRun) -> None:
        self.frame = 0
        self.rest = 0.0
        self.watch: Watch | None = None
        self.trace_request: TraceRequest | None = None
        self.probe: Probe | None = None
        self._run = run
        self._requests = Requests()
        self._tracer = Tracer(run)
        self._points = Points(run)
        self._scene = 0
        self._silenced: frozenset[Neuron] = frozenset()
        self._shown: Shown = (0, None, None, None)
        self._line = (-1, -1)
        self._history_rows = 0
        self._history_generation = 0
        self._measuring = False

    def time_until_due(self) -> float:
        """Seconds until there is something new to show; infinity if only a command can tell."""
        shown = self._run.version, self.watch, self.trace_request, self.probe
        if self._shown != shown or self._requests or self._run.measuring or self._measuring:
            return 0.0
        return min(self._run.time_until_due(), self._tracer.time_until_due(self.trace_request))

    def ask(self, request: Edit | Seek | Draw) -> None:
        """Have something done before the next frame; may be called at any time."""
        self._requests.put(request)

    def next(self) -> list[bytes]:
        """Train for as long as is this run's share, and draw what has become of it.

        Returns
        -------
        One frame, after its scene where the viewer does not have that yet, and after a trace
        where one is wanted.
        """
        # This thread's own: whatever else has held the processor meanwhile is not this run's doing.
        start = time.thread_time()
        self._grant()
        self._run.advance()
        messages = self._run.inspect(self._draw)
        self.rest = CROWD.rest_after(time.thread_time() - start)
        return messages

    def _grant(self) -> None:
        """Do what was asked for; what makes no sense (any more) is left alone."""
        for request in self._requests.take():
            with suppress(ValueError, IndexError, LogFull):
                # Within the lock, so that the scene does not change in between.
                self._run.inspect(partial(self._do, request))

    def _do(self, request: Edit | Seek | Draw, _trainer: Trainer[Network]) -> None:
        run = self._run
        if isinstance(request, Draw):
            self._points.draw(request)
            return
        if request.scene != run.scene:
            return
        if isinstance(request, Edit):
            run.edit(request.index, request.value)
        else:
            # The way there is gone frame by frame, at this run's fair share.
            run.seek(request.step, 0.0)

    def _draw(self, trainer: Trainer[Network]) -> list[bytes]:
        start = time.perf_counter()
        run = self._run
        messages = []
        new_scene = run.scene != self._scene
        if new_scene or self._silenced != trainer.interventions.silenced:
            self._silenced = trainer.interventions.silenced
            self._space = ProjectedSpace(run.experiment, run.projection)
            self._picture = Picture(run.experiment, trainer.network, self._space)
        if new_scene:
            self._scene = run.scene
            blocks, steps = trainer.network.blocks, trainer.steps_per_epoch
            messages.append(scene(run.scene, run.experiment, blocks, steps, self._space))
        self.frame += 1
        # Read once and before anything is drawn: a request from now on asks for another frame.
        watch, request, probe = self.watch, self.trace_request, self.probe
        self._shown = (run.version, watch, request, probe)
        messages += self._tracer.messages(trainer, request)
        history, history_reset = self._new_history(trainer, new_scene)
        evaluation = run.glance()
        trouble, spotlight = run.trouble, run.spotlight
        watched = watch if self._picture.has(watch) else None
        arrays = self._picture.draw(watched)
        watch_scale = arrays.pop("watch_scale", None)
        header: FrameHeader = {
            "scene": run.scene,
            "frame": self.frame,
            "step": trainer.step_count,
            "epoch": trainer.epoch_progress,
            "playing": run.playing,
            "learning_rate": trainer.learning_rate,
            "train_loss": None if evaluation is None else evaluation.train_loss,
            "test_loss": None if evaluation is None else evaluation.test_loss,
            "metrics": {} if evaluation is None else _metrics(evaluation),
            "updates_per_second": run.updates_per_second,
            "watch": watched,
            "watch_scale": None if watch_scale is None else float(watch_scale[0]),
            "trouble": None if trouble is None else trouble.entry(),
            "halt": None if run.halt is None else run.halt.entry(),
            "history_reset": history_reset,
            "head": run.timeline.head,
            "target": run.timeline.target,
            "stale": run.experiment != run.shown,
            "undoable": run.undoable,
            "frozen": sorted(trainer.interventions.frozen),
            "silenced": sorted(trainer.interventions.silenced),
            "without": self._without(trainer, watched),
            "spotlight": spotlight,
            "drawn": self._points.serial,
        }
        parameters = trainer.network.parameters.astype(np.float32, copy=False)
        arrays = {"parameters": parameters, "history": history, **arrays}
        if spotlight is not None:
            arrays |= lit_points(trainer, spotlight)
        arrays |= answers(run.experiment, trainer.network, probe)
        arrays |= self._new_line(run.timeline, new_scene)
        arrays |= self._points.news(new_scene, self._space)
        messages.append(pack(FRAME, header, arrays))
        run.drawn(time.perf_counter() - start)
        return messages

    def _without(self, trainer: Trainer[Network], watched: Watch | None) -> LossesEntry | None:
        """What the losses would be without the watched neuron, if it is a hidden one."""
        self._measuring = False
        if watched is None or not 0 < watched[0] < len(trainer.network.layer_sizes) - 1:
            return None
        if watched in trainer.interventions.silenced:
            return None
        evaluation, is_current = trainer.glance(watched)
        self._measuring = not is_current
        if evaluation is None:
            return None
        return {"train_loss": evaluation.train_loss, "test_loss": evaluation.test_loss}

    def _new_line(self, timeline: Timeline[Network], reset: bool) -> dict[str, NDArray[Any]]:
        """Curves left behind or still to come, and where on the line something was done.

        Each only where it has changed since it was sent.
        """
        arrays: dict[str, NDArray[Any]] = {}
        line = (timeline.generation, timeline.changes)
        if reset or line[0] != self._line[0]:
            curves = [*timeline.ghosts, *([timeline.future] if timeline.future is not None else [])]
            rows = [
                np.column_stack([np.full(len(curve), number), curve[:, :3]])
                for number, curve in enumerate(curves)
            ]
            arrays["ghosts"] = np.concatenate([np.empty((0, 4)), *rows]).astype(np.float32)
        if reset or line[1] != self._line[1]:
            steps = sorted({entry.step for entry in timeline.log})
            arrays["marks"] = np.array(steps[-MOST_MARKS:], np.float32)
        self._line = line
        return arrays

    def _new_history(self, trainer: Trainer[Network], reset: bool) -> tuple[NDArray[Any], bool]:
        """The rows that the viewer does not have yet, and whether those it has are void."""
        history = trainer.history
        reset = reset or history.generation != self._history_generation
        start = 0 if reset else self._history_rows
        self._history_rows = len(history.records)
        self._history_generation = history.generation
        return history.records[start:].astype(np.float32), reset


def _metrics(evaluation: Evaluation) -> dict[str, list[float]]:
    """Each metric of both shares."""
    return {
        name: [value, evaluation.test_metrics[name]]
        for name, value in evaluation.train_metrics.items()
    }
