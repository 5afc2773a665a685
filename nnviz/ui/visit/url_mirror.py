"""A run and the page's URL: each follows the other.

A URL that differs from the run is one of two things: a step in the browser's history, which the
run follows, or one from before the last change, of which the browser has not heard yet. Neither may
undo what the person has done meanwhile.
"""

from collections.abc import Callable
from time import monotonic

from nnviz.experiment.url import line as url_line
from nnviz.experiment.url import projection as url_projection
from nnviz.experiment.url import stopping
from nnviz.live.run.run import LiveRun
from nnviz.ui.visit.address import Query, page_query, set_page_query, settled
from nnviz.ui.visit.exercise import Exercise

#: Seconds in which the browser may still report the URL from before the last change.
URL_DELAY = 1.5


class UrlMirror:
    """What the page's URL says of a run, and has said last.

    Parameters
    ----------
    query
        The URL that the visit began with.

    Attributes
    ----------
    replayable
        The last update that the URL can bring back, where too much was done by hand for all of it
        to fit in; else None.
    """

    def __init__(self, run: LiveRun, exercise: Exercise, query: Query) -> None:
        self.replayable: int | None = None
        self._run = run
        self._exercise = exercise
        self._told = settled(query)
        self._written_at = monotonic()
        self._acted = False
        self._away = False

    def acted(self) -> None:
        """Note that this run of the script answers a person's act, not a step to another URL."""
        self._acted = True

    def leave(self) -> None:
        """Note that another page is shown; the run waits until its own is back."""
        self._away = True

    def follow(self, take_up: Callable[[Query], None]) -> bool:
        """Have taken up what the URL says, once for each run of the playground's whole script.

        It differs from the run after a step in the browser's history. It also does after each
        change, until the browser has heard of it, which takes as long as the line is slow; then it
        is the URL that must follow. Coming from another page, a bare URL asks for no run at all
        and gets the one that there is; any other comes from a link, and at once.

        Returns
        -------
        Whether the URL said something else than the run, and is to be written.
        """
        query, acted, away = page_query(), self._acted, self._away
        self._acted = self._away = False
        if settled(query) == (self._told if self._is_on_the_way() else settled(self.to_query())):
            return False
        from_link = away and bool(query)
        # What the browser was told last is no step in its history: then the run has moved on.
        is_news = settled(query) != self._told and monotonic() - self._written_at > URL_DELAY
        if from_link or (is_news and not away and not acted):
            self._told = settled(query)
            take_up(query)
        return True

    def _is_on_the_way(self) -> bool:
        """Whether the run is still going to where the URL says that it is."""
        return self._run.timeline.target is not None

    def to_query(self) -> dict[str, str]:
        """The run as the URL has it: its exercise and experiment, what is needed to go through it
        again, and what the map shows of it.
        """
        run = self._run
        line, now, projection = run.inspect(
            lambda _trainer: (run.line(), run.experiment, run.projection)
        )
        query, self.replayable = url_line.to_query(line, now)
        shown = url_projection.to_query(projection, now.spec)
        stop = stopping.to_query(run.stop)
        return now.to_query() | query | shown | stop | self._exercise.to_query()

    def without_steps(self) -> dict[str, str]:
        """The run at its beginning as a URL has it, and what the map shows of it."""
        experiment = self._run.experiment
        shown = url_projection.to_query(self._run.projection, experiment.spec)
        stop = stopping.to_query(self._run.stop)
        return experiment.to_query() | shown | stop | self._exercise.to_query()

    def write(self) -> None:
        """Make the URL describe the run, unless it does so already."""
        if self._is_on_the_way():
            return
        wanted = self.to_query()
        told_before, self._told = self._told, settled(wanted)
        # What the browser says may be older than what it was told last.
        if not self._told == told_before == settled(page_query()):
            set_page_query(wanted)
            self._written_at = monotonic()
