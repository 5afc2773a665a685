"""What a person does is followed one by one, in its order, however late the page's script is.

While the script is at work, Streamlit joins all that the browser asks for meanwhile into one
request. Its newest click comes first in that, so that what was done last is followed first, and of
two events of the stage only the last is left. A slider that is being moved is joined here, too;
whatever else is done waits until what was done before it has been followed.
"""

from collections import deque
from dataclasses import replace

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner_utils.script_requests import (
    RerunData,
    ScriptRequest,
    ScriptRequests,
    ScriptRequestType,
    _coalesce_widget_states,
    _has_active_trigger_value,
)

#: So many acts wait, each for itself, and so many bytes of them. What comes beyond that, as by a
#: key that is held down or from who means no good, is joined with the last as Streamlit does it.
MOST_WAITING, MOST_BYTES = 16, 1_000_000


def follow_one_by_one() -> None:
    """Let Streamlit keep what the browsers ask for in an `ActQueue` each."""
    script_runner.ScriptRequests = ActQueue  # type: ignore[attr-defined]


class ActQueue(ScriptRequests):
    """What is asked of one visitor's script, act by act; for any thread, as its base is."""

    def __init__(self) -> None:
        super().__init__()
        self._next: Act | None = None
        self._later: deque[Act] = deque()
        self._said: dict[str, WidgetState] = {}

    def _request_rerun_locked(self, new_data: RerunData) -> bool:
        if not _is_of_a_part(new_data):
            # Of all of the page: that goes together with whatever comes next.
            return super()._request_rerun_locked(new_data)
        act = Act(new_data, self._said)
        self._said = act.says
        if self._later or (self._next and not act.goes_on(self._next)):
            self._wait(act)
            return self._state is not ScriptRequestType.STOP
        self._next = act
        return super()._request_rerun_locked(new_data)

    def _wait(self, act: "Act") -> None:
        """Have an act followed after those that wait already."""
        last = self._later[-1] if self._later else None
        is_full = len(self._later) >= MOST_WAITING or (
            sum(other.size for other in self._later) + act.size > MOST_BYTES
        )
        if last and act.goes_on(last):
            self._later[-1] = act
        elif last and is_full:
            self._later[-1] = act.joined(last)
        else:
            self._later.append(act)

    def on_scriptrunner_yield(self) -> ScriptRequest | None:
        request = super().on_scriptrunner_yield()
        if request is not None:
            self._go_on()
        return request

    def on_scriptrunner_ready(self) -> ScriptRequest:
        request = super().on_scriptrunner_ready()
        self._go_on()
        return request

    def _go_on(self) -> None:
        """Let the next act be what is asked for, now that the one before it is being followed."""
        with self._lock:
            if self._state is not ScriptRequestType.CONTINUE:
                return
            self._next = self._later.popleft() if self._later else None
            if self._next:
                super()._request_rerun_locked(self._next.data)


class Act:
    """What a person has done, as one request of the browser tells it.

    Attributes
    ----------
    data
        The request.
    says
        Each widget's state, by its identity.
    touched
        Identities of the widgets whose state is another than what the browser said before, and of
        those that were clicked.
    size
        Bytes of all states.
    """

    def __init__(self, data: RerunData, said: dict[str, WidgetState]) -> None:
        states = data.widget_states.widgets if data.widget_states else ()
        self.data = data
        self.says = {state.id: state for state in states}
        self._clicked = {
            key for key, state in self.says.items() if _has_active_trigger_value(state)
        }
        self.touched = self._clicked | {
            key for key, state in self.says.items() if said.get(key) != state
        }
        self.size = data.widget_states.ByteSize() if data.widget_states else 0

    @property
    def _parts(self) -> list[str]:
        """The parts of the page that it is of."""
        first = [self.data.fragment_id] if self.data.fragment_id else []
        return [*first, *self.data.fragment_id_queue]

    def goes_on(self, last: "Act") -> bool:
        """Whether it does to the same widget what another has done, so that the last one counts."""
        is_clicked = bool(self._clicked or last._clicked)
        return not is_clicked and self._parts == last._parts and self.touched == last.touched

    def joined(self, last: "Act") -> "Act":
        """This one and another before it as one, in which the newer of two values counts."""
        data = replace(
            self.data,
            widget_states=_coalesce_widget_states(last.data.widget_states, self.data.widget_states),
            fragment_id=None,
            fragment_id_queue=list(dict.fromkeys([*last._parts, *self._parts])),
        )
        return Act(data, last.says)


def _is_of_a_part(data: RerunData) -> bool:
    """Whether a request is a browser's, of a part of the page."""
    is_of_all = not (data.fragment_id or data.fragment_id_queue)
    return data.widget_states is not None and not is_of_all
