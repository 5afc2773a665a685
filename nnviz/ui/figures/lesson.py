"""Small figures of the article: a map while it is learnt, an activation's curve, a valley."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from nnviz.core.arrays import Array
from nnviz.ui.common.theme import Palette, diverging_scale, ring
from nnviz.ui.figures.frame import frame

#: None of these is there to be zoomed.
STILL: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False}

MARGIN = {"l": 44, "r": 12, "t": 10, "b": 40}


def learnt_map(
    axis: Array, outputs: Array, points: Array, labels: Array, palette: Palette
) -> go.Figure:
    """What a network with two inputs and one probability answers, with the points it learns from.

    Parameters
    ----------
    axis : (n,)
        Places along both axes.
    outputs : (n, n)
        Probabilities; rows follow the second coordinate.
    points : (n_points, 2)
    labels : (n_points,)
        0 or 1.
    """
    heat = go.Heatmap(
        x=axis,
        y=axis,
        z=outputs,
        zmin=0,
        zmax=1,
        colorscale=diverging_scale(palette, palette.under_points),
        showscale=False,
        hovertemplate="%{x:.1f}, %{y:.1f}: %{z:.2f}<extra></extra>",
    )
    fills = palette.classes[:2]
    rings = [ring(palette, "train", fill) for fill in fills]
    dots = go.Scatter(
        x=points[:, 0],
        y=points[:, 1],
        mode="markers",
        hoverinfo="skip",
        marker={
            "size": 6,
            "color": np.where(labels > 0.5, fills[1], fills[0]),
            "line": {"color": np.where(labels > 0.5, rings[1], rings[0]), "width": 1.2},
        },
    )
    reach = float(np.abs(axis).max())
    side = {"range": [-reach, reach], "fixedrange": True, "visible": False}
    return frame(
        [heat, dots],
        palette,
        height=250,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        hovermode="closest",
        xaxis={**side, "constrain": "domain"},
        yaxis={**side, "scaleanchor": "x", "constrain": "domain"},
    )


def activation_curve(
    sums: Array,
    answers: Array,
    point: tuple[float, float],
    palette: Palette,
    *,
    sum_name: str,
    answer_name: str,
) -> go.Figure:
    """An activation function with the neuron's own point on it.

    Parameters
    ----------
    sums, answers : (n,)
    point
        The neuron's sum and its answer.
    """
    z, a = point
    curve = go.Scatter(
        x=sums,
        y=answers,
        mode="lines",
        line={"color": palette.train, "width": 2.5},
        hovertemplate="z %{x:.2f} → a %{y:.3f}<extra></extra>",
    )
    guides = go.Scatter(
        x=[z, z, min(float(sums[0]), z)],
        y=[0, a, a],
        mode="lines",
        line={"color": palette.muted, "width": 1, "dash": "dot"},
        hoverinfo="skip",
    )
    dot = go.Scatter(
        x=[z],
        y=[a],
        mode="markers",
        marker={"size": 13, "color": palette.positive_line if a >= 0 else palette.negative_line},
        hovertemplate="z %{x:.3f} → a %{y:.3f}<extra></extra>",
    )
    return frame(
        [curve, guides, dot],
        palette,
        height=250,
        margin=MARGIN,
        showlegend=False,
        hovermode="closest",
        xaxis={"title": sum_name, "fixedrange": True, "zeroline": True},
        yaxis={"title": answer_name, "fixedrange": True},
    )


def valley(
    weights: Array,
    losses: Array,
    path: Array,
    path_losses: Array,
    slope: float,
    palette: Palette,
    *,
    weight_name: str,
    loss_name: str,
) -> go.Figure:
    """The loss over one weight, the steps taken on it, and the slope under the ball.

    Parameters
    ----------
    weights, losses : (n,)
    path, path_losses : (n_steps + 1,)
        From the start to where the ball is now.
    slope
        The gradient there.
    """
    w, loss = float(path[-1]), float(path_losses[-1])
    half = 0.09 * float(weights[-1] - weights[0])
    curve = go.Scatter(
        x=weights,
        y=losses,
        mode="lines",
        line={"color": palette.muted, "width": 2},
        hovertemplate="w %{x:.2f}: %{y:.3f}<extra></extra>",
    )
    tangent = go.Scatter(
        x=[w - half, w + half],
        y=[loss - half * slope, loss + half * slope],
        mode="lines",
        line={"color": palette.negative_line, "width": 2.5},
        hoverinfo="skip",
    )
    steps = go.Scatter(
        x=path,
        y=path_losses,
        mode="lines+markers",
        line={"color": palette.train, "width": 1, "dash": "dot"},
        marker={"size": 6, "color": palette.train},
        hovertemplate="w %{x:.3f}: %{y:.3f}<extra></extra>",
    )
    ball = go.Scatter(
        x=[w],
        y=[loss],
        mode="markers",
        marker={"size": 16, "color": palette.positive_line},
        hovertemplate="w %{x:.3f}: %{y:.3f}<extra></extra>",
    )
    top = float(losses.max())
    return frame(
        [curve, tangent, steps, ball],
        palette,
        height=290,
        margin=MARGIN,
        showlegend=False,
        hovermode="closest",
        xaxis={"title": weight_name, "fixedrange": True},
        yaxis={"title": loss_name, "fixedrange": True, "range": [-0.06 * top, 1.06 * top]},
    )
