"""What a person does is followed one by one, in its order, however late the page's script is.

While the script is at work, Streamlit joins all that the browser asks for meanwhile into one
request. Its newest click comes first in that, so that what was done last is followed first, and of
two events of the stage only the last is left. A slider that is being moved is joined here, too;
whatever else is done waits until what was done before it has been followed.
"""

from collections import deque
from dataclasses import replace
from threading import RLock

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.scriptrunner import get_script_run_ctx, script_runner
from streamlit.runtime.scriptrunner_utils.script_requests import (
    RerunData,
    ScriptRequest,
    ScriptRequests,
    ScriptRequestType,
    _coalesce_widget_states,
    _has_active_trigger_value,
)

#: So many acts wait, each for itself, and so many bytes beyond the first of them. What comes then,
#: as by a key that is held down or from who means no good, is joined with the last as Streamlit
#: does it.
MOST_WAITING, MOST_BYTES = 16, 1_000_000


def follow_one_by_one() -> None:
    """Let Streamlit keep what the browsers ask for in an `ActQueue` each.

    Raises
    ------
    RuntimeError
        Streamlit has no such place any more.
    """
    if not hasattr(script_runner, "ScriptRequests"):
        raise RuntimeError("Streamlit keeps what is asked of a script in another place")
    script_runner.ScriptRequests = ActQueue


class ActQueue(ScriptRequests):
    """What is asked of one visitor's script, act by act; for any thread, as its base is.

    What the script asks for itself, as by ``st.rerun()``, goes together with the act that is to be
    followed next, as Streamlit has it.
    """

    def __init__(self) -> None:
        super().__init__()
        # What is handed out and what comes next belong together: one lock holds both.
        self._lock = RLock()  # type: ignore[assignment]
        self._next: Act | None = None
        self._later: deque[Act] = deque()
        self._said: dict[str, WidgetState] = {}
        # What the script has asked for itself: still to be followed, and with the act at work.
        self._own: RerunData | None = None
        self._owed: RerunData | None = None
        self._has_begun = False

    def _request_rerun_locked(self, new_data: RerunData) -> bool:
        if self._state is ScriptRequestType.STOP:
            return False
        if not _is_of_a_part(new_data):
            return super()._request_rerun_locked(self._joined_own(new_data))
        act = Act(new_data, self._said)
        self._said = act.says
        if self._later or (self._next and not act.goes_on(self._next)):
            self._wait(act)
            return True
        self._next = act
        return super()._request_rerun_locked(new_data)

    def _joined_own(self, data: RerunData) -> RerunData:
        """What the script asks for, and what else it has asked for that would be lost by that."""
        if data.is_fragment_scoped_rerun and self._owed:
            data = _drawing_both(self._owed, data)
        self._own = _drawing_both(self._own, data) if self._own else data
        return _without_hashes(data) if self._next else data

    def _wait(self, act: "Act") -> None:
        """Have an act followed after those that wait already."""
        last = self._later[-1] if self._later else None
        if last and act.goes_on(last):
            self._later[-1] = act
        elif last and self._is_full(act):
            self._later[-1] = act.joined(last)
        else:
            self._later.append(act)

    def _is_full(self, act: "Act") -> bool:
        size = sum(other.size for other in self._later) + act.size
        return len(self._later) >= MOST_WAITING or size > MOST_BYTES

    def on_scriptrunner_yield(self) -> ScriptRequest | None:
        with self._lock:
            request = super().on_scriptrunner_yield()
            return request and self._handed_out(request)

    def on_scriptrunner_ready(self) -> ScriptRequest:
        with self._lock:
            return self._handed_out(super().on_scriptrunner_ready())

    def _handed_out(self, request: ScriptRequest) -> ScriptRequest:
        """What is followed now, as the page is by now; the act after it is asked for next."""
        if request.type is not ScriptRequestType.RERUN:
            return request
        act, self._next = self._next, self._later.popleft() if self._later else None
        self._owed, self._own = self._own if act else None, None
        if self._next:
            super()._request_rerun_locked(_without_hashes(self._next.data))
        context = get_script_run_ctx(suppress_warning=True)
        if act and context and self._has_begun:
            # An act is no step in the history: what it says of the URL is no newer than this.
            now = replace(request.rerun_data, query_string=context.query_string)
            request = ScriptRequest(request.type, now)
        self._has_begun = True
        return request


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

    def goes_on(self, last: "Act") -> bool:
        """Whether it does to the same widget what another has done, so that the last one counts."""
        is_clicked = bool(self._clicked or last._clicked)
        is_same = _parts(self.data) == _parts(last.data) and self.touched == last.touched
        return is_same and not is_clicked

    def joined(self, last: "Act") -> "Act":
        """This one and another before it as one, in which the newer of two values counts."""
        data = replace(
            self.data,
            widget_states=_coalesce_widget_states(last.data.widget_states, self.data.widget_states),
            fragment_id=None,
            fragment_id_queue=_all_parts(last.data, self.data),
        )
        return Act(data, last.says)


def _is_of_a_part(data: RerunData) -> bool:
    """Whether a request is a browser's, of a part of the page."""
    return data.widget_states is not None and bool(_parts(data))


def _parts(data: RerunData) -> list[str]:
    """The parts of the page that a request is of; none for all of it."""
    return [*([data.fragment_id] if data.fragment_id else []), *data.fragment_id_queue]


def _all_parts(*requests: RerunData) -> list[str]:
    return list(dict.fromkeys(part for data in requests for part in _parts(data)))


def _drawing_both(first: RerunData, second: RerunData) -> RerunData:
    """The second request, drawing what the first one draws, too."""
    are_parts = bool(_parts(first) and _parts(second))
    return replace(
        second,
        fragment_id=None,
        fragment_id_queue=_all_parts(first, second) if are_parts else [],
        is_fragment_scoped_rerun=second.is_fragment_scoped_rerun and are_parts,
    )


def _without_hashes(data: RerunData) -> RerunData:
    """A request that has waited: what its browser had kept may be forgotten by now."""
    return replace(data, cached_message_hashes=frozenset())
