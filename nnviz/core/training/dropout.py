"""Dropout: hidden activations fall silent at random while the network trains."""

import numpy as np

from nnviz.core.arrays import Array, constant


class Dropout:
    """Inverted dropout: Srivastava et al., Dropout, JMLR 15, 2014, section 10.

    Parameters
    ----------
    rate : float
        Probability of a hidden activation to be dropped.
    rng : numpy.random.Generator
    """

    def __init__(self, rate: float, rng: np.random.Generator) -> None:
        self.rate = rate
        self.rng = rng

    def fill(self, masks: Array, rng: np.random.Generator | None = None) -> None:
        """Draw new masks, 0 with probability `rate`, else 1 / (1 - rate); from `rng` if given."""
        # Always drawn in float32, so that the masks are the same in every type of network.
        kept = (rng or self.rng).random(masks.shape, np.float32) >= self.rate
        np.multiply(kept, constant(1.0 / (1.0 - self.rate), masks.dtype), masks)
