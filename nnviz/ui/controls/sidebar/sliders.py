"""Where the columns that are not on the map's axes are fixed."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import streamlit as st

from nnviz.data.dataset import Dataset
from nnviz.data.inputs.plane import Projection, column_of
from nnviz.data.inputs.sliders import ColumnSlider, sliders_of
from nnviz.data.specs.points import PointSpec
from nnviz.ui.controls.sidebar.field import bound
from nnviz.ui.text.language import _
from nnviz.ui.text.untrusted import as_text
from nnviz.ui.visit.session import current

#: Of more columns than these, only those that are asked for have a slider.
MOST_DIALS = 12
#: A number is written out unless that takes more digits than these.
MOST_DIGITS = 6

FIRST_DAY = date(1970, 1, 1)
#: Days before and after it that a slider can show: as microseconds they must be exact in a browser.
FARTHEST_DAY = 2**53 // (86_400 * 10**6)


def sliders(spec: PointSpec, dataset: Dataset, projection: Projection) -> None:
    """An expander that says how many columns have been set, with a slider for each."""
    assert dataset.preparation is not None, "a table is prepared"
    on_axes = set()
    for name in (projection.first, projection.second):
        number, column = column_of(dataset.preparation, list(spec.features).index(name))
        if column.kind != "category":
            on_axes.add(number)
    offered = [slider for slider in sliders_of(spec, dataset) if slider.column not in on_axes]
    if not offered:
        return
    fixed = {column: value for column, value in projection.fixed if column not in on_axes}
    label = (
        _("Other columns: {count} set").format(count=len(fixed)) if fixed else _("Other columns")
    )
    # Built when it is opened: sliders are many.
    expander = st.expander(label, icon=":material/tune:", key="plane-sliders", on_change="rerun")
    if expander.open:
        with expander:
            _all_typical(fixed)
            shown = _shown(spec, offered, fixed) if len(offered) > MOST_DIALS else offered
            for slider in shown:
                _slider(spec, slider, fixed.get(slider.column, slider.typical))


def _all_typical(fixed: dict[int, float]) -> None:
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
        disabled=not fixed,
        on_click=_forget,
        width="stretch",
    )


def _forget() -> None:
    session = current()
    if session.run.projection is not None:
        session.look(replace(session.run.projection, fixed=()))


def _shown(
    spec: PointSpec, sliders: list[ColumnSlider], fixed: dict[int, float]
) -> list[ColumnSlider]:
    """Those that the person has asked for; what is set has been asked for."""
    key = f"plane-asked-{spec.name}"
    there = {slider.column: slider for slider in sliders}
    asked = [column for column in st.session_state.get(key, []) if column in there]
    st.session_state[key] = [*asked, *(column for column in fixed if column not in asked)]
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
    """Keep fixed only the columns that are still asked for."""
    session = current()
    projection = session.run.projection
    if projection is not None:
        asked = st.session_state[key]
        session.look(
            replace(projection, fixed=tuple(pair for pair in projection.fixed if pair[0] in asked))
        )


def _slider(spec: PointSpec, slider: ColumnSlider, value: float) -> None:
    # Each table has its own: what can be set is another thing.
    field = f"dial-{spec.name}-{slider.column}"
    title = as_text(slider.name)
    if slider.kind == "category":
        st.selectbox(
            title,
            range(len(slider.categories)),
            format_func=slider.categories.__getitem__,
            **bound(field, int(value), partial(_fix, slider)),
        )
        return
    low, high = min(slider.low, value), max(slider.high, value)
    if slider.kind == "date":
        # Of a column with other days than a slider can show, the day is chosen in a calendar.
        is_near = max(abs(low), abs(high)) <= FARTHEST_DAY
        (st.slider if is_near else st.date_input)(
            title,
            min_value=_as_date(low),
            max_value=_as_date(high),
            **bound(field, _as_date(value), partial(_fix_date, slider)),
        )
    else:
        st.slider(
            title,
            low,
            high,
            step=slider.step,
            format=_format(slider),
            **bound(field, value, partial(_fix, slider)),
        )


def _fix(slider: ColumnSlider, value: float) -> None:
    """Fix a column there; at its typical value it is as if nobody had set it."""
    session = current()
    projection = session.run.projection
    if projection is None:
        return
    fixed: dict[int, float] = dict(projection.fixed)
    fixed[slider.column] = float(value)
    if value == slider.typical:
        del fixed[slider.column]
    session.look(replace(projection, fixed=tuple(sorted(fixed.items()))))


def _fix_date(slider: ColumnSlider, day: date) -> None:
    _fix(slider, (day - FIRST_DAY).days)


def _as_date(days: float) -> date:
    return FIRST_DAY + timedelta(days=days)


def _format(slider: ColumnSlider) -> str:
    """How Streamlit writes a number, so that no two stops look the same."""
    largest = max(abs(slider.low), abs(slider.high))
    if slider.decimals > MOST_DIGITS or largest >= 10**MOST_DIGITS:
        return "%.4g"
    return f"%.{max(slider.decimals, 0)}f"
