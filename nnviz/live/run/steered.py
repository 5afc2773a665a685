"""A run as it is steered by hand: parameters set, parts held still, places gone back to."""

from nnviz.core.network.interventions import Interventions
from nnviz.core.network.network import Network
from nnviz.core.timeline.changes import Change, Intervene, SetParameter
from nnviz.core.timeline.timeline import LOG_LIMIT
from nnviz.experiment import LARGEST_PARAMETER
from nnviz.live.run.watched import WatchedRun


class SteeredRun(WatchedRun):
    """A run that a person changes at the update where it stands. Thread-safe.

    Attributes
    ----------
    hands_off
        Whether nothing of the network may be set or held by hand.
    """

    hands_off = False

    def recover(self) -> None:
        """Go back to where training had not yet gone wrong; see `Timeline.recover`."""
        with self._lock:
            self._timeline.recover()
            self._undo.clear()
            self._trouble = None
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
            There is no such parameter, the value is too large, or hands are to be off.
        LogFull
            Too much was set by hand in this run already.
        """
        self._check_hands()
        if not abs(value) <= LARGEST_PARAMETER:
            raise ValueError(f"a parameter must be within ±{LARGEST_PARAMETER}; it was {value}")
        with self._lock:
            if not 0 <= index < self.trainer.network.parameters.size:
                raise IndexError(f"there is no parameter {index}")
            before = float(self.trainer.network.parameters[index])
            self._change(SetParameter(index, value))
            self._undo.note(index, before)
        self._changed()

    @property
    def is_full(self) -> bool:
        """Whether the run cannot remember any more changes, so that none is made."""
        return len(self._timeline.log) >= LOG_LIMIT

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

    def intervene(self, interventions: Interventions) -> None:
        """Freeze these parameters and switch these neurons off, no others.

        Raises
        ------
        ValueError
            There is no such parameter or neuron, or hands are to be off.
        LogFull
            As in `edit`.
        """
        self._check_hands()
        with self._lock:
            if interventions == self.trainer.interventions:
                return
            self._change(Intervene(interventions))
        self._changed()

    def _check_hands(self) -> None:
        if self.hands_off:
            raise ValueError("nothing of this network may be set by hand")

    def _change(self, change: Change[Network]) -> None:
        self._trouble = None
        self._timeline.change(change)
