"""From a table's values to the network's inputs: what was measured on the training share.

Only the training share is looked at, so that nothing of the test share leaks into what the network
is shown (Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, section 7.10.2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.tables.limits import LEAST_SPREAD
from nnviz.data.tables.recipe.recipe import Column, Recipe

#: Differences below this are measured by the largest of them, or their squares would be 0.
_SQUARE_IS_LOST = 1e-140


@dataclass(frozen=True)
class Step:
    """One thing that is done to one column, in the order in which it is done.

    Attributes
    ----------
    action
        ``fill`` (by `value`, or by `category`), ``standardise`` (minus `mean`, divided by
        `scale`), ``one_hot`` (to one input for each of `count` categories) or ``divide`` (by
        `scale`).
    """

    column: str
    action: str
    value: float = 0.0
    category: str = ""
    mean: float = 0.0
    scale: float = 1.0
    count: int = 0


@dataclass(frozen=True, eq=False)
class Preparation:
    """A recipe, and the numbers that it needs; all arrays are float64.

    Attributes
    ----------
    recipe
    fill : (n_columns,)
        What stands in for a missing value: the median, or the most frequent category.
    mean, scale : (n_columns,)
        A number becomes ``(value - mean) / scale``, with the standard deviation as scale (1 where
        all values are equal). Of a category 0 and 1.
    target_mean, target_scale
        The same for a value to predict; 0 and 1 for classes.
    """

    recipe: Recipe
    fill: FloatArray
    mean: FloatArray
    scale: FloatArray
    target_mean: float = 0.0
    target_scale: float = 1.0

    @classmethod
    def fit(cls, recipe: Recipe, values: FloatArray, labels: FloatArray) -> Self:
        """Measure the training share.

        Parameters
        ----------
        values : (n, n_columns)
            As `Records` has them.
        labels : (n,)
        """
        n = len(recipe.columns)
        fill, mean, scale = np.zeros(n), np.zeros(n), np.ones(n)
        for i, column in enumerate(recipe.columns):
            # Side by side in memory they are gone through several times as fast.
            cells = np.ascontiguousarray(values[:, i])
            is_missing = np.isnan(cells)
            present = cells[~is_missing]
            if column.kind == "pixel":
                scale[i] = column.largest
            elif not len(present):
                continue
            elif column.kind == "category":
                fill[i] = np.bincount(present.astype(np.int64)).argmax()
            else:
                fill[i] = np.median(present)
                filled = np.where(is_missing, fill[i], cells)
                mean[i], scale[i] = _mean_and_scale(filled)
        if recipe.task == "regression":
            return cls(recipe, fill, mean, scale, *_mean_and_scale(labels))
        return cls(recipe, fill, mean, scale)

    def transform(self, values: FloatArray) -> FloatArray:
        """Values ``(n, n_columns)`` to inputs ``(n, n_inputs)``.

        A category that the recipe does not know (-1) has 0 in all of its inputs.
        """
        inputs = np.zeros((len(values), self.recipe.n_inputs))
        for i, (column, start) in enumerate(
            zip(self.recipe.columns, self.recipe.starts, strict=True)
        ):
            cells = np.ascontiguousarray(values[:, i])
            filled = np.where(np.isnan(cells), self.fill[i], cells)
            if column.kind == "category":
                known = np.flatnonzero(filled >= 0)
                inputs[known, start + filled[known].astype(np.int64)] = 1.0
            else:
                inputs[:, start] = (filled - self.mean[i]) / self.scale[i]
        return inputs

    def targets_of(self, labels: FloatArray) -> FloatArray:
        """Labels ``(n,)`` as the network learns them: values standardised, classes as they are."""
        return (labels - self.target_mean) / self.target_scale

    def values_of(self, outputs: FloatArray) -> FloatArray:
        """Predicted values ``(...)`` in the table's own unit."""
        return outputs * self.target_scale + self.target_mean

    def steps(self) -> tuple[Step, ...]:
        """All that is done to a row, in order, to be listed."""
        return tuple(
            step
            for i, column in enumerate(self.recipe.columns)
            for step in self._steps_of(i, column)
        )

    def _steps_of(self, i: int, column: Column) -> list[Step]:
        fill, mean, scale = float(self.fill[i]), float(self.mean[i]), float(self.scale[i])
        if column.kind == "pixel":
            return [Step(column.name, "divide", scale=scale)]
        filling = []
        if self.recipe.missing == "fill":
            category = column.categories[int(fill)] if column.kind == "category" else ""
            filling = [Step(column.name, "fill", value=fill, category=category)]
        if column.kind == "category":
            return [*filling, Step(column.name, "one_hot", count=column.width)]
        return [*filling, Step(column.name, "standardise", mean=mean, scale=scale)]

    def to_json(self) -> dict[str, Any]:
        """As plain values that JSON can hold."""
        return {
            "recipe": self.recipe.to_json(),
            "fill": self.fill.tolist(),
            "mean": self.mean.tolist(),
            "scale": self.scale.tolist(),
            "target_mean": self.target_mean,
            "target_scale": self.target_scale,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """What `to_json` gave.

        Raises
        ------
        KeyError, TypeError, ValueError
            The values are not of that form.
        """
        recipe = Recipe.from_json(values["recipe"])
        arrays = [np.array(values[name], np.float64) for name in ("fill", "mean", "scale")]
        if any(array.shape != (len(recipe.columns),) for array in arrays):
            raise ValueError("fill, mean and scale must have one number for each column")
        fill, mean, scale = arrays
        target_mean, target_scale = float(values["target_mean"]), float(values["target_scale"])
        return cls(recipe, fill, mean, scale, target_mean, target_scale)


def _mean_and_scale(values: FloatArray) -> tuple[float, float]:
    """Mean and standard deviation; 1 for the latter where there is no spread.

    What is below the rounding of equal values is none (Chan, Golub, LeVeque: Algorithms for
    Computing the Sample Variance, 1983; as scikit-learn's StandardScaler has it). Where those are
    so large that the rounding is, that stands for 1.
    """
    mean, variance = float(values.mean()), float(values.var())
    eps, n = float(np.finfo(np.float64).eps), len(values)
    reach = float(np.abs(values - mean).max())
    if LEAST_SPREAD < reach < _SQUARE_IS_LOST:
        if reach <= n * eps * abs(mean):  # all are equal, and their mean is rounded
            return mean, 1.0
        variance = float(((values - mean) / reach).var())
        return mean, reach * float(np.sqrt(variance))
    if variance <= n * eps * variance + (n * mean * eps) ** 2:
        return mean, max(reach, 1.0)
    return mean, float(np.sqrt(variance))
