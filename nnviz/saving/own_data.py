"""People's own data as part of a file, so that it can be opened where nobody has them.

A dataset's name is the digest of its content. So whatever is read has that content, or is refused.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from nnviz.core.timeline.timeline import REDRAW_LIMIT
from nnviz.data.arrays import FloatArray
from nnviz.data.specs.drawn import MOST_CLASSES, DrawnSpec
from nnviz.data.specs.points import PointSpec
from nnviz.data.specs.registry import register
from nnviz.data.specs.spec import OWN, TASKS
from nnviz.data.specs.table import TableSpec, own_table
from nnviz.data.tables.cell.cleaning import is_clean
from nnviz.data.tables.cell.date import FIRST_DATE, LAST_MOMENT, ORDERS
from nnviz.data.tables.limits import (
    LARGEST_NUMBER,
    LONGEST_CELL,
    LONGEST_NAME,
    LONGEST_UNIT,
    MAX_CLASSES,
    MAX_INPUTS,
    MAX_ROWS,
)
from nnviz.data.tables.recipe.recipe import Recipe
from nnviz.data.tables.recipe.records import Records
from nnviz.saving.problem import damaged
from nnviz.saving.values import MISFITS, entry, finite, items, mapping, real, text, whole

#: Datasets at most: the one that a run began with, and each that was drawn since.
MOST_DATASETS = REDRAW_LIMIT + 1
#: Characters by which a name may be longer than `LONGEST_NAME`: two that are equal are numbered.
_NUMBERED = 16
#: Arrays of one dataset.
_MOST_ARRAYS = 4

Named = dict[str, FloatArray]


@dataclass(frozen=True)
class Codec:
    """A kind of own data: to facts for JSON and arrays, and back.

    `read` may rely on the arrays' type alone, and raises one of `MISFITS` about anything that
    cannot be.
    """

    spec: type[PointSpec]
    write: Callable[[Any], tuple[dict[str, Any], Named]]
    read: Callable[[Mapping[str, Any], Named], PointSpec]


def write_own(specs: Iterable[PointSpec]) -> tuple[list[dict[str, Any]], FloatArray]:
    """Own data as facts, and all their arrays' numbers in one row."""
    facts, numbers = [], [np.empty(0)]
    for spec in specs:
        name, kind = next((n, kind) for n, kind in KINDS.items() if isinstance(spec, kind.spec))
        fact, arrays = kind.write(spec)
        shapes = {key: list(array.shape) for key, array in arrays.items()}
        facts.append({"name": spec.name, "kind": name, "facts": fact, "shapes": shapes})
        numbers += [array.astype(np.float64).ravel() for array in arrays.values()]
    return facts, np.concatenate(numbers)


def read_own(facts: Any, numbers: FloatArray) -> list[PointSpec]:
    """What `write_own` was given; known by name from then on, as long as somebody has them.

    Raises
    ------
    RunFileProblem
        Something is not as it was written.
    """
    specs, start = [], 0
    for value in items(facts, "own data", MOST_DATASETS):
        fact = mapping(value, "own data")
        arrays: Named = {}
        shapes = mapping(entry(fact, "shapes"), "shapes")
        if len(shapes) > _MOST_ARRAYS:
            raise damaged(f"own data of {len(shapes)} arrays")
        for key, sizes in shapes.items():
            shape = [whole(n, "a size", 0, MAX_ROWS) for n in items(sizes, "a shape", 2)]
            end = start + prod(shape)
            if end > len(numbers):
                raise damaged("own data have more numbers than there are")
            array = numbers[start:end].reshape(shape)
            # As a view, the largest part of all the numbers costs no memory; a small one would
            # keep the others.
            arrays[key] = array if 2 * array.size > numbers.size else array.copy()
            start = end
        specs.append(_spec(fact, arrays))
    if start != len(numbers):
        raise damaged("own data have fewer numbers than there are")
    return [register(spec) for spec in specs]


def _spec(fact: Mapping[str, Any], arrays: Named) -> PointSpec:
    name = text(entry(fact, "name"), "a name")
    kind = KINDS.get(text(entry(fact, "kind"), "a kind"))
    if kind is None:
        raise damaged(f"{name} is of no known kind")
    try:
        spec = kind.read(mapping(entry(fact, "facts"), "facts"), arrays)
    except MISFITS as error:
        raise damaged(f"{name}: {error}") from None
    if spec.name != name:
        raise damaged(f"the content of {name} is another")
    return spec


def is_own(spec: PointSpec) -> bool:
    """Whether nobody has these data who was not given them."""
    return spec.name.startswith(OWN)


def _write_table(spec: TableSpec) -> tuple[dict[str, Any], Named]:
    records = spec.records
    facts = {"recipe": records.recipe.to_json(), "dropped": records.dropped}
    return facts, {"values": records.values, "labels": records.labels}


def _read_table(facts: Mapping[str, Any], arrays: Named) -> TableSpec:
    recipe = Recipe.from_json(mapping(entry(facts, "recipe"), "a recipe"))
    check_recipe(recipe)
    records = Records(recipe, arrays["values"], arrays["labels"], whole(facts["dropped"], "rows"))
    if not 2 <= len(records) <= MAX_ROWS:
        raise damaged(f"a table has 2 to {MAX_ROWS} rows")
    for i, column in enumerate(recipe.columns):
        present = records.values[~np.isnan(records.values[:, i]), i]
        if column.kind == "category":
            _check_positions(present, len(column.categories), column.name)
        elif column.kind == "date":
            if not ((present >= FIRST_DATE) & (present <= LAST_MOMENT)).all():
                raise damaged(f"{column.name} has dates that no calendar has")
        elif not (np.abs(present) <= LARGEST_NUMBER).all():
            raise damaged(f"{column.name} has values that are too large")
    if recipe.classes:
        _check_positions(records.labels, len(recipe.classes), recipe.target)
    elif not (np.abs(finite(records.labels, recipe.target)) <= LARGEST_NUMBER).all():
        raise damaged(f"{recipe.target} has values that are too large")
    return own_table(records)


def check_recipe(recipe: Recipe) -> None:
    """Raise unless a table that was read here could have this recipe."""
    classes = {"binary": 2, "multiclass": 3, "regression": 0}
    if recipe.task not in TASKS or len(recipe.classes) < classes[recipe.task]:
        raise damaged(f"{recipe.task!r} with {len(recipe.classes)} classes is no task")
    if recipe.task != "multiclass" and len(recipe.classes) != classes[recipe.task]:
        raise damaged(f"{recipe.task} with {len(recipe.classes)} classes is no task")
    if not 1 <= recipe.n_inputs <= MAX_INPUTS or len(recipe.classes) > MAX_CLASSES:
        raise damaged(f"{recipe.n_inputs} inputs, {len(recipe.classes)} classes")
    columns = [column.name for column in recipe.columns]
    _check_texts([*columns, recipe.target], LONGEST_NAME + _NUMBERED)
    _check_texts(recipe.classes, LONGEST_CELL)
    for unit in (recipe.unit, *(column.unit for column in recipe.columns)):
        _check_texts([unit] if unit else [], LONGEST_UNIT)
    for column in recipe.columns:
        _check_texts(column.categories, LONGEST_CELL)
        if column.date_order not in ("", *ORDERS):
            raise damaged(f"dates in the order {column.date_order!r}")
        real(column.largest, column.name, LARGEST_NUMBER)
        if (column.kind == "category" and not column.categories) or (
            column.kind == "pixel" and not column.largest > 0
        ):
            raise damaged(f"the column {column.name} has no range")


def _check_texts(texts: Sequence[str], longest: int) -> None:
    """Raise unless these are texts as tables have them, no two of them equal."""
    if len(set(texts)) < len(texts):
        raise damaged("two columns or values of one name")
    for one in texts:
        if not one or not is_clean(one, longest):
            raise damaged(f"{one[:LONGEST_NAME]!r} is not as a table's texts are")


def _check_positions(values: FloatArray, count: int, name: str) -> None:
    if not ((values >= 0) & (values < count) & (values == np.floor(values))).all():
        raise damaged(f"{name} has values that are none of its {count}")


def _write_drawing(spec: DrawnSpec) -> tuple[dict[str, Any], Named]:
    arrays = {name: array.astype(np.float64) for name, array in spec.to_arrays().items()}
    return {"task": spec.task, "classes": spec.classes}, arrays


def _read_drawing(facts: Mapping[str, Any], arrays: Named) -> DrawnSpec:
    task = text(facts["task"], "a task")
    return DrawnSpec.from_arrays(task, whole(facts["classes"], "classes", 0, MOST_CLASSES), arrays)


#: By the name that a file has for it.
KINDS = {
    "table": Codec(TableSpec, _write_table, _read_table),
    "drawing": Codec(DrawnSpec, _write_drawing, _read_drawing),
}
