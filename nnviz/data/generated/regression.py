"""Values to predict, on a plane and on a line.

The plane and the bumps are those of TensorFlow Playground (``src/dataset.ts``, Apache License
2.0), where noise moves a point before its value is read off. On a line, noise is what is added
to the value.
"""

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.sampling import EXTENT

#: Centre and sign of each bump.
BUMPS = (
    (-4.0, 2.5, 1.0),
    (0.0, 2.5, -1.0),
    (4.0, 2.5, 1.0),
    (-4.0, -2.5, -1.0),
    (0.0, -2.5, 1.0),
    (4.0, -2.5, -1.0),
)
#: Sine and step have their points between -REACH and REACH; the view goes on a little beyond.
REACH = 3.0


def plane(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """A slope that rises towards the upper right: (x1 + x2) / 10."""
    points, moved = _points_and_moved(n, noise, rng)
    return points, moved.sum(axis=1) / 10.0


def bumps(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Three hills and three hollows; the nearest decides."""
    points, moved = _points_and_moved(n, noise, rng)
    values = np.zeros(n)
    for x1, x2, sign in BUMPS:
        distance = np.hypot(moved[:, 0] - x1, moved[:, 1] - x2)
        height = sign * np.clip(1.0 - distance / 2.0, 0.0, 1.0)
        values = np.where(np.abs(height) > np.abs(values), height, values)
    return points, values


def line(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """y = 3x + 0.5 + noise, x uniform on [0, 1); at noise 0.5 this is 3x plus uniform [0, 1)."""
    points = rng.uniform(0.0, 1.0, (n, 1))
    return points, 3.0 * points[:, 0] + 0.5 + noise * rng.uniform(-1.0, 1.0, n)


def sine(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """y = sin 2x: nearly two waves."""
    points = rng.uniform(-REACH, REACH, (n, 1))
    return points, np.sin(2.0 * points[:, 0]) + noise * rng.uniform(-1.0, 1.0, n)


def step(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """-1 left of zero, 1 from zero on."""
    points = rng.uniform(-REACH, REACH, (n, 1))
    return points, np.where(points[:, 0] < 0.0, -1.0, 1.0) + noise * rng.uniform(-1.0, 1.0, n)


def _points_and_moved(
    n: int, noise: float, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    points = rng.uniform(-EXTENT, EXTENT, (n, 2))
    return points, points + noise * rng.uniform(-EXTENT, EXTENT, (n, 2))
