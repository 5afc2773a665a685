"""One learner's running training: commands come in from the page, updates go on between them.

The page's script calls the commands in its threads, the stream's worker threads call `advance`
and `inspect`. What is looked at stands in `watched`, what is done by hand in `steered`; here is
what takes time.
"""

import math
import time
from collections.abc import Callable
from functools import partial
from typing import Literal

from nnviz.core.changes import Reconfigure, Redraw, Teach
from nnviz.core.divergence import Diverged
from nnviz.core.settings import differing
from nnviz.core.standing import take_up
from nnviz.core.timeline import LogFull, Timeline
from nnviz.core.trainer import Trainer
from nnviz.data.drawn import DrawnSpec
from nnviz.data.held import hold
from nnviz.experiment import LIVE_FIELDS, Experiment
from nnviz.experiment.replay import Line
from nnviz.live.pacing import Pace
from nnviz.live.steered import SteeredRun
from nnviz.live.trouble import Trouble
from nnviz.live.view import prepare_views
from nnviz.saving import SavedRun, write_run

#: Seconds that going to another update takes at once, unless said otherwise.
SEEK_TIME = 0.1
#: Updates between two looks at the clock on the way.
SEEK_CHUNK = 20
#: Seconds between two parts of what takes long, in which a frame may be drawn.
BREATH = 0.0005


class _Arrived(Exception):  # noqa: N818 - it is no error
    """The update that the run was on its way to is reached."""


class LiveRun(SteeredRun):
    """A run that is played, paused and taken to other updates while it is watched. Thread-safe.

    Attributes
    ----------
    keeps_data
        Whether nobody is to draw other points; then `draw` does nothing.
    """

    keeps_data = False

    def __init__(self, experiment: Experiment, *, pace: Pace | None = None) -> None:
        super().__init__(experiment)
        prepare_views(experiment)
        self._pace = pace or Pace()
        self._playing = False
        self._speed = math.inf
        self._is_waiting = False

    @property
    def playing(self) -> bool:
        """Whether training goes on whenever a frame is asked for."""
        return self._playing

    @property
    def speed(self) -> float:
        """Updates per second; infinity for as fast as possible."""
        return self._speed

    @speed.setter
    def speed(self, updates_per_second: float) -> None:
        if not updates_per_second > 0:
            raise ValueError(f"speed must be above 0, but {updates_per_second!r} came")
        if updates_per_second != self._speed:
            with self._lock:
                self._speed = updates_per_second
                # Time that passed at the old speed must not count at the new one.
                self._pace.rest()
            self._changed()

    def apply(self, experiment: Experiment) -> Literal["unchanged", "live", "restarted"]:
        """Train this from now on.

        Settings that may change in mid-training do so, others restart the run; the result says
        which. Playing or pausing stays as it is.
        """
        changed = differing(self.experiment, experiment)
        if not changed:
            return "unchanged"
        if not changed <= LIVE_FIELDS:
            self.begin(experiment)
            return "restarted"
        with self._lock:
            self._shown = experiment
            self._trouble = None
            steps_per_epoch = self.trainer.steps_per_epoch
            self._timeline.change(Reconfigure(experiment))
            if self.trainer.steps_per_epoch != steps_per_epoch:
                self.scene += 1
        self._changed()
        return "live"

    @property
    def is_waiting(self) -> bool:
        """Whether training stands still for want of points; see `draw`."""
        return self._is_waiting

    def draw(self, drawing: DrawnSpec | None) -> None:
        """Learn from these points from now on.

        Where the network fits them it goes on as it is, else the run begins anew; so it does, too,
        where it has been drawn for so long that its log can hold no more. Without a drawing the
        plane is empty: nothing is learnt until there is one, or `draw_no_more`.
        """
        if self.keeps_data:
            return
        with self._lock:
            self._is_waiting = drawing is None
            self._pace.rest()
            if drawing is not None:
                self._learn_from(hold(drawing, keep=False).name)
        self._changed()

    def draw_no_more(self) -> None:
        """Whoever drew has gone: the points that there were last are the ones that count."""
        if self._is_waiting:
            self._is_waiting = False
            self._changed()

    def _begin(self, timeline: Timeline) -> None:
        before = self.experiment
        super()._begin(timeline)
        if self.experiment.dataset != before.dataset:
            self._is_waiting = False

    def _learn_from(self, dataset: str) -> None:
        before = self.experiment
        wanted = before.with_(dataset=dataset)
        if wanted == before:
            return
        self._trouble = None
        try:
            self._timeline.change(Redraw(wanted))
        except (ValueError, LogFull):
            self._begin(Timeline(wanted))
        else:
            if before.spec.value_range != wanted.spec.value_range:
                self.scene += 1
        self._shown = wanted

    def restart(self) -> None:
        """Begin again with the same initial weights. Playing or pausing stays as it is."""
        self.begin(self.experiment)

    def begin(self, experiment: Experiment) -> None:
        """Begin with this, whatever was before. Playing or pausing stays as it is."""
        # Where that takes long, the run is not kept waiting.
        timeline = Timeline(experiment)
        prepare_views(experiment)
        with self._lock:
            self._shown = experiment
            self._begin(timeline)
        self._changed()

    def resume(self, line: Line, seconds: float = SEEK_TIME) -> None:
        """Take up the line that a URL describes, and set out for where it stood; see `seek`."""
        timeline = Timeline(line.first)
        timeline.extend(line.head, list(line.log))
        prepare_views(line.first)
        with self._lock:
            self._begin(timeline)
            self.seek(line.step, seconds)
            self.shown = self.experiment

    def saved(self) -> bytes:
        """The run as a file, which `nnviz.saving.read_run` reads."""
        return write_run(self.to_save())

    def open(self, saved: SavedRun) -> None:
        """Take up a saved run exactly where it stood, and stand still there."""
        timeline = take_up(saved.standing)
        prepare_views(saved.experiment)
        with self._lock:
            self._playing = False
            self._pace.rest()
            self._shown = saved.experiment
            self._begin(timeline)
        self._changed()

    def seek(self, step: int, seconds: float = SEEK_TIME) -> None:
        """Go to another update of the run's line, and stand still there.

        Parameters
        ----------
        step
        seconds
            How long that may take; what is left is gone through by the `advance` of the next
            frames.

        Raises
        ------
        ValueError
            The line has no such update.
        """
        with self._lock:
            self._timeline.seek(step)
            self._is_waiting = False
            self._playing = False
            self._trouble = None
            self._pace.rest()
            self._undo.clear()
            deadline = time.perf_counter() + seconds
            while self._timeline.target is not None and time.perf_counter() < deadline:
                self._timeline.replay(SEEK_CHUNK)
        self._changed()

    def teach(self, sample: int) -> None:
        """Make the next update on one training sample; see `step`."""
        self._train(lambda timeline: timeline.change(Teach(sample)))

    def play(self) -> None:
        """Go on training whenever a frame is asked for."""
        with self._lock:
            self._playing = True
            # Where nothing was changed, the same update fails again and says so again.
            self._trouble = None
            self._pace.rest()
        self._changed()

    def pause(self) -> None:
        """Stand still until further notice, also on the way to another update."""
        with self._lock:
            self.trainer.complete()
            self._playing = False
            self._timeline.target = None
            self._pace.rest()
        self._changed()

    def step(self, n: int = 1) -> None:
        """Do n updates now; training that diverges becomes `trouble`."""
        aim = self.trainer.step_count + n
        self._train(lambda timeline: timeline.step(n), lambda trainer: aim - trainer.step_count)

    def epoch(self) -> None:
        """Finish the current pass over the training share; see `step`."""
        epoch = self.trainer.epoch_count
        self._train(
            Timeline.epoch,
            lambda trainer: trainer.steps_left_in_pass * (trainer.epoch_count == epoch),
        )

    def advance(self) -> None:
        """Do the updates that fit into one frame, if the run is playing or on its way."""
        with self._lock:
            before = self.trainer.step_count
            try:
                if self._is_waiting:
                    return
                if self._timeline.target is not None:
                    self._pace.advance(self._replay, math.inf)
                elif self._playing:
                    self._pace.advance(self._timeline.advance, self._speed)
                else:
                    return
            except Diverged as diverged:
                self._stop(diverged)
            except _Arrived:
                self._pace.rest()
            if self.trainer.step_count == before and self._playing:
                return
        self._changed()

    def _replay(self, n: int) -> int:
        made = self._timeline.replay(n)
        if self._timeline.target is None:
            raise _Arrived
        return made

    def time_until_due(self) -> float:
        """Seconds until `advance` will do an update; infinity while paused."""
        if self._is_waiting:
            return math.inf
        if self._timeline.target is not None:
            return 0.0
        return self._pace.time_until_due(self._speed) if self._playing else math.inf

    @property
    def updates_per_second(self) -> float:
        """Measured; 0 while paused."""
        return self._pace.updates_per_second

    def drawn(self, seconds: float) -> None:
        """Take note of what a picture of this run cost; training makes room for it."""
        self._pace.drawn(seconds)

    def _train(
        self,
        train: Callable[[Timeline], object],
        left: Callable[[Trainer], int] | None = None,
    ) -> None:
        """Train in one go or, where that takes long, until no update is `left` to be done."""
        with self._lock:
            if self._is_waiting:
                return
            self._trouble = None
            self._timeline.target = None
            timeline = self._timeline
            if left is None or not self.trainer.is_large:
                left = None
                self._try(partial(train, timeline))
        if left is not None:
            self._train_with_breaks(timeline, left)
        self._changed()

    def _train_with_breaks(self, timeline: Timeline, left: Callable[[Trainer], int]) -> None:
        """Train in short parts, with time for frames and commands in between."""
        trainer = timeline.trainer
        while True:
            with self._lock:
                if timeline is not self._timeline or timeline.target is not None:
                    return
                n = left(trainer)
                if n <= 0 and trainer.is_complete:
                    return
                if not self._try(partial(timeline.advance, min(n, SEEK_CHUNK))):
                    return
            time.sleep(BREATH)

    def _try(self, train: Callable[[], object]) -> bool:
        """Whether training went well; if not, it stands still and says why."""
        try:
            train()
        except Diverged as diverged:
            self._stop(diverged)
            return False
        return True

    def _stop(self, diverged: Diverged) -> None:
        """Pause with the reason; the trainer has kept its last good state."""
        self._playing = False
        self._pace.rest()
        self._trouble = Trouble.of(diverged)
