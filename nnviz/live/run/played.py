"""A run that is played, paused and stepped, for as long at a time as is its share.

The page's script calls the commands in its threads, the stream's worker threads call `advance`.
"""

import math
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from nnviz.core.network.network import Network
from nnviz.core.timeline.changes import Teach
from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.divergence import Diverged
from nnviz.core.training.trainer import Trainer
from nnviz.experiment import Experiment
from nnviz.experiment.url.stopping import Stop
from nnviz.live.run.pacing import Pace
from nnviz.live.run.steered import SteeredRun
from nnviz.live.run.stopper import Reached, Stopper, Unknown
from nnviz.live.run.trouble import Trouble

#: Seconds that going to another update takes at once, unless said otherwise.
SEEK_TIME = 0.1
#: Updates between two looks at the clock on the way.
SEEK_CHUNK = 20
#: Seconds between two parts of what takes long, in which a frame may be drawn.
BREATH = 0.0005


class _Stopped(Exception):  # noqa: N818 - it is no error
    """The run has come to where it was told to pause."""


class _Arrived(Exception):  # noqa: N818 - it is no error
    """The update that the run was on its way to is reached."""


class PlayedRun(SteeredRun):
    """A run that trains whenever a frame is asked for, if it is played. Thread-safe."""

    def __init__(self, experiment: Experiment, *, pace: Pace | None = None) -> None:
        super().__init__(experiment)
        self._pace = pace or Pace()
        self._playing = False
        self._stopper = Stopper()
        self._halt: Reached | None = None
        # The update at which a pass has ended that is yet to be looked at.
        self._ended_at: int | None = None
        self._speed = math.inf
        self._is_waiting = False

    @property
    def playing(self) -> bool:
        """Whether training goes on whenever a frame is asked for."""
        return self._playing

    @property
    def stop(self) -> Stop:
        """Where it pauses by itself while it is played."""
        return self._stopper.rule

    @stop.setter
    def stop(self, stop: Stop) -> None:
        if stop != self._stopper.rule:
            with self._lock:
                self._stopper.rule, self._ended_at = stop, None
                self._halt = None
            self._changed()

    @property
    def halt(self) -> Reached | None:
        """Why it paused by itself, while it stands there."""
        halt = self._halt
        return halt if halt is not None and halt.step == self.trainer.step_count else None

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

    @property
    def is_waiting(self) -> bool:
        """Whether training stands still for want of points; see `draw`."""
        return self._is_waiting

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
            self._halt = None
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
                    self._pace.advance(self._advance, self._speed)
                else:
                    return
            except Diverged as diverged:
                self._stop(diverged)
            except _Arrived:
                self._pace.rest()
            except _Stopped:
                self._playing = False
                self._pace.rest()
            if self.trainer.step_count == before and self._playing:
                return
        self._changed()

    def _advance(self, n: int) -> int:
        """Train on, to the end of the pass at most where that is to be looked at."""
        if not self._stopper.rule:
            return self._timeline.advance(n)
        made, trainer = 0, self.trainer
        if self._ended_at != trainer.step_count or not trainer.is_complete:
            epoch = trainer.epoch_count
            made = self._timeline.advance(min(n, trainer.steps_left_in_pass))
            if trainer.epoch_count > epoch:
                self._ended_at = trainer.step_count
        # Of large data the end of a pass has parts of its own, and so has the look.
        if self._ended_at == trainer.step_count and trainer.is_complete:
            with suppress(Unknown):
                self._halt = self._stopper.look(trainer)
                self._ended_at = None
            if self._halt is not None:
                raise _Stopped
        return made

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
        train: Callable[[Timeline[Network]], object],
        left: Callable[[Trainer[Network]], int] | None = None,
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

    def _train_with_breaks(
        self, timeline: Timeline[Network], left: Callable[[Trainer[Network]], int]
    ) -> None:
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
