"""What of the input space a run's pictures show: all of it, or a plane through more dimensions."""

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from nnviz.data.arrays import FloatArray
from nnviz.data.dataset import Dataset
from nnviz.data.inputs.plane import Axis, InputPlane, Projection, default_projection, plane_of
from nnviz.data.tables.limits import LEAST_SPREAD
from nnviz.experiment import Experiment
from nnviz.live.run.grid import sample_points

#: Samples of each share that are drawn at most: more would hide the picture, and take long.
MOST_DRAWN = 3000
#: Bars of an input's distribution.
BARS = 24


class ProjectedSpace:
    """The places of one view of one experiment.

    Parameters
    ----------
    projection
        None asks for the dataset's usual one.

    Attributes
    ----------
    axes
        What the one or two axes show.

    Raises
    ------
    ValueError
        The view does not suit the data.
    """

    def __init__(self, experiment: Experiment, projection: Projection | None = None) -> None:
        spec = experiment.spec
        self._spec = spec
        self._plane: InputPlane | None = None
        low, high = spec.domain
        self.axes: tuple[Axis, ...] = (Axis("x", low, high),)
        if spec.shown_dimension == 2:
            self._plane = plane_of(
                spec, experiment.make_dataset(), projection or default_projection(spec)
            )
            self.axes = self._plane.axes

    def samples(self) -> FloatArray:
        """The points of the input space that maps and curves are computed at: (n, dimension)."""
        places = sample_points(self._spec.shown_dimension, self._spec.domain)
        return places if self._plane is None else self._plane.inputs_at(places)

    def places_of(self, points: FloatArray) -> FloatArray:
        """Where the first `MOST_DRAWN` of the points are seen: (n, view_dimension)."""
        points = points[:MOST_DRAWN]
        return points if self._plane is None else self._plane.places_of(points)


def prepare_views(experiment: Experiment) -> None:
    """Compute what the pictures of an experiment begin with, where that takes long.

    Called by whoever makes the run, so that the thread which draws for everybody finds it done.
    """
    if experiment.spec.has_columns:
        ProjectedSpace(experiment)
    if experiment.spec.kind_of_inputs == "distributions":
        distributions(experiment)


def distributions(experiment: Experiment) -> FloatArray:
    """How each feature is spread over the training share: (n_features, BARS), the highest bar 1."""
    dataset = experiment.make_dataset()
    if dataset not in _distributions:
        _distributions[dataset] = _distributions_of(dataset.train_points)
    return _distributions[dataset]


_distributions: WeakKeyDictionary[Dataset, FloatArray] = WeakKeyDictionary()


def _distributions_of(points: FloatArray) -> FloatArray:
    heights = np.array([_bars_of(column) for column in points.T], np.float64)
    heights /= np.maximum(heights.max(axis=1, keepdims=True), 1.0)
    return heights


def _bars_of(values: FloatArray) -> NDArray[np.int64]:
    """How many of the values fall into each bar: (BARS,)."""
    values = np.ascontiguousarray(values)
    least, greatest = float(values.min()), float(values.max())
    # What lies closer than bars can tell apart is equal here.
    closest = float(np.spacing(max(abs(least), abs(greatest))))
    if greatest - least <= BARS * max(closest, LEAST_SPREAD):
        values = np.zeros_like(values)
    bars: NDArray[np.int64] = np.histogram(values, BARS)[0]
    return bars
