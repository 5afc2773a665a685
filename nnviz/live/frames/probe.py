"""One sample that a person makes up, and what every neuron answers to it.

A picture drawn on the pad comes as grey values; the answers go out with the next frame, so that
each layer is seen to respond while the hand is still drawing.
"""

from base64 import b64decode
from binascii import Error
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.network import Network
from nnviz.experiment import Experiment
from nnviz.live.frames.requests import BadRequest

#: Inputs that a table may have, each a grey value of one byte, and what base64 makes of them.
MOST_PIXELS = 64
MOST_LETTERS = 4 * -(-MOST_PIXELS // 3)


@dataclass(frozen=True)
class Probe:
    """Grey values row by row, 0 for paper to 255 for ink, one byte each."""

    pixels: bytes


def probe(value: object) -> Probe | None:
    """From grey values as base64, or null.

    Raises
    ------
    BadRequest
        For anything else. Whether there are as many pixels as inputs is not asked.
    """
    if value is None:
        return None
    if isinstance(value, str) and len(value) <= MOST_LETTERS:
        try:
            return Probe(b64decode(value.encode("ascii"), validate=True))
        except (Error, UnicodeEncodeError):
            pass
    raise BadRequest(f"probe is not the base64 of at most {MOST_PIXELS} bytes")


def answers(
    experiment: Experiment, network: Network, asked: Probe | None
) -> dict[str, NDArray[Any]]:
    """What the network makes of a made-up sample.

    Returns
    -------
    "answers": activations of all neurons, layer after layer, those of the last layer as a person
    reads them (probabilities where the loss takes logits). Nothing where nothing was asked,
    or a picture of another size than the data's.
    """
    if asked is None:
        return {}
    shape = experiment.spec.image_shape
    if shape is None or len(asked.pixels) != shape[0] * shape[1]:
        return {}
    # A pixel's share of full ink is what its preparation makes of a grey value.
    points = np.frombuffer(asked.pixels, np.uint8)[np.newaxis] / 255.0
    # A network on the brink of divergence may overflow; the numbers then say so themselves.
    with np.errstate(all="ignore"):
        layers = network.activations_of(experiment.input_matrix(points))[1:]
        readable = LOSSES[network.loss_name].readable(layers[-1].T)
    values = [*(layer.ravel() for layer in layers[:-1]), readable.ravel()]
    return {"answers": np.concatenate(values).astype(np.float32)}
