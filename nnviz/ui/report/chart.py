"""Small charts as SVG: axes with round numbers, lines and points. Colours come from the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np

from nnviz.core.arrays import FloatArray
from nnviz.ui.report.markup import tag, text
from nnviz.ui.text.numbers import told_apart

WIDTH, HEIGHT = 440.0, 260.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 12.0, 26.0, 38.0
#: Points of a line at most: there are no more pixels to show them.
MOST_POINTS = 500


@dataclass(frozen=True, eq=False)
class Series:
    """One line, or one cloud of points.

    Attributes
    ----------
    name
        As the key has it.
    look
        A class of the page's style sheet: ``train``, ``test`` or ``curve``.
    x, y : (n,)
        What is not finite is left out.
    is_line
        Else points.
    """

    name: str
    look: str
    x: FloatArray
    y: FloatArray
    is_line: bool = True


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """About `count` round numbers between two others."""
    rough = (high - low) / count
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [float(f"{i * step:.12g}") for i in range(first, last + 1)]


def chart(
    title: str,
    series: Sequence[Series],
    x_title: str,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    *,
    diagonal: bool = False,
) -> str:
    """Axes, series and a key.

    Parameters
    ----------
    x_range, y_range
        In view; the second above the first.
    diagonal
        Whether to draw the line on which x and y are equal.
    """
    plane = _Plane(x_range, y_range)
    parts = [*plane.axes(x_title)]
    if diagonal:
        low, high = max(x_range[0], y_range[0]), min(x_range[1], y_range[1])
        ends = np.array([low, high])
        parts.append(plane.line(Series("", "diagonal", ends, ends)))
    parts += [plane.line(one) if one.is_line else plane.points(one) for one in series]
    parts += _key(title, series)
    return tag(
        "svg",
        *parts,
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        role="img",
        aria_label=title,
    )


def range_of(*values: FloatArray, least: float | None = None) -> tuple[float, float]:
    """Room for all finite values and a little more, from `least` on if it is given."""
    every = np.concatenate([each[np.isfinite(each)] for each in values])
    low, high = (float(every.min()), float(every.max())) if every.size else (0.0, 1.0)
    if least is not None:
        low = least
    room = (high - low) * 0.05 or abs(high) * 0.1 or 0.5
    return (low if least is not None else low - room), high + room


class _Plane:
    def __init__(self, x_range: tuple[float, float], y_range: tuple[float, float]) -> None:
        self._x, self._y = x_range, y_range

    def place(self, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Where values stand in the picture."""
        (x0, x1), (y0, y1) = self._x, self._y
        across = LEFT + (x - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT)
        down = TOP + (y1 - y) / (y1 - y0) * (HEIGHT - TOP - BOTTOM)
        return across, down

    def axes(self, x_title: str) -> list[str]:
        bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
        parts = []
        values = ticks(*self._x)
        for value, number in zip(values, told_apart(values, 12), strict=True):
            x = float(self.place(np.array(value), np.array(0.0))[0])
            parts.append(tag("path", d=f"M{x:.1f} {TOP}V{bottom}", class_="grid"))
            parts.append(
                tag("text", number, x=x, y=bottom + 15, text_anchor="middle", class_="tick")
            )
        values = ticks(*self._y)
        for value, number in zip(values, told_apart(values, 12), strict=True):
            y = float(self.place(np.array(0.0), np.array(value))[1])
            parts.append(tag("path", d=f"M{LEFT} {y:.1f}H{right}", class_="grid"))
            parts.append(tag("text", number, x=LEFT - 6, y=y + 4, text_anchor="end", class_="tick"))
        middle = (LEFT + right) / 2
        axis = tag(
            "text", text(x_title), x=middle, y=HEIGHT - 6, text_anchor="middle", class_="tick"
        )
        return [*parts, axis]

    def line(self, series: Series) -> str:
        known = np.isfinite(series.x) & np.isfinite(series.y)
        x, y = self.place(series.x[known], series.y[known])
        # The last point is always there.
        places = np.unique(np.r_[0 : len(x) : max(1, len(x) // MOST_POINTS), len(x) - 1 : len(x)])
        d = "".join(f"{'L' if i else 'M'}{x[i]:.1f} {y[i]:.1f}" for i in places)
        # A single point is a dot, by the round ends of a line without length.
        return tag("path", d=f"{d}h0" if len(x) == 1 else d, class_=f"line {series.look}")

    def points(self, series: Series) -> str:
        known = np.isfinite(series.x) & np.isfinite(series.y)
        x, y = self.place(series.x[known], series.y[known])
        marks = (mark(series.look, a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True))
        return tag("g", *marks, class_=f"points {series.look}")


def mark(share: str, x: float, y: float, **attributes: object) -> str:
    """A training point is a disc, a test point a diamond."""
    if share == "train":
        return tag("circle", cx=x, cy=y, r=3, **attributes)
    return tag("path", d=f"M{x:.1f} {y - 4:.1f}l4 4-4 4-4-4z", **attributes)


def _key(title: str, series: Sequence[Series]) -> list[str]:
    parts = [tag("text", text(title), x=0, y=13, class_="title")]
    right = WIDTH - RIGHT
    for one in reversed([each for each in series if each.name]):
        width = 8.0 * len(one.name)
        parts.append(tag("text", text(one.name), x=right, y=13, text_anchor="end", class_="tick"))
        x = right - width - 22
        if one.is_line:
            parts.append(tag("path", d=f"M{x:.1f} 9h18", class_=f"line {one.look}"))
        else:
            parts.append(tag("g", mark(one.look, x + 9, 9.0), class_=f"points {one.look}"))
        right = x - 14
    return parts
