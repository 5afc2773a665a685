"""A metric over the epochs, for the training share and the test share, and how far they differ."""

from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.frame import frame
from nnviz.ui.figures.ticks import PERCENT

#: An axis of shares of 1: no further than from none to all, and room for a line along the edge.
SHARE: dict[str, Any] = {
    "tickformat": PERCENT,
    "autorangeoptions": {"clipmin": -0.03, "clipmax": 1.03},
}


class CurveWords(NamedTuple):
    """What the figure calls things, in the visitor's language."""

    quantity: str
    train: str
    test: str
    epoch: str


def curves(
    epochs: NDArray[np.floating[Any]],
    train: NDArray[np.floating[Any]],
    test: NDArray[np.floating[Any]],
    words: CurveWords,
    palette: Palette,
    *,
    percent: bool = False,
) -> go.Figure:
    """Two lines; a single record is drawn as points.

    Parameters
    ----------
    epochs, train, test : (n_records,)
    percent
        Whether the quantity is a share of 1.
    """
    lines = ((train, words.train, palette.train, "solid"), (test, words.test, palette.test, "dash"))
    traces = [
        go.Scatter(
            x=epochs,
            y=values,
            name=name,
            line={"color": colour, "width": 2, "dash": dash},
            mode="lines" if len(epochs) > 1 else "markers",
            marker={"color": colour},
            hovertemplate="%{y:.1%}" if percent else "%{y:.4g}",
        )
        for values, name, colour, dash in lines
        if not np.isnan(values).all()
    ]
    return frame(
        traces,
        palette,
        title=words.quantity,
        xaxis={"title": words.epoch, "rangemode": "tozero"},
        yaxis=SHARE if percent else None,
    )


def gap_curve(
    epochs: NDArray[np.floating[Any]],
    gap: NDArray[np.floating[Any]],
    words: CurveWords,
    palette: Palette,
) -> go.Figure:
    """How far one share lies above the other, over the line where both are the same.

    Parameters
    ----------
    epochs, gap : (n_records,)
    """
    trace = go.Scatter(
        x=epochs,
        y=gap,
        line={"color": palette.test, "width": 2},
        mode="lines" if len(epochs) > 1 else "markers",
        fill="tozeroy",
        hovertemplate="%{y:.4g}<extra></extra>",
    )
    figure = frame(
        [trace],
        palette,
        title=words.quantity,
        xaxis={"title": words.epoch, "rangemode": "tozero"},
        showlegend=False,
    )
    figure.update_yaxes(zeroline=True, zerolinecolor=palette.muted)
    return figure
