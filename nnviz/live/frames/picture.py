"""What each neuron responds to over the input space, as the arrays of a frame.

One forward pass over the whole grid serves all pictures at once: the output's map, every neuron's
small tile in it, and the map of the one neuron that is being watched. All buffers are allocated
once, and activations stand neuron by neuron, so that each row of a layer is already a picture.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array, columns_and_ones
from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.network import Network
from nnviz.experiment import Experiment
from nnviz.live.run.grid import tiles
from nnviz.live.run.projected import ProjectedSpace

Watch = tuple[int, int]

_LARGEST = np.finfo(np.float32).max


class Picture:
    """Draws one network, again and again into the same buffers.

    The arrays that `draw` returns hold until it is called again.

    Parameters
    ----------
    experiment
        Says what inputs the network is given and what its outputs mean.
    network
        Is looked at anew by each `draw`.
    space
        Where in the input space to look; the dataset's usual place if left out.
    """

    def __init__(
        self, experiment: Experiment, network: Network, space: ProjectedSpace | None = None
    ) -> None:
        self._experiment = experiment
        self._plane = experiment.spec.shown_dimension == 2
        self._sizes = network.layer_sizes
        points = (space or ProjectedSpace(experiment)).samples()
        self._inputs = columns_and_ones(experiment.input_matrix(points), network.dtype)
        self._forward = network.forward_pass(len(points))
        self._loss = LOSSES[network.loss_name]

        tile = tiles(self._inputs)[0].size
        self._tiles = np.empty((sum(self._sizes[1:]), tile), np.float32)
        self._tile_scales = np.empty(len(self._tiles), np.float32)
        self._tile_bytes = np.empty(self._tiles.shape, np.uint8)
        self._output_scale = output_scale(experiment)

    def draw(self, watch: Watch | None) -> dict[str, NDArray[Any]]:
        """All pictures of the network as it is now.

        Parameters
        ----------
        watch
            Layer (0 is the inputs) and index of a neuron to draw large, or None.

        Returns
        -------
        The arrays "tiles", "tile_scales", "output" or "classes" and "confidence", and for a
        watched neuron "watch" and "watch_scale", as `docs/frames.md` describes them.
        """
        # Weights grown beyond all measure overflow on the way; `quantize` is ready for that.
        with np.errstate(all="ignore"):
            outputs = self._meaning(self._forward.run(self._inputs))
            self._collect_tiles(outputs)
            arrays = {"tile_scales": self._tile_scales, "tiles": self._tiles}
            if self._plane:
                scales = self._tile_scales[:, np.newaxis]
                arrays["tiles"] = quantize(self._tiles, scales, self._tile_bytes)
            arrays |= self._output_arrays(outputs)
            if watch is not None:
                arrays |= self._watched(*watch, outputs)
        return arrays

    def has(self, watch: Watch | None) -> bool:
        """Whether there is such a neuron."""
        if watch is None:
            return False
        layer, index = watch
        return 0 <= layer < len(self._sizes) and 0 <= index < self._sizes[layer]

    def _meaning(self, outputs: Array) -> Array:
        """Outputs as colours show them; both two-class losses on a scale from -1 to 1.

        Parameters
        ----------
        outputs : (n_outputs, samples)
        """
        readable = self._loss.readable(outputs)
        if self._loss.output_kind == "probability":
            return 2 * readable - 1
        return readable

    def _collect_tiles(self, outputs: Array) -> None:
        """Gather the tiles of all layers and find their scales.

        Parameters
        ----------
        outputs : (n_outputs, samples)
        """
        start = 0
        for maps in (*self._forward.activations.layers[:-1], outputs):
            small = tiles(maps)
            self._tiles[start : start + len(maps)].reshape(small.shape)[...] = small
            start += len(maps)
        n_hidden = start - len(outputs)
        self._tile_scales[:n_hidden] = scale_of(self._tiles[:n_hidden])
        self._tile_scales[n_hidden:] = self._output_scale

    def _output_arrays(self, outputs: Array) -> dict[str, NDArray[Any]]:
        if not self._plane:
            return {"output": outputs[0]}
        if self._experiment.task == "multiclass":
            confidence = outputs.max(axis=0) * 255 + 0.5
            return {
                "classes": outputs.argmax(axis=0).astype(np.uint8),
                "confidence": np.fmin(np.fmax(confidence, 0), 255).astype(np.uint8),
            }
        return {"output": quantize(outputs[0], self._output_scale)}

    def _watched(self, layer: int, index: int, outputs: Array) -> dict[str, NDArray[Any]]:
        maps = (self._inputs[:-1], *self._forward.activations.layers[:-1], outputs)
        values = maps[layer][index]
        last = layer == len(maps) - 1
        scale = self._output_scale if last else float(scale_of(values))
        return {
            "watch": quantize(values, scale) if self._plane else values,
            "watch_scale": np.array([scale]),
        }


def output_scale(experiment: Experiment) -> float:
    """The output whose colour is the deepest: 1 for classes, the largest value otherwise."""
    if experiment.task != "regression":
        return 1.0
    return max(abs(bound) for bound in experiment.spec.value_range)


def scale_of(values: Array) -> Array:
    """For each row the value that gets the deepest colour: its largest, but 1 at least.

    So a neuron that hardly responds looks pale, and noise is not blown up to a picture.

    Parameters
    ----------
    values : (..., n)

    Returns
    -------
    (...), finite
    """
    # fmax passes over what is not a number.
    largest: Array = np.fmax.reduce(np.abs(values), axis=-1, initial=np.float32(1.0))
    return np.fmin(largest, _LARGEST)


def quantize(
    values: Array, scale: Array | float, out: NDArray[np.uint8] | None = None
) -> NDArray[np.uint8]:
    """Values from -scale to scale as 0 to 255; what lies beyond, or is no number, at the ends."""
    out = np.empty(values.shape, np.uint8) if out is None else out
    scaled = values * (np.float32(127.5) / np.asarray(scale, np.float32))
    scaled += np.float32(128.0)
    np.fmax(scaled, np.float32(0.0), out=scaled)
    np.fmin(scaled, np.float32(255.0), out=scaled)
    np.copyto(out, scaled, casting="unsafe")
    return out
