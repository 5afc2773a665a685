"""Colours can be read and told apart, by everybody."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from nnviz.ui.common.theme import (
    CLASS_COLOURS,
    PALETTES,
    Palette,
    blend,
    halo,
    luminance,
    ring,
)

Colour = NDArray[np.float64]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def linear_light(colour: str) -> Colour:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_text_and_lines_can_be_seen(palette: Palette) -> None:
    for text in (palette.ink, palette.muted, palette.alarm):
        assert contrast(text, palette.background) >= 4.5
    for line in (palette.train, palette.test, palette.positive_line):
        assert contrast(line, palette.background) >= 3


# Machado, Oliveira & Fernandes 2009, "A physiologically-based model for simulation of color
# vision deficiency": severity 1, on linear light.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}


def oklab(light: Colour) -> Colour:
    """Ottosson 2020, "A perceptual color space for image processing"."""
    to_cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    to_lab = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    lab: Colour = to_lab @ np.cbrt(to_cones @ np.clip(light, 0, 1))
    return lab


def seen_with(deficiency: str, colours: Sequence[str]) -> list[Colour]:
    return [oklab(DEFICIENCIES[deficiency] @ linear_light(colour)) for colour in colours]


def nearest(seen: Iterable[tuple[Colour, Colour]]) -> float:
    return min(float(np.linalg.norm(one - other)) for one, other in seen)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_classes_can_be_told_apart(deficiency: str) -> None:
    seen = seen_with(deficiency, CLASS_COLOURS)
    assert nearest(combinations(seen[:6], 2)) > 0.08
    # With twenty or thirty no more is to be had; marks of neighbours in a key still differ clearly.
    assert nearest(combinations(seen[:20], 2)) > 0.065
    assert nearest(combinations(seen, 2)) > 0.055
    assert nearest(pairwise(seen)) > 0.1


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_classes_stand_out_from_what_is_under_them(palette: Palette) -> None:
    assert len(palette.classes) == 30 == len(set(palette.classes))
    (neutral,) = seen_with("none", [palette.neutral])
    for colour, seen in zip(palette.classes, seen_with("none", palette.classes), strict=True):
        assert contrast(colour, palette.background) >= 1.35
        assert np.linalg.norm(seen - neutral) > 0.1


def test_luminance_and_contrast_are_those_of_the_standard() -> None:
    assert luminance("#ffffff") == pytest.approx(1)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("share", ["train", "test"])
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_points_stand_out_from_any_map_and_from_each_other(palette: Palette, share: str) -> None:
    signs = (palette.negative, palette.positive)
    ends = [blend(palette.neutral, end, palette.under_points) for end in (*signs, *palette.classes)]
    ground = [blend(palette.neutral, end, i / 40) for end in ends for i in range(41)]
    values = [blend(palette.neutral, end, i / 16) for end in signs for i in range(17)]
    for fill in (*values, *palette.classes):
        outline = ring(palette, share, fill)
        around = halo(outline)
        assert contrast(outline, around) >= 3
        # Where it is light the outline, which is dark then, tells alone.
        told_by = (outline,) if palette is PALETTES["light"] else (outline, around)
        assert all(max(contrast(one, below) for one in told_by) >= 3 for below in ground)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_points_stand_out_from_any_colour_at_all(palette: Palette) -> None:
    greys = [f"#{level:02x}{level:02x}{level:02x}" for level in range(256)]
    for share in ("train", "test"):
        outline = ring(palette, share, palette.positive)
        around = halo(outline)
        for grey in greys:
            assert max(contrast(outline, grey), contrast(around, grey)) >= 3
