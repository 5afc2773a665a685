"""Every colour of the project, in one place.

The stage's JavaScript gets these palettes passed in, Plotly figures take them from here, so that
orange means "negative" and blue "positive" wherever a number is shown. Streamlit's own colours
(page background, text, accent) stand in ``.streamlit/config.toml``; a palette only adds what a
picture needs beyond them.
"""

from dataclasses import asdict, dataclass

import streamlit as st

#: Up to twenty classes; 0 and 1 are the two-class colours. They were searched for in OKLab, as seen
#: with and without the common colour vision deficiencies: the first six differ most, as few tables
#: have more classes, and those that follow each other differ more than those that do not.
CLASS_COLOURS = (
    *("#f59322", "#0877bd", "#00a57a", "#b04490", "#f2d43c", "#74c8f2"),
    *("#387460", "#244c10", "#c488ec", "#74c474", "#9c1038", "#4c4cc4", "#74ecb0"),
    *("#b08838", "#604c60", "#7474ec", "#d89cb0", "#886010", "#742488", "#8888b0"),
)


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
    train_point, test_point
        Outline of points of the two shares, over any colour of the ramp.
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
    train_point: str
    test_point: str
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
    train_point="#ffffff",
    test_point="#10151c",
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
    background="#0e1117",
    panel="#171c25",
    train="#b79bff",
    test="#3fd0ac",
    train_point="#ffffff",
    test_point="#05070a",
    ghost="#55606f",
    alarm="#ff7b72",
)

PALETTES = {"light": LIGHT, "dark": DARK}


def visitors_palette() -> Palette:
    """The palette for the background that the visitor sees."""
    return PALETTES["dark" if st.context.theme.type == "dark" else "light"]


def palettes_for_javascript() -> dict[str, dict[str, object]]:
    """Both palettes, ready for JSON: the browser knows which background it shows."""
    return {name: asdict(palette) for name, palette in PALETTES.items()}


def diverging_scale(palette: Palette) -> list[tuple[float, str]]:
    """The ramp from -1 to +1 as a Plotly colour scale."""
    return [(0.0, palette.negative), (0.5, palette.neutral), (1.0, palette.positive)]


def blend(first: str, last: str, place: float) -> str:
    """The colour between two, at a place from 0 (the first) to 1 (the last)."""
    pairs = ((int(first[i : i + 2], 16), int(last[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * place):02x}" for a, b in pairs)


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
