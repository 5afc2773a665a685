"""The map of the network's output as a small PNG within the page."""

import zlib
from base64 import b64encode
from struct import pack

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import FloatArray
from nnviz.core.functions.losses import LOSSES
from nnviz.experiment import Experiment
from nnviz.live.frames.picture import output_scale
from nnviz.ui.common.theme import LIGHT


def _rgb(colour: str) -> FloatArray:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float64)


def map_pixels(experiment: Experiment, output: FloatArray) -> NDArray[np.uint8]:
    """Colours of the output over the plane, on a light ground.

    Parameters
    ----------
    output : (side ** 2, n_outputs)
        As a person reads them, row by row from the top.

    Returns
    -------
    (side, side, 3)
    """
    neutral = _rgb(LIGHT.neutral)
    if experiment.task == "multiclass":
        guess = 1 / output.shape[1]
        share = np.clip((output.max(axis=1) - guess) / (1 - guess), 0.0, 1.0)
        ends = np.array([_rgb(colour) for colour in LIGHT.classes])[output.argmax(axis=1)]
    else:
        values = output[:, 0]
        if LOSSES[experiment.loss].output_kind == "probability":
            values = 2 * values - 1
        values = np.clip(np.nan_to_num(values / output_scale(experiment)), -1.0, 1.0)
        share = np.abs(values)
        ends = np.where(values[:, np.newaxis] < 0, _rgb(LIGHT.negative), _rgb(LIGHT.positive))
    mixed = neutral + (ends - neutral) * (LIGHT.under_points * np.nan_to_num(share))[:, np.newaxis]
    side = round(len(output) ** 0.5)
    pixels: NDArray[np.uint8] = np.round(mixed).astype(np.uint8).reshape(side, side, 3)
    return pixels


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Pixels (height, width, 3) as PNG (ISO/IEC 15948): 8 bits a channel, no filter."""
    height, width, _channels = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(rows, 9)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


def data_address(pixels: NDArray[np.uint8]) -> str:
    """The picture as an address that needs no request."""
    return "data:image/png;base64," + b64encode(png(pixels)).decode()
