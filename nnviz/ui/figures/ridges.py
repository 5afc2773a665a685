"""Distributions layer by layer: one ridge above the other, so that they can be compared."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from nnviz.analysis.distributions import Distributions, Histogram
from nnviz.ui.figures.frame import frame
from nnviz.ui.theme import Palette

#: How far the highest ridge reaches into the row above.
OVERLAP = 1.25
GAP = 0.04
ROW_HEIGHT = 44


class RidgeWords(NamedTuple):
    """What the figure calls things, in the visitor's language."""

    weights: str
    activations: str
    gradients: str
    layers: Sequence[str]


def ridges(spread: Distributions, words: RidgeWords, palette: Palette) -> go.Figure:
    """Three plots side by side: weights, activations, and the size of gradients."""
    plots = (
        (spread.weights, words.weights, palette.positive_line),
        (spread.activations, words.activations, palette.train),
        (spread.gradients, words.gradients, palette.negative_line),
    )
    n_layers = len(words.layers)
    width = (1 - 2 * GAP) / 3
    traces: list[go.Scatter] = []
    axes: dict[str, object] = {}
    for number, (histograms, title, colour) in enumerate(plots):
        suffix = "" if number == 0 else str(number + 1)
        highest = max((float(h.shares.max()) for h in histograms), default=0.0) or 1.0
        for layer, histogram in enumerate(histograms):
            # The first layer on top, as one reads the network from left to right.
            base = n_layers - 1 - layer
            traces += _ridge(
                histogram, base, OVERLAP / highest, words.layers[layer], colour, suffix
            )
        start = number * (width + GAP)
        axes[f"xaxis{suffix}"] = {
            "title": title,
            "domain": [start, start + width],
            "anchor": f"y{suffix}",
        }
        axes[f"yaxis{suffix}"] = {
            "anchor": f"x{suffix}",
            "range": [-0.1, n_layers - 1 + OVERLAP + 0.1],
            "tickvals": list(range(n_layers)),
            "ticktext": list(reversed(words.layers)),
            "showticklabels": number == 0,
        }
    return frame(
        traces,
        palette,
        height=90 + ROW_HEIGHT * max(n_layers, 4),
        margin={"l": 76, "r": 8, "t": 8, "b": 44},
        showlegend=False,
        hovermode="closest",
        **axes,
    )


def _ridge(
    histogram: Histogram, base: int, scale: float, name: str, colour: str, suffix: str
) -> list[go.Scatter]:
    """The base line, and the outline filled down to it."""
    centres = (histogram.edges[:-1] + histogram.edges[1:]) / 2
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    floor = go.Scatter(
        x=histogram.edges[[0, -1]],
        y=[base, base],
        mode="lines",
        line={"color": colour, "width": 1},
        hoverinfo="skip",
        **axes,
    )
    outline = go.Scatter(
        x=centres,
        y=base + histogram.shares * scale,
        customdata=np.column_stack([histogram.shares, np.rint(histogram.shares * histogram.count)]),
        mode="lines",
        line={"color": colour, "width": 1.5, "shape": "hvh"},
        fill="tonexty",
        name=name,
        hovertemplate="%{x:.3g}: %{customdata[0]:.1%} (%{customdata[1]:.0f})",
        **axes,
    )
    return [floor, outline]
