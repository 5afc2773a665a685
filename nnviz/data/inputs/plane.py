"""The plane through the space of inputs that pictures show, where that has more dimensions.

A place on the plane is ``(u, v)``, both from -VIEW to VIEW as on a plane that is all there is; the
plane says which inputs stand there, and where on it a sample falls.
"""

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.dataset import Dataset
from nnviz.data.sampling import EXTENT
from nnviz.data.specs.points import PointSpec
from nnviz.data.tables.limits import LEAST_SPREAD
from nnviz.data.tables.recipe.preparation import Preparation
from nnviz.data.tables.recipe.recipe import Column

#: How much wider than the training share the view is.
MARGIN = 1.08
#: A date is shown as a year.
FIRST_YEAR, DAYS_PER_YEAR = 1970.0, 365.2425


@dataclass(frozen=True)
class Projection:
    """Which plane to look at.

    Attributes
    ----------
    first, second
        The features along the two axes, by name; both "" for the two principal components.
    fixed
        Column number to value in the table's own unit (for a category: its position) at which the
        other columns are fixed; columns that are not here are fixed at what is typical of them.
    """

    first: str = ""
    second: str = ""
    fixed: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True)
class Axis:
    """One axis of the view: what it is called, and what stands at its two ends."""

    label: str
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class InputPlane:
    """An affine plane: inputs ``origin + u * across[0] + v * across[1]``.

    Attributes
    ----------
    origin : (dimension,)
    across : (2, dimension)
        A row of zeros where there is nothing to be shown along that axis.
    centre : (dimension,)
        What samples are measured from: their places are ``(sample - centre) @ reading``.
    reading : (dimension, 2)
    axes
    """

    origin: FloatArray
    across: FloatArray
    centre: FloatArray
    reading: FloatArray
    axes: tuple[Axis, Axis]

    def inputs_at(self, places: FloatArray) -> FloatArray:
        """Places ``(n, 2)`` to points ``(n, dimension)``."""
        points: FloatArray = self.origin + places @ self.across
        return points

    def places_of(self, points: FloatArray) -> FloatArray:
        """Points ``(n, dimension)`` to places ``(n, 2)``; along an empty axis they are spread."""
        places: FloatArray = (points - self.centre) @ self.reading
        for axis in (0, 1):
            if not self.across[axis].any():
                golden = np.arange(len(points)) * 0.6180339887498949
                places[:, axis] = (golden % 1.0 - 0.5) * EXTENT
        return places


def default_projection(spec: PointSpec) -> Projection:
    """Of two inputs their plane; of more of them the principal components."""
    if spec.dimension > 2:
        return Projection()
    first, second, *_ = (*spec.default_features, "")
    return Projection(first, second)


def plane_of(spec: PointSpec, dataset: Dataset, projection: Projection) -> InputPlane:
    """The plane that a view asks for, of a dataset in `shown_dimension` 2.

    Raises
    ------
    ValueError
        The view asks for a feature or a column that there is not.
    """
    preparation = dataset.preparation
    if preparation is None:
        return _whole_plane(spec)
    if not projection.first:
        if dataset not in _components_of:
            _components_of[dataset] = _components(dataset.train_points)
        return _components_of[dataset]
    names = list(spec.features)
    if projection.first not in names or (projection.second and projection.second not in names):
        raise ValueError(f"there are only {names}; {projection} asks for others")
    return _columns(preparation, dataset.train_points, projection, names)


#: They take a while to be found among many rows.
_components_of: WeakKeyDictionary[Dataset, InputPlane] = WeakKeyDictionary()


def _whole_plane(spec: PointSpec) -> InputPlane:
    low, high = spec.domain
    unit = np.eye(2)
    return InputPlane(
        np.zeros(2), unit, np.zeros(2), unit, (Axis("x₁", low, high), Axis("x₂", low, high))
    )


def _components(points: FloatArray) -> InputPlane:
    """The two directions in which the samples differ most (Pearson, 1901)."""
    mean = points.mean(axis=0)
    centred = points - mean
    variances, directions = np.linalg.eigh(centred.T @ centred / len(points))
    total = max(float(variances.sum()), np.finfo(float).tiny)
    n = points.shape[1]
    across, reading, axes = np.zeros((2, n)), np.zeros((n, 2)), []
    for axis in range(2):
        if axis >= n:
            axes.append(Axis("", 0.0, 0.0))
            continue
        direction = directions[:, n - 1 - axis]
        # Either sign would do; so it is always the same one.
        direction = direction * np.sign(direction[np.abs(direction).argmax()])
        reach = _reach(float(np.abs(centred @ direction).max()))
        across[axis] = direction * reach / EXTENT
        reading[:, axis] = direction * EXTENT / reach
        share = max(float(variances[n - 1 - axis]), 0.0) / total
        axes.append(Axis(f"PC {axis + 1} ({share:.0%})", -reach, reach))
    return InputPlane(mean, across, mean, reading, (axes[0], axes[1]))


def _columns(
    preparation: Preparation, points: FloatArray, projection: Projection, names: list[str]
) -> InputPlane:
    recipe = preparation.recipe
    row = typical_row(preparation, points)
    for column, value in projection.fixed:
        if not 0 <= column < len(recipe.columns):
            raise ValueError(f"there are {len(recipe.columns)} columns; no {column}")
        row[column] = value
    origin = preparation.transform(row[np.newaxis])[0]
    across, reading = np.zeros((2, len(origin))), np.zeros((len(origin), 2))
    axes = []
    for axis, name in enumerate((projection.first, projection.second)):
        if not name:
            axes.append(Axis("", 0.0, 0.0))
            continue
        i = names.index(name)
        low, high = float(points[:, i].min()), float(points[:, i].max())
        middle, reach = (low + high) / 2, _reach((high - low) / 2)
        origin[i] = middle
        across[axis, i], reading[i, axis] = reach / EXTENT, EXTENT / reach
        axes.append(_axis_of(preparation, i, middle - reach, middle + reach))
    return InputPlane(origin, across, origin.copy(), reading, (axes[0], axes[1]))


def _reach(farthest: float) -> float:
    """How far the picture reaches, where the samples do so far; 1 where all are in one place."""
    return farthest * MARGIN if farthest > LEAST_SPREAD else 1.0


def typical_row(preparation: Preparation, points: FloatArray) -> FloatArray:
    """What is typical of each column, in its own unit: its median or most frequent category.

    Parameters
    ----------
    points : (n, n_inputs)
        The prepared training share; of pixels the mean is taken.

    Returns
    -------
    (n_columns,)
    """
    row = preparation.fill.copy()
    for i, column in enumerate(preparation.recipe.columns):
        if column.kind == "pixel":
            row[i] = points[:, preparation.recipe.starts[i]].mean() * column.largest
    return row


def column_of(preparation: Preparation, i: int) -> tuple[int, Column]:
    """The column that input `i` is made from, with its number."""
    starts = np.array(preparation.recipe.starts)
    number = int(np.searchsorted(starts, i, side="right")) - 1
    return number, preparation.recipe.columns[number]


def _axis_of(preparation: Preparation, i: int, low: float, high: float) -> Axis:
    """The axis along input `i`, its ends turned from the network's unit into the table's."""
    number, column = column_of(preparation, i)
    mean, scale = float(preparation.mean[number]), float(preparation.scale[number])
    ends: Any = np.array([low, high]) * scale + mean
    if column.is_day:
        ends = FIRST_YEAR + ends / DAYS_PER_YEAR
    name = preparation.recipe.input_names[i]
    named = f"{name} ({column.unit})" if column.unit and column.kind == "number" else name
    return Axis(named, float(ends[0]), float(ends[1]))
