"""Predicted values against true ones, and what is left between them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from nnviz.analysis.distributions import Histogram
from nnviz.core.arrays import FloatArray
from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.frame import frame
from nnviz.ui.figures.ticks import PERCENT

MARGIN = {"l": 52, "r": 8, "t": 64, "b": 40}


class SharePoints(NamedTuple):
    """The points of one share of the data.

    Attributes
    ----------
    x, y : (n,)
    """

    x: FloatArray
    y: FloatArray
    name: str
    colour: str
    symbol: str


class FitWords(NamedTuple):
    """What the figure calls things, in the visitor's language."""

    title: str
    x: str
    y: str


def fit_figure(
    shares: Sequence[SharePoints], words: FitWords, palette: Palette, *, diagonal: bool
) -> go.Figure:
    """Points, and the line on which all would lie if the network were right.

    Parameters
    ----------
    diagonal
        Whether that line is y = x; else it is y = 0.
    """
    values = np.concatenate([share.x for share in shares])
    ends = [values.min(), values.max()] if values.size else [0.0, 1.0]
    right = go.Scatter(
        x=ends,
        y=ends if diagonal else [0, 0],
        mode="lines",
        line={"color": palette.muted, "width": 1.5},
        hoverinfo="skip",
        showlegend=False,
    )
    points = [
        go.Scatter(
            x=share.x,
            y=share.y,
            mode="markers",
            name=share.name,
            marker={"color": share.colour, "symbol": share.symbol, "size": 5, "opacity": 0.65},
            hovertemplate="%{x:.4g}, %{y:.4g}<extra></extra>",
        )
        for share in shares
    ]
    return frame(
        [*points, right],
        palette,
        title=words.title,
        margin=MARGIN,
        hovermode="closest",
        xaxis={"title": words.x},
        yaxis={"title": words.y},
    )


def residual_histogram(
    histograms: Sequence[tuple[Histogram, str, str]], words: FitWords, palette: Palette
) -> go.Figure:
    """Outlines over each other, as shares, since the two sides differ in how many they are.

    Parameters
    ----------
    histograms
        Each with its name and its colour; all over the same edges.
    """
    traces = [
        go.Scatter(
            x=np.repeat(histogram.edges, 2),
            y=np.concatenate([[0.0], np.repeat(histogram.shares, 2), [0.0]]),
            mode="lines",
            line={"color": colour, "width": 1.5},
            fill="tozeroy",
            cliponaxis=False,
            name=name,
            hovertemplate="%{x:.3g}: %{y:.1%}<extra></extra>",
        )
        for histogram, name, colour in histograms
    ]
    return frame(
        traces,
        palette,
        title=words.title,
        margin=MARGIN,
        hovermode="closest",
        xaxis={"title": words.x},
        yaxis={"title": words.y, "tickformat": PERCENT, "rangemode": "tozero"},
    )
