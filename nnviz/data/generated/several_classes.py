"""More than two classes on a plane, labels 0..k-1, equally many points of each."""

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.generated.two_classes import alternating_labels, spiral_arms
from nnviz.data.sampling import balanced

#: Inner and outer radius of each ring; the first is a disc.
RINGS = np.array([(0.0, 1.2), (2.0, 3.1), (3.9, 5.0)])


def blobs(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Clouds around a circle, the wider the more noise: deviation 0.4 to 1.6."""
    deviation = 0.4 + 2.4 * noise

    def draw(count: int) -> tuple[FloatArray, FloatArray]:
        labels = alternating_labels(count, n_classes)
        angle = 2.0 * np.pi * labels / n_classes
        centres = 3.5 * np.column_stack([np.sin(angle), np.cos(angle)])
        return centres + deviation * rng.standard_normal((count, 2)), labels

    return balanced(draw, n, n_classes)


def three_spiral(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Three arms wound once around the centre."""
    return spiral_arms(n, noise, 3, 1.0, rng)


def rings(
    n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """A disc and two rings around it."""

    def draw(count: int) -> tuple[FloatArray, FloatArray]:
        labels = alternating_labels(count, len(RINGS))
        inner, outer = RINGS[labels.astype(np.int64)].T
        radius = rng.uniform(inner, outer)
        angle = rng.uniform(0.0, 2.0 * np.pi, count)
        points = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
        return points + 2.0 * noise * rng.uniform(-1.0, 1.0, (count, 2)), labels

    return balanced(draw, n, len(RINGS))
