"""One line for each layer over the epochs, on a logarithmic axis."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from nnviz.core.arrays import FloatArray
from nnviz.ui.common.theme import Palette, blend
from nnviz.ui.figures.frame import frame
from nnviz.ui.figures.ticks import LOGARITHMIC

#: Points of a line at most.
MOST_POINTS = 160


def flow_figure(
    epochs: FloatArray,
    values: FloatArray,
    layers: Sequence[str],
    palette: Palette,
    *,
    title: str,
    subtitle: str,
    epoch: str,
    guide: float | None = None,
) -> go.Figure:
    """Lines from the first layer to the output; a single record is drawn as points.

    Parameters
    ----------
    epochs : (n_records,)
    values : (n_records, n_layers)
        What is not above 0 has no place on a logarithmic axis and leaves a gap.
    layers
        Name of each layer.
    guide
        A value to compare with, drawn as a dotted line.
    """
    # More points than that would cost the browser much and show nothing.
    every = -(-len(epochs) // MOST_POINTS) or 1
    chosen = slice((len(epochs) - 1) % every, None, every)  # the newest is always among them
    epochs, values = epochs[chosen], values[chosen]
    shown = np.where(values > 0.0, values, np.nan)
    last = max(len(layers) - 1, 1)
    traces = [
        go.Scatter(
            x=epochs,
            y=shown[:, number],
            name=name,
            mode="lines" if len(epochs) > 1 else "markers",
            line={"color": colour, "width": 2},
            marker={"color": colour},
            hovertemplate="%{y:.2e}",
        )
        for number, name in enumerate(layers)
        for colour in (blend(palette.negative_line, palette.positive_line, number / last),)
    ]
    axis = {"type": "log", "tickformat": LOGARITHMIC}
    figure = frame(
        traces,
        palette,
        title={
            "text": title,
            "subtitle": {"text": subtitle, "font": {"color": palette.muted, "size": 12}},
        },
        margin={"l": 56, "r": 8, "t": 60, "b": 40},
        xaxis={"title": epoch, "rangemode": "tozero"},
        yaxis=axis if guide is None else axis | {"autorangeoptions": {"include": guide}},
        legend={"orientation": "v", "x": 1.02, "y": 1, "yanchor": "top"},
    )
    if guide is not None:
        figure.add_hline(guide, line={"color": palette.muted, "width": 1, "dash": "dot"})
    return figure
