"""Real datasets: measured, published, and committed beside this file with their source and licence.

The files are made by ``python -m tests.data.real.generate_real_sets`` from what scikit-learn ships.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from nnviz.data.tables.recipe.recipe import Recipe
from nnviz.data.tables.recipe.records import Records

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Source:
    """Where a real dataset is from, and what is in it.

    Attributes
    ----------
    source, url, licence
        Who published it, where it is found, and under which licence.
    rows
        How many there are.
    """

    recipe: Recipe
    rows: int
    source: str
    url: str
    licence: str


def _sources() -> dict[str, Source]:
    facts = json.loads((FOLDER / "sources.json").read_text(encoding="utf-8"))
    return {
        name: Source(
            Recipe.from_json(fact["recipe"]),
            fact["rows"],
            fact["source"],
            fact["url"],
            fact["licence"],
        )
        for name, fact in facts.items()
    }


@cache
def records_of(name: str) -> Records:
    """The rows of a real dataset, read when they are first asked for."""
    recipe = SOURCES[name].recipe
    lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split(",") for line in lines]
    values = np.array([row[:-1] for row in cells], np.float64)
    if recipe.classes:
        position = {name: label for label, name in enumerate(recipe.classes)}
        labels = np.array([position[row[-1]] for row in cells], np.float64)
    else:
        labels = np.array([row[-1] for row in cells], np.float64)
    return Records(recipe, values, labels)


#: Name to source, in the order in which they are offered.
SOURCES = _sources()
