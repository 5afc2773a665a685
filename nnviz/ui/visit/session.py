"""What one visitor has: a running training, and what changes it.

The run's experiment is the one truth. Widgets, presets, the picture and the URL all change it here
and nowhere else.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from nnviz.core.timeline.timeline import LOG_LIMIT, LogFull
from nnviz.data.inputs.plane import Projection
from nnviz.data.specs.registry import register
from nnviz.data.specs.spec import OWN
from nnviz.experiment import LIMITS, Experiment
from nnviz.live.back.tickets import new_ticket
from nnviz.live.run.registry import enter
from nnviz.saving import RunFileProblem, read_run
from nnviz.ui.text.language import _
from nnviz.ui.visit.address import Query, page_query, projection_in
from nnviz.ui.visit.addressed import AddressedRun, preset_of
from nnviz.ui.visit.admission import present_visit
from nnviz.ui.visit.cloakroom import Cloakroom

__all__ = ["Session", "come_back", "current", "leave", "slower"]


class Session(AddressedRun):
    """One visitor's run, what there is to say about it, and all that a person does to it.

    Attributes
    ----------
    visit
        Whose it is: Streamlit's name for the visit of one tab.
    ticket
        What brings the tab back here after a reload; see `come_back`.
    answered
        Number of the question, of those that the stage asked of this visit, answered last.
    on_page
        The data that the whole page was last drawn for: what is drawn by hand in the picture
        changes them while only parts of the page follow.
    files
        Name of a dataset of the visitor's own to that of its file.
    outdated
        Field to values that its widget had until the page gave it another. The browser may not
        have heard of that yet.
    """

    visit: str
    ticket: str
    answered: int
    on_page: str
    files: dict[str, str]
    outdated: dict[str, list[Any]]

    def __init__(self, query: Query, visit: str) -> None:
        super().__init__(query)
        self.visit = visit
        enter(self.run, self)
        self.ticket = new_ticket()
        self.answered = 0
        self.on_page = self._drawing = self.experiment.dataset
        self.files = {}
        self.outdated = {}

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
            self._report_lock(kept)

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

    def open_file(self, content: bytes) -> bool:
        """Take up the run in a file, exactly where it stood; False if it would change a lock.

        Raises
        ------
        RunFileProblem
            There is none in it; the run that there is goes on.
        """
        saved = read_run(content)
        if self.refuses(saved.experiment):
            return False
        self.run.open(saved)
        self.preset = preset_of(self.experiment)
        self.complaints = []
        self.notice = _("The saved run is open, at update {step}.").format(
            step=self.run.trainer.step_count
        )
        self.write_url()
        return True

    def restore(self, query: str, *, playing: bool, speed: float) -> None:
        """Take up the run that the page has handed in, after the server had lost it.

        Parameters
        ----------
        query
            Of the page's address, from its question mark on. It says what the map shows, and how
            to go through the run again should the file be none.
        playing, speed
            As they were then.
        """
        content, self.run.handed_in = self.run.handed_in or b"", None
        try:
            is_open = self.open_file(content)
        except RunFileProblem:
            self.resume(query)
            return
        if is_open:
            self.look(projection_in(query, self.experiment))
            self.run.speed = speed
            if playing:
                self.run.play()
            self.notice = _(
                "The server had lost this run. Here it is again, at update {step}."
            ).format(step=self.run.trainer.step_count)


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
        session.leave()


def slower(learning_rate: float) -> float:
    """A tenth of a learning rate, or the least there is; without rounding errors in the URL."""
    return float(f"{max(learning_rate / 10, LIMITS['learning_rate'].low):.6g}")
