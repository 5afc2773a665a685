"""One learner's running training: commands come in from the page, updates go on between them.

What is looked at stands in `watched`, what is done by hand in `steered`, what takes time in
`played`; here is what a run is of: its settings, its data, where it came from.
"""

from typing import Literal

from nnviz.core.network.network import Network
from nnviz.core.settings import differing
from nnviz.core.timeline.changes import Reconfigure, Redraw
from nnviz.core.timeline.timeline import LogFull, Timeline
from nnviz.data.specs.drawn import DrawnSpec
from nnviz.data.specs.registry import register
from nnviz.experiment import LIVE_FIELDS, Experiment
from nnviz.experiment.url.line import Line
from nnviz.live.run.pacing import Pace
from nnviz.live.run.played import SEEK_TIME, PlayedRun
from nnviz.live.run.projected import prepare_views
from nnviz.saving import SavedRun, write_run


class LiveRun(PlayedRun):
    """A run that is played, paused and taken to other updates while it is watched. Thread-safe.

    Attributes
    ----------
    keeps_data
        Whether nobody is to draw other points; then `draw` does nothing.
    """

    keeps_data = False

    def __init__(self, experiment: Experiment, *, pace: Pace | None = None) -> None:
        super().__init__(experiment, pace=pace)
        prepare_views(experiment)

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
                self._learn_from(register(drawing, keep=False).name)
        self._changed()

    def draw_no_more(self) -> None:
        """Whoever drew has gone: the points that there were last are the ones that count."""
        if self._is_waiting:
            self._is_waiting = False
            self._changed()

    def _begin(self, timeline: Timeline[Network]) -> None:
        before = self.experiment
        super()._begin(timeline)
        self._stopper.forget()
        self._halt = None
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
            is_same = before.train_share == wanted.train_share
            if before.spec.value_range != wanted.spec.value_range or not is_same:
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
        """Take up the line that a URL describes, and set out for the place where it stood; for so
        many seconds at once, and then frame by frame."""
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
        timeline = Timeline.resumed(saved.snapshot)
        prepare_views(saved.experiment)
        with self._lock:
            self._playing = False
            self._pace.rest()
            self._shown = saved.experiment
            self._begin(timeline)
        self._changed()
