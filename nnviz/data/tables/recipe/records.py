"""The rows of a table as numbers, in one array: what a recipe has made of the texts."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from json import dumps

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.recipe.recipe import Recipe


@dataclass(frozen=True, eq=False)
class Records:
    """Rows to learn from. The arrays are float64 and read-only.

    Attributes
    ----------
    recipe
    values : (n, n_columns)
        One column for each of the recipe's: the number, days for a date, the position among
        the categories; nan where it is missing.
    labels : (n,)
        0..k-1, or the value to predict; never missing.
    dropped
        Rows of the table that are not among these, for lack of a value.
    """

    recipe: Recipe
    values: FloatArray
    labels: FloatArray
    dropped: int = 0

    def __post_init__(self) -> None:
        if self.values.shape != (len(self.labels), len(self.recipe.columns)):
            raise ValueError(
                f"values must be ({len(self.labels)}, {len(self.recipe.columns)}); "
                f"their shape was {self.values.shape}"
            )
        self.values.flags.writeable = False
        self.labels.flags.writeable = False

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def digest(self) -> str:
        """Names the content: 32 hexadecimal digits, the same for the same rows and recipe."""
        found = sha256(dumps(self.recipe.to_json(), sort_keys=True).encode())
        for array in (self.values, self.labels):
            found.update(np.ascontiguousarray(array, "<f8").data)
        return found.hexdigest()[:32]
