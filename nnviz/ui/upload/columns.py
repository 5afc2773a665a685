"""What each column is, and which one is predicted: guessed, and for a person to change."""

from dataclasses import replace
from typing import Any

import streamlit as st

from nnviz.data.tables import Table
from nnviz.data.tables.choosing.choices import GAPS, GOALS, INPUT_ROLES, ROLES
from nnviz.ui.text.language import _, ngettext, noop
from nnviz.ui.text.untrusted import cut
from nnviz.ui.upload.draft import Draft

ROLE_WORDS = {
    "number": noop("number"),
    "category": noop("category"),
    "date": noop("date"),
    "identifier": noop("name of the row"),
    "out": noop("left out"),
}
GOAL_WORDS = {"classification": noop("a class"), "regression": noop("a value")}
#: Of a column whose cells without a value can mean nothing else.
NO_GAPS = "none"
GAP_WORDS = {
    # The grid shows an empty text as "None".
    NO_GAPS: noop("–"),
    "missing": noop("missing"),
    "values": noop("values"),
    "category": noop("one category"),
    "both": noop("values, blank a category"),
}

_TARGET, _TASK, _MISSING = "upload-target", "upload-task", "upload-missing"

#: Pixels of the menu of columns.
PICKER_WIDTH = 320
#: Values of a column that are shown, and characters of each.
EXAMPLES, LONGEST_EXAMPLE = 4, 14


def columns_section(found: Draft) -> None:
    """The column to predict, as what, and the roles of all columns."""
    assert found.table is not None
    assert found.choices is not None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.session_state[_TARGET] = found.choices.target
        st.selectbox(
            _("Predict"),
            found.table.names,
            key=_TARGET,
            on_change=_predict,
            args=(found,),
            width=PICKER_WIDTH,
        )
        st.session_state[_TASK] = found.choices.task
        st.segmented_control(
            _("as"),
            GOALS,
            required=True,
            format_func=lambda goal: _(GOAL_WORDS[goal]),
            key=_TASK,
            on_change=_set_task,
            args=(found,),
            help=_("A class is one of a few: yes or no, red or blue. A value is a number: 3.7."),
        )
    _roles(found)
    _missing(found)


def _roles(found: Draft) -> None:
    assert found.table is not None
    assert found.choices is not None
    key = _roles_key(found)
    role = st.column_config.SelectboxColumn(
        _("is a"),
        help=_("Click twice to change it. Each value of a category becomes an input of its own."),
        options=ROLES,
        format_func=lambda name: _(ROLE_WORDS[str(name)]),
        required=True,
    )
    gaps = gaps_of(found)
    meaning = st.column_config.SelectboxColumn(
        _("None, NA, -, blank are"),
        help=_(
            "Cells that seem to have no value. As missing ones they are filled, or their rows "
            "dropped. But None may be an answer, and blank may mean no: then click twice."
        ),
        options=list(GAP_WORDS),
        format_func=lambda name: _(GAP_WORDS[str(name)]),
        required=True,
    )
    st.data_editor(
        {
            "name": list(found.table.names),
            "examples": list(examples_of(found.table)),
            "role": [role for _name, role in found.choices.roles],
            # Where no column has such cells, there is nothing to choose.
            **({"gaps": gaps} if {*gaps} - {NO_GAPS} else {}),
            "becomes": becomes(found),
        },
        column_config={
            "name": st.column_config.TextColumn(_("Column"), disabled=True),
            "examples": st.column_config.TextColumn(_("for example"), disabled=True),
            "role": role,
            "gaps": meaning,
            "becomes": st.column_config.TextColumn(_("becomes"), disabled=True),
        },
        hide_index=True,
        key=key,
        on_change=_set_columns,
        args=(found, key),
    )


def gaps_of(found: Draft) -> list[str]:
    """What cells without a value mean, in each column where they can mean more; else `NO_GAPS`."""
    assert found.table is not None
    assert found.choices is not None
    choices = found.choices

    def are_categories(name: str, role: str) -> bool:
        if name == choices.target:
            return choices.task == "classification"
        return role == "category"

    return [
        choices.gaps_in(name) if cells.n_missing and are_categories(name, role) else NO_GAPS
        for cells, (name, role) in zip(found.table.columns, choices.roles, strict=True)
    ]


def examples_of(table: Table) -> list[str]:
    """The first different values of each column, as the file has them."""
    texts = []
    for column in zip(*table.preview, strict=True):
        different = list(dict.fromkeys(cell.strip() for cell in column if cell.strip()))
        texts.append(", ".join(cut(cell, LONGEST_EXAMPLE) for cell in different[:EXAMPLES]))
    return texts


def becomes(found: Draft) -> list[str]:
    """What the network has of each column."""
    assert found.choices is not None
    plan = found.plan
    texts = []
    for name, role in found.choices.roles:
        cost = plan.costs.get(name, 0)
        if name == found.choices.target:
            text = _("→ predicted")
        elif role not in INPUT_ROLES or (not cost and plan.costs):
            text = "–"
        elif not plan.costs:
            is_at_fault = plan.problem is not None and plan.problem.column == name
            text = _("⚠ see below") if is_at_fault else ""
        else:
            text = ngettext("{count} input", "{count} inputs", cost).format(count=cost)
        texts.append(text)
    return texts


def _missing(found: Draft) -> None:
    """What is done with rows that lack a value, where there are any."""
    assert found.choices is not None
    rows = found.plan.rows
    if rows["drop"] == rows["fill"]:
        return
    titles = {
        "fill": _counted(_("fill: {rows} rows"), _("fill"), rows["fill"]),
        "drop": _counted(
            _("drop the rows: {rows} are left"), _("drop the rows: too few are left"), rows["drop"]
        ),
    }
    st.session_state[_MISSING] = found.choices.missing
    st.segmented_control(
        _("Missing values"),
        list(titles),
        required=True,
        format_func=titles.__getitem__,
        key=_MISSING,
        on_change=_set_missing,
        args=(found,),
        help=_(
            "A number is filled with the median of its column, a category with the most frequent "
            "one. A row that lacks what is to be predicted is always dropped."
        ),
    )


def _counted(text: str, otherwise: str, rows: int | None) -> str:
    return otherwise if rows is None else text.format(rows=f"{rows:,}")


# What follows is told of by a page that may not have heard yet that the table is read anew, or that
# its columns have other names by now.


def _predict(found: Draft) -> None:
    target = str(st.session_state[_TARGET])
    if found.table is not None and target in found.table.names:
        found.predict(target)


def _set_task(found: Draft) -> None:
    if found.choices is not None:
        found.choices = replace(found.choices, task=str(st.session_state[_TASK]))


def _set_missing(found: Draft) -> None:
    if found.choices is not None:
        found.choices = replace(found.choices, missing=str(st.session_state[_MISSING]))


def _roles_key(found: Draft) -> str:
    return f"upload-roles-{found.turn}"


def _set_columns(found: Draft, key: str) -> None:
    if found.choices is None or key != _roles_key(found):
        return
    edited: dict[int, dict[str, Any]] = st.session_state[key]["edited_rows"]
    set_roles(found, {row: change["role"] for row, change in edited.items() if "role" in change})
    set_gaps(found, {row: change["gaps"] for row, change in edited.items() if "gaps" in change})


def set_roles(found: Draft, roles: dict[int, str]) -> None:
    """Give columns, by their positions, the roles that the person has chosen."""
    assert found.choices is not None
    for row, role in roles.items():
        name, former = found.choices.roles[row]
        if role in ROLES and role != former:
            found.choices = found.choices.with_role(name, role)


def set_gaps(found: Draft, gaps: dict[int, str]) -> None:
    """Let cells without a value mean in columns, by their positions, what the person has chosen."""
    assert found.table is not None
    assert found.choices is not None
    for row, chosen in gaps.items():
        cells = found.table.columns[row]
        if chosen in GAPS and chosen != found.choices.gaps_in(cells.name):
            found.choices = found.choices.with_gaps(cells.name, chosen, cells.marks)
