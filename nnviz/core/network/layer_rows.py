"""One array that holds the rows of every layer, so that one call can work on several layers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.arrays import Array


class LayerRows:
    """The rows of all layers after the input in one array, a row of ones under each layer.

    Layers that lie one below another can then be worked on in a single call.

    Parameters
    ----------
    widths : sequence of int
        Neurons in each layer after the input.
    batch : int
        Samples, one column each.
    dtype : data-type
    networks : tuple of int
        () for one network, (k,) for a stack of so many.

    Attributes
    ----------
    array : (*networks, sum(widths) + len(widths), batch)
    layers : list of (*networks, width, batch)
        Each layer's rows.
    layers_and_ones : list of (*networks, width + 1, batch)
        Each layer's rows with the row of ones.
    """

    def __init__(
        self, widths: Sequence[int], batch: int, dtype: DTypeLike, networks: tuple[int, ...] = ()
    ) -> None:
        ends = np.cumsum([width + 1 for width in widths])
        self.array: Array = np.ones((*networks, int(ends[-1]), batch), dtype)
        self.layers_and_ones = [
            self.array[..., end - width - 1 : end, :]
            for end, width in zip(ends, widths, strict=True)
        ]
        self.layers = [rows[..., :-1, :] for rows in self.layers_and_ones]

    def span(self, first: int, last: int) -> Array:
        """All rows from layer `first` to layer `last`, both included."""
        stop = sum(len(rows) for rows in self.layers_and_ones[: last + 1])
        start = sum(len(rows) for rows in self.layers_and_ones[:first])
        return self.array[start:stop]
