"""How numbers are spread: histograms of weights, activations and gradients, layer by layer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.analysis.layers import Layer
from nnviz.core.arrays import Array, FloatArray

BINS = 40

#: Gradients below this are drawn with it: smaller ones no longer move a float32.
SMALLEST_GRADIENT = 1e-12


@dataclass(frozen=True, eq=False)
class Histogram:
    """How many values fall where.

    Attributes
    ----------
    edges : (n_bins + 1,)
        The same for all histograms that were made together.
    shares : (n_bins,)
        Of all values; they sum to 1, or less where values are not finite.
    count
        Number of values.
    mean, deviation
        Of the finite values; nan where there is none.
    """

    edges: FloatArray
    shares: FloatArray
    count: int
    mean: float
    deviation: float


@dataclass(frozen=True)
class Distributions:
    """Histograms layer by layer, from the first after the input to the output.

    Attributes
    ----------
    weights
        Weights and biases.
    activations
        Of all neurons on all samples.
    gradients
        log10 |gradient| of weights and biases, not below `SMALLEST_GRADIENT`: their size spans
        many powers of ten, and that is what there is to see.
    """

    weights: list[Histogram]
    activations: list[Histogram]
    gradients: list[Histogram]


def distributions(layers: Sequence[Layer]) -> Distributions:
    """Spread of what a snapshot holds."""
    return Distributions(
        weights=histograms([_joined(layer.weights, layer.biases) for layer in layers]),
        activations=histograms([layer.activations.ravel() for layer in layers]),
        gradients=histograms(
            [_log_size(_joined(layer.weight_gradients, layer.bias_gradients)) for layer in layers]
        ),
    )


def histograms(groups: Sequence[Array], bins: int = BINS) -> list[Histogram]:
    """Histograms over common bins, which reach from the least to the greatest value.

    Parameters
    ----------
    groups : sequence of (n,)
    """
    groups = [np.asarray(group, np.float64) for group in groups]
    finite = [group[np.isfinite(group)] for group in groups]
    everything = np.concatenate(finite) if finite else np.empty(0)
    low, high = (everything.min(), everything.max()) if everything.size else (0.0, 0.0)
    # One value only: a bin's width around it, so that it still makes a picture.
    margin = 0.5 if low == high else 0.0
    edges = np.linspace(low - margin, high + margin, bins + 1)
    return [
        Histogram(
            edges=edges,
            shares=np.histogram(kept, edges)[0] / max(group.size, 1),
            count=group.size,
            mean=float(kept.mean()) if kept.size else np.nan,
            deviation=float(kept.std()) if kept.size else np.nan,
        )
        for group, kept in zip(groups, finite, strict=True)
    ]


def _joined(weights: Array, biases: Array) -> Array:
    return np.concatenate([weights.ravel(), biases])


def _log_size(gradients: Array) -> Array:
    size: Array = np.log10(np.maximum(np.abs(gradients.astype(np.float64)), SMALLEST_GRADIENT))
    return size
