"""A layer's weights and biases as a heat map with the numbers written in."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.ui.common.theme import Palette, diverging_scale
from nnviz.ui.figures.frame import frame

#: Pixels of a cell: room for "-1.23".
CELL_WIDTH = 46
CELL_HEIGHT = 24
#: Usual width of a letter of a name.
LETTER_WIDTH = 7
MARGIN = {"l": 58, "r": 10, "t": 44, "b": 8}


def matrix(
    weights: NDArray[np.floating[Any]],
    biases: NDArray[np.floating[Any]],
    rows: Sequence[str],
    columns: Sequence[str],
    palette: Palette,
    *,
    title: str,
    bias: str,
) -> go.Figure:
    """One row for each input of the layer, one for the biases below, one column for each neuron.

    Parameters
    ----------
    weights : (fan_in, fan_out)
    biases : (fan_out,)
    rows, columns
        Names of the layer's inputs (fan_in of them) and of its neurons (fan_out).
    bias
        Name of the row of biases.
    """
    values = np.vstack([weights, biases])
    names = [*rows, bias]
    finite = np.abs(values[np.isfinite(values)])
    limit = float(finite.max()) if finite.size else 0.0
    height, width = values.shape
    left = max(MARGIN["l"], 14 + LETTER_WIDTH * max(map(len, names)))
    heat_map = go.Heatmap(
        # Not by name: two may be cut to the same, and Plotly takes some for numbers or dates.
        z=values,
        # Strictly symmetric, so that the neutral colour is exactly 0.
        zmin=-limit or -1,
        zmax=limit or 1,
        colorscale=diverging_scale(palette),
        showscale=False,
        xgap=1,
        ygap=1,
        text=[[short(value) for value in row] for row in values.tolist()],
        texttemplate="%{text}",
        textfont={"size": 11},
        hovertemplate="%{y} → %{x}: %{z:.6g}<extra></extra>",
    )
    return frame(
        [heat_map],
        palette,
        title=title,
        width=left + MARGIN["r"] + max(width, 2) * CELL_WIDTH,
        height=MARGIN["t"] + MARGIN["b"] + height * CELL_HEIGHT,
        margin={**MARGIN, "l": left},
        hovermode="closest",
        xaxis={"side": "top", **_axis(columns)},
        yaxis={"autorange": "reversed", **_axis(names)},
    )


def _axis(names: Sequence[str]) -> dict[str, Any]:
    """An axis with a name at each whole number from 0 on."""
    return {
        "tickvals": list(range(len(names))),
        "ticktext": list(names),
        "ticks": "",
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def short(value: float) -> str:
    """A number in at most six characters, for a cell."""
    size = abs(value)
    if size < 0.005:
        text = "0.00"
    elif size < 10:
        text = f"{value:.2f}"
    elif size < 100:
        text = f"{value:.1f}"
    else:
        text = f"{value:.0f}" if size < 10_000 else f"{value:.0e}"
    return text.replace("-", "\N{MINUS SIGN}")
