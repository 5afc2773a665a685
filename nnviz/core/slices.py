"""Large batches in slices, so that no single computation takes long.

All learners share one thread that trains and draws, so nobody may hold it for as long as a pass
over a hundred thousand samples takes. What is too large for one go is computed over parts of the
samples and summed; what is not, in one go. Where to cut depends on numbers of samples and layers
alone, never on the clock: the same run has the same sums at any speed.
"""

from collections.abc import Sequence

#: Inputs and activations of one slice at most, all samples together: some milliseconds of work.
#: Every dataset that comes with nnviz fits into one slice of the largest network.
SLICE_NUMBERS = 320_000


def slice_length(layer_sizes: Sequence[int]) -> int:
    """Samples that a network of these sizes, inputs and outputs included, takes in one go."""
    return max(SLICE_NUMBERS // sum(layer_sizes), 1)


def slices(n: int, length: int) -> list[slice]:
    """Which of n samples belong to each slice; the last one may be smaller."""
    return [slice(start, min(start + length, n)) for start in range(0, n, length)]
