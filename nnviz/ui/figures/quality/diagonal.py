"""The line on which both axes, shares of 1, say the same."""

import plotly.graph_objects as go

from nnviz.ui.common.theme import Palette


def diagonal(palette: Palette) -> go.Scatter:
    """It goes from corner to corner, and is nothing to point at."""
    return go.Scatter(
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        line={"color": palette.muted, "width": 1, "dash": "dot"},
        hoverinfo="skip",
        showlegend=False,
    )
