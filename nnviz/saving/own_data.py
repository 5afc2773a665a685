"""People's own data as part of a file, so that it can be opened where nobody has them.

A dataset's name is the digest of its content. So whatever is read has that content, or is refused.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.drawn import DrawnSpec
from nnviz.data.held import hold
from nnviz.data.spec import OWN, TASKS, DatasetSpec
from nnviz.data.tables.recipe import Recipe
from nnviz.data.tables.records import Records
from nnviz.data.tables.spec import TableSpec, own_table
from nnviz.saving.problem import damaged
from nnviz.saving.values import entry, finite, items, mapping, real, text, whole

#: Datasets, rows of one, and inputs that its columns become, at most.
MOST_DATASETS = 20_000
MOST_ROWS = 1_000_000
MOST_INPUTS = 1000
#: Measured values, up or down: their squares are far from the end of float64.
LARGEST_VALUE = 1e30

Named = dict[str, FloatArray]


@dataclass(frozen=True)
class Kind:
    """A kind of own data: to facts for JSON and arrays, and back.

    `read` may rely on the arrays' type alone, and raises KeyError, TypeError or ValueError about
    anything that cannot be.
    """

    spec: type[DatasetSpec]
    write: Callable[[Any], tuple[dict[str, Any], Named]]
    read: Callable[[Mapping[str, Any], Named], DatasetSpec]


def write_own(specs: Iterable[DatasetSpec]) -> tuple[list[dict[str, Any]], FloatArray]:
    """Own data as facts, and all their arrays' numbers in one row."""
    facts, numbers = [], [np.empty(0)]
    for spec in specs:
        name, kind = next((n, kind) for n, kind in KINDS.items() if isinstance(spec, kind.spec))
        fact, arrays = kind.write(spec)
        shapes = {key: list(array.shape) for key, array in arrays.items()}
        facts.append({"name": spec.name, "kind": name, "facts": fact, "shapes": shapes})
        numbers += [array.astype(np.float64).ravel() for array in arrays.values()]
    return facts, np.concatenate(numbers)


def read_own(facts: Any, numbers: FloatArray) -> list[DatasetSpec]:
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
        for key, sizes in mapping(entry(fact, "shapes"), "shapes").items():
            shape = [whole(n, "a size", 0, MOST_ROWS) for n in items(sizes, "a shape", 2)]
            end = start + prod(shape)
            if end > len(numbers):
                raise damaged("own data have more numbers than there are")
            arrays[key] = numbers[start:end].reshape(shape).copy()
            start = end
        specs.append(_spec(fact, arrays))
    if start != len(numbers):
        raise damaged("own data have fewer numbers than there are")
    return [hold(spec) for spec in specs]


def _spec(fact: Mapping[str, Any], arrays: Named) -> DatasetSpec:
    name = text(entry(fact, "name"), "a name")
    kind = KINDS.get(text(entry(fact, "kind"), "a kind"))
    if kind is None:
        raise damaged(f"{name} is of no known kind")
    try:
        spec = kind.read(mapping(entry(fact, "facts"), "facts"), arrays)
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(f"{name}: {error}") from None
    if spec.name != name:
        raise damaged(f"the content of {name} is another")
    return spec


def is_own(spec: DatasetSpec) -> bool:
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
    if len(records) < 2:
        raise damaged("a table has two rows at least")
    for i, column in enumerate(recipe.columns):
        present = records.values[~np.isnan(records.values[:, i]), i]
        if column.kind == "category":
            _check_positions(present, len(column.categories), column.name)
        elif not (np.abs(present) <= LARGEST_VALUE).all():
            raise damaged(f"{column.name} has values that are too large")
    if recipe.classes:
        _check_positions(records.labels, len(recipe.classes), recipe.target)
    elif not (np.abs(finite(records.labels, recipe.target)) <= LARGEST_VALUE).all():
        raise damaged(f"{recipe.target} has values that are too large")
    return own_table(records)


def check_recipe(recipe: Recipe) -> None:
    """Raise unless a table could have this recipe."""
    classes = {"binary": 2, "multiclass": 3, "regression": 0}
    if recipe.task not in TASKS or len(recipe.classes) < classes[recipe.task]:
        raise damaged(f"{recipe.task!r} with {len(recipe.classes)} classes is no task")
    if recipe.task != "multiclass" and len(recipe.classes) != classes[recipe.task]:
        raise damaged(f"{recipe.task} with {len(recipe.classes)} classes is no task")
    if not 1 <= recipe.n_inputs <= MOST_INPUTS or len(recipe.classes) > MOST_INPUTS:
        raise damaged(f"{recipe.n_inputs} inputs, {len(recipe.classes)} classes")
    for column in recipe.columns:
        real(column.largest, column.name, LARGEST_VALUE)
        if (column.kind == "category" and not column.categories) or (
            column.kind == "pixel" and not column.largest > 0
        ):
            raise damaged(f"the column {column.name} has no range")


def _check_positions(values: FloatArray, count: int, name: str) -> None:
    if not np.isin(values, np.arange(count)).all():
        raise damaged(f"{name} has values that are none of its {count}")


def _write_drawing(spec: DrawnSpec) -> tuple[dict[str, Any], Named]:
    arrays = {name: array.astype(np.float64) for name, array in spec.to_arrays().items()}
    return {"task": spec.task, "classes": spec.classes}, arrays


def _read_drawing(facts: Mapping[str, Any], arrays: Named) -> DrawnSpec:
    task = text(facts["task"], "a task")
    return DrawnSpec.from_arrays(task, whole(facts["classes"], "classes", 0, MOST_INPUTS), arrays)


#: By the name that a file has for it.
KINDS = {
    "table": Kind(TableSpec, _write_table, _read_table),
    "drawing": Kind(DrawnSpec, _write_drawing, _read_drawing),
}
