"""Distributions layer by layer: one ridge above the other, so that they can be compared."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from nnviz.analysis.distributions import Histogram
from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.frame import frame

#: Height of each ridge, as a share of its row.
HEIGHT = 0.85
ROW_PIXELS = 52


def ridges(
    histograms: Sequence[Histogram],
    layers: Sequence[str],
    title: str,
    colour: str,
    palette: Palette,
) -> go.Figure:
    """One ridge for each layer, the first on top: from inputs to output as one reads.

    Parameters
    ----------
    histograms, layers
        One and its name for each layer.
    """
    bases = range(len(layers) - 1, -1, -1)
    traces = [
        _ridge(histogram, base, name, colour)
        for histogram, base, name in zip(histograms, bases, layers, strict=True)
    ]
    return frame(
        traces,
        palette,
        title=title,
        height=90 + ROW_PIXELS * max(len(layers), 3),
        margin={"l": 64, "r": 8, "t": 40, "b": 28},
        showlegend=False,
        hovermode="closest",
        yaxis={
            "range": [-0.1, len(layers)],
            "tickvals": list(bases),
            "ticktext": list(layers),
            "showgrid": False,
            "fixedrange": True,
        },
    )


def _ridge(histogram: Histogram, base: int, name: str, colour: str) -> go.Scatter:
    """The outline of a histogram that stands on the line of its layer.

    Each has a height of its own, as layers differ in how many numbers they hold.
    """
    scale = HEIGHT / (float(histogram.shares.max()) or 1.0)
    # From the foot at the left over both ends of each bar to the foot at the right.
    shares = np.concatenate([[0.0], np.repeat(histogram.shares, 2), [0.0]])
    return go.Scatter(
        x=np.repeat(histogram.edges, 2),
        y=base + shares * scale,
        customdata=np.column_stack([shares, np.rint(shares * histogram.count)]),
        mode="lines",
        line={"color": colour, "width": 1.5},
        fill="toself",
        hoveron="points",
        name=name,
        hovertemplate="%{x:.3g}: %{customdata[0]:.1%} (%{customdata[1]:.0f})",
    )
