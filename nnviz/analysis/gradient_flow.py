"""Whether the gradient reaches the first layers, and how far each update moves the weights.

The gradient of a layer is that of the next one times weights and slopes. Where those factors are
small or large throughout, it shrinks or grows from layer to layer on its way back: Bengio, Simard
and Frasconi, Learning long-term dependencies with gradient descent is difficult, 1994; Glorot and
Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from nnviz.core.arrays import FloatArray

#: An update of about this share of the weights is a rule of thumb for a good learning rate:
#: Karpathy, CS231n notes, Neural networks 3, "Ratio of weights:updates".
GOOD_RATIO = 1e-3

#: The first layer's gradient against the last one's, from where on it counts as vanished. What
#: exceeds its inverse counts as exploded.
VANISHED = 1e-2

#: Growth of the whole gradient since the start from where on it counts as exploded.
GROWN = 1e2

#: What is said is about the median of so many records: one batch alone says little.
RECENT = 10


@dataclass(frozen=True, eq=False)
class GradientFlow:
    """What one update did, record by record.

    Attributes
    ----------
    epochs : (n_records,)
    norms : (n_records, n_layers)
        Euclidean norm of each layer's gradient, from the first layer after the input on.
    ratios : (n_records, n_layers)
        Norm of each layer's update over that of its weights; nan where these are zero.
    """

    epochs: FloatArray
    norms: FloatArray
    ratios: FloatArray


@dataclass(frozen=True)
class Verdict:
    """What has become of the gradient on its way back through the layers.

    Attributes
    ----------
    kind
        "vanishing" or "exploding" between last layer and first; "growing" since the start of
        training; "healthy" if none of these; "unknown" where there is nothing to compare.
    first, last
        Recent norm of the first and of the last layer's gradient.
    start, now
        Norm of the whole gradient in the first record, and recently.
    """

    kind: Literal["vanishing", "exploding", "growing", "healthy", "unknown"]
    first: float
    last: float
    start: float
    now: float


def gradient_flow(records: FloatArray) -> GradientFlow:
    """Take a trainer's records apart.

    Parameters
    ----------
    records : (n_records, 1 + 2 * n_layers)
        Epoch, norms, ratios.
    """
    n_layers = records.shape[1] // 2
    return GradientFlow(records[:, 0], records[:, 1 : 1 + n_layers], records[:, 1 + n_layers :])


def recent(values: FloatArray) -> FloatArray:
    """What was usual at each record: the median of it and those before it, `RECENT` in all.

    Parameters
    ----------
    values : (n_records, n_layers)

    Returns
    -------
    (n_records, n_layers)
        nan wherever a value among them is.
    """
    beginning = [np.median(values[: end + 1], axis=0) for end in range(min(RECENT, len(values)))]
    if len(values) <= RECENT:
        return np.array(beginning).reshape(values.shape)
    windows = np.lib.stride_tricks.sliding_window_view(values[1:], RECENT, axis=0)
    return np.concatenate([beginning, np.median(windows, axis=-1)])


def verdict(flow: GradientFlow) -> Verdict:
    """Judge by the recent records."""
    norms = flow.norms[np.isfinite(flow.norms).all(axis=1)]
    if not len(norms):
        return Verdict("unknown", np.nan, np.nan, np.nan, np.nan)
    usual = np.median(norms[-RECENT:], axis=0)
    first, last = float(usual[0]), float(usual[-1])
    start, now = (float(np.linalg.norm(values)) for values in (norms[0], usual))
    kind: Literal["vanishing", "exploding", "growing", "healthy", "unknown"] = "healthy"
    if now == 0.0:
        kind = "unknown"
    elif first < VANISHED * last:
        kind = "vanishing"
    elif last < VANISHED * first:
        kind = "exploding"
    elif now > GROWN * start > 0.0:
        kind = "growing"
    return Verdict(kind, first, last, start, now)
