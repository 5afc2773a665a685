"""A visitor's run and the URL that describes it: each follows the other."""

from collections.abc import Iterable
from time import monotonic

from nnviz.experiment import Complaint, Experiment
from nnviz.experiment.presets import PRESETS, Preset
from nnviz.experiment.url import line as url_line
from nnviz.experiment.url import projection as url_projection
from nnviz.experiment.url import stopping
from nnviz.live.run.played import SEEK_TIME
from nnviz.live.run.run import LiveRun
from nnviz.ui.text.language import _
from nnviz.ui.text.words import label
from nnviz.ui.text.words.exercise import FIELD_WORDS
from nnviz.ui.visit.address import Asked, Query, page_query, query_of_text, set_page_query, settled
from nnviz.ui.visit.exercise import EDITOR, STOP, Exercise
from nnviz.ui.visit.speeds import FIRST_SPEED

#: Updates that a new run is gone through before its page is drawn, if that takes but a moment.
AT_ONCE = 5000

#: Seconds in which the browser may still report the URL from before the last change.
URL_DELAY = 1.5


class AddressedRun:
    """A run that has an address, and what that address says beside the run.

    Attributes
    ----------
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
    """

    run: LiveRun
    exercise: Exercise
    start: Experiment
    complaints: list[Complaint]
    preset: Preset | None
    notice: str
    replayable: int | None

    def __init__(self, query: Query) -> None:
        asked = Asked.by(query)
        self.exercise, complaints = Exercise.from_query(query)
        self.complaints = [*asked.complaints, *complaints]
        self.start = asked.experiment if self.exercise else Experiment()
        self.run = LiveRun(asked.experiment)
        self.run.hands_off = self.exercise.locks(EDITOR)
        self.run.keeps_data = self.exercise.locks("dataset")
        if asked.line != url_line.Line(asked.experiment):
            # The rest when pictures are asked for, unless the tab comes back to another run.
            self.run.resume(asked.line, SEEK_TIME if asked.line.step <= AT_ONCE else 0.0)
        self.run.projection = asked.projection
        self.run.stop = asked.stop
        self.run.speed = FIRST_SPEED
        self.preset = preset_of(asked.experiment)
        self.notice = ""
        self.replayable = None
        self._told = settled(query)
        self._written_at = monotonic()
        self._acted = False
        self._away = False
        self._timeline = self.run.timeline

    @property
    def experiment(self) -> Experiment:
        """What is being trained."""
        return self.run.experiment

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
        query, acted, away = page_query(), self._acted, self._away
        self._acted = self._away = False
        if settled(query) == (self._told if self._is_on_the_way() else settled(self.to_query())):
            return
        from_link = away and bool(query)
        # What the browser was told last is no step in its history: then the run has moved on.
        is_news = settled(query) != self._told and monotonic() - self._written_at > URL_DELAY
        if from_link or (is_news and not away and not acted):
            self._told = settled(query)
            self._take_up(query)
        self.write_url()

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

    def _is_on_the_way(self) -> bool:
        """Whether the run is still going to where the URL says that it is."""
        return self.run.timeline.target is not None

    def to_query(self) -> dict[str, str]:
        """The run as the URL has it: its exercise and experiment, what is needed to go through it
        again, and what the map shows of it.
        """
        line, now, projection = self.run.inspect(
            lambda _trainer: (self.run.line(), self.experiment, self.run.projection)
        )
        query, self.replayable = url_line.to_query(line, now)
        shown = url_projection.to_query(projection, now.spec)
        stop = stopping.to_query(self.run.stop)
        return now.to_query() | query | shown | stop | self.exercise.to_query()

    def without_steps(self) -> dict[str, str]:
        """The run at its beginning as a URL has it, and what the map shows of it."""
        shown = url_projection.to_query(self.run.projection, self.experiment.spec)
        stop = stopping.to_query(self.run.stop)
        return self.experiment.to_query() | shown | stop | self.exercise.to_query()

    def write_url(self) -> None:
        """Make the URL describe the run, unless it does so already."""
        self._timeline = self.run.timeline
        if self._is_on_the_way():
            return
        wanted = self.to_query()
        self._told = settled(wanted)
        if self._told != settled(page_query()):
            set_page_query(wanted)
            self._written_at = monotonic()


def preset_of(experiment: Experiment) -> Preset | None:
    """The ready-made run that is this one, if any."""
    return next((preset for preset in PRESETS.values() if preset.experiment == experiment), None)
