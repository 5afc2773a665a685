"""The GIF encoder against another program's decoder."""

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from nnviz.ui.common.theme import palettes_for_javascript
from tests.ui.stage.harness.stage_page import run_module

ENCODE = """
const { width, height, palette, frames, end } = argument;
const gif = new m.Gif(width, height, Uint8Array.from(palette));
for (const { indices, at } of frames) gif.add(Uint8Array.from(indices), at);
return Array.from(gif.end(end));"""


def encoded(page: Page, **argument: Any) -> Image.Image:
    return Image.open(BytesIO(bytes(run_module(page, "record/gif.js", ENCODE, argument))))


def frames_of(gif: Image.Image) -> tuple[list[NDArray[np.uint8]], list[int]]:
    """Pixels and milliseconds of each frame."""
    pictures, times = [], []
    for number in range(getattr(gif, "n_frames", 1)):
        gif.seek(number)
        pictures.append(np.asarray(gif.convert("RGB")))
        times.append(gif.info["duration"])
    return pictures, times


@pytest.mark.parametrize("size", [(1, 1), (7, 5), (173, 131)])
def test_frames_come_back_pixel_by_pixel(page: Page, size: tuple[int, int]) -> None:
    width, height = size
    rng = np.random.default_rng(3)
    palette = rng.permutation(256**3)[:255]
    colours = np.stack([palette >> 16, palette >> 8 & 255, palette & 255], axis=1).astype(np.uint8)
    noise = rng.integers(0, 255, (height, width))
    patch = noise.copy()
    patch[height // 2 :, width // 3 :] = 7
    flat = np.full((height, width), 9)
    pictures = [noise, patch, patch, flat]
    gif = encoded(
        page,
        width=width,
        height=height,
        palette=colours.ravel().tolist(),
        frames=[
            {"indices": picture.ravel().tolist(), "at": 120 * i}
            for i, picture in enumerate(pictures)
        ],
        end=1400,
    )
    assert gif.size == size
    assert gif.info["loop"] == 0
    seen, times = frames_of(gif)
    # The third is as the second, which therefore stays for twice as long.
    for picture, expected in zip(seen, (noise, patch, flat), strict=True):
        np.testing.assert_array_equal(picture, colours[expected])
    assert times == [120, 240, 1040]


def test_a_theme_has_its_own_colours_exactly_and_ramps_between(page: Page) -> None:
    script = """
    const { LIGHT, classes } = argument;
    const colours = m.themeColours(LIGHT, [255, 255, 255], classes);
    const of = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
    const asked = [LIGHT.negative, LIGHT.positive, LIGHT.neutral, LIGHT.train, ...LIGHT.classes];
    const middle = of(LIGHT.negative).map((v, i) => (v + of(LIGHT.neutral)[i]) >> 1);
    const pixels = [...asked.map(of), middle].flatMap((rgb) => [...rgb, 255]);
    const indices = new m.Quantizer(colours).indices(Uint8ClampedArray.from(pixels));
    const seen = Array.from(indices, (i) => Array.from(colours.subarray(3 * i, 3 * i + 3)));
    return { count: colours.length / 3, asked: [...asked.map(of), middle], seen };"""
    light = palettes_for_javascript()["light"]
    for classes in (2, 6):
        result = run_module(
            page, "record/quantize.js", script, {"LIGHT": light, "classes": classes}
        )
        assert result["count"] <= 255
        wanted = 10 if classes == 6 else 4
        assert result["seen"][:wanted] == result["asked"][:wanted]
        distance = np.abs(np.subtract(result["seen"][-1], result["asked"][-1])).max()
        assert distance <= 12
