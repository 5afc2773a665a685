"""A loss or a metric over the epochs, for the training share and the test share."""

from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.ui.figures.frame import frame
from nnviz.ui.theme import Palette


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
    log: bool = False,
    percent: bool = False,
) -> go.Figure:
    """Two lines; a single record is drawn as points.

    Parameters
    ----------
    epochs, train, test : (n_records,)
    log
        Whether the vertical axis is logarithmic.
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
        yaxis={
            "type": "log" if log else "linear",
            "tickformat": ".0%" if percent else None,
        },
    )
