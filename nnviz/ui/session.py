"""What one visitor has: a running training, and the URL that describes it.

The run's experiment is the one truth. Widgets, presets, the picture and the URL all change it here
and nowhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from nnviz.core.timeline import LOG_LIMIT, LogFull
from nnviz.data.held import hold
from nnviz.data.plane import View
from nnviz.data.spec import OWN
from nnviz.experiment import LIMITS, Complaint, Experiment, replay, viewing
from nnviz.live.registry import enter
from nnviz.live.run import LiveRun
from nnviz.presets import PRESETS, Preset
from nnviz.saving import read_run
from nnviz.ui import exercise as exercises
from nnviz.ui.exercise import EDITOR, Exercise
from nnviz.ui.language import _
from nnviz.ui.words import label
from nnviz.ui.words.exercise import FIELD_WORDS

#: URL parameters by other names belong to somebody else and are left alone.
KEYS = (
    frozenset(field.name for field in fields(Experiment))
    | replay.KEYS
    | viewing.KEYS
    | exercises.KEYS
)
#: The stage keeps these up to date in the browser while training goes on.
MOVING_KEYS = frozenset({replay.STEP, replay.HEAD})

#: Updates per second of a new run: quick, and slow enough to follow.
FIRST_SPEED = 1000.0

#: Characters of an address that are looked at.
LONGEST_QUERY = 16_384

#: Seconds in which the browser may still report the URL from before the last change.
URL_DELAY = 1.5


class Session:
    """One visitor's run and what there is to say about it.

    Attributes
    ----------
    visit
        Whose it is: Streamlit's name for the visit of one tab.
    run
        The training. Kept alive by this object alone: when Streamlit drops the session, it ends.
    exercise
        What the page is without and what on it is fixed, as the first URL of the visit said.
    start
        What Reset goes back to: the experiment of the first URL if it was an exercise.
    complaints
        About the URL that was opened last, until dismissed.
    preset
        The ready-made run that this one began as, if any.
    notice
        One sentence about what has just happened, to be shown once.
    replayable
        The last update that the URL can bring back, where too much was done by hand for all of it
        to fit in; else None.
    on_page
        The data that the whole page was last drawn for: what is drawn by hand in the picture
        changes them while only parts of the page follow.
    outdated
        Field to values that its widget had until the page gave it another. The browser may not
        have heard of that yet.
    """

    visit: str
    run: LiveRun
    exercise: Exercise
    start: Experiment
    complaints: list[Complaint]
    preset: Preset | None
    notice: str
    replayable: int | None
    on_page: str
    outdated: dict[str, list[Any]]

    def __init__(self, query: Mapping[str, str]) -> None:
        experiment, line, view, self.complaints = _read(query)
        self.exercise, more = Exercise.from_query(query)
        self.complaints += more
        self.start = experiment if self.exercise else Experiment()
        self.run = LiveRun(experiment)
        self.run.hands_off = self.exercise.locks(EDITOR)
        self.run.keeps_data = self.exercise.locks("dataset")
        if line != replay.Line(experiment):
            self.run.resume(line)
        self.run.view = view
        self.run.speed = FIRST_SPEED
        self.visit = _visit()
        enter(self.run, self)
        self.preset = _preset_of(experiment)
        self.notice = ""
        self.replayable = None
        self.on_page = experiment.dataset
        self.outdated = {}
        self._told = _settled(query)
        self._written_at = monotonic()
        self._acted = False
        self._away = False
        self._drawing = experiment.dataset
        self._timeline = self.run.timeline

    @property
    def experiment(self) -> Experiment:
        """What is being trained."""
        return self.run.experiment

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
            self.preset = _preset_of(experiment)
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
        self.preset = _preset_of(experiment)
        self.complaints = []
        self.write_url()
        st.rerun()

    def report_full_log(self) -> None:
        """Say that nothing more can be changed in this run."""
        self.notice = _(
            "This run has been changed {count} times, which is as much as it can remember. The "
            "last change was not made. Restart to go on changing."
        ).format(count=LOG_LIMIT)

    def look(self, view: View | None) -> None:
        """Show this plane through the data from now on, and let the URL say so."""
        self.run.view = view
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

    def refuses(self, experiment: Experiment) -> bool:
        """Whether this would change a field that is locked; says so if it would."""
        broken = self.exercise.broken(self.experiment, experiment)
        if broken:
            self._report_lock(broken)
        return bool(broken)

    def _report_lock(self, names: Iterable[str]) -> None:
        self.notice = _("That was not changed: on this page, {names} cannot be changed.").format(
            names=", ".join(label(FIELD_WORDS, name) for name in names)
        )

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
                hold(self.experiment.spec, instead_of=self._drawing)
            self._drawing = name
            self.preset = None
            self.complaints = []

    def acted(self) -> None:
        """Note that this run of the script answers a person's act, not a step to another URL."""
        self._acted = True

    def leave(self) -> None:
        """Note that another page is shown; the run waits until its own is back."""
        self._away = True

    def follow_url(self) -> None:
        """Take over what the URL says, once for each run of the playground's whole script.

        It differs from the run after a step in the browser's history. It also does after each
        change, until the browser has heard of it, which takes as long as the line is slow; then it
        is the URL that must follow. Coming from another page, a bare URL asks for no run at all
        and gets the one that there is; any other comes from a link, and at once.
        """
        query, acted, away = _query(), self._acted, self._away
        self._acted = self._away = False
        if _settled(query) == (self._told if self._is_on_the_way() else _settled(self.to_query())):
            return
        from_link = away and bool(query)
        # What the browser was told last is no step in its history: then the run has moved on.
        is_news = _settled(query) != self._told and monotonic() - self._written_at > URL_DELAY
        if from_link or (is_news and not away and not acted):
            self._told = _settled(query)
            taken = self._take_up(query)
            if taken is not None:
                self.preset = _preset_of(taken)
        self.write_url()

    def _take_up(self, query: Mapping[str, str]) -> Experiment | None:
        """Go on with the run that a query describes; returns its experiment, None if refused."""
        experiment, line, view, complaints = _read(query)
        if self.refuses(experiment):
            return None
        self.complaints = complaints
        self.run.resume(line)
        self.run.view = view
        return experiment

    def resume(self, query: str) -> None:
        """Take up the run that a browser's address describes, where the server has lost it.

        Parameters
        ----------
        query
            The address's part from its question mark on.
        """
        pairs = dict(parse_qsl(query.removeprefix("?")[:LONGEST_QUERY]))
        wanted = {key: value for key, value in pairs.items() if key in KEYS}
        if self._take_up(wanted) is not None:
            self.preset = _preset_of(self.experiment)

    def open_file(self, content: bytes) -> None:
        """Take up the run in a file, exactly where it stood.

        Raises
        ------
        RunFileProblem
            There is none in it; the run that there is goes on.
        """
        saved = read_run(content)
        if self.refuses(saved.experiment):
            return
        self.run.open(saved)
        self.preset = _preset_of(self.experiment)
        self.complaints = []
        self.notice = _("The saved run is open, at update {step}.").format(
            step=self.run.trainer.step_count
        )
        self.write_url()

    def _is_on_the_way(self) -> bool:
        """Whether the run is still going to where the URL says that it is."""
        return self.run.timeline.target is not None

    def to_query(self) -> dict[str, str]:
        """The run as the URL has it: its exercise and experiment, what is needed to go through it
        again, and what the map shows of it.
        """
        line, now, view = self.run.inspect(
            lambda _trainer: (self.run.line(), self.experiment, self.run.view)
        )
        query, self.replayable = replay.to_query(line, now)
        shown = viewing.to_query(view, now.spec)
        return now.to_query() | query | shown | self.exercise.to_query()

    def without_steps(self) -> dict[str, str]:
        """The run at its beginning as a URL has it, and what the map shows of it."""
        shown = viewing.to_query(self.run.view, self.experiment.spec)
        return self.experiment.to_query() | shown | self.exercise.to_query()

    def write_url(self) -> None:
        """Make the URL describe the run, unless it does so already."""
        self._timeline = self.run.timeline
        if self._is_on_the_way():
            return
        wanted = self.to_query()
        self._told = _settled(wanted)
        if self._told != _settled(_query()):
            others = {key: value for key, value in st.query_params.items() if key not in KEYS}
            st.query_params.from_dict(others | wanted)
            self._written_at = monotonic()


def current() -> Session:
    """The visitor's session; the first call makes it from the URL."""
    session: Session | None = st.session_state.get("session")
    if session is None:
        session = st.session_state["session"] = Session(_query())
        session.write_url()
    return session


def leave() -> None:
    """Tell the visitor's session, if there is one yet, that another page is shown."""
    session: Session | None = st.session_state.get("session")
    if session is not None:
        session.leave()


def slower(learning_rate: float) -> float:
    """A tenth of a learning rate, or the least there is; without rounding errors in the URL."""
    return float(f"{max(learning_rate / 10, LIMITS['learning_rate'].low):.6g}")


def _read(
    query: Mapping[str, str],
) -> tuple[Experiment, replay.Line, View | None, list[Complaint]]:
    """What a URL asks for, and what could not be taken as it came."""
    experiment, complaints = Experiment.from_query(query)
    line, more = replay.from_query(query, experiment)
    view, still_more = viewing.from_query(query, experiment.spec)
    return experiment, line, view, [*complaints, *more, *still_more]


def _settled(query: Mapping[str, str]) -> dict[str, str]:
    """The part of a query that changes only when somebody does something."""
    return {key: value for key, value in query.items() if key not in MOVING_KEYS}


def _query() -> dict[str, str]:
    return {key: value for key, value in st.query_params.items() if key in KEYS}


def _visit() -> str:
    context = get_script_run_ctx()
    return "" if context is None else context.session_id


def _preset_of(experiment: Experiment) -> Preset | None:
    return next((preset for preset in PRESETS.values() if preset.experiment == experiment), None)
