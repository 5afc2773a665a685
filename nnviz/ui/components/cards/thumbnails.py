"""Small pictures of the datasets, as SVG paths: what a card shows before anything is chosen."""

from functools import cache

import numpy as np

from nnviz.data import DATASETS, PointSpec
from nnviz.data.arrays import FloatArray
from nnviz.data.inputs.plane import default_projection, plane_of
from nnviz.experiment import Experiment

#: Side of a picture in its own units.
SIZE = 48
MARGIN = 5
POINTS_SHOWN = 110
#: Steps of the ramp from the lowest to the highest value.
VALUE_STEPS = 5

#: CSS class of a stroke, and the path that it draws.
Thumbnail = tuple[tuple[str, str], ...]


@cache
def thumbnail(name: str) -> Thumbnail:
    """One path of round dots for each class, or for each step of the value."""
    spec = DATASETS[name]
    points, labels = _sample(spec)
    low, high = spec.value_range
    if spec.task == "regression":
        share = np.clip((labels - low) / (high - low), 0.0, 1.0)
        steps = np.minimum((share * VALUE_STEPS).astype(int), VALUE_STEPS - 1)
        kind = "value"
    else:
        steps = labels.astype(int)
        kind = "class"
    if spec.dimension == 1:
        points = np.column_stack([points[:, 0], labels])
        # One dimension has its value for height; a second sign for it would only confuse.
        steps = np.full(len(points), VALUE_STEPS - 1)
    positions = _scaled(points)
    return tuple(
        (f"{kind}-{step}", "".join(f"M{x} {y}h0" for x, y in positions[steps == step]))
        for step in np.unique(steps).tolist()
    )


def _sample(spec: PointSpec) -> tuple[FloatArray, FloatArray]:
    """Some points (n, 1) or (n, 2), and their labels (n,)."""
    glimpse = spec.glimpse(POINTS_SHOWN)
    if glimpse is not None:
        return glimpse
    data = Experiment(spec.name).make_dataset()
    places = plane_of(spec, data, default_projection(spec)).places_of(data.train_points)
    return places[:POINTS_SHOWN], data.train_labels[:POINTS_SHOWN]


def _scaled(points: np.ndarray) -> np.ndarray:
    """Points ``(n, 2)`` to whole picture units, so that they fill the card; y points up."""
    low, high = points.min(axis=0), points.max(axis=0)
    share = (points - low) / np.where(high > low, high - low, 1.0)
    share[:, 1] = 1.0 - share[:, 1]
    scaled: np.ndarray = np.rint(MARGIN + share * (SIZE - 2 * MARGIN)).astype(int)
    return scaled
