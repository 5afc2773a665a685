"""The network as it stands, drawn: neurons, and weights by sign and size as on the stage."""

from itertools import pairwise
from math import exp

from nnviz.ui.report.markup import tag, text
from nnviz.ui.report.record import Record

WIDTH, MARGIN = 900.0, 90.0
PITCH, LEAST_PITCH, HIGHEST = 44.0, 14.0, 560.0
#: Lines that are drawn at most; of more, the strongest.
MOST_EDGES = 1500
# |weight| at which a line has 63% of the largest width, and that width.
WEIGHT_SCALE, LARGEST_WIDTH = 1.8, 6.0


def network_drawing(record: Record, names: list[list[str]], about: str) -> str:
    """The graph as SVG.

    Parameters
    ----------
    names
        Of all neurons, layer by layer, the inputs first.
    about
        What it shows, in a sentence.
    """
    tallest = max(len(layer) for layer in names)
    pitch = max(LEAST_PITCH, min(PITCH, HIGHEST / tallest))
    height = pitch * tallest + 20
    radius = min(12.0, pitch * 0.36)
    places = [
        [
            (_across(layer, len(names)), height / 2 + (i - (count - 1) / 2) * pitch)
            for i in range(count)
        ]
        for layer, count in enumerate(map(len, names))
    ]
    parts = [_edge(*edge) for edge in _edges(record, places)]
    for layer, column in enumerate(places):
        for i, (x, y) in enumerate(column):
            bias = float(record.biases[layer - 1][i]) if layer else 0.0
            look = "input" if layer == 0 else "negative" if bias < 0 else "positive"
            parts.append(tag("circle", cx=x, cy=y, r=radius, class_=f"neuron {look}"))
    for column, labels, anchor, offset in (
        (places[0], names[0], "end", -radius - 6),
        (places[-1], names[-1], "start", radius + 6),
    ):
        for (x, y), name in zip(column, labels, strict=True):
            parts.append(tag("text", text(_cut(name)), x=x + offset, y=y + 4, text_anchor=anchor))
    return tag(
        "svg",
        *parts,
        viewBox=f"0 0 {WIDTH:.0f} {height:.0f}",
        role="img",
        aria_label=about,
        class_="network",
    )


def is_thinned(record: Record) -> bool:
    """Whether some lines are left out of the drawing."""
    return sum(weights.size for weights in record.weights) > MOST_EDGES


def _across(layer: int, count: int) -> float:
    return MARGIN + (WIDTH - 2 * MARGIN) * layer / (count - 1)


def _cut(name: str, longest: int = 14) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


Place = tuple[float, float]


def _edges(record: Record, places: list[list[Place]]) -> list[tuple[float, Place, Place]]:
    """Weight and both ends of each line, the thin ones first."""
    edges = [
        (float(weights[i, j]), start, end)
        for weights, (sources, targets) in zip(record.weights, pairwise(places), strict=True)
        for i, start in enumerate(sources)
        for j, end in enumerate(targets)
    ]
    return sorted(edges, key=lambda edge: abs(edge[0]))[-MOST_EDGES:]


def _edge(weight: float, start: Place, end: Place) -> str:
    (x0, y0), (x1, y1) = start, end
    strength = 1 - exp(-abs(weight) / WEIGHT_SCALE)
    middle = (x0 + x1) / 2
    return tag(
        "path",
        d=f"M{x0:.0f} {y0:.1f}C{middle:.0f} {y0:.1f} {middle:.0f} {y1:.1f} {x1:.0f} {y1:.1f}",
        class_="edge negative" if weight < 0 else "edge positive",
        stroke_width=0.5 + (LARGEST_WIDTH - 0.5) * strength,
        opacity=0.25 + 0.6 * strength,
    )
