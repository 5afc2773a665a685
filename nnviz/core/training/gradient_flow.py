"""How the gradient flows through the blocks: its size, and how far it moves the weights."""

from collections.abc import Iterator, Sequence
from math import prod

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.evaluation.history import EpochRecords
from nnviz.core.network.trainable import Block


class GradientFlowHistory(EpochRecords):
    """The first update after each record of the history, measured block by block.

    A row holds the epoch; for each block the Euclidean norm of its gradient (weights and biases,
    penalty included, before clipping); and for each block |change of its weights| / |weights|, nan
    where all of them were 0 or there are none. The blocks of a dense network are its layers.

    Parameters
    ----------
    blocks : sequence of Block
        Of the network whose updates are measured.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        super().__init__(1 + 2 * len(blocks))
        stretches = [list(_stretches(block)) for block in blocks]
        every = [stretch for of_block in stretches for stretch in of_block]
        #: Where in the flat vector weights or biases begin, and which of these are weights.
        self._starts = np.array([start for start, _ in every])
        self._are_weights = np.flatnonzero([is_weights for _, is_weights in every])
        #: Where among all of these, and among those of weights, each block begins.
        counts = [(len(each), sum(is_weights for _, is_weights in each)) for each in stretches]
        self._first, first_weights = np.cumsum([(0, 0), *counts[:-1]], axis=0).T.copy()
        self._with_weights = np.flatnonzero([n_weights for _, n_weights in counts])
        self._first_weights = first_weights[self._with_weights]
        self._wide = np.empty((3, blocks[-1].stop))

    def measure(self, epoch: int, gradient: Array, before: Array, after: Array) -> None:
        """Add the record of an update.

        Parameters
        ----------
        gradient, before, after : (n_parameters,)
            What the update followed, and the parameters before and after it.
        """
        # In float64, as the square of a finite float32 may not be finite.
        wide = self._wide
        wide[0], wide[1], wide[2] = gradient, after - before, before
        np.multiply(wide, wide, wide)
        squares = np.add.reduceat(wide, self._starts, axis=1)
        gradients = np.add.reduceat(squares[0], self._first)
        moved, weights = np.add.reduceat(
            squares[1:].take(self._are_weights, axis=1), self._first_weights, axis=1
        )
        ratios = np.full(len(gradients), np.nan)
        with np.errstate(all="ignore"):
            ratios[self._with_weights] = np.where(weights, np.sqrt(moved / weights), np.nan)
        self.add(epoch, *np.sqrt(gradients), *ratios)


def _stretches(block: Block) -> Iterator[tuple[int, bool]]:
    """Where in the flat vector its weights or biases begin, in turn, and whether weights do."""
    if block.bias is None:
        yield block.start, True
        return
    width = prod(block.shape[1:])
    biases = block.start + block.bias * width
    if block.bias > 0:
        yield block.start, True
    yield biases, False
    if biases + width < block.stop:
        yield biases + width, True
