"""A small network drawn with its numbers in it, as SVG; and matrices as they stand on paper."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.network.network import Network
from nnviz.ui.article.miniature import written
from nnviz.ui.common.theme import Palette
from nnviz.ui.text.notation import lowered, neuron_sign

WIDTH, HEIGHT, RADIUS = 440, 306, 25
#: Centres of the neurons of each layer of the 2-3-1 network.
PLACES = (
    ((45, 92), (45, 206)),
    ((215, 40), (215, 149), (215, 258)),
    ((395, 149),),
)
#: How far along its line a weight is written, so that none covers another.
LABEL_AT = (0.28, 0.42)

#: Lines run from input to output; the halo of a number keeps them from crossing it.
FLOW = """
text.halo { paint-order: stroke; stroke-width: 4px; stroke-linejoin: round; }
@media (prefers-reduced-motion: no-preference) {
  line { stroke-dasharray: 7 4; animation: flow 1.2s linear infinite; }
}
@keyframes flow { to { stroke-dashoffset: -22; } }
"""

#: A weight: its layer, counted from 0, the neuron it comes from, the one it goes to.
Edge = tuple[int, int, int]


def graph(
    network: Network,
    activations: Sequence[Array],
    palette: Palette,
    *,
    about: str,
    path: Sequence[Edge] = (),
) -> str:
    """The network with every weight, bias and activation written where it belongs.

    Parameters
    ----------
    network
        2-3-1.
    activations : sequence of (1, width)
        Of every layer, the input included.
    about
        Said to those who cannot see it.
    path
        Weights to stand out; the others are faint then.
    """
    drawn = (*_weights(network, palette, path), *_neurons(network, activations, palette))
    # As a picture, since Streamlit takes drawings out of HTML.
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -14 {WIDTH} {HEIGHT + 16}" '
        f'font-family="Source Sans, Helvetica, Arial, sans-serif"><style>{FLOW}</style>'
        f"{''.join(drawn)}</svg>"
    )
    code = b64encode(picture.encode()).decode()
    return (
        f'<img class="nnviz-graph" src="data:image/svg+xml;base64,{code}" '
        f'width="{WIDTH}" height="{HEIGHT + 16}" alt="{escape(about)}">'
    )


def _weights(network: Network, palette: Palette, path: Sequence[Edge]) -> Iterator[str]:
    """All lines, then all numbers, so that no line runs through a number."""
    labels = []
    for layer, weights in enumerate(network.weights):
        for (source, unit), number in np.ndenumerate(weights):
            weight = float(number)
            chosen = not path or (layer, source, unit) in path
            (x1, y1), (x2, y2) = PLACES[layer][source], PLACES[layer + 1][unit]
            width = 1.2 + 2.5 * min(abs(weight), 2.0)
            yield (
                f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" '
                f'stroke="{_colour(weight, palette)}" stroke-width="{width:.1f}" '
                f'opacity="{1 if chosen else 0.2}"/>'
            )
            if chosen:
                at = LABEL_AT[layer]
                x, y = x1 + at * (x2 - x1), y1 + at * (y2 - y1) + 4
                labels.append(_text(x, y, written(weight), palette.ink, halo=palette.background))
    yield from labels


def _neurons(network: Network, activations: Sequence[Array], palette: Palette) -> Iterator[str]:
    """Each neuron with its answer inside, its name above and its bias below."""
    for layer, values in enumerate(activations):
        for unit, value in enumerate(values[0].tolist()):
            x, y = PLACES[layer][unit]
            yield (
                f'<circle cx="{x}" cy="{y}" r="{RADIUS}" fill="{palette.panel}" '
                f'stroke="{_colour(value, palette)}" stroke-width="2.5"/>'
            )
            yield _text(x, y + 5, written(value), palette.ink, size=14, weight=600)
            yield _text(x, y - RADIUS - 6, _name(layer, unit, len(activations)), palette.ink)
            if layer:
                bias = float(network.biases[layer - 1][unit])
                sign = "+" if bias >= 0 else "\N{MINUS SIGN}"
                yield _text(x, y + RADIUS + 14, f"{sign} {written(abs(bias))}", palette.muted)


def _colour(value: float, palette: Palette) -> str:
    return palette.positive_line if value >= 0 else palette.negative_line


def _name(layer: int, unit: int, layers: int) -> str:
    if layer == layers - 1:
        return "y"
    return f"x{lowered(unit + 1)}" if layer == 0 else neuron_sign(layer, unit)


def _text(
    x: float,
    y: float,
    text: str,
    colour: str,
    *,
    size: int = 12,
    weight: int = 400,
    halo: str = "",
) -> str:
    around = f'class="halo" stroke="{halo}"' if halo else ""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="middle" {around}>{escape(text)}</text>'
    )


def matrix(name: str, values: Array) -> str:
    """A matrix (rows, columns) in brackets, its name and shape below."""
    rows, columns = values.shape
    shape = f"{name} ({rows}, {columns})"
    numbers = [written(value) for value in values.ravel().tolist()]
    cells = "".join(f"<span>{number}</span>" for number in numbers)
    return (
        f'<span class="nnviz-matrix" role="img" aria-label="{escape(shape)}: '
        f'{", ".join(numbers)}">'
        f'<span class="cells" style="grid-template-columns: repeat({columns}, auto)">{cells}</span>'
        f'<span class="shape">{escape(shape)}</span></span>'
    )


def equation(*parts: str) -> str:
    """Matrices and signs in a row, which goes on in a second where it is too long."""
    row = "".join(
        part if part.startswith("<") else f'<span class="sign">{part}</span>' for part in parts
    )
    return f'<div class="nnviz-equation">{row}</div>'
