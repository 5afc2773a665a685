"""Widgets that show one field of the experiment and change it: the page's only way to do so.

The experiment is the truth. Before a widget is drawn it is given the experiment's value, so that
a preset, the URL or the picture can change the same field; when a person moves the widget, the
experiment follows.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import streamlit as st

from nnviz.ui.visit.browser.message import is_touched
from nnviz.ui.visit.session import current


def key_of(field: str) -> str:
    """Key of the widget that shows a field."""
    return f"field-{field}"


def bound(
    field: str,
    value: Any,
    change: Callable[[Any], None] | None = None,
    *,
    part_of: str | None = None,
    disabled: bool = False,
) -> dict[str, Any]:
    """Key and callback of a widget that shows `value` for `field`, and whether it is disabled.

    Parameters
    ----------
    change
        Called with the widget's new value; sets the experiment's field of that name if left out.
    part_of
        The experiment's field that the widget changes, where it has another name.
    disabled
        Whether there is nothing to set; a locked field is disabled anyway.
    """
    key = key_of(field)
    show(key, value)
    return {
        "key": key,
        "on_change": _changed,
        "args": (field, change),
        "disabled": disabled or current().exercise.locks(part_of or field),
    }


def show(key: str, value: Any) -> None:
    """Let a widget that is yet to be drawn show a value.

    Where it does so already it is not told: what somebody is just typing there would be lost. But
    what a page tells that is cut short may never be sent, and a widget that was told nothing shows
    its least value, or the first one there is, and says so with the next click. And where a browser
    that is late says the value of before, it is yet to show what it was given since.
    """
    session, is_new = current(), key not in st.session_state
    is_other = not is_new and st.session_state[key] != value
    if is_other:
        session.late.note(key, st.session_state[key])
    if is_new or is_other or key in session.unsent or session.given.get(key, value) != value:
        # By the time that the browser hears of it, it may have been given another.
        session.late.note(key, value)
        st.session_state[key] = session.given[key] = value
        session.unsent.add(key)


def take(key: str) -> Any | None:
    """What a person has set a widget to that `show` is used for, which it shows from now on; for
    the widget's callback. None where a browser says it that has not heard of another value yet."""
    session, value = current(), st.session_state[key]
    if value is None or (not is_touched(key) and session.late.may_say(key, value)):
        return None
    session.given[key] = value
    return value


def _changed(field: str, change: Callable[[Any], None] | None) -> None:
    value = take(key_of(field))
    if value is None:
        return
    # What is not allowed comes from a page that has not heard yet that the data are others.
    with suppress(ValueError):
        if change is None:
            current().change(**{field: value})
        else:
            change(value)


def with_value(options: Sequence[float], value: float) -> list[float]:
    """The options in rising order, with the value that the URL asked for among them."""
    return sorted({*options, value})
