"""What one dataset is, apart from the points that it makes."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

#: ``generate(n, noise, n_classes, rng)`` returns points ``(n, dimension)`` and labels ``(n,)``.
Generate = Callable[[int, float, int, np.random.Generator], tuple[FloatArray, FloatArray]]

TASKS = ("binary", "multiclass", "regression")


@dataclass(frozen=True)
class DatasetSpec:
    """A source of labelled points.

    Attributes
    ----------
    task
        One of `TASKS`. Labels are 0/1 for ``binary``, 0..k-1 for ``multiclass``, the value
        itself for ``regression``.
    dimension
        1 for points on a line, 2 for points on a plane.
    classes
        How many classes the labels have; 0 for regression. Where `classes_vary`, this is only
        the usual number and ``generate`` makes as many as it is asked for.
    default_points, default_noise
        What is taken where nobody asks for another number of points or another noise (0 to 0.5).
    domain
        Smallest and largest coordinate in view, the same for both axes of a plane.
    value_range
        Smallest and largest value that pictures show. On a line every label lies within it; on a
        plane, where it sets the colours, noise may carry a label beyond.
    """

    name: str
    task: str
    dimension: int
    classes: int
    default_points: int
    default_noise: float
    domain: tuple[float, float]
    value_range: tuple[float, float]
    generate: Generate
    classes_vary: bool = False

    def class_count(self, wanted: int) -> int:
        """Classes in the labels when `wanted` are asked for; 0 for regression."""
        return wanted if self.classes_vary else self.classes
