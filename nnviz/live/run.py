"""One learner's running training: commands come in from the page, updates go on between them.

The page's script calls the commands in its threads, the stream's worker threads call `advance`
and `inspect`. One lock keeps them apart, so that nobody sees half an update.
"""

import math
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Literal, TypeVar

from nnviz.core.divergence import Diverged
from nnviz.core.evaluation import Evaluation
from nnviz.core.trainer import Trainer
from nnviz.experiment import LIVE_FIELDS, Experiment
from nnviz.live.pacing import Pace

Result = TypeVar("Result")


@dataclass(frozen=True)
class Trouble:
    """Why training stopped by itself; the run still has the last good state.

    Attributes
    ----------
    step
        The update that would have been next.
    layer
        Where the trouble first shows, counted from 1; the last is the output layer.
    quantity
        What is out of bounds, and `value`, how far.
    cause
        The likely reason, as `nnviz.core.divergence` names it.
    """

    step: int
    layer: int
    quantity: str
    value: float
    cause: str


class LiveRun:
    """A `Trainer` that is played, paused and changed while it is being watched. Thread-safe.

    Attributes
    ----------
    token
        What a page must show to watch this run; cannot be guessed.
    version
        Grows with any change that a picture could show.
    scene
        Grows with any change after which a picture must be set up anew.
    """

    def __init__(self, experiment: Experiment, *, pace: Pace | None = None) -> None:
        self.token = secrets.token_urlsafe()
        self.version = 1
        self.scene = 1
        self._lock = threading.RLock()
        self._subscribers: tuple[Callable[[], None], ...] = ()
        self._pace = pace or Pace()
        self._experiment = experiment
        self._trainer = Trainer(experiment)
        self._playing = False
        self._speed = math.inf
        self._trouble: Trouble | None = None
        self._evaluation: tuple[int, Evaluation] | None = None  # of which version

    @property
    def experiment(self) -> Experiment:
        """What is being trained, as `apply` last set it."""
        return self._experiment

    @property
    def trainer(self) -> Trainer:
        """The training itself. Whoever needs more than one number of it goes through `inspect`."""
        return self._trainer

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
                if getattr(experiment, field.name) != getattr(self._experiment, field.name)
            }
            if not changed:
                return "unchanged"
            self._trouble = None
            if changed <= LIVE_FIELDS:
                steps_per_epoch = self._trainer.steps_per_epoch
                self._trainer.reconfigure(experiment)
                if self._trainer.steps_per_epoch != steps_per_epoch:
                    self.scene += 1
            else:
                self._trainer = Trainer(experiment)
                self.scene += 1
            self._experiment = experiment
        self._changed()
        return "live" if changed <= LIVE_FIELDS else "restarted"

    def restart(self) -> None:
        """Begin again with the same initial weights. Playing or pausing stays as it is."""
        with self._lock:
            self._trainer = Trainer(self._experiment)
            self._trouble = None
            self.scene += 1
        self._changed()

    def recover(self) -> None:
        """Go back to where training had not yet gone wrong; see `Trainer.recover`."""
        with self._lock:
            self._trainer.recover()
            self._trouble = None
        self._changed()

    def play(self) -> None:
        """Go on training whenever a frame is asked for."""
        with self._lock:
            self._playing = True
            # Where nothing was changed, the same update fails again and says so again.
            self._trouble = None
            self._pace.rest()
        self._changed()

    def pause(self) -> None:
        """Stand still until further notice."""
        with self._lock:
            self._playing = False
            self._pace.rest()
        self._changed()

    def step(self, n: int = 1) -> None:
        """Do n updates now; training that diverges becomes `trouble`."""
        self._train(lambda trainer: trainer.step(n))

    def epoch(self) -> None:
        """Finish the current pass over the training share; see `step`."""
        self._train(lambda trainer: trainer.epoch())

    def advance(self) -> None:
        """Do the updates that fit into one frame, if the run is playing."""
        with self._lock:
            if not self._playing:
                return
            before = self._trainer.step_count
            try:
                self._pace.advance(self._trainer.step, self._speed)
            except Diverged as diverged:
                self._stop(diverged)
            if self._trainer.step_count == before and self._playing:
                return
        self._changed()

    def time_until_due(self) -> float:
        """Seconds until `advance` will do an update; infinity while paused."""
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
                self._evaluation = self.version, self._trainer.evaluate()
            return self._evaluation[1]

    def inspect(self, function: Callable[[Trainer], Result]) -> Result:
        """The result of ``function(trainer)``, called while nothing changes.

        It must not keep views of the trainer's arrays, which training goes on to change.
        """
        with self._lock:
            return function(self._trainer)

    def subscribe(self, callback: Callable[[], None]) -> None:
        """Call this, from whatever thread, each time `version` has grown."""
        with self._lock:
            self._subscribers = (*self._subscribers, callback)

    def unsubscribe(self, callback: Callable[[], None]) -> None:
        """Undo `subscribe`; the callback may still be called once, by a change under way."""
        with self._lock:
            self._subscribers = tuple(kept for kept in self._subscribers if kept != callback)

    def _train(self, train: Callable[[Trainer], object]) -> None:
        with self._lock:
            self._trouble = None
            try:
                train(self._trainer)
            except Diverged as diverged:
                self._stop(diverged)
        self._changed()

    def _stop(self, diverged: Diverged) -> None:
        """Pause with the reason; the trainer has kept its last good state."""
        self._playing = False
        self._pace.rest()
        self._trouble = Trouble(
            diverged.step, diverged.layer, diverged.quantity, diverged.value, diverged.cause
        )

    def _changed(self) -> None:
        """Note a change, and tell; without the lock, so that a callback may use the run."""
        with self._lock:
            self.version += 1
            subscribers = self._subscribers
        for callback in subscribers:
            callback()
