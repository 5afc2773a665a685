"""What the network is given to see: the coordinates themselves, and simple functions of them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnviz.data.arrays import FloatArray


@dataclass(frozen=True)
class Feature:
    """One possible input of the network.

    Attributes
    ----------
    dimension
        Of the points that it is made from: 1 or 2.
    label
        How it is written on the page.
    function
        Takes points ``(n, dimension)``, returns values ``(n,)``.
    """

    name: str
    dimension: int
    label: str
    function: Callable[[FloatArray], FloatArray]


def features_of(dimension: int) -> tuple[str, ...]:
    """Names of all features that points of this dimension have, in their fixed order."""
    return tuple(name for name, feature in FEATURES.items() if feature.dimension == dimension)


FEATURES: dict[str, Feature] = {
    feature.name: feature
    for feature in (
        Feature("x1", 2, "x₁", lambda p: p[:, 0]),
        Feature("x2", 2, "x₂", lambda p: p[:, 1]),
        Feature("x1_squared", 2, "x₁²", lambda p: p[:, 0] ** 2),
        Feature("x2_squared", 2, "x₂²", lambda p: p[:, 1] ** 2),
        Feature("x1_x2", 2, "x₁x₂", lambda p: p[:, 0] * p[:, 1]),
        Feature("sin_x1", 2, "sin x₁", lambda p: np.sin(p[:, 0])),
        Feature("sin_x2", 2, "sin x₂", lambda p: np.sin(p[:, 1])),
        Feature("x", 1, "x", lambda p: p[:, 0]),
        Feature("x_squared", 1, "x²", lambda p: p[:, 0] ** 2),
        Feature("x_cubed", 1, "x³", lambda p: p[:, 0] ** 3),
        Feature("sin_x", 1, "sin x", lambda p: np.sin(p[:, 0])),
    )
}

#: What a network is given unless somebody chooses: the plain coordinates.
DEFAULT_FEATURES: dict[int, tuple[str, ...]] = {1: ("x",), 2: ("x1", "x2")}
