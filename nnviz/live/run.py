"""One learner's running training: commands come in from the page, updates go on between them.

The page's script calls the commands in its threads, the stream's worker threads call `advance`
and `inspect`. One lock keeps them apart, so that nobody sees half an update.
"""

import math
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import fields
from typing import Literal, TypeVar, cast

from nnviz.core.changes import Change, HoldStill, Reconfigure, SetParameter, Teach
from nnviz.core.divergence import Diverged
from nnviz.core.evaluation import Evaluation
from nnviz.core.hold import Hold
from nnviz.core.timeline import Timeline
from nnviz.core.trainer import Trainer
from nnviz.experiment import LARGEST_PARAMETER, LIVE_FIELDS, Experiment
from nnviz.experiment.replay import Line
from nnviz.live.pacing import Pace
from nnviz.live.trouble import Trouble
from nnviz.live.undo import UndoStack

Result = TypeVar("Result")

#: Seconds that going to another update may take at once; what is left is done frame by frame.
SEEK_TIME = 0.1
#: Updates between two looks at the clock on the way.
SEEK_CHUNK = 200


class _Arrived(Exception):  # noqa: N818 - it is no error
    """The update that the run was on its way to is reached."""


class LiveRun:
    """A run that is played, paused and changed while it is being watched. Thread-safe.

    Attributes
    ----------
    token
        What a page must show to watch this run; cannot be guessed.
    version
        Grows with any change that a picture could show.
    scene
        Grows with any change after which a picture must be set up anew.
    shown
        The experiment that the page's controls show, as whoever draws them says.
    spotlight
        Points that the picture is to light up: those of one class that are taken for another (or
        the same), as (true, predicted); or None.
    """

    def __init__(self, experiment: Experiment, *, pace: Pace | None = None) -> None:
        self.token = secrets.token_urlsafe()
        self.version = 1
        self.scene = 1
        self._shown = experiment
        self._spotlight: tuple[int, int] | None = None
        self._lock = threading.RLock()
        self._subscribers: tuple[Callable[[], None], ...] = ()
        self._pace = pace or Pace()
        self._timeline = Timeline(experiment)
        self._undo = UndoStack()
        self._playing = False
        self._speed = math.inf
        self._trouble: Trouble | None = None
        self._evaluation: tuple[int, Evaluation] | None = None  # of which version

    @property
    def experiment(self) -> Experiment:
        """What is being trained: as it was at this update, where the run was taken back."""
        return cast(Experiment, self._timeline.trainer.experiment)

    @property
    def trainer(self) -> Trainer:
        """The training itself. Whoever needs more than one number of it goes through `inspect`."""
        return self._timeline.trainer

    @property
    def timeline(self) -> Timeline:
        """The run's line and its log; to be looked at within `inspect`."""
        return self._timeline

    @property
    def undoable(self) -> int:
        """How many settings by hand can be taken back."""
        return len(self._undo)

    @property
    def shown(self) -> Experiment:
        """See the class's attributes."""
        return self._shown

    @shown.setter
    def shown(self, experiment: Experiment) -> None:
        if experiment != self._shown:
            self._shown = experiment
            self._changed()

    @property
    def spotlight(self) -> tuple[int, int] | None:
        """See the class's attributes."""
        return self._spotlight

    @spotlight.setter
    def spotlight(self, cell: tuple[int, int] | None) -> None:
        if cell != self._spotlight:
            self._spotlight = cell
            self._changed()

    @property
    def playing(self) -> bool:
        """Whether training goes on whenever a frame is asked for."""
        return self._playing

    @property
    def trouble(self) -> Trouble | None:
        """Why training stopped by itself, until the run is changed or played again."""
        return self._trouble

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
        with self._lock:
            changed = {
                field.name
                for field in fields(Experiment)
                if getattr(experiment, field.name) != getattr(self.experiment, field.name)
            }
            if not changed:
                return "unchanged"
            self._trouble = None
            if changed <= LIVE_FIELDS:
                steps_per_epoch = self.trainer.steps_per_epoch
                self._timeline.change(Reconfigure(experiment))
                if self.trainer.steps_per_epoch != steps_per_epoch:
                    self.scene += 1
            else:
                self._begin(Timeline(experiment))
        self._changed()
        return "live" if changed <= LIVE_FIELDS else "restarted"

    def restart(self) -> None:
        """Begin again with the same initial weights. Playing or pausing stays as it is."""
        self.begin(Timeline(self.experiment))

    def begin(self, timeline: Timeline) -> None:
        """Take up another line, wherever its trainer stands."""
        with self._lock:
            self._begin(timeline)
        self._changed()

    def _begin(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._undo.clear()
        self._trouble = None
        self._spotlight = None
        self.scene += 1

    def resume(self, line: Line) -> None:
        """Take up the line that a URL describes, and set out for the place where it stood."""
        timeline = Timeline(line.first)
        timeline.extend(line.head, list(line.log))
        with self._lock:
            self._begin(timeline)
            self.seek(line.step)
            self.shown = self.experiment

    def line(self) -> Line:
        """The run's line as it is now; call it within `inspect`."""
        timeline = self._timeline
        first = cast(Experiment, timeline.first_experiment)
        here = timeline.target
        step = self.trainer.step_count if here is None else here
        return Line(first, tuple(timeline.log), step, timeline.head)

    def recover(self) -> None:
        """Go back to where training had not yet gone wrong; see `Timeline.recover`."""
        with self._lock:
            self._timeline.recover()
            self._undo.clear()
            self._trouble = None
        self._changed()

    def seek(self, step: int) -> None:
        """Go to another update of the run's line, and stand still there.

        What cannot be reached at once is gone through by the `advance` of the next frames.

        Raises
        ------
        ValueError
            The line has no such update.
        """
        with self._lock:
            self._timeline.seek(step)
            self._playing = False
            self._trouble = None
            self._pace.rest()
            self._undo.clear()
            deadline = time.perf_counter() + SEEK_TIME
            while self._timeline.target is not None and time.perf_counter() < deadline:
                self._timeline.replay(SEEK_CHUNK)
        self._changed()

    def fork(self) -> None:
        """Leave what the line has after this update behind, its curve as a ghost."""
        with self._lock:
            self._timeline.fork()
        self._changed()

    def forget_ghosts(self) -> None:
        """Drop the curves of what was left behind."""
        with self._lock:
            self._timeline.forget_ghosts()
        self._changed()

    def edit(self, index: int, value: float) -> None:
        """Set a parameter by hand.

        Raises
        ------
        ValueError, IndexError
            There is no such parameter, or the value is too large.
        LogFull
            Too much was set by hand in this run already.
        """
        if not abs(value) <= LARGEST_PARAMETER:
            raise ValueError(f"a parameter must be within ±{LARGEST_PARAMETER}; it was {value}")
        with self._lock:
            before = float(self.trainer.network.parameters[index])
            self._change(SetParameter(index, value))
            self._undo.note(index, before)
        self._changed()

    def let_go(self) -> None:
        """A slider was let go: what is set next is taken back by itself."""
        with self._lock:
            self._undo.let_go()

    def undo(self) -> None:
        """Take the latest setting by hand back; without one, do nothing."""
        with self._lock:
            if not self._undo:
                return
            self._change(SetParameter(*self._undo.take()))
        self._changed()

    def hold(self, hold: Hold) -> None:
        """Freeze these parameters and switch these neurons off, no others.

        Raises
        ------
        ValueError
            There is no such parameter or neuron.
        LogFull
            As in `edit`.
        """
        with self._lock:
            if hold == self.trainer.hold:
                return
            self._change(HoldStill(hold))
        self._changed()

    def teach(self, sample: int) -> None:
        """Make the next update on one training sample; see `step`."""
        self._train(lambda timeline: timeline.change(Teach(sample)))

    def _change(self, change: Change) -> None:
        self._trouble = None
        self._timeline.change(change)

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
            self._playing = False
            self._timeline.target = None
            self._pace.rest()
        self._changed()

    def step(self, n: int = 1) -> None:
        """Do n updates now; training that diverges becomes `trouble`."""
        self._train(lambda timeline: timeline.step(n))

    def epoch(self) -> None:
        """Finish the current pass over the training share; see `step`."""
        self._train(Timeline.epoch)

    def advance(self) -> None:
        """Do the updates that fit into one frame, if the run is playing or on its way."""
        with self._lock:
            before = self.trainer.step_count
            try:
                if self._timeline.target is not None:
                    self._pace.advance(self._replay, math.inf)
                elif self._playing:
                    self._pace.advance(self._timeline.step, self._speed)
                else:
                    return
            except Diverged as diverged:
                self._stop(diverged)
            except _Arrived:
                self._pace.rest()
            if self.trainer.step_count == before and self._playing:
                return
        self._changed()

    def _replay(self, n: int) -> None:
        self._timeline.replay(n)
        if self._timeline.target is None:
            raise _Arrived

    def time_until_due(self) -> float:
        """Seconds until `advance` will do an update; infinity while paused."""
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

    def evaluation(self) -> Evaluation:
        """Losses and metrics of the present state, computed once for each."""
        with self._lock:
            if self._evaluation is None or self._evaluation[0] != self.version:
                self._evaluation = self.version, self.trainer.evaluate()
            return self._evaluation[1]

    def inspect(self, function: Callable[[Trainer], Result]) -> Result:
        """The result of ``function(trainer)``, called while nothing changes.

        It must not keep views of the trainer's arrays, which training goes on to change.
        """
        with self._lock:
            return function(self.trainer)

    def subscribe(self, callback: Callable[[], None]) -> None:
        """Call this, from whatever thread, each time `version` has grown."""
        with self._lock:
            self._subscribers = (*self._subscribers, callback)

    def unsubscribe(self, callback: Callable[[], None]) -> None:
        """Undo `subscribe`; the callback may still be called once, by a change under way."""
        with self._lock:
            self._subscribers = tuple(kept for kept in self._subscribers if kept != callback)

    def _train(self, train: Callable[[Timeline], object]) -> None:
        with self._lock:
            self._trouble = None
            self._timeline.target = None
            try:
                train(self._timeline)
            except Diverged as diverged:
                self._stop(diverged)
        self._changed()

    def _stop(self, diverged: Diverged) -> None:
        """Pause with the reason; the trainer has kept its last good state."""
        self._playing = False
        self._pace.rest()
        self._trouble = Trouble.of(diverged)

    def _changed(self) -> None:
        """Note a change, and tell; without the lock, so that a callback may use the run."""
        with self._lock:
            self.version += 1
            subscribers = self._subscribers
        for callback in subscribers:
            callback()
