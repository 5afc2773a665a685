"""What one visitor has: a running training, and what changes it.

The run's experiment is the one truth. Widgets, presets, the picture and the URL all change it here
and nowhere else; `UrlMirror` has the URL follow, and what a page locks, `locks` refuses.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from nnviz.core.timeline.timeline import LOG_LIMIT, LogFull
from nnviz.data.inputs.plane import Projection
from nnviz.data.specs.registry import register
from nnviz.data.specs.spec import OWN
from nnviz.experiment import LIMITS, Complaint, Experiment
from nnviz.experiment.presets import preset_of
from nnviz.experiment.url import line as url_line
from nnviz.live.back.tickets import new_ticket
from nnviz.live.run.played import SEEK_TIME
from nnviz.live.run.registry import enter
from nnviz.live.run.run import LiveRun
from nnviz.ui.text.language import _
from nnviz.ui.visit.address import Asked, Query, page_query, query_of_text
from nnviz.ui.visit.admission import present_visit
from nnviz.ui.visit.browser.late import LateValues
from nnviz.ui.visit.cloakroom import Cloakroom
from nnviz.ui.visit.exercise import STOP, Exercise
from nnviz.ui.visit.locks import lock, names_of_locked, refusal
from nnviz.ui.visit.speeds import FIRST_SPEED
from nnviz.ui.visit.url_mirror import UrlMirror

__all__ = ["Session", "come_back", "current", "leave", "slower"]


#: Updates that a new run is gone through before its page is drawn, if that takes but a moment.
AT_ONCE = 5000


class Session:
    """One visitor's run, what there is to say about it, and all that a person does to it.

    Attributes
    ----------
    visit
        Whose it is: Streamlit's name for the visit of one tab.
    run
        The training. Kept alive by this object alone: when Streamlit drops the session, it ends.
    url
        What the page's URL says of it.
    exercise
        What the page is without and what on it is fixed, as the first URL of the visit said.
    start
        What Reset goes back to: the experiment of the first URL if it was an exercise.
    preset
        The ready-made run that this one began as, if any.
    complaints
        About the URL that was opened last, until dismissed.
    notice
        One sentence about what has just happened, to be shown once.
    ticket
        What brings the tab back here after a reload; see `come_back`.
    answered
        Number of the question, of those that the stage asked of this visit, answered last.
    on_page
        The data that the whole page was last drawn for: what is drawn by hand in the picture
        changes them while only parts of the page follow.
    files
        Name of a dataset of the visitor's own to that of its file.
    late
        What a browser that is late may still say of the page's widgets.
    given
        What each of the page's widgets, by its key, was told to show last, or a person has set it
        to since: not what a browser that is late says of it.
    unsent
        Keys of the widgets that were told what to show since the page was last drawn to its end.
    """

    def __init__(self, query: Query, visit: str) -> None:
        asked = Asked.by(query)
        self.visit = visit
        self.exercise, complaints = Exercise.from_query(query)
        self.complaints: list[Complaint] = [*asked.complaints, *complaints]
        self.start = asked.experiment if self.exercise else Experiment()
        self.run = LiveRun(asked.experiment)
        lock(self.run, self.exercise)
        if asked.line != url_line.Line(asked.experiment):
            # The rest when pictures are asked for, unless the tab comes back to another run.
            self.run.resume(asked.line, SEEK_TIME if asked.line.step <= AT_ONCE else 0.0)
        self.run.projection = asked.projection
        self.run.stop = asked.stop
        self.run.speed = FIRST_SPEED
        self.url = UrlMirror(self.run, self.exercise, query)
        enter(self.run, self)
        self.preset = preset_of(asked.experiment)
        self.notice = ""
        self.ticket = new_ticket()
        self.answered = 0
        self.on_page = self._drawing = self.experiment.dataset
        self.files: dict[str, str] = {}
        self.late = LateValues()
        self.given: dict[str, Any] = {}
        self.unsent: set[str] = set()
        self._timeline = self.run.timeline

    @property
    def experiment(self) -> Experiment:
        """What is being trained."""
        return self.run.experiment

    def refuses(self, experiment: Experiment) -> bool:
        """Whether this would change a field that is locked; says so if it would."""
        refused = refusal(self.exercise, self.experiment, experiment)
        self.notice = refused or self.notice
        return bool(refused)

    def follow_url(self) -> None:
        """Let run and URL follow each other; see `UrlMirror.follow`."""
        if self.url.follow(self._take_up):
            self.write_url()

    def write_url(self) -> None:
        """Make the URL describe the run; what is drawn from now on is compared with this run."""
        self._timeline = self.run.timeline
        self.url.write()

    def resume(self, query: str) -> None:
        """Take up the run that a browser's address describes, where the server has lost it.

        Parameters
        ----------
        query
            The address's part from its question mark on.
        """
        self._take_up(query_of_text(query))

    def _take_up(self, query: Query) -> None:
        """Go on with the run that a query describes, unless that would change what is locked."""
        asked = Asked.by(query)
        if self.refuses(asked.experiment):
            return
        self.complaints = asked.complaints
        self.run.resume(asked.line)
        self.run.projection = asked.projection
        if not self.exercise.locks(STOP):
            self.run.stop = asked.stop
        self.preset = preset_of(asked.experiment)

    def apply(self, experiment: Experiment) -> None:
        """Train this from now on and let the URL say so; for a widget's callback.

        A live change redraws only the widget's own surroundings; where other parts of the page
        have to follow, all of it is drawn again. What would change a locked field is refused.
        """
        if self.refuses(experiment):
            return
        had_updates = self.run.trainer.step_count > 0
        others_follow = self.run.trouble is not None or bool(self.complaints)
        try:
            outcome = self.run.apply(experiment)
        except LogFull:
            self.report_full_log()
            return
        if outcome == "restarted":
            self.preset = preset_of(experiment)
            if had_updates:
                self.notice = _("Training starts again from update 0.")
        self.complaints = []
        self.write_url()
        if others_follow or outcome == "restarted":
            st.rerun()

    def begin(self, experiment: Experiment) -> None:
        """Start over with this, whatever was before; for a widget's callback.

        Unlike `apply` it goes back to update 0 also where only live settings differ.
        """
        if self.refuses(experiment):
            return
        self.run.begin(experiment)
        self.preset = preset_of(experiment)
        self.complaints = []
        self.write_url()
        st.rerun()

    def tell(self, notice: str) -> None:
        """Say this for a moment, and change nothing; for a widget's callback.

        All of the page is drawn again: what a part of it says by itself would stand where Streamlit
        keeps the page's style sheet, which the browser then throws away.
        """
        self.notice = notice
        st.rerun()

    def report_full_log(self) -> None:
        """Say that nothing more can be changed in this run."""
        self.notice = _(
            "This run has been changed {count} times, which is as much as it can remember. The "
            "last change was not made. Restart to go on changing."
        ).format(count=LOG_LIMIT)

    def look(self, projection: Projection | None) -> None:
        """Show this plane through the data from now on, and let the URL say so."""
        self.run.projection = projection
        self.write_url()

    def change(self, **changes: Any) -> None:
        """Apply the experiment with some fields changed; locked ones do not follow."""
        kept = self.exercise.kept(self.experiment)
        try:
            self.apply(self.experiment.with_(**(kept | changes)))
        except ValueError:
            if not kept:
                raise
            self.notice = names_of_locked(kept)

    def slow_down(self) -> None:
        """After training has diverged, go on from when all was well, with a smaller step."""
        self.run.recover()
        slowed = self.experiment.with_(learning_rate=slower(self.experiment.learning_rate))
        if self.refuses(slowed):
            return
        try:
            self.run.apply(slowed)
        except LogFull:
            self.report_full_log()
            return
        self.run.play()
        self.write_url()

    def drew(self) -> None:
        """Keep the drawing that was made in the picture, in the place of the one before."""
        if self.run.timeline is not self._timeline:
            self.notice = _("Training starts again from update 0.")
        name = self.experiment.dataset
        if self.experiment.spec.is_drawable and name != self._drawing:
            if name.startswith(OWN):
                register(self.experiment.spec, instead_of=self._drawing)
            self._drawing = name
            self.preset = None
            self.complaints = []


_CLOAKROOM: Cloakroom[Session] = Cloakroom("session")


def current() -> Session:
    """The visitor's session; the first call makes it from the URL."""
    session = _CLOAKROOM.present()
    if session is None:
        session = Session(page_query(), present_visit())
        _CLOAKROOM.keep(session)
        session.write_url()
    return session


def come_back(tickets: Sequence[object], another: str) -> bool:
    """Give a reloaded tab the session that it had before; see `Cloakroom.come_back`."""
    return _CLOAKROOM.come_back(tickets, another)


def leave() -> None:
    """Tell the visitor's session, if there is one yet, that another page is shown."""
    session = _CLOAKROOM.present()
    if session is not None:
        session.url.leave()


def slower(learning_rate: float) -> float:
    """A tenth of a learning rate, or the least there is; without rounding errors in the URL."""
    return float(f"{max(learning_rate / 10, LIMITS['learning_rate'].low):.6g}")
