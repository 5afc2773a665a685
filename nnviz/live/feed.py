"""What one viewer of a run is sent: a scene where a new one begins, and frame upon frame."""

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.trainer import Trainer
from nnviz.live.frames import FRAME, pack
from nnviz.live.picture import Picture, Watch
from nnviz.live.run import LiveRun
from nnviz.live.scene import scene


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
    """

    def __init__(self, run: LiveRun) -> None:
        self.frame = 0
        self.watch: Watch | None = None
        self._run = run
        self._scene = 0
        self._shown: tuple[int, Watch | None] = (0, None)  # version and watched neuron
        self._history_rows = 0
        self._history_generation = 0

    def time_until_due(self) -> float:
        """Seconds until there is something new to show; infinity if only a command can tell."""
        if self._shown != (self._run.version, self.watch):
            return 0.0
        return self._run.time_until_due()

    def next(self) -> list[bytes]:
        """Train for as long as is this run's share, and draw what has become of it.

        Returns
        -------
        One frame, after its scene where the viewer does not have that yet.
        """
        self._run.advance()
        return self._run.inspect(self._draw)

    def _draw(self, trainer: Trainer) -> list[bytes]:
        start = time.perf_counter()
        run = self._run
        messages = []
        new_scene = run.scene != self._scene
        if new_scene:
            self._scene = run.scene
            self._picture = Picture(run.experiment, trainer.network)
            messages.append(scene(run.scene, run.experiment, trainer.steps_per_epoch))
        self.frame += 1
        # Read once and before anything is drawn: a wish from now on asks for another frame.
        watch = self.watch
        self._shown = (run.version, watch)
        history, history_reset = self._new_history(trainer, new_scene)
        evaluation = run.evaluation()
        trouble = run.trouble
        watched = watch if self._picture.has(watch) else None
        arrays = self._picture.draw(watched)
        watch_scale = arrays.pop("watch_scale", None)
        header = {
            "scene": run.scene,
            "frame": self.frame,
            "step": trainer.step_count,
            "epoch": trainer.epoch_progress,
            "playing": run.playing,
            "learning_rate": trainer.learning_rate,
            "train_loss": evaluation.train_loss,
            "test_loss": evaluation.test_loss,
            "metrics": {
                name: [value, evaluation.test_metrics[name]]
                for name, value in evaluation.train_metrics.items()
            },
            "updates_per_second": run.updates_per_second,
            "watch": watched,
            "watch_scale": None if watch_scale is None else float(watch_scale[0]),
            "trouble": None if trouble is None else vars(trouble),
            "history_reset": history_reset,
        }
        parameters = trainer.network.parameters.astype(np.float32, copy=False)
        arrays = {"parameters": parameters, "history": history, **arrays}
        messages.append(pack(FRAME, header, arrays))
        run.drawn(time.perf_counter() - start)
        return messages

    def _new_history(self, trainer: Trainer, reset: bool) -> tuple[NDArray[Any], bool]:
        """The rows that the viewer does not have yet, and whether those it has are void."""
        history = trainer.history
        reset = reset or history.generation != self._history_generation
        start = 0 if reset else self._history_rows
        self._history_rows = len(history.records)
        self._history_generation = history.generation
        return history.records[start:].astype(np.float32), reset
