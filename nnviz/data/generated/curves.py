"""Points above a curve of one's choice against those below it: y > f(x).

The points fill a square; where noise moves them before their label is read off, they lie on the
wrong side here and there. Both classes get the same number of points whatever the curve.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.polynomial import polynomial

from nnviz.data.arrays import FloatArray
from nnviz.data.generated.two_classes import RADIUS
from nnviz.data.sampling import balanced

Curve = Callable[[FloatArray], FloatArray]

POLYNOMIAL = "polynomial"
#: Name to the curve that it is; the polynomial's coefficients are a choice of their own.
CURVES: dict[str, Curve] = {
    "sine": lambda x: 3.0 * np.sin(x),
    "cubic": lambda x: (x**3 - 12.0 * x) / 16.0,
    "absolute": lambda x: np.abs(x) - 3.0,
}
CURVE_NAMES = (*CURVES, POLYNOMIAL)

#: The coefficients of 1, x, x², ... unless somebody chooses: x² / 2 - 3.
COEFFICIENTS = (-3.0, 0.0, 0.5)
MOST_COEFFICIENTS = 6
LARGEST_COEFFICIENT = 100.0
#: Of the square each side of a curve must have so much at least, or there is nothing to draw from.
LEAST_SHARE = 0.02
# The powers 0, 1, 2, ... of the places at which the sides of a polynomial are measured.
_POWERS = np.vander(np.linspace(-RADIUS, RADIUS, 401), MOST_COEFFICIENTS, increasing=True)


def curve_of(name: str, coefficients: Sequence[float]) -> Curve:
    """The curve of a name in `CURVE_NAMES`; the coefficients count for a polynomial."""
    if name != POLYNOMIAL:
        return CURVES[name]
    numbers = np.asarray(coefficients, np.float64)

    def curve(x: FloatArray) -> FloatArray:
        heights: FloatArray = np.asarray(polynomial.polyval(x, numbers), np.float64)
        return heights

    return curve


def leaves_both_sides(coefficients: Sequence[float]) -> bool:
    """Whether a polynomial, of `MOST_COEFFICIENTS` at most, has room for points above it and below.

    A saved run may ask for thousands of them.
    """
    heights = _POWERS[:, : len(coefficients)] @ np.asarray(coefficients, np.float64)
    shares = np.minimum(np.maximum((RADIUS - heights) / (2.0 * RADIUS), 0.0), 1.0)
    above = float(np.add.reduce(shares)) / len(shares)
    return LEAST_SHARE <= above <= 1.0 - LEAST_SHARE


def above(
    curve: Curve, n: int, noise: float, n_classes: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """1 above the curve, 0 on it and below."""

    def draw(count: int) -> tuple[FloatArray, FloatArray]:
        points = rng.uniform(-RADIUS, RADIUS, (count, 2))
        moved = points + noise * rng.uniform(-RADIUS, RADIUS, (count, 2))
        return points, (moved[:, 1] > curve(moved[:, 0])).astype(np.float64)

    return balanced(draw, n, 2)
