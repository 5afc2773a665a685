"""Where a picture samples the input space: a square grid on a plane, a row of points on a line.

Every sample stands at the centre of its cell. Row 0 is the top, where x2 is largest, as on a
screen; column 0 is where x1 is smallest.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import FloatArray

#: Cells along each side of a large map; a multiple of 3, see `tiles`.
MAP_SIZE = 63
#: Cells along each side of a neuron's small map.
TILE_SIZE = MAP_SIZE // 3
#: Points of a curve over a line.
CURVE_SIZE = 128


def sample_points(dimension: int, domain: tuple[float, float]) -> FloatArray:
    """The points at which maps and curves are computed.

    Parameters
    ----------
    dimension : 1 or 2
    domain : smallest and largest coordinate, the same for both axes

    Returns
    -------
    (CURVE_SIZE, 1), or (MAP_SIZE ** 2, 2) row by row from the top
    """
    low, high = domain
    if dimension == 1:
        return _centres(low, high, CURVE_SIZE)[:, np.newaxis]
    across = _centres(low, high, MAP_SIZE)
    x1, x2 = np.meshgrid(across, across[::-1])
    return np.column_stack([x1.ravel(), x2.ravel()])


def tiles(maps: NDArray[Any]) -> NDArray[Any]:
    """The small pictures within large ones: the middle cell of each 3 by 3; curves stay whole.

    Parameters
    ----------
    maps : (n, MAP_SIZE ** 2) or (n, CURVE_SIZE)

    Returns
    -------
    (n, TILE_SIZE, TILE_SIZE) or (n, CURVE_SIZE), a view
    """
    if maps.shape[1] == CURVE_SIZE:
        return maps
    return maps.reshape(-1, MAP_SIZE, MAP_SIZE)[:, 1::3, 1::3]


def _centres(low: float, high: float, count: int) -> FloatArray:
    half = (high - low) / count / 2
    return np.linspace(low + half, high - half, count)
