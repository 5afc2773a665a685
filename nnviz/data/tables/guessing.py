"""A first guess of what a table's columns are, and which to predict, for a person to change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.data.tables.choices import INPUT_ROLES, Choices
from nnviz.data.tables.coding import numbers_in
from nnviz.data.tables.limits import MAX_CATEGORIES, MAX_CLASSES, MAX_DISTINCT, MAX_INPUTS
from nnviz.data.tables.problem import (
    ALL_MISSING,
    CONSTANT,
    IDENTIFIER,
    OVER_BUDGET,
    TOO_MANY_CATEGORIES,
    Remark,
)
from nnviz.data.tables.table import Cells, Table

# These are said to be predicted, whatever is in them.
_SURE_NAMES = ("target", "targets", "class", "classes", "label", "labels", "y", "outcome", "output")
#: Names of columns that are usually predicted, the surest first. They stand here without capitals,
#: spaces and punctuation.
TARGET_NAMES = (
    *_SURE_NAMES,
    *("species", "variety", "survived", "diagnosis", "churn", "default", "quality", "medv"),
    *("price", "saleprice", "medhousevalue", "medianhousevalue", "mpg", "charges", "salary"),
    *("result", "category", "type", "klasse", "ziel", "zielwert", "preis", "art"),
    *("clase", "precio", "classe", "prix", "cible", "目标", "类别", "标签", "价格", "结果"),
)
_ID_NAME = re.compile(r"(.*[\W_])?(id|ids|uuid|guid|key|index|idx|nr|no|rowid|rownum)", re.I)
_CAMEL_ID = re.compile(r".*[a-z](Id|ID|Nr|No)")
_UNNAMED = re.compile(r"(column|unnamed:) \d+( \(\d+\))?", re.I)
# Rows from which on "all different" says something.
_ENOUGH_ROWS = 10
# Whole numbers are classes if they are at most so many different ones.
_FEW_NUMBERS = 10


@dataclass(frozen=True)
class _Look:
    """What a guess looks at in one column."""

    name: str
    role: str
    remark: Remark | None
    distinct: int
    is_whole: bool


def guess(table: Table) -> Choices:
    """What most tables of this kind are meant for."""
    looks = [_look(column, i) for i, column in enumerate(table.columns)]
    target = _target(looks)
    if not any(look.role in INPUT_ROLES for look in looks if look is not target):
        # A lone column of numbers in sequence is more than an identifier.
        looks = [_as_number(table, look) for look in looks]
        target = _target(looks)
    roles = {look.name: look.role for look in looks}
    remarks = {look.name: look.remark for look in looks if look.remark and look is not target}
    for name in _over_budget(looks, target):
        roles[name] = "out"
        remarks[name] = Remark(OVER_BUDGET, name, values={"limit": MAX_INPUTS})
    return Choices(
        target=target.name,
        task=_task(table, target),
        roles=tuple(roles.items()),
        remarks=tuple(remarks[name] for name in table.names if name in remarks),
    )


def task_of(table: Table, target: str) -> str:
    """Whether a column is more likely predicted as classes or as values: one of `GOALS`."""
    look = _look(table.column(target), table.names.index(target))
    return _task(table, look)


def _task(table: Table, target: _Look) -> str:
    return "classification" if _has_classes(table, target) else "regression"


def _look(cells: Cells, position: int) -> _Look:
    """The role that suits a column, and why where it is not to be learned from."""
    if cells.many:
        remark = Remark(TOO_MANY_CATEGORIES, cells.name, values={"limit": MAX_DISTINCT})
        return _Look(cells.name, "out", remark, MAX_DISTINCT + 1, False)
    measures = numbers_in(cells)
    values, strays = measures.values, measures.strays
    as_number = cells.holds != "text" or len(strays) * 10 < len(cells.codes) - cells.n_missing
    present = values[~np.isnan(values)]
    distinct = len(np.unique(present)) if cells.holds != "text" else len(cells.vocabulary)
    # Beyond 1e15 there is nothing but whole numbers.
    is_whole = as_number and bool(((present == np.floor(present)) & (np.abs(present) < 1e15)).all())
    n_present = len(cells.values) + len(cells.codes) - cells.n_missing

    def out(role: str, reason: str, **values: int) -> _Look:
        return _Look(
            cells.name, role, Remark(reason, cells.name, values=values), distinct, is_whole
        )

    if n_present == 0:
        return out("out", ALL_MISSING)
    if distinct == 1:
        return out("out", CONSTANT)
    all_different = distinct == n_present and n_present >= _ENOUGH_ROWS
    is_called_id = bool(_ID_NAME.fullmatch(cells.name) or _CAMEL_ID.fullmatch(cells.name))
    if cells.holds == "number":
        in_sequence = is_whole and bool((np.diff(present) == 1).all())
        is_count = in_sequence and position == 0 and _UNNAMED.fullmatch(cells.name)
        if all_different and is_whole and (is_called_id or is_count):
            return out("identifier", IDENTIFIER)
        return _Look(cells.name, "number", None, distinct, is_whole)
    if cells.holds == "date":
        return _Look(cells.name, "date", None, distinct, False)
    if as_number and distinct > MAX_CATEGORIES:
        return _Look(cells.name, "number", None, distinct, is_whole)
    if all_different or (is_called_id and distinct > MAX_CATEGORIES):
        return out("identifier", IDENTIFIER)
    if distinct > MAX_CATEGORIES:
        return out("out", TOO_MANY_CATEGORIES, limit=MAX_CATEGORIES)
    return _Look(cells.name, "category", None, distinct, is_whole)


def _as_number(table: Table, look: _Look) -> _Look:
    """An identifier of numbers as a number."""
    if look.role != "identifier" or table.column(look.name).holds != "number":
        return look
    return _Look(look.name, "number", None, look.distinct, look.is_whole)


def _target(looks: Sequence[_Look]) -> _Look:
    """The column whose name says so, else the last that can be predicted."""
    fit = [look for look in looks if look.role == "number" or _has_few(look)]
    told = {_bare(look.name): look for look in reversed(fit)}
    for look in looks:
        # Too many classes: that is better said than another column predicted.
        if look.role == "out" and look.distinct > MAX_CLASSES and _bare(look.name) in _SURE_NAMES:
            told[_bare(look.name)] = look
    for name in TARGET_NAMES:
        if name in told:
            return told[name]
    return fit[-1] if fit else looks[-1]


def _bare(name: str) -> str:
    """A name without case, spaces and punctuation."""
    return re.sub(r"[\W_]", "", name).casefold()


def _has_few(look: _Look) -> bool:
    return look.role == "category" and look.distinct <= MAX_CLASSES


def _has_classes(table: Table, target: _Look) -> bool:
    if table.column(target.name).holds == "text":
        return target.role != "number"
    is_repeated = 2 * target.distinct <= table.n_rows
    return target.is_whole and target.distinct <= _FEW_NUMBERS and is_repeated


def _over_budget(looks: Sequence[_Look], target: _Look) -> list[str]:
    """Inputs to be left out so that the rest fits: the costliest first, from the last on."""
    costs = {
        look.name: look.distinct if look.role == "category" else 1
        for look in looks
        if look.role in INPUT_ROLES and look is not target
    }
    names = []
    while sum(costs.values()) > MAX_INPUTS:
        name = max(reversed(costs), key=costs.__getitem__)
        del costs[name]
        names.append(name)
    return names
