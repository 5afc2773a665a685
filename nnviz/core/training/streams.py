"""Streams of random numbers: one for each purpose, so that none disturbs another.

Turning dropout on, say, must not change the initial weights or the order of the samples.
"""

from enum import IntEnum

import numpy as np


class Purpose(IntEnum):
    """What the numbers are for."""

    INITIAL_WEIGHTS = 0
    SHUFFLING = 1
    DROPOUT = 2
    NEW_DATA = 3


def twin(rng: np.random.Generator) -> np.random.Generator:
    """A generator of its own that draws what this one would draw next."""
    copy = np.random.default_rng(0)
    copy.bit_generator.state = rng.bit_generator.state
    return copy


def stream(seed: int, purpose: Purpose, *occasion: int) -> np.random.Generator:
    """Generator of the numbers for one purpose, the same for the same seed (and occasion)."""
    return np.random.default_rng([seed, int(purpose), *occasion])
