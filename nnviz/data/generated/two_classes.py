"""Two classes on a plane; all but the moons as TensorFlow Playground makes them.

TensorFlow Playground, ``src/dataset.ts`` (Apache License 2.0), is the source of the geometry.
Here both classes always get the same number of points, whatever the noise, and points that noise
would carry out of view are drawn again; at the highest noise that makes the clouds of "gauss" a
little narrower than there.
Labels are 1 (its +1) and 0 (its -1).
"""

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.sampling import balanced, rank_in_class

RADIUS = 5.0
#: XOR's quadrants keep this distance from the axes.
XOR_GAP = 0.3


def alternating_labels(n: int, n_classes: int) -> FloatArray:
    """Labels 0, 1, .., n_classes-1, 0, 1, ..: shape ``(n,)``."""
    return (np.arange(n) % n_classes).astype(np.float64)


def circle(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """A disc inside a ring; noise moves each point before its label is read off."""

    def draw(count: int) -> tuple[FloatArray, FloatArray]:
        inner = np.arange(count) % 2 == 0
        radius = np.where(
            inner,
            rng.uniform(0.0, 0.5 * RADIUS, count),
            rng.uniform(0.7 * RADIUS, RADIUS, count),
        )
        angle = rng.uniform(0.0, 2.0 * np.pi, count)
        points = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
        moved = points + noise * rng.uniform(-RADIUS, RADIUS, (count, 2))
        labels = np.hypot(moved[:, 0], moved[:, 1]) < 0.5 * RADIUS
        return points, labels.astype(np.float64)

    return balanced(draw, n, 2)


def xor(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Four quadrants, opposite ones of one class."""

    def draw(count: int) -> tuple[FloatArray, FloatArray]:
        points = rng.uniform(-RADIUS, RADIUS, (count, 2))
        points += np.where(points > 0.0, XOR_GAP, -XOR_GAP)
        moved = points + noise * rng.uniform(-RADIUS, RADIUS, (count, 2))
        return points, (moved[:, 0] * moved[:, 1] >= 0.0).astype(np.float64)

    return balanced(draw, n, 2)


def gauss(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Two clouds, the more mixed the more noise: variance 0.5 without any, 4 at noise 0.5."""
    deviation = np.sqrt(0.5 + 7.0 * noise)

    def draw(count: int) -> tuple[FloatArray, FloatArray]:
        labels = alternating_labels(count, 2)
        centres = np.where(labels == 1.0, 2.0, -2.0)[:, np.newaxis]
        return centres + deviation * rng.standard_normal((count, 2)), labels

    return balanced(draw, n, 2)


def spiral(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Two arms wound 1.75 times around the centre."""
    return spiral_arms(n, noise, 2, 1.75, rng)


def spiral_arms(
    n: int, noise: float, n_arms: int, turns: float, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Arms of one class each, evenly set around the centre: points ``(n, 2)``, labels ``(n,)``.

    Arm 1 of two starts at angle 0, as the +1 arm of TensorFlow Playground does.
    """

    def draw(count: int) -> tuple[FloatArray, FloatArray]:
        labels = alternating_labels(count, n_arms)
        along = rank_in_class(labels) * n_arms / count
        angle = 2.0 * np.pi * (turns * along + (labels - 1.0) / n_arms)
        points = RADIUS * along[:, np.newaxis] * np.column_stack([np.sin(angle), np.cos(angle)])
        return points + noise * rng.uniform(-1.0, 1.0, (count, 2)), labels

    return balanced(draw, n, n_arms)


def moons(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Two half circles that reach into each other; noise is the deviation in their radii."""
    radius = 3.0

    def draw(count: int) -> tuple[FloatArray, FloatArray]:
        labels = alternating_labels(count, 2)
        angle = rng.uniform(0.0, np.pi, count)
        upper = np.column_stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25])
        # The lower moon is the upper one turned half around the middle of the two.
        units = np.where(labels[:, np.newaxis] == 1.0, upper, -upper)
        return radius * (units + noise * rng.standard_normal((count, 2))), labels

    return balanced(draw, n, 2)
