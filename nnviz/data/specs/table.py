"""A table as a dataset to learn from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from math import isqrt

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.division.shares import Shares, cut, stratified, suggested_share
from nnviz.data.features import Feature
from nnviz.data.sampling import EXTENT
from nnviz.data.specs.points import PointSpec
from nnviz.data.specs.spec import OWN
from nnviz.data.tables.recipe.preparation import Preparation
from nnviz.data.tables.recipe.recipe import Recipe
from nnviz.data.tables.recipe.records import Records

#: Standard deviations up and down that the pictures of a predicted value show.
VALUE_REACH = 2.5
#: Layers for a table: enough for most, and soon trained.
HIDDEN = (8,)
#: Real tables are small, and most of a table is wanted for training.
TRAIN_SHARE = 0.8


@dataclass(frozen=True, eq=False, kw_only=True)
class TableSpec(PointSpec):
    """The rows of a table. Its features are the columns, as the preparation makes inputs of them.

    Points are already prepared: a number is standardised on the training share, a category one-hot.
    """

    recipe: Recipe = field()
    read: Callable[[], Records]

    @property
    def records(self) -> Records:
        """The rows themselves; those of a real dataset are read when first asked for."""
        return self.read()

    @property
    def is_generated(self) -> bool:
        return False

    @property
    def shown_dimension(self) -> int:
        return 2

    @property
    def kind_of_inputs(self) -> str:
        return "distributions" if self.image_shape is None else "image"

    @property
    def image_shape(self) -> tuple[int, int] | None:
        if any(column.kind != "pixel" for column in self.recipe.columns):
            return None
        side = isqrt(self.dimension)
        return (side, side) if side * side == self.dimension else None

    @cached_property
    def _features(self) -> dict[str, Feature]:
        names = self.recipe.input_names
        return {
            f"c{i + 1}": Feature(f"c{i + 1}", self.dimension, name, partial(_column, i))
            for i, name in enumerate(names)
        }

    @property
    def features(self) -> Mapping[str, Feature]:
        return self._features

    @property
    def default_features(self) -> tuple[str, ...]:
        return tuple(self._features)

    def input_matrix(self, samples: FloatArray, names: Sequence[str]) -> FloatArray:
        """The chosen columns; of all of them no copy is made."""
        if tuple(names) == self.default_features:
            return samples
        return samples[:, [int(name.removeprefix("c")) - 1 for name in names]]

    def glimpse(self, n: int) -> None:
        return None

    def class_names(self, wanted: int) -> tuple[str, ...]:
        return self.recipe.classes

    def shares(
        self, n_points: int, noise: float, n_classes: int, train_share: float, data_seed: int
    ) -> Shares:
        records = self.records
        values, labels = records.values, records.labels
        order = stratified(labels, self.task, np.random.default_rng([data_seed, 1]))
        train, test = cut(order[:n_points], train_share)
        preparation = Preparation.fit(records.recipe, values[train], labels[train])
        return Shares(
            preparation.transform(values[train]),
            preparation.targets_of(labels[train]),
            preparation.transform(values[test]),
            preparation.targets_of(labels[test]),
            train,
            test,
            preparation,
        )


def table_spec(
    name: str,
    recipe: Recipe,
    rows: int,
    read: Callable[[], Records],
    hidden: tuple[int, ...] = HIDDEN,
) -> TableSpec:
    """Offer the rows of a table, which `read` returns, as a dataset."""
    return TableSpec(
        name=name,
        task=recipe.task,
        dimension=recipe.n_inputs,
        classes=len(recipe.classes),
        default_points=rows,
        most_points=rows,
        domain=(-EXTENT, EXTENT),
        value_range=(-VALUE_REACH, VALUE_REACH) if recipe.task == "regression" else (0.0, 1.0),
        default_train_share=suggested_share(rows, TRAIN_SHARE),
        default_hidden=hidden,
        recipe=recipe,
        read=read,
    )


def own_table(records: Records) -> TableSpec:
    """Offer the rows of somebody's own table as a dataset; its name says the content."""
    name = OWN + records.digest
    return table_spec(name, records.recipe, len(records), lambda: records)


def _column(i: int, points: FloatArray) -> FloatArray:
    """One coordinate of points ``(n, dimension)``."""
    return points[:, i]
