"""What can be said of a screenshot without looking at it: how bright, how many colours."""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def pixels(screenshot: bytes) -> NDArray[np.uint8]:
    """Red, green and blue of each pixel of a PNG: (height, width, 3)."""
    return np.asarray(Image.open(BytesIO(screenshot)).convert("RGB"))


def brightness(screenshot: bytes) -> float:
    """Median of the pixels' brightness, 0 black to 255 white."""
    return float(np.median(pixels(screenshot).mean(axis=2)))


def colours(screenshot: bytes) -> int:
    """Number of different colours, each channel rounded to 32 levels."""
    rounded = pixels(screenshot) // 8
    return len(np.unique(rounded.reshape(-1, 3), axis=0))
