"""Large batches in slices, so that no single computation takes long.

All learners share one thread that trains and draws, so nobody may hold it for as long as a pass
over a hundred thousand samples takes. What is too large for one go is computed over parts of the
samples and summed; what is not, in one go. Where to cut depends on numbers of samples and
activations alone, never on the clock: the same run has the same sums at any speed.
"""

#: Inputs and activations that are worked on in one go at most, all samples together: some
#: milliseconds. Every dataset that comes with nnviz fits into one go of the largest network.
SLICE_NUMBERS = 320_000


def slice_length(numbers_per_sample: int) -> int:
    """Samples that a network takes in one go, of so many inputs and activations each."""
    return max(SLICE_NUMBERS // numbers_per_sample, 1)


def slices(n: int, longest: int) -> list[slice]:
    """Which of n samples belong to each slice; the last one may be smaller.

    What does not fit into one go of `longest` is cut finer than it need be: slices of half that
    size lie better in the processor's cache, and hold the thread for half as long.
    """
    length = n if n <= longest else max(longest // 2, 1)
    return [slice(start, min(start + length, n)) for start in range(0, n, max(length, 1))]
