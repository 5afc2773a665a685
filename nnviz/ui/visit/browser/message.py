"""What of the browser's messages Streamlit does not tell the page's script by itself."""

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext


def is_asked() -> bool:
    """Whether the browser asks for something that is yet to be followed, or has gone."""
    requests = script_context().script_requests
    return requests is not None and requests._state is not ScriptRequestType.CONTINUE


def is_touched(key: str) -> bool:
    """Whether it is the widget of this key that a person has touched; for that widget's callback.

    With each click the browser says what all widgets show. Where it has not heard yet that one was
    given another value, Streamlit takes the old one for a change by the person. What a person does
    changes one widget at a time, and is told for the part of the page that this widget stands in;
    only where messages come in one is there more than that.
    """
    context = script_context()
    state = context.session_state._state
    told, parts = state._new_widget_state, context.fragment_ids_this_run

    def part(widget: str | None) -> str | None:
        metadata = told.widget_metadata.get(widget or "")
        return metadata.fragment_id if metadata else None

    mine = state.get_widget_id_from_key(key)
    if parts is not None and part(mine) not in parts:
        return False
    return not any(
        state._widget_changed(widget)
        for widget in told
        if widget != mine and (parts is None or part(widget) == part(mine))
    )


def script_context() -> ScriptRunContext:
    """What Streamlit knows of the visitor that the page's script runs for."""
    context = get_script_run_ctx()
    assert context is not None, "a script of the page runs for a visitor"
    return context
