"""What all figures have in common: sizes, margins, and that a zoom survives new data."""

from typing import Any

import plotly.graph_objects as go

from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.ticks import PLAIN

HEIGHT = 320

#: The buttons that do something here; the rest of Plotly's bar only distracts.
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtons": [["zoom2d", "pan2d", "resetScale2d", "toImage"]],
}


def frame(traces: list[go.Scatter], palette: Palette, **layout: Any) -> go.Figure:
    """A figure on a transparent background, in the page's own font.

    Parameters
    ----------
    layout
        More of Plotly's layout; replaces what is set here.
    """
    figure = go.Figure(traces)
    figure.update_layout(
        **{
            "height": HEIGHT,
            "margin": {"l": 48, "r": 8, "t": 64, "b": 40},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"color": palette.ink, "size": 12},
            "hovermode": "x unified",
            "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
            "hoverlabel": {"font": {"color": palette.ink}, "bgcolor": palette.background},
            "modebar": {
                "bgcolor": "rgba(0,0,0,0)",
                "color": palette.muted,
                "activecolor": palette.ink,
            },
            # As long as this stays the same, so does what the visitor has zoomed to.
            "uirevision": "kept",
        }
        | layout
    )
    figure.update_layout(
        title={"font": {"size": 14}, "x": 0, "y": 1, "yanchor": "top", "pad": {"t": 8, "l": 4}}
    )
    # Thousands apart, as everywhere on the page.
    axes = {"gridcolor": palette.faint, "zeroline": False, "separatethousands": True}
    figure.update_xaxes(axes)
    figure.update_yaxes(axes)
    figure.for_each_xaxis(_write_plainly)
    figure.for_each_yaxis(_write_plainly)
    return figure


def _write_plainly(axis: Any) -> None:
    """Let an axis that says nothing else write its marks as all do."""
    if axis.tickformat is None and axis.type != "log":
        axis.update(PLAIN)
