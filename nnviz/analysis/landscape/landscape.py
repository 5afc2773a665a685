"""The loss as a function of a network's parameters: a height above every point of a plane.

One point of the picture is one network, so a picture takes thousands of them. They are computed as
stacks of matrices, many networks in each NumPy call.
"""

from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from nnviz.analysis.landscape.directions import ParameterPlane
from nnviz.core.arrays import Array, FloatArray, columns, columns_and_ones
from nnviz.core.functions.activations import ACTIVATIONS, LINEAR
from nnviz.core.functions.losses import LOSSES
from nnviz.core.functions.registry import look_up
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.network import dense_blocks

#: Numbers in the activations of the networks that are computed together, all layers counted. That
#: is a few megabytes, and a millisecond between two moments at which others may have a turn.
CHUNK = 2**20


class LossFunction:
    """The loss of one architecture on one set of samples, by the parameters of the network.

    It copies what it needs and has buffers of its own, so it can be used beside the training. Not
    thread-safe.

    Parameters
    ----------
    layer_sizes : sequence of int
    activations : sequence of str
        Names in ACTIVATIONS, one per layer after the input.
    loss : str
        A name in LOSSES.
    inputs : (n, n_inputs)
    targets : (n, n_outputs)
    dtype : data-type
        In which to compute: the network's, so that both agree.
    weights : (n,), optional
        What each sample's loss is multiplied by.
    silenced : collection of (int, int)
        Neurons that send 0 whatever they are sent, as (layer from 1, index).

    Attributes
    ----------
    chunk_size : int
        Networks that are computed together.
    """

    def __init__(
        self,
        layer_sizes: Sequence[int],
        activations: Sequence[str],
        loss: str,
        inputs: Array,
        targets: Array,
        dtype: DTypeLike = np.float32,
        *,
        weights: Array | None = None,
        silenced: Collection[Neuron] = (),
    ) -> None:
        self._blocks = dense_blocks(layer_sizes)
        self._activations = [look_up(ACTIVATIONS, name, "activation") for name in activations]
        self._loss = look_up(LOSSES, loss, "loss")
        self._silenced = [
            sorted(index for silent_layer, index in silenced if silent_layer == layer)
            for layer in range(1, len(layer_sizes))
        ]
        self._inputs = columns_and_ones(inputs, dtype)
        self._targets = columns(targets, dtype)
        self._weights = None if weights is None else np.asarray(weights, dtype)
        widths, n = layer_sizes[1:], len(inputs)
        self.chunk_size = max(CHUNK // (sum(width + 1 for width in widths) * n), 1)
        self._sums = [np.empty((self.chunk_size, width, n), dtype) for width in widths]
        # What each layer sends to the next: its activations and a row of ones for the biases.
        self._sent = [np.ones((self.chunk_size, width + 1, n), dtype) for width in widths]

    def __call__(self, parameters: Array) -> FloatArray:
        """Mean losses; where the numbers overflow they are not finite.

        Parameters
        ----------
        parameters : (n_points, n_parameters)
            Laid out as `nnviz.core.network.network.Network.parameters`.

        Returns
        -------
        (n_points,)
        """
        losses = np.empty(len(parameters))
        with np.errstate(all="ignore"):
            for start in range(0, len(parameters), self.chunk_size):
                chunk = slice(start, start + self.chunk_size)
                losses[chunk] = self._chunk(parameters[chunk].astype(self._inputs.dtype))
        return losses

    def _chunk(self, parameters: Array) -> Array:
        """Losses of at most `chunk_size` networks, in one call for each step of the forward pass.

        Parameters
        ----------
        parameters : (n_networks, n_parameters)
        """
        n_networks = len(parameters)
        values = self._inputs
        for block, activation, silenced, sums, sent in zip(
            self._blocks, self._activations, self._silenced, self._sums, self._sent, strict=True
        ):
            blocks = block.of(parameters)
            activations = sent[:n_networks, :-1]
            if activation is LINEAR:
                np.matmul(blocks.transpose(0, 2, 1), values, out=activations)
            else:
                np.matmul(blocks.transpose(0, 2, 1), values, out=sums[:n_networks])
                activation.forward(sums[:n_networks], activations)
            if silenced:
                activations[:, silenced] = 0.0
            values = sent[:n_networks]
        return self._loss.weighted(activations, self._targets, self._weights)


@dataclass(frozen=True, eq=False)
class Surface:
    """The loss over a rectangle of a plane.

    Attributes
    ----------
    plane : Plane
    x, y : (nx,), (ny,)
        Coordinates of the grid's columns and rows.
    losses : (ny, nx)
        nan where the loss is not finite.
    """

    plane: ParameterPlane
    x: FloatArray
    y: FloatArray
    losses: FloatArray

    def at(self, coordinates: FloatArray) -> FloatArray:
        """The surface's height between the points of its grid: (n,), nan beside the grid.

        Parameters
        ----------
        coordinates : (n, 2)
        """
        columns, rows = (
            np.interp(wanted, axis, np.arange(len(axis)), left=np.nan, right=np.nan)
            for wanted, axis in zip(coordinates.T, (self.x, self.y), strict=True)
        )
        heights = np.full(len(coordinates), np.nan)
        inside = np.isfinite(columns) & np.isfinite(rows)
        columns, rows = columns[inside], rows[inside]
        left = np.minimum(columns.astype(int), len(self.x) - 2)
        below = np.minimum(rows.astype(int), len(self.y) - 2)
        right, up = columns - left, rows - below  # how far into the cell, from 0 to 1
        lower, upper = (
            self.losses[row, left] * (1 - right) + self.losses[row, left + 1] * right
            for row in (below, below + 1)
        )
        heights[inside] = lower * (1 - up) + upper * up
        return heights


def surface(
    function: LossFunction, plane: ParameterPlane, x: FloatArray, y: FloatArray
) -> Generator[float, None, Surface]:
    """Compute a surface piece by piece; whoever runs this may do other things in between.

    Parameters
    ----------
    x, y : (nx,), (ny,)

    Yields
    ------
    The part that is done, from 0 to 1.
    """
    coordinates = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    losses = np.empty(len(coordinates))
    for start in range(0, len(losses), function.chunk_size):
        piece = slice(start, start + function.chunk_size)
        losses[piece] = function(plane.points(coordinates[piece]))
        yield min(piece.stop / len(losses), 1.0)
    losses[~np.isfinite(losses)] = np.nan
    return Surface(plane, x, y, losses.reshape(len(y), len(x)))


def around(reach: float, resolution: int) -> FloatArray:
    """Coordinates from -reach to +reach: (resolution,). With an odd number, 0 is among them."""
    return np.linspace(-reach, reach, resolution)


def along(path: FloatArray, reach: float, resolution: int) -> tuple[FloatArray, FloatArray]:
    """Coordinates of a grid around a path and the origin, where the path has led to.

    Parameters
    ----------
    path : (n, 2)
        In the plane's coordinates.
    reach : float
        Sides of the grid, in sides of the smallest rectangle that holds path and origin.

    Returns
    -------
    (resolution,), (resolution,)
    """
    low, high = np.minimum(path.min(axis=0), 0.0), np.maximum(path.max(axis=0), 0.0)
    middle, half = (low + high) / 2.0, (high - low) / 2.0
    # A path along a straight line would leave a grid without area.
    half = np.maximum(half, half.max() / 4.0) * reach
    x, y = np.linspace(middle - half, middle + half, resolution).T
    return x, y
