"""Reliability diagram: what the network said against what came true, over how often it said so."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from nnviz.analysis.quality.calibration import Reliability
from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.frame import frame
from nnviz.ui.figures.quality.diagonal import diagonal
from nnviz.ui.figures.ticks import PERCENT

#: Height of the counts below the diagram, as a share of both.
COUNTS = 0.2

#: Pixels across a dot that stands for few points, and across the one that stands for most.
SMALLEST, LARGEST = 4.0, 13.0


class CalibrationWords(NamedTuple):
    """What the figure calls things, in the visitor's language."""

    title: str
    confidence: str
    accuracy: str
    points: str


def calibration_figure(
    shares: Sequence[tuple[Reliability, str, str, str]],
    lowest: float,
    words: CalibrationWords,
    palette: Palette,
) -> go.Figure:
    """One line of dots for each share of the data; on the diagonal it knows what it knows.

    Parameters
    ----------
    shares
        Each with its label for the legend, its colour and its marker's symbol.
    lowest
        The least probability that what is decided for can have.
    """
    start = np.floor(lowest * 10) / 10
    traces: list[go.Scatter | go.Bar] = [diagonal(palette)]
    for result, label, colour, symbol in shares:
        filled = result.counts > 0
        weights = np.sqrt(result.counts[filled] / max(result.counts.max(), 1))
        centres = (result.edges[1:] + result.edges[:-1]) / 2
        traces += [
            go.Scatter(
                x=result.confidence[filled],
                y=result.accuracy[filled],
                customdata=result.counts[filled],
                mode="lines+markers",
                legendgroup=label,
                showlegend=False,
                line={"color": colour, "width": 1.5},
                # The many weigh more than the few, to the eye as in the error.
                marker={
                    "symbol": symbol,
                    "size": SMALLEST + (LARGEST - SMALLEST) * weights,
                    "opacity": 1,
                    "line": {"width": 0},
                },
                hovertemplate=f"%{{x:.1%}} → %{{y:.1%}} ({words.points}: %{{customdata}})"
                "<extra></extra>",
            ),
            go.Bar(
                x=centres[filled],
                y=result.counts[filled],
                yaxis="y2",
                name=label,
                legendgroup=label,
                marker={"color": colour},
                hovertemplate=f"{words.points}: %{{y}}<extra></extra>",
            ),
        ]
    return frame(
        traces,
        palette,
        title=words.title,
        margin={"l": 52, "r": 20, "t": 60, "b": 40},
        hovermode="closest",
        bargap=0.15,
        xaxis={
            "title": words.confidence,
            "range": [start - 0.01, 1.01],
            "tickformat": PERCENT,
            "dtick": 0.1 if start >= 0.5 else 0.2,
            "anchor": "y2",
        },
        yaxis={
            "title": words.accuracy,
            "range": [-0.04, 1.04],
            "tickformat": PERCENT,
            "domain": [COUNTS + 0.06, 1],
        },
        yaxis2={
            "title": {"text": words.points, "standoff": 4},
            "domain": [0, COUNTS],
            "nticks": 3,
            "rangemode": "tozero",
        },
    )
