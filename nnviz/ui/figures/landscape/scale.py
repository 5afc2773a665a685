"""From losses to heights and colours, on a plain or a logarithmic scale."""

from typing import Any, NamedTuple

import numpy as np

from nnviz.core.arrays import FloatArray
from nnviz.ui.text.numbers import told_apart

#: Smaller losses are drawn as this one on a logarithmic scale.
SMALLEST_LOSS = 1e-12


class Scale(NamedTuple):
    """How losses become heights and colours.

    Attributes
    ----------
    low, high
        Of the heights.
    ticks
        Plotly's description of the marks on an axis of heights.
    """

    log: bool
    low: float
    high: float
    ticks: dict[str, Any]

    def __call__(self, losses: FloatArray) -> FloatArray:
        heights: FloatArray = (
            np.log10(np.maximum(losses, SMALLEST_LOSS)) if self.log else np.asarray(losses)
        )
        return heights


def scale_of(losses: FloatArray, *, log: bool) -> Scale:
    """A scale from the least to the greatest loss; of no finite loss at all, from 0 to 1."""
    finite = losses[np.isfinite(losses)]
    plain = Scale(log, 0.0, 1.0, {})
    if not finite.size:
        return plain
    low, high = (float(plain(end)) for end in (finite.min(), finite.max()))
    return Scale(log, low, high, _log_ticks(low, high) if log else {})


def _log_ticks(low: float, high: float) -> dict[str, Any]:
    """Powers of ten, with 2 and 5 times them where there is room."""
    digits = (1, 2, 5) if high - low < 3 else (1,)
    exponents = range(int(np.floor(low)), int(np.ceil(high)) + 1)
    values = [digit * 10.0**exponent for exponent in exponents for digit in digits]
    shown = [value for value in values if low <= np.log10(value) <= high]
    # Between two powers nearly the same: then the ends themselves.
    shown = shown if len(shown) > 1 else sorted({10.0**low, 10.0**high})
    return {
        "tickvals": [float(np.log10(value)) for value in shown],
        "ticktext": told_apart(shown),
    }
