"""A run as it is seen: what there is to know of it, and word of every change.

One lock keeps those who look and those who change it apart, so that nobody sees half an update.
"""

import secrets
import threading
from collections.abc import Callable
from typing import TypeVar

from nnviz.core.evaluation.evaluation import Evaluation
from nnviz.core.network.network import Network
from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.trainer import Trainer
from nnviz.data.inputs.plane import Projection
from nnviz.experiment import Experiment
from nnviz.experiment.url.line import Line
from nnviz.live.run.projected import ProjectedSpace
from nnviz.live.run.trouble import Trouble
from nnviz.live.run.undo import UndoStack
from nnviz.saving import SavedRun

Result = TypeVar("Result")


class WatchedRun:
    """A run that viewers can look at and be told of. Thread-safe.

    Attributes
    ----------
    token
        What a page must show to watch this run; cannot be guessed.
    version
        Grows with any change that a picture could show.
    scene
        Grows with any change after which a picture must be set up anew.
    shown
        The experiment that the page's controls show: the one that was asked for last, or what
        whoever draws them says.
    spotlight
        Points that the picture is to light up: those of one class that are taken for another (or
        the same), as (true, predicted); or None.
    projection
        Which plane through the inputs the picture shows; None for the usual one.
    handed_in
        A run's file that the page has sent and that is yet to be opened, if any.
    was_seen
        Set as soon as somebody has begun to watch, or nobody waits for that any more.
    """

    handed_in: bytes | None = None

    def __init__(self, experiment: Experiment) -> None:
        self.token = secrets.token_urlsafe()
        self.version = 1
        self.scene = 1
        self._shown = experiment
        self._spotlight: tuple[int, int] | None = None
        self._projection: Projection | None = None
        self._lock = threading.RLock()
        self._subscribers: tuple[Callable[[], None], ...] = ()
        self.was_seen = threading.Event()
        self._timeline = Timeline(experiment)
        self._undo = UndoStack()
        self._trouble: Trouble | None = None
        self._evaluation: tuple[int, Evaluation] | None = None  # of which version
        self._measuring = False

    @property
    def experiment(self) -> Experiment:
        """What is being trained: as it was at this update, where the run was taken back."""
        return Experiment.of(self._timeline.trainer.experiment)

    @property
    def trainer(self) -> Trainer[Network]:
        """The training itself. Whoever needs more than one number of it goes through `inspect`."""
        return self._timeline.trainer

    @property
    def timeline(self) -> Timeline[Network]:
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
    def projection(self) -> Projection | None:
        """See the class's attributes. Setting one that does not suit the data is a ValueError."""
        return self._projection

    @projection.setter
    def projection(self, projection: Projection | None) -> None:
        with self._lock:
            if projection == self._projection:
                return
            ProjectedSpace(self.experiment, projection)
            self._projection = projection
            self.scene += 1
        self._changed()

    @property
    def trouble(self) -> Trouble | None:
        """Why training stopped by itself, until the run is changed or played again."""
        return self._trouble

    def evaluation(self) -> Evaluation:
        """Losses and metrics of the present state, computed once for each."""
        with self._lock:
            if self._evaluation is None or self._evaluation[0] != self.version:
                self._evaluation = self.version, self.trainer.evaluate()
            return self._evaluation[1]

    def glance(self) -> Evaluation | None:
        """The newest losses and metrics at hand, for a picture that cannot wait for the present.

        Of large data they come a moment later, a part with each call, and None if there are none
        yet; see `measuring`.
        """
        with self._lock:
            if not self.trainer.is_large:
                return self.evaluation()
            evaluation, is_current = self.trainer.glance()
            self._measuring = not is_current
            return evaluation

    @property
    def measuring(self) -> bool:
        """Whether the latest `glance` was not of the present state."""
        return self._measuring

    def inspect(self, function: Callable[[Trainer[Network]], Result]) -> Result:
        """The result of ``function(trainer)``, called while nothing changes.

        It must not keep views of the trainer's arrays, which training goes on to change.
        """
        with self._lock:
            return function(self.trainer)

    def subscribe(self, callback: Callable[[], None]) -> None:
        """Call this, from whatever thread, each time `version` has grown."""
        with self._lock:
            self._subscribers = (*self._subscribers, callback)
        self.was_seen.set()

    def unsubscribe(self, callback: Callable[[], None]) -> None:
        """Undo `subscribe`; the callback may still be called once, by a change under way."""
        with self._lock:
            self._subscribers = tuple(kept for kept in self._subscribers if kept != callback)

    def line(self) -> Line:
        """The run's line as it is now; call it within `inspect`."""
        timeline = self._timeline
        first = Experiment.of(timeline.first_experiment)
        here = timeline.target
        step = self.trainer.step_count if here is None else here
        return Line(first, tuple(timeline.log), step, timeline.head)

    def to_save(self) -> SavedRun:
        """The run as it stands now, for `nnviz.saving.write_run`; quick, so that nobody waits."""
        with self._lock:
            return SavedRun.of(self._timeline)

    def _begin(self, timeline: Timeline[Network]) -> None:
        if Experiment.of(timeline.trainer.experiment).spec is not self.experiment.spec:
            self._projection = None
        self._timeline = timeline
        self._measuring = False
        self._undo.clear()
        self._trouble = None
        self._spotlight = None
        self.scene += 1

    def _changed(self) -> None:
        """Note a change, and tell; without the lock, so that a callback may use the run."""
        with self._lock:
            self.version += 1
            subscribers = self._subscribers
        for callback in subscribers:
            callback()
