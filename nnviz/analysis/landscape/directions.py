"""Planes in the space of all parameters: what a picture of the loss can be drawn over.

A network with n parameters is one point of an n-dimensional space, and its loss is a height above
each point. A picture has room for two dimensions, so it shows the loss over a plane: two
directions, and a point that the plane goes through. Which plane decides what one gets to see.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.network.network import dense_blocks

#: Singular values below this part of the largest one are rounding errors.
ROUNDING = 1e-9


class NoPlane(ValueError):  # noqa: N818 - it says what there is not
    """There is no plane to draw the loss over.

    Attributes
    ----------
    reason : str
        "one_parameter": the same parameter was chosen twice; "all_zero": filter-normalised
        directions have no length where all parameters are 0; "no_path": the run has not moved yet.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, eq=False)
class ParameterPlane:
    """A plane through the parameters of a network.

    Attributes
    ----------
    origin : (n_parameters,)
        The point with the coordinates (0, 0).
    directions : (2, n_parameters)
        What one unit of each coordinate stands for; of any length, at any angle.
    shares : (2,) or None
        Part of the run's path along each direction, if the plane was fitted to a path.
    """

    origin: FloatArray
    directions: FloatArray
    shares: FloatArray | None = None

    def points(self, coordinates: FloatArray) -> FloatArray:
        """Parameters at coordinates.

        Parameters
        ----------
        coordinates : (n_points, 2)

        Returns
        -------
        (n_points, n_parameters)
        """
        points: FloatArray = self.origin + coordinates @ self.directions
        return points

    def coordinates(self, parameters: Array) -> FloatArray:
        """Coordinates of the nearest points of the plane: where parameters cast their shadow.

        Parameters
        ----------
        parameters : (n_points, n_parameters)

        Returns
        -------
        (n_points, 2)
        """
        offsets = np.asarray(parameters, np.float64) - self.origin
        # The directions need not be at right angles, so this is a least-squares fit.
        squares = self.directions @ self.directions.T
        shadows = np.linalg.solve(squares, self.directions @ offsets.T)
        return np.asarray(shadows.T, np.float64)

    def distances(self, parameters: Array) -> FloatArray:
        """How far parameters (n_points, n_parameters) are from the plane: (n_points,)."""
        beside = np.asarray(parameters, np.float64) - self.points(self.coordinates(parameters))
        return np.asarray(np.linalg.norm(beside, axis=1), np.float64)


def parameter_plane(parameters: Array, first: int, second: int) -> ParameterPlane:
    """The plane in which two parameters vary and all others stay as they are.

    Parameters
    ----------
    parameters : (n_parameters,)
    first, second : int
        Positions in `parameters`.

    Raises
    ------
    NoPlane
        Both are the same parameter.
    """
    if first == second:
        raise NoPlane("one_parameter", f"two parameters make a plane, but {first} came twice")
    directions = np.zeros((2, parameters.size))
    directions[[0, 1], [first, second]] = 1.0
    return ParameterPlane(parameters.astype(np.float64), directions)


def random_plane(
    parameters: Array, layer_sizes: Sequence[int], rng: np.random.Generator
) -> ParameterPlane:
    """A plane along two random directions, filter-normalised, through the parameters.

    Raises
    ------
    NoPlane
        All parameters are 0.
    """
    origin = parameters.astype(np.float64)
    if not origin.any():
        raise NoPlane("all_zero", "all parameters are 0, so random directions have no length")
    drawn = rng.standard_normal((2, origin.size))
    return ParameterPlane(
        origin, np.stack([filter_normalised(one, origin, layer_sizes) for one in drawn])
    )


def filter_normalised(
    direction: Array, parameters: Array, layer_sizes: Sequence[int]
) -> FloatArray:
    """A direction in which every neuron changes in proportion to the size of its parameters.

    Li, Xu, Taylor, Studer and Goldstein, Visualizing the loss landscape of neural nets, NeurIPS
    2018, section 4: each filter of the direction is scaled to the length of the same filter of the
    network. Otherwise a network with small weights would look rugged and one with large weights
    flat, though the two may compute the same, as a ReLU network does after one layer was multiplied
    by a number and the next divided by it.

    In a fully connected network a filter is the incoming weights of one neuron. Its bias counts as
    one of them, the weight of an input that is always 1, because whatever rescales the weights of a
    ReLU neuron and leaves the function alone must rescale its bias as well. The authors' published
    code leaves biases as they are; in networks as small as these that would hide much of
    what is learnt, and with one input it would leave a neuron no direction but its own.

    Parameters
    ----------
    direction, parameters : (n_parameters,)
        Laid out as `nnviz.core.network.network.Network.parameters`.
    layer_sizes : sequence of int

    Returns
    -------
    (n_parameters,)
        The part of a neuron whose parameters, or whose part of `direction`, are all 0 is 0.
    """
    normalised = np.empty(np.shape(parameters))
    for block in dense_blocks(layer_sizes):
        filters = np.asarray(block.of(direction), np.float64)
        lengths = np.linalg.norm(filters, axis=0)
        wanted = np.linalg.norm(block.of(parameters), axis=0)
        scale = np.divide(wanted, lengths, out=np.zeros_like(lengths), where=lengths > 0.0)
        block.of(normalised)[...] = filters * scale
    return normalised


def path_plane(path: Array, parameters: Array) -> ParameterPlane:
    """The plane through the parameters that a run's path to them comes nearest to.

    The principal directions of the path as seen from where it has led to (Li et al., section 7):
    the right singular vectors of the differences, so that of all planes through `parameters` this
    one has the least sum of squared distances from the path. A share is the part of the squared
    distances between path and `parameters` that lies along a direction. Signs are such that the
    path leads towards positive coordinates.

    A path along a straight line has only one direction; the other is then the parameter axis
    farthest from it, made orthogonal to it, with a share of 0.

    Parameters
    ----------
    path : (n, n_parameters)
        In the order of the run; may be empty, and may include `parameters`.
    parameters : (n_parameters,)

    Raises
    ------
    NoPlane
        There is no path: it is empty, or stays where `parameters` are.
    """
    origin = parameters.astype(np.float64)
    differences = np.asarray(path, np.float64) - origin
    _, sizes, rows = np.linalg.svd(differences, full_matrices=False)
    if not sizes.size or not sizes[0] > 0.0:
        raise NoPlane("no_path", "the run has not moved yet, so it has no path")
    first = _forwards(rows[0], differences)
    straight = len(sizes) == 1 or sizes[1] <= ROUNDING * sizes[0]
    second = _orthogonal_to(first) if straight else _forwards(rows[1], differences)
    squares = np.array([sizes[0], 0.0 if straight else sizes[1]]) ** 2
    return ParameterPlane(origin, np.stack([first, second]), squares / np.square(sizes).sum())


def _forwards(direction: FloatArray, differences: FloatArray) -> FloatArray:
    """The direction with the sign by which the path's first point has a negative coordinate."""
    return -direction if direction @ differences[0] > 0.0 else direction


def _orthogonal_to(direction: FloatArray) -> FloatArray:
    """A unit vector at right angles to another."""
    axis = int(np.argmin(np.abs(direction)))
    other = -direction[axis] * direction
    other[axis] += 1.0
    unit: FloatArray = other / np.linalg.norm(other)
    return unit
