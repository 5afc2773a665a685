"""The loss over a plane of parameters: as a map with contours, and as a landscape in relief."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nnviz.analysis.landscape.landscape import Surface
from nnviz.core.arrays import FloatArray
from nnviz.ui.common.theme import Palette, sequential_scale
from nnviz.ui.figures.frame import CONFIG, frame
from nnviz.ui.figures.landscape.scale import Scale, scale_of
from nnviz.ui.figures.ticks import PLAIN
from nnviz.ui.text.numbers import grouped

HEIGHT = 430

#: The wheel scrolls the page, as everywhere on it; one zooms by the button.
RELIEF_CONFIG: dict[str, Any] = CONFIG | {
    "scrollZoom": False,
    # Twice the pixels in each direction, Plotly's own choice, are too many without a graphics
    # processor.
    "plotGlPixelRatio": 1,
    "modeBarButtons": [["orbitRotation", "zoom3d", "pan3d", "resetCameraDefault3d", "toImage"]],
}

#: In parts of the relief's height: how far the path is lifted off it, so that it is seen, and how
#: high the pin is that marks where the run is.
LIFT, PIN = 0.01, 0.35

#: Points of a path's line between two of its own, so that it follows the ground.
STEPS_BETWEEN = 6


@dataclass(frozen=True, eq=False)
class Terrain:
    """What there is to draw.

    Attributes
    ----------
    surface : Surface
        Its `losses` are nan where there is a gap.
    offset : (2,)
        What to add to the plane's coordinates on the way to the axes.
    path : (n, 2)
        The run's way, in the plane's coordinates. May leave the surface.
    steps : (n,)
        Updates at which the run was there.
    losses : (n,)
        The run's own loss there, which is not the surface's where the run is beside the plane.
    here : int
        Which point of the path the run is at now.
    distance : float
        How far that is from the plane.
    """

    surface: Surface
    offset: FloatArray
    path: FloatArray
    steps: NDArray[np.int64]
    losses: FloatArray
    here: int
    distance: float

    @property
    def x(self) -> FloatArray:
        """Marks of the grid's columns on their axis: (nx,)."""
        return self.surface.x + float(self.offset[0])

    @property
    def y(self) -> FloatArray:
        """Marks of the grid's rows on their axis: (ny,)."""
        return self.surface.y + float(self.offset[1])


class TerrainWords(NamedTuple):
    """What the figures call things, in the visitor's language.

    `at` says how high the loss is at an update, with the placeholders {step} and {loss}.
    """

    loss: str
    x: str
    y: str
    path: str
    here: str
    at: str


def contours(
    terrain: Terrain,
    words: TerrainWords,
    palette: Palette,
    colour: str,
    *,
    log: bool,
    revision: str,
) -> go.Figure:
    """A map: the deeper, the stronger the colour.

    Parameters
    ----------
    colour
        The hue.
    log
        Whether the scale is logarithmic.
    revision
        While it stays the same, so does what the visitor has zoomed to.
    """
    scale = scale_of(terrain.surface.losses, log=log)
    ground = go.Contour(
        x=terrain.x,
        y=terrain.y,
        z=scale(terrain.surface.losses),
        customdata=terrain.surface.losses,
        zmin=scale.low,
        zmax=scale.high,
        ncontours=24,
        colorscale=sequential_scale(palette, colour),
        contours={"coloring": "heatmap"},
        line={"color": palette.background, "width": 0.6},
        colorbar=_colour_bar(words, scale),
        hovertemplate=_ground_hover(words),
    )
    path = terrain.path + terrain.offset
    here = path[[terrain.here]]
    at = words.at.format(step="%{customdata[0]:,}", loss="%{customdata[1]:.4g}")
    told = np.column_stack([terrain.steps, terrain.losses])
    # A rim in the colour of the page, so that the line is seen on any ground.
    rim = go.Scatter(
        x=path[:, 0],
        y=path[:, 1],
        mode="lines",
        line={"color": palette.background, "width": 5},
        hoverinfo="skip",
        showlegend=False,
    )
    line = go.Scatter(
        x=path[:, 0],
        y=path[:, 1],
        customdata=told,
        mode="lines",
        name=words.path,
        line={"color": palette.ink, "width": 2},
        hovertemplate=f"{at}<extra></extra>",
    )
    marker = go.Scatter(
        x=here[:, 0],
        y=here[:, 1],
        customdata=told[[terrain.here]],
        mode="markers",
        name=words.here,
        marker={
            "color": palette.background,
            "size": 12,
            "line": {"color": palette.ink, "width": 3.5},
        },
        hovertemplate=f"{words.here}: {at}<extra></extra>",
    )
    return frame(
        [ground, rim, line, marker],
        palette,
        height=HEIGHT,
        margin={"l": 56, "r": 8, "t": 40, "b": 48},
        hovermode="closest",
        uirevision=revision,
        xaxis={"title": words.x, "range": _ends(terrain.x), "showgrid": False},
        yaxis={"title": words.y, "range": _ends(terrain.y), "showgrid": False},
    )


def relief(
    terrain: Terrain,
    words: TerrainWords,
    palette: Palette,
    colour: str,
    *,
    log: bool,
    revision: str,
) -> go.Figure:
    """The same in three dimensions, with the path lying on the ground; parameters as there."""
    scale = scale_of(terrain.surface.losses, log=log)
    heights = scale(terrain.surface.losses)
    ground = go.Surface(
        x=terrain.x,
        y=terrain.y,
        z=heights,
        customdata=terrain.surface.losses,
        cmin=scale.low,
        cmax=scale.high,
        colorscale=sequential_scale(palette, colour),
        showscale=False,
        lighting={"ambient": 0.75, "diffuse": 0.6, "specular": 0.05, "roughness": 0.9},
        contours={"z": _contour_lines(palette, scale)},
        hovertemplate=_ground_hover(words),
    )
    height = scale.high - scale.low
    way = _dense(terrain.path)
    # As on the map the line has a rim, which lies below it.
    rim, line = (
        go.Scatter3d(
            **_above_ground(terrain, way, scale, lift * height),
            mode="lines",
            line={"color": tint, "width": width},
            hoverinfo="skip",
        )
        for lift, tint, width in (
            (LIFT, palette.background, 9),
            (2 * LIFT, palette.ink, 4),
        )
    )
    here = terrain.here
    told = words.at.format(step=grouped(terrain.steps[here]), loss=f"{terrain.losses[here]:.4g}")
    pin = go.Scatter3d(
        **_above_ground(terrain, terrain.path[[here, here]], scale, np.array([0.0, PIN * height])),
        mode="lines+markers",
        line={"color": palette.ink, "width": 5},
        marker={
            "color": palette.background,
            "size": [0, 9],
            "opacity": 1,
            "line": {"color": palette.ink, "width": 4},
        },
        hovertemplate=f"{told}<extra></extra>",
    )
    axis = PLAIN | {
        "gridcolor": palette.faint,
        "showbackground": False,
        "zeroline": False,
        "nticks": 5,
    }
    return frame(
        [ground, rim, line, pin],
        palette,
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 8, "b": 0},
        hovermode="closest",
        showlegend=False,
        uirevision=revision,
        scene={
            "xaxis": axis | {"title": words.x, "range": _ends(terrain.x)},
            "yaxis": axis | {"title": words.y, "range": _ends(terrain.y)},
            "zaxis": axis | {"title": words.loss} | scale.ticks,
            "aspectratio": {"x": 1, "y": 1, "z": 0.65},
            "camera": {"eye": {"x": 1.0, "y": -1.25, "z": 1.5}, "center": {"z": -0.15}},
        },
    )


def _ends(axis: FloatArray) -> list[float]:
    return [float(axis[0]), float(axis[-1])]


def _ground_hover(words: TerrainWords) -> str:
    return (
        f"{words.loss} %{{customdata:.4g}}<br>{words.x}: %{{x:.3g}}<br>"
        f"{words.y}: %{{y:.3g}}<extra></extra>"
    )


def _colour_bar(words: TerrainWords, scale: Scale) -> dict[str, Any]:
    return {
        "title": {"text": words.loss, "side": "top"},
        "thickness": 12,
        "outlinewidth": 0,
        **PLAIN,
        **scale.ticks,
    }


def _contour_lines(palette: Palette, scale: Scale) -> dict[str, Any]:
    """A dozen lines of equal loss on the relief."""
    distance = (scale.high - scale.low) / 12
    if not distance > 0.0:
        return {"show": False}
    return {
        "show": True,
        "start": scale.low,
        "end": scale.high,
        "size": distance,
        "color": palette.background,
        "width": 1,
    }


def _above_ground(
    terrain: Terrain, places: FloatArray, scale: Scale, lift: float | FloatArray
) -> dict[str, FloatArray]:
    """Places (n, 2) of the plane as Plotly wants them, so far above the surface."""
    x, y = (places + terrain.offset).T
    return {"x": x, "y": y, "z": scale(terrain.surface.at(places)) + lift}


def _dense(path: FloatArray) -> FloatArray:
    """A path (n, 2) with more points on its way, so that it follows the ground."""
    n = len(path)
    wanted = np.linspace(0, n - 1, (n - 1) * STEPS_BETWEEN + 1)
    return np.column_stack([np.interp(wanted, np.arange(n), column) for column in path.T])
