"""Every colour of the project, in one place.

The stage's JavaScript gets these palettes passed in, Plotly figures take them from here, so that
orange means "negative" and blue "positive" wherever a number is shown. Streamlit's own colours
(page background, text, accent) stand in ``.streamlit/config.toml``; a palette only adds what a
picture needs beyond them.
"""

from dataclasses import asdict, dataclass

import streamlit as st

#: Up to thirty classes; 0 and 1 are the two-class colours. They were searched for in OKLab, as seen
#: with and without the common colour vision deficiencies: the first six differ most, as few tables
#: have more classes, and those that follow each other differ more than those that do not.
CLASS_COLOURS = (
    *("#f59322", "#0877bd", "#00a57a", "#b04490", "#f2d43c", "#74c8f2"),
    *("#387460", "#244c10", "#c488ec", "#74c474", "#9c1038", "#4c4cc4", "#74ecb0"),
    *("#b08838", "#604c60", "#7474ec", "#d89cb0", "#886010", "#742488", "#8888b0"),
    *("#6c30fc", "#84e4f0", "#548454", "#f0cc84", "#843c9c"),
    *("#fc5484", "#907818", "#30c0cc", "#e4c048", "#e430d8"),
)

#: What surrounds the outlines of points, and the luminance of an outline from which on it is dark.
HALOS = {"light": "#ffffff", "dark": "#05070a"}
HALOS_MEET = 0.18


@dataclass(frozen=True)
class Palette:
    """Colours of pictures on one background, as CSS hexadecimal strings.

    Attributes
    ----------
    negative, neutral, positive
        The diverging ramp of weights, activations and outputs: -1, 0, +1.
    negative_line, positive_line
        The same signs where they are thin lines on the background, so with more contrast.
    ink, muted
        Text and axes; secondary text. Both reach a contrast of 4.5 on `background`.
    faint, outline
        Grid lines; borders of tiles.
    background, panel
        Assumed where the page does not say its own.
    train, test
        Loss curves of the two shares.
    train_ring, test_ring
        Relative luminance of the outline of points of the two shares: its hue is the point's own.
    under_points
        How much of a class's or sign's colour the map under the points has; the rest is neutral. In
        light so little that a training point's outline alone has a contrast of 3 with all of it.
    ghost
        Curves of runs that were left behind.
    alarm
        Where something went wrong.
    classes
        Fill of each class.
    """

    negative: str
    neutral: str
    positive: str
    negative_line: str
    positive_line: str
    ink: str
    muted: str
    faint: str
    outline: str
    background: str
    panel: str
    train: str
    test: str
    train_ring: float
    test_ring: float
    under_points: float
    ghost: str
    alarm: str
    classes: tuple[str, ...] = CLASS_COLOURS


LIGHT = Palette(
    negative="#f59322",
    neutral="#e8eaeb",
    positive="#0877bd",
    negative_line="#ee8410",
    positive_line="#0877bd",
    ink="#1f2733",
    muted="#5d6776",
    faint="#e4e7eb",
    outline="#b9c0ca",
    background="#ffffff",
    panel="#f5f7f9",
    train="#7a4fd0",
    test="#0b8f74",
    train_ring=0.02,
    test_ring=0.005,
    under_points=0.6,
    ghost="#b4bac3",
    alarm="#c8322b",
)

DARK = Palette(
    negative="#f59322",
    neutral="#27303d",
    positive="#1a8fdc",
    negative_line="#f7a23e",
    positive_line="#3fa6ec",
    ink="#e9edf2",
    muted="#9aa5b4",
    faint="#252d39",
    outline="#46515f",
    background="#10151c",
    panel="#171c25",
    train="#b79bff",
    test="#3fd0ac",
    train_ring=1.0,
    test_ring=0.005,
    under_points=0.7,
    ghost="#55606f",
    alarm="#ff7b72",
)

PALETTES = {"light": LIGHT, "dark": DARK}


def visitors_palette() -> Palette:
    """The palette for the background that the visitor sees."""
    return PALETTES["dark" if st.context.theme.type == "dark" else "light"]


def palettes_for_javascript() -> dict[str, dict[str, object]]:
    """Both palettes, ready for JSON: the browser knows which background it shows."""
    halos = {"halos": HALOS, "halos_meet": HALOS_MEET}
    return {name: asdict(palette) | halos for name, palette in PALETTES.items()}


def diverging_scale(palette: Palette, strength: float = 1.0) -> list[tuple[float, str]]:
    """The ramp from -1 to +1 as a Plotly colour scale.

    Parameters
    ----------
    strength
        How much of their colour the ends have: 1, or under points the palette's `under_points`.
    """
    low, high = (blend(palette.neutral, e, strength) for e in (palette.negative, palette.positive))
    return [(0.0, low), (0.5, palette.neutral), (1.0, high)]


def blend(first: str, last: str, place: float) -> str:
    """The colour between two, at a place from 0 (the first) to 1 (the last)."""
    pairs = ((int(first[i : i + 2], 16), int(last[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * place):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Relative luminance of a CSS hexadecimal colour, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ring(palette: Palette, share: str, fill: str) -> str:
    """Outline of a data point: its own hue, as dark or as light as its share's outlines are.

    Parameters
    ----------
    share
        "train" or "test".
    fill
        The point's colour.
    """
    wanted = palette.train_ring if share == "train" else palette.test_ring
    now = luminance(fill)
    light = _linear(fill)
    if now > wanted:
        light = [channel * wanted / now for channel in light]
    else:
        part = (wanted - now) / (1.0 - now) if now < 1.0 else 0.0
        light = [channel + (1.0 - channel) * part for channel in light]
    return "#" + "".join(f"{round(255 * _encoded(channel)):02x}" for channel in light)


def halo(outline: str) -> str:
    """What surrounds an outline: light around a dark one, dark around a light one.

    Of a white and a nearly black one, any colour whatever has a contrast of more than 3 with one.
    """
    return HALOS["dark" if luminance(outline) > HALOS_MEET else "light"]


def _linear(colour: str) -> list[float]:
    """Red, green and blue as linear light, 0 to 1 (IEC 61966-2-1)."""
    encoded = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in encoded]


def _encoded(light: float) -> float:
    """The inverse of `_linear`, for one channel."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def sequential_scale(palette: Palette, colour: str) -> list[tuple[float, str]]:
    """From little to much as a Plotly colour scale: little is what stands out.

    Parameters
    ----------
    colour
        The hue, as a CSS hexadecimal string.
    """
    return [
        (0.0, blend(colour, palette.ink, 0.45)),
        (0.3, colour),
        (0.65, blend(colour, palette.neutral, 0.6)),
        (1.0, blend(palette.neutral, palette.background, 0.3)),
    ]
