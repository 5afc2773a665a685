"""How the gradient flows through the layers: its size, and how far it moves the weights."""

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array
from nnviz.core.evaluation.history import Records


class GradientFlowHistory(Records):
    """The first update after each record of the history, measured layer by layer.

    A row holds the epoch; for each layer the Euclidean norm of its gradient (weights and biases,
    penalty included, before clipping); and for each layer |change of its weights| / |weights|, nan
    where all of them were 0.

    Parameters
    ----------
    blocks : list of (fan_in + 1, fan_out)
        The network's parameters, layer by layer, as views of one flat vector.
    """

    def __init__(self, blocks: list[Array]) -> None:
        super().__init__(1 + 2 * len(blocks))
        parts = [size for block in blocks for size in (block[:-1].size, block[-1].size)]
        # Where in the flat vector weights and biases of each layer begin, in turn.
        self._starts = np.cumsum([0, *parts[:-1]])

    def measure(self, epoch: int, gradient: Array, before: Array, after: Array) -> None:
        """Add the record of an update.

        Parameters
        ----------
        gradient, before, after : (n_parameters,)
            What the update followed, and the parameters before and after it.
        """
        gradients = self._squares(gradient)
        moved, weights = self._squares(after - before)[::2], self._squares(before)[::2]
        with np.errstate(all="ignore"):
            ratios = np.sqrt(moved / weights)
        ratios[weights == 0.0] = np.nan
        self.add(epoch, *np.sqrt(gradients[::2] + gradients[1::2]), *ratios)

    def _squares(self, vector: Array) -> NDArray[np.float64]:
        """Sums of squares of weights and biases in turn: (2 * n_layers,)."""
        wide = vector.astype(np.float64)
        sums: NDArray[np.float64] = np.add.reduceat(wide * wide, self._starts)
        return sums
