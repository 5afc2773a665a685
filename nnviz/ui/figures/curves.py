"""Loss and metric over the epochs, for the training share and the test share."""

from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.ui.figures.frame import frame
from nnviz.ui.theme import Palette

#: Share of the figure's width between the two plots.
GAP = 0.08


class CurveWords(NamedTuple):
    """What the figure calls things, in the visitor's language."""

    train: str
    test: str
    loss: str
    metric: str
    epoch: str


def curves(
    records: NDArray[np.floating[Any]],
    words: CurveWords,
    palette: Palette,
    *,
    log_loss: bool,
    percent: bool,
) -> go.Figure:
    """Two plots side by side with a common epoch axis: zooming one zooms the other.

    Parameters
    ----------
    records : (n, 5)
        Epoch, train loss, test loss, train metric, test metric; as `History.records`.
    log_loss
        Whether the loss has a logarithmic axis.
    percent
        Whether the metric is a share of 1.
    """
    epochs, *columns = records.T
    shares = ((words.train, palette.train, "solid"), (words.test, palette.test, "dash"))
    traces = [
        go.Scatter(
            x=epochs,
            y=column,
            name=name,
            legendgroup=name,
            showlegend=plot == 0,
            line={"color": colour, "width": 2, "dash": dash},
            mode="lines" if len(epochs) > 1 else "markers",
            marker={"color": colour},
            xaxis="x" if plot == 0 else "x2",
            yaxis="y" if plot == 0 else "y2",
            hovertemplate="%{y:.1%}" if plot and percent else "%{y:.4g}",
        )
        for plot in (0, 1)
        for column, (name, colour, dash) in zip(
            columns[2 * plot : 2 * plot + 2], shares, strict=True
        )
    ]
    half = (1 - GAP) / 2
    return frame(
        traces,
        palette,
        xaxis={"title": words.epoch, "domain": [0, half]},
        xaxis2={"title": words.epoch, "domain": [1 - half, 1], "matches": "x", "anchor": "y2"},
        yaxis={"title": words.loss, "type": "log" if log_loss else "linear"},
        yaxis2={
            "title": words.metric,
            "anchor": "x2",
            "tickformat": ".0%" if percent else None,
        },
    )
