"""A first guess of what a table's columns are, and which to predict, for a person to change."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nnviz.data.tables.choosing.budget import over_budget
from nnviz.data.tables.choosing.choices import INPUT_ROLES, Choices
from nnviz.data.tables.choosing.judging import Gaps, gaps_of
from nnviz.data.tables.choosing.looks import ColumnSummary, look_at
from nnviz.data.tables.limits import MAX_CLASSES
from nnviz.data.tables.table import Table

# These are said to be predicted, whatever is in them.
_SURE_NAMES = ("target", "targets", "class", "classes", "label", "labels", "y", "outcome", "output")
#: Names of columns that are usually predicted, the surest first. They stand here without capitals,
#: spaces and punctuation.
TARGET_NAMES = (
    *_SURE_NAMES,
    *("species", "variety", "survived", "diagnosis", "churn", "default", "quality", "medv"),
    *("price", "saleprice", "medhousevalue", "medianhousevalue", "mpg", "charges", "salary"),
    *("result", "category", "type", "letter", "lettr", "klasse", "ziel", "zielwert", "preis"),
    *("art", "clase", "precio", "classe", "prix", "cible", "目标", "类别", "标签", "价格", "结果"),
)
# Their whole numbers are names of classes, however many there are.
_CLASS_NAMES = frozenset(
    (
        *("class", "classes", "label", "labels", "species", "variety", "category", "type", "digit"),
        *("letter", "klasse", "art", "clase", "classe", "类别", "标签"),
    )
)
# Where a point lies is not predicted if there is something else to predict of it.
_COORDINATES = ("x", "y", "z")
# Whole numbers are classes if they are at most so many different ones.
_FEW_NUMBERS = 10


def guess(table: Table) -> Choices:
    """What most tables of this kind are meant for."""
    gaps = gaps_of(table)
    looks = [
        look_at(column, i, gaps.get(column.name, Gaps())) for i, column in enumerate(table.columns)
    ]
    sparse = frozenset(
        column.name for column in table.columns if 2 * column.n_missing > table.n_rows
    )
    target = _target(looks, sparse)
    if not any(look.role in INPUT_ROLES for look in looks if look is not target):
        # A lone column of numbers in sequence is more than an identifier.
        looks = [_as_number(table, look) for look in looks]
        target = _target(looks, sparse)
    roles = {look.name: look.role for look in looks}
    remarks = {look.name: look.remark for look in looks if look.remark and look is not target}
    for name, remark in over_budget(table, looks, target).items():
        roles[name] = "out"
        remarks[name] = remark
    return Choices(
        target=target.name,
        task=_task(table, target),
        roles=tuple(roles.items()),
        remarks=tuple(remarks[name] for name in table.names if name in remarks),
        kept=tuple((name, its.kept) for name, its in gaps.items() if its.kept),
        apart=tuple(name for name, its in gaps.items() if its.apart),
    )


def task_of(table: Table, target: str) -> str:
    """Whether a column is more likely predicted as classes or as values: one of `GOALS`."""
    gaps = gaps_of(table).get(target, Gaps())
    return _task(table, look_at(table.column(target), table.names.index(target), gaps))


def _task(table: Table, target: ColumnSummary) -> str:
    return "classification" if _has_classes(table, target) else "regression"


def _as_number(table: Table, look: ColumnSummary) -> ColumnSummary:
    """An identifier of numbers as a number."""
    if look.role != "identifier" or table.column(look.name).holds != "number":
        return look
    return replace(look, role="number", remark=None)


def _target(looks: Sequence[ColumnSummary], sparse: frozenset[str]) -> ColumnSummary:
    """The column whose name says so, else the last that can be predicted.

    Parameters
    ----------
    sparse
        Columns of which most values are missing.
    """
    named = [_bare(look.name) for look in looks]
    fit = [look for look in looks if look.role == "number" or look.may_be_classes]
    if ("x", "y") in pairwise(named):
        others = [look for look in fit if _bare(look.name) not in _COORDINATES]
        fit = others or [look for look in fit if _bare(look.name) == "z"] or fit
    told = {_bare(look.name): look for look in reversed(fit)}
    for look in looks:
        # Too many classes: that is better said than another column predicted.
        if look.role == "out" and look.distinct > MAX_CLASSES and _bare(look.name) in _SURE_NAMES:
            told[_bare(look.name)] = look
    for name in TARGET_NAMES:
        if name in told:
            return told[name]
    likely = [look for look in fit if look.role in INPUT_ROLES] or fit
    likely = [look for look in likely if look.name not in sparse] or likely
    return likely[-1] if likely else looks[-1]


def _bare(name: str) -> str:
    """A name without case, spaces and punctuation."""
    return re.sub(r"[\W_]", "", name).casefold()


def _has_classes(table: Table, target: ColumnSummary) -> bool:
    cells = table.column(target.name)
    if cells.holds == "text" or target.may_be_classes:
        return target.role != "number"
    if _bare(target.name) in _CLASS_NAMES:
        return target.is_whole and target.distinct <= min(MAX_CLASSES, table.n_rows - 1)
    is_repeated = 2 * target.distinct <= table.n_rows
    is_few = target.distinct <= _FEW_NUMBERS and is_repeated
    return target.is_whole and is_few and not cells.unit
