"""Figures of the regression lab: the data with its lines, weights and losses over the epochs."""

from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.core.arrays import Array
from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.frame import frame
from nnviz.ui.figures.ticks import LOGARITHMIC

#: Inputs at which the lines begin and end: beyond the data, as far as the last prediction.
ENDS = np.array([0.0, 1.6])

#: How far to each side an example's own line is drawn.
TICK = 0.035

#: Points of each private weight's path: there are a hundred of them to be sent.
PATH_POINTS = 40

HEIGHT = 280
MARGIN = {"l": 52, "r": 8, "t": 40, "b": 40}


class RegressionWords(NamedTuple):
    """What the figures call things, in the visitor's language."""

    data: str
    printed: str
    fixed: str
    best: str
    input: str
    target: str
    weight: str
    loss: str
    epoch: str


class StraightLine(NamedTuple):
    """A straight line by its weight and its bias."""

    weight: float
    bias: float


def fits(
    inputs: Array,
    targets: Array,
    own: tuple[Array, Array],
    fixed: StraightLine | None,
    best: StraightLine | None,
    words: RegressionWords,
    palette: Palette,
) -> go.Figure:
    """The data, the private line of each example, and the common lines if there are any.

    Parameters
    ----------
    inputs, targets : (n,)
    own : (n,) and (n,)
        Weight and bias of each example.
    """
    weights, biases = own
    # Each example's line as a short stroke through its point; nan lifts the pen.
    x = np.column_stack([inputs - TICK, inputs + TICK, np.full_like(inputs, np.nan)])
    with np.errstate(all="ignore"):  # weights that have diverged
        y = weights[:, None] * x + biases[:, None]
    traces = [
        _line(x.ravel(), y.ravel(), words.printed, palette.negative_line, 1.5),
        go.Scatter(
            x=inputs,
            y=targets,
            mode="markers",
            name=words.data,
            marker={"size": 5, "color": palette.muted},
            hovertemplate="%{x:.2f}: %{y:.2f}",
        ),
    ]
    if fixed is not None:
        traces.append(
            _line(ENDS, fixed.weight * ENDS + fixed.bias, words.fixed, palette.positive_line, 3)
        )
    if best is not None:
        traces.append(
            _line(ENDS, best.weight * ENDS + best.bias, words.best, palette.test, 2, "dash")
        )
    top = float(targets.max())
    return _figure(
        traces,
        palette,
        xaxis={"title": words.input},
        # A line that has diverged must not squeeze the data.
        yaxis={"title": words.target, "range": [-0.15 * top, (1.5 if best else 1.15) * top]},
    )


def weight_paths(
    epochs: NDArray[np.integer[Any]],
    own: Array,
    fixed: Array | None,
    best: float | None,
    words: RegressionWords,
    palette: Palette,
) -> go.Figure:
    """All private weights over the epochs, and the common one; colours as in `fits`.

    Parameters
    ----------
    epochs : (n_records,)
    own : (n_records, n)
    fixed : (n_records,)
    """
    records, n = own.shape
    # They move fast at first and then hardly: few records are enough, most of them early.
    kept = np.unique((np.linspace(0, 1, PATH_POINTS) ** 2 * (records - 1)).astype(int))
    x = np.tile(np.append(epochs[kept], np.nan), n).astype(np.float32)
    with np.errstate(all="ignore"):  # weights that have diverged
        y = np.vstack([own[kept], np.full((1, n), np.nan)]).T.ravel().astype(np.float32)
    traces = [_line(x, y, words.printed, palette.negative_line, 0.6)]
    if fixed is not None:
        traces.append(_line(epochs, fixed, words.fixed, palette.positive_line, 3))
    if best is not None:
        ends = epochs[[0, -1]]
        traces.append(_line(ends, np.full(2, best), words.best, palette.test, 2, "dash"))
    finite = own[np.isfinite(own) & (np.abs(own) < 1e3)]
    return _figure(
        traces,
        palette,
        showlegend=False,
        xaxis={"title": words.epoch},
        yaxis={"title": words.weight, "range": [float(finite.min()) - 1, float(finite.max()) + 1]},
    )


def loss_paths(
    epochs: NDArray[np.integer[Any]],
    own: Array,
    fixed: Array | None,
    best: float | None,
    words: RegressionWords,
    palette: Palette,
) -> go.Figure:
    """Mean squared error over the epochs, on a logarithmic axis; colours as in `fits`.

    Parameters
    ----------
    epochs, own, fixed : (n_records,)
    """
    traces = [_line(epochs, own, words.printed, palette.negative_line, 2)]
    if fixed is not None:
        traces.append(_line(epochs, fixed, words.fixed, palette.positive_line, 3))
    if best is not None:
        ends = epochs[[0, -1]]
        traces.append(_line(ends, np.full(2, best), words.best, palette.test, 2, "dash"))
    return _figure(
        traces,
        palette,
        showlegend=False,
        xaxis={"title": words.epoch},
        yaxis={"title": words.loss, "type": "log", "tickformat": LOGARITHMIC, "nticks": 6},
    )


def _line(
    x: NDArray[Any], y: Array, name: str, colour: str, width: float, dash: str = "solid"
) -> go.Scatter:
    return go.Scatter(
        x=x,
        # Plotly leaves gaps for nan, but cannot write infinity.
        y=np.where(np.isfinite(y), y, np.nan),
        mode="lines",
        name=name,
        line={"color": colour, "width": width, "dash": dash},
        hovertemplate="%{x:.4g}: %{y:.4g}",
    )


def _figure(traces: list[go.Scatter], palette: Palette, **layout: Any) -> go.Figure:
    figure = frame(traces, palette, height=HEIGHT, margin=MARGIN, hovermode="closest", **layout)
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    return figure
