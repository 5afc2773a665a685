"""ROC and precision-recall curves: one share against another, both from 0 to 1."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from nnviz.analysis.quality.thresholds import PrecisionRecallCurve, RocCurve, corners
from nnviz.core.arrays import FloatArray
from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.frame import frame
from nnviz.ui.figures.quality.diagonal import diagonal
from nnviz.ui.figures.ticks import PERCENT

#: A little more than from 0 to 1, so that a line along the edge is seen whole.
RANGE = (-0.02, 1.02)


class CurveStyle(NamedTuple):
    """How one curve is drawn.

    Attributes
    ----------
    label
        What it is called.
    listed
        Whether the legend has it.
    group
        Curves of one group come and go together when their legend is clicked.
    """

    label: str
    listed: bool
    group: str
    colour: str
    dash: str


class AxisWords(NamedTuple):
    """What the figure calls things, in the visitor's language."""

    title: str
    x: str
    y: str


def roc_figure(
    curves: Sequence[tuple[RocCurve, CurveStyle]], words: AxisWords, palette: Palette
) -> go.Figure:
    """ROC curves over the diagonal that guessing would give."""
    traces = [
        _line(curve.false_positive_rate, curve.true_positive_rate, look, "linear")
        for curve, look in curves
    ]
    return _square([diagonal(palette), *traces], words, palette, {"x": 1, "xanchor": "right"})


def precision_recall_figure(
    curves: Sequence[tuple[PrecisionRecallCurve, CurveStyle]], words: AxisWords, palette: Palette
) -> go.Figure:
    """Precision over recall, as the steps whose area is the average precision."""
    traces = [_line(curve.recall, curve.precision, look, "vh") for curve, look in curves]
    return _square(traces, words, palette, {"x": 0, "xanchor": "left"})


def _line(x: FloatArray, y: FloatArray, look: CurveStyle, shape: str) -> go.Scatter:
    kept = corners(x, y)
    return go.Scatter(
        x=x[kept],
        y=y[kept],
        mode="lines",
        name=look.label,
        legendgroup=look.group,
        showlegend=look.listed,
        line={"color": look.colour, "width": 2, "dash": look.dash, "shape": shape},
        hovertemplate="%{x:.1%}, %{y:.1%}",
    )


def _square(
    traces: list[go.Scatter], words: AxisWords, palette: Palette, corner: dict[str, Any]
) -> go.Figure:
    """A figure whose legend lies in the corner that the curves of a good classifier leave free."""
    axis = {"range": RANGE, "tickformat": PERCENT, "dtick": 0.2}
    return frame(
        traces,
        palette,
        title=words.title,
        margin={"l": 52, "r": 20, "t": 40, "b": 40},
        hovermode="closest",
        xaxis={"title": words.x, **axis},
        yaxis={"title": words.y, **axis},
        legend={"y": 0.02, "yanchor": "bottom", **corner},
    )
