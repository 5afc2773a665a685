"""The message that a picture is set up with: the network's structure, the data, the inputs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.activations import ACTIVATIONS
from nnviz.core.metrics import METRICS
from nnviz.data.features import FEATURES, features_of, input_matrix
from nnviz.experiment import FIRST_LAYER, MAX_LAYERS, MAX_NEURONS, Experiment
from nnviz.live.frames import SCENE, pack
from nnviz.live.grid import CURVE_SIZE, MAP_SIZE, TILE_SIZE, sample_points, tiles
from nnviz.live.picture import quantize, scale_of


def scene(number: int, experiment: Experiment, steps_per_epoch: int) -> bytes:
    """Describe a run, as `docs/frames.md` says.

    Parameters
    ----------
    number
        Names this scene in the frames that belong to it.
    steps_per_epoch
        Updates in one pass over the training share.
    """
    spec = experiment.spec
    dataset = experiment.make_dataset()
    names = features_of(spec.dimension)
    header = {
        "scene": number,
        "task": spec.task,
        "dimension": spec.dimension,
        "domain": spec.domain,
        "value_range": spec.value_range,
        "n_classes": dataset.n_classes,
        "features": [
            {"name": name, "label": FEATURES[name].label, "active": name in experiment.features}
            for name in names
        ],
        "layer_sizes": experiment.layer_sizes,
        "activations": [
            {"name": name, "formula": ACTIVATIONS[name].formula} for name in experiment.activations
        ],
        "loss": experiment.loss,
        "metrics": list(METRICS[spec.task]),
        "map_size": MAP_SIZE,
        "tile_size": TILE_SIZE,
        "curve_size": CURVE_SIZE,
        "steps_per_epoch": steps_per_epoch,
        "n_train": len(dataset.train_points),
        "n_test": len(dataset.test_points),
        "limits": {
            "max_layers": MAX_LAYERS,
            "max_neurons": MAX_NEURONS,
            "first_layer": FIRST_LAYER,
        },
    }
    points = {
        "train_points": dataset.train_points,
        "train_labels": dataset.train_labels,
        "test_points": dataset.test_points,
        "test_labels": dataset.test_labels,
    }
    arrays: dict[str, NDArray[Any]] = {
        name: values.astype(np.float32) for name, values in points.items()
    }
    return pack(SCENE, header, arrays | feature_arrays(names, spec.dimension, spec.domain))


def feature_arrays(
    names: tuple[str, ...], dimension: int, domain: tuple[float, float]
) -> dict[str, NDArray[Any]]:
    """What each possible input looks like over the input space: its tile or curve, and its scale.

    Returns
    -------
    "feature_tiles", one row per name, and "feature_scales" (len(names),)
    """
    maps = input_matrix(sample_points(dimension, domain), names).T
    small = tiles(maps).reshape(len(names), -1).astype(np.float32)
    scales = scale_of(small)
    drawn = quantize(small, scales[:, np.newaxis]) if dimension == 2 else small
    return {"feature_tiles": drawn, "feature_scales": scales}
