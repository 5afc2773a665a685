"""What the map shows, as a URL query parameter: ``view=c3,c4,1_5.8``.

First the inputs along the two axes, by name, or ``pc`` for the two principal components; then, for
every other column that is fixed at a chosen value, its number in the table, counted from 1, and
that value in the table's own unit (of a category: its position among the categories, from 0).

All of these are characters that a URL leaves as they are.
"""

import math
from collections.abc import Container, Mapping

from nnviz.data.inputs.plane import Projection, default_projection
from nnviz.data.specs.points import PointSpec
from nnviz.data.tables.cell.date import FIRST_DATE, LAST_DATE
from nnviz.data.tables.recipe.recipe import Column
from nnviz.experiment.complaints import BAD_PROJECTION, NO_PROJECTION, Complaint, Problem, complain

#: The key, which is no field of an experiment: another plane leaves the run as it is.
KEY = "view"
KEYS = frozenset({KEY})

#: The two principal components.
COMPONENTS = "pc"
#: Values that a column may be fixed at, up or down from 0.
LARGEST_VALUE = 1e30
#: Digits of a value: more than a slider can tell apart.
DIGITS = 12


def usual(projection: Projection | None, spec: PointSpec) -> bool:
    """Whether this is the view that a dataset has unless somebody asks for another."""
    return projection is None or (
        spec.shown_dimension == 2 and projection == default_projection(spec)
    )


def to_query(projection: Projection | None, spec: PointSpec) -> dict[str, str]:
    """The key that asks for a view; nothing for the usual one."""
    if projection is None or usual(projection, spec):
        return {}
    axes = [projection.first, projection.second] if projection.first else [COMPONENTS]
    fixed = [f"{column + 1}_{value:.{DIGITS}g}" for column, value in projection.fixed]
    return {KEY: ",".join([*axes, *fixed])}


def from_query(
    query: Mapping[str, str], spec: PointSpec
) -> tuple[Projection | None, list[Complaint]]:
    """The view that a URL asks for, None for the usual one.

    Never raises, whatever the texts: of a view that cannot be shown nothing is taken.
    """
    text = query.get(KEY, "").strip()
    # Where the data are not there any more, that is said already.
    if not text or query.get("dataset", spec.name).strip() != spec.name:
        return None, []
    if spec.recipe is None or spec.dimension < 2:
        return None, [complain(KEY, Problem(text, NO_PROJECTION, ""), "")]
    try:
        projection = _read(text, spec.features, spec.recipe.columns)
    except ValueError:
        examples = ", ".join([COMPONENTS, *list(spec.features)[:2]])
        if spec.dimension > 2:
            examples += ", …"
        return None, [complain(KEY, Problem(text, BAD_PROJECTION, examples), "")]
    return (None if usual(projection, spec) else projection), []


def _read(text: str, features: Container[str], columns: tuple[Column, ...]) -> Projection:
    """The view of a text, in a table of these columns.

    Raises
    ------
    ValueError
        It is none of this dataset.
    """
    first, *rest = [part.strip() for part in text.split(",")]
    if first == COMPONENTS:
        if rest:
            raise ValueError("along the principal components nothing is held")
        return Projection()
    second, *fixed = rest or [""]
    if first == second or first not in features or second not in features:
        raise ValueError("two different inputs are needed")
    values = dict(_fixed(part, columns) for part in fixed)
    if len(values) < len(fixed):
        raise ValueError("a column can be held at one value only")
    return Projection(first, second, tuple(sorted(values.items())))


def _fixed(text: str, columns: tuple[Column, ...]) -> tuple[int, float]:
    """A column's position and its value."""
    number, mark, value_text = text.partition("_")
    # Python would read 3_5 as 35.
    if "_" in value_text:
        raise ValueError("one value is needed")
    if not (mark and number.isascii() and number.isdigit() and len(number) < 5):
        raise ValueError("a column's number and a value are needed")
    i, value = int(number) - 1, float(value_text)
    if not 0 <= i < len(columns) or not math.isfinite(value) or abs(value) > LARGEST_VALUE:
        raise ValueError("there is no such column or value")
    if columns[i].kind == "category" and value not in range(len(columns[i].categories)):
        raise ValueError("there is no such category")
    if columns[i].is_day and not FIRST_DATE <= value <= LAST_DATE:
        raise ValueError("there is no such date")
    return i, value
