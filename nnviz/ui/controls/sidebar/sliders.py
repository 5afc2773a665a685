"""Where the columns that are not on the map's axes are held."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import streamlit as st

from nnviz.data.dataset import Dataset
from nnviz.data.inputs.plane import View, column_of
from nnviz.data.inputs.sliders import Dial, dials_of
from nnviz.data.specs.table import TableSpec
from nnviz.ui.controls.sidebar.field import bound
from nnviz.ui.text.language import _
from nnviz.ui.text.untrusted import as_text
from nnviz.ui.visit.session import current

#: Of more columns than these, only those that are asked for have a dial.
MOST_DIALS = 12
#: A number is written out unless that takes more digits than these.
MOST_DIGITS = 6

FIRST_DAY = date(1970, 1, 1)
#: Days before and after it that a slider can show: as microseconds they must be exact in a browser.
FARTHEST_DAY = 2**53 // (86_400 * 10**6)


def dials(spec: TableSpec, dataset: Dataset, view: View) -> None:
    """An expander that says how many columns have been set, with a dial for each."""
    assert dataset.preparation is not None, "a table is prepared"
    on_axes = set()
    for name in (view.first, view.second):
        number, column = column_of(dataset.preparation, list(spec.features).index(name))
        if column.kind != "category":
            on_axes.add(number)
    offered = [dial for dial in dials_of(spec, dataset) if dial.column not in on_axes]
    if not offered:
        return
    held = {column: value for column, value in view.held if column not in on_axes}
    label = _("Other columns: {count} set").format(count=len(held)) if held else _("Other columns")
    # Built when it is opened: dials are many.
    expander = st.expander(label, icon=":material/tune:", key="plane-dials", on_change="rerun")
    if expander.open:
        with expander:
            _all_typical(held)
            shown = _shown(spec, offered, held) if len(offered) > MOST_DIALS else offered
            for dial in shown:
                _dial(spec, dial, held.get(dial.column, dial.typical))


def _all_typical(held: dict[int, float]) -> None:
    st.caption(
        _(
            "The map is a slice at these values. They begin at what is typical: the median, or the "
            "most frequent category."
        )
    )
    st.button(
        _("Typical values"),
        key="plane-typical",
        icon=":material/restart_alt:",
        help=_("Set every one of them back to what is typical"),
        disabled=not held,
        on_click=_forget,
        width="stretch",
    )


def _forget() -> None:
    session = current()
    if session.run.view is not None:
        session.look(replace(session.run.view, held=()))


def _shown(spec: TableSpec, dials: list[Dial], held: dict[int, float]) -> list[Dial]:
    """Those that the person has asked for; what is set has been asked for."""
    key = f"plane-asked-{spec.name}"
    there = {dial.column: dial for dial in dials}
    asked = [column for column in st.session_state.get(key, []) if column in there]
    st.session_state[key] = [*asked, *(column for column in held if column not in asked)]
    chosen = st.multiselect(
        _("Columns"),
        list(there),
        format_func=lambda column: there[column].name,
        placeholder=_("Find a column …"),
        help=_("Each one that you choose can be set to another value below."),
        key=key,
        on_change=_keep,
        args=(key,),
        select_all=False,
        persist_state="session",
    )
    return [there[column] for column in chosen]


def _keep(key: str) -> None:
    """Hold only the columns that are still asked for."""
    session = current()
    view = session.run.view
    if view is not None:
        asked = st.session_state[key]
        session.look(replace(view, held=tuple(pair for pair in view.held if pair[0] in asked)))


def _dial(spec: TableSpec, dial: Dial, value: float) -> None:
    # Each table has its own: what can be set is another thing.
    field = f"dial-{spec.name}-{dial.column}"
    title = as_text(dial.name)
    if dial.kind == "category":
        st.selectbox(
            title,
            range(len(dial.categories)),
            format_func=dial.categories.__getitem__,
            **bound(field, int(value), partial(_hold, dial)),
        )
        return
    low, high = min(dial.low, value), max(dial.high, value)
    if dial.kind == "date":
        # Of a column with other days than a slider can show, the day is chosen in a calendar.
        is_near = max(abs(low), abs(high)) <= FARTHEST_DAY
        (st.slider if is_near else st.date_input)(
            title,
            min_value=_as_date(low),
            max_value=_as_date(high),
            **bound(field, _as_date(value), partial(_hold_date, dial)),
        )
    else:
        st.slider(
            title,
            low,
            high,
            step=dial.step,
            format=_format(dial),
            **bound(field, value, partial(_hold, dial)),
        )


def _hold(dial: Dial, value: float) -> None:
    """Hold a column there; at its typical value it is as if nobody had set it."""
    session = current()
    view = session.run.view
    if view is None:
        return
    held: dict[int, float] = dict(view.held)
    held[dial.column] = float(value)
    if value == dial.typical:
        del held[dial.column]
    session.look(replace(view, held=tuple(sorted(held.items()))))


def _hold_date(dial: Dial, day: date) -> None:
    _hold(dial, (day - FIRST_DAY).days)


def _as_date(days: float) -> date:
    return FIRST_DAY + timedelta(days=days)


def _format(dial: Dial) -> str:
    """How Streamlit writes a number, so that no two stops look the same."""
    largest = max(abs(dial.low), abs(dial.high))
    if dial.decimals > MOST_DIGITS or largest >= 10**MOST_DIGITS:
        return "%.4g"
    return f"%.{max(dial.decimals, 0)}f"
