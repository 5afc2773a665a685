"""What is asked of a script that is at work: act by act, and a slider's moves as one."""

from dataclasses import replace

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequestType

from nnviz.ui.visit.browser.one_by_one import MOST_BYTES, MOST_WAITING, ActQueue

#: What a callback asks for that wants a part of the page drawn.
PANELS = RerunData(fragment_id_queue=["panels"], is_fragment_scoped_rerun=True)
#: What both sliders show before anything is done.
REST = {"noise": 0, "rate": 0}


def asked(part: str, *, click: str = "", event: str = "", **sliders: int) -> RerunData:
    """What a browser asks for when a button was clicked, the stage tells an event, or a slider
    was moved."""
    states = [WidgetState(id=name, int_value=value) for name, value in (REST | sliders).items()]
    if click:
        states.append(WidgetState(id=click, trigger_value=True))
    if event:
        states.append(WidgetState(id="stage", json_trigger_value=event))
    return RerunData(fragment_id=part, widget_states=WidgetStates(widgets=states))


def at_work() -> ActQueue:
    """A script that follows its first request."""
    queue = ActQueue()
    queue.request_rerun(asked("row"))
    assert queue.on_scriptrunner_ready().type is ScriptRequestType.RERUN
    return queue


def followed(queue: ActQueue) -> list[RerunData]:
    """What the script follows until nothing is asked any more."""
    data = []
    while (request := queue.on_scriptrunner_ready()).type is ScriptRequestType.RERUN:
        data.append(request.rerun_data)
    return data


def clicked(data: RerunData) -> list[str]:
    """What was clicked, and the stage's events, in the order in which they are followed."""
    states = data.widget_states.widgets if data.widget_states else ()
    return [state.json_trigger_value or state.id for state in states if state.id not in REST]


def moved(data: RerunData) -> dict[str, int]:
    states = data.widget_states.widgets if data.widget_states else ()
    return {state.id: state.int_value for state in states if state.id in REST}


def test_clicks_are_followed_in_their_order() -> None:
    queue = at_work()
    for click in ("step", "weights", "step"):
        assert queue.request_rerun(asked("row", click=click))
    assert [clicked(data) for data in followed(queue)] == [["step"], ["weights"], ["step"]]


def test_no_event_takes_the_place_of_another() -> None:
    queue = at_work()
    for event in ("undo", "undo", "fork"):
        queue.request_rerun(asked("stage", event=event))
    assert [clicked(data) for data in followed(queue)] == [["undo"], ["undo"], ["fork"]]


def test_a_slider_that_is_being_moved_counts_once() -> None:
    queue = at_work()
    for place in range(1, 5):
        queue.request_rerun(asked("row", noise=place))
    assert [moved(data) for data in followed(queue)] == [{"noise": 4, "rate": 0}]


def test_a_slider_is_joined_with_nothing_else() -> None:
    queue = at_work()
    queue.request_rerun(asked("row", noise=1))
    queue.request_rerun(asked("row", noise=1, click="example"))
    for place in range(2, 5):
        queue.request_rerun(asked("row", noise=place))
    queue.request_rerun(asked("row", noise=4, rate=1))
    queue.request_rerun(asked("row", noise=4, rate=2))
    acts = followed(queue)
    assert [(clicked(data), *moved(data).values()) for data in acts] == [
        ([], 1, 0),
        (["example"], 1, 0),
        ([], 4, 0),
        ([], 4, 2),
    ]


def test_what_the_script_wants_goes_with_the_next_act() -> None:
    queue = at_work()
    queue.request_rerun(asked("row", click="step"))
    queue.request_rerun(asked("row", click="weights"))
    queue.request_rerun(RerunData())  # as st.rerun() does
    first, second = followed(queue)
    assert clicked(first) == ["step"]
    assert first.fragment_id_queue == []
    assert clicked(second) == ["weights"]
    assert second.fragment_id_queue == ["row"]


def test_a_script_that_is_cut_short_goes_on_with_the_next_act() -> None:
    queue = at_work()
    queue.request_rerun(RerunData())
    queue.request_rerun(asked("row", click="step"))
    queue.request_rerun(asked("row", click="weights"))
    request = queue.on_scriptrunner_yield()
    assert request is not None
    assert clicked(request.rerun_data) == ["step"]
    assert queue.on_scriptrunner_yield() is None
    assert [clicked(data) for data in followed(queue)] == [["weights"]]


def test_what_an_act_wants_drawn_is_drawn_though_the_next_one_wants_less() -> None:
    queue = at_work()
    queue.request_rerun(asked("row", click="weights"))
    queue.request_rerun(asked("row", click="step"))
    queue.on_scriptrunner_ready()
    queue.request_rerun(RerunData())  # by the callback of the first: all of the page
    assert clicked(queue.on_scriptrunner_ready().rerun_data) == ["step"]
    queue.request_rerun(PANELS)  # by that of the second
    drawn = queue.on_scriptrunner_ready().rerun_data
    assert not drawn.fragment_id_queue
    assert not drawn.is_fragment_scoped_rerun


def test_of_two_acts_that_want_parts_drawn_both_are_followed() -> None:
    queue = at_work()
    queue.request_rerun(asked("row", click="weights"))
    queue.request_rerun(asked("row", click="step"))
    queue.on_scriptrunner_ready()
    queue.request_rerun(replace(PANELS, fragment_id_queue=["transport"]))
    queue.on_scriptrunner_ready()
    queue.request_rerun(PANELS)
    drawn = queue.on_scriptrunner_ready().rerun_data
    assert drawn.fragment_id_queue == ["transport", "panels"]
    assert drawn.is_fragment_scoped_rerun
    # And that was it: what the next act wants is its own.
    queue.request_rerun(asked("row", click="step"))
    queue.on_scriptrunner_ready()
    queue.request_rerun(PANELS)
    assert queue.on_scriptrunner_ready().rerun_data.fragment_id_queue == ["panels"]


def test_what_has_waited_relies_on_nothing_that_the_browser_had_kept() -> None:
    queue = at_work()
    kept = frozenset({"a chart"})
    for click in ("step", "weights", "step"):
        queue.request_rerun(replace(asked("row", click=click), cached_message_hashes=kept))
    first, *others = followed(queue)
    assert first.cached_message_hashes == kept
    assert [data.cached_message_hashes for data in others] == [frozenset()] * 2
    queue = at_work()
    queue.request_rerun(replace(asked("row", click="step"), cached_message_hashes=kept))
    queue.request_rerun(RerunData(cached_message_hashes=kept))
    assert [data.cached_message_hashes for data in followed(queue)] == [frozenset()]


def test_a_key_that_is_held_down_is_not_followed_for_ever() -> None:
    queue = at_work()
    for _ in range(100):
        queue.request_rerun(asked("row", click="step"))
    queue.request_rerun(asked("sidebar", click="weights"))
    *acts, last = followed(queue)
    assert [clicked(data) for data in acts] == [["step"]] * MOST_WAITING
    assert set(clicked(last)) == {"step", "weights"}
    assert last.fragment_id_queue == ["row", "sidebar"]


def test_what_waits_is_bounded_in_bytes() -> None:
    queue = at_work()
    events = [f"{number:0{MOST_BYTES // 3}}" for number in range(20)]
    for event in events:
        queue.request_rerun(asked("stage", event=event))
    acts = [clicked(data) for data in followed(queue)]
    assert acts == [events[:1], events[1:2], events[-1:]]


def test_a_script_that_has_ended_takes_nothing_more() -> None:
    queue = at_work()
    queue.request_rerun(asked("row", click="step"))
    queue.request_rerun(asked("row", click="weights"))
    queue.request_stop()
    assert not queue.request_rerun(asked("row", click="step"))
