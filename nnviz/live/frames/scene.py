"""The message that a picture is set up with: the network's structure, the data, the inputs."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from nnviz.core.functions.activations import ACTIVATIONS, LINEAR, Activation
from nnviz.core.functions.losses import LOSSES
from nnviz.core.functions.metrics import metrics_of
from nnviz.core.network.trainable import Block
from nnviz.experiment import FIRST_LAYER, MAX_LAYERS, MAX_NEURONS, Experiment
from nnviz.live.frames.frames import SCENE, pack
from nnviz.live.frames.picture import quantize, scale_of
from nnviz.live.frames.points import point_arrays
from nnviz.live.messages import ActivationEntry, AxisEntry, ImageEntry, SceneHeader, ValueEntry
from nnviz.live.run.grid import CURVE_SIZE, MAP_SIZE, TILE_SIZE, tiles
from nnviz.live.run.projected import ProjectedSpace, distributions


def scene(
    number: int,
    experiment: Experiment,
    blocks: Sequence[Block],
    steps_per_epoch: int,
    space: ProjectedSpace | None = None,
) -> bytes:
    """Describe a run, as `docs/frames.md` says.

    Parameters
    ----------
    number
        Names this scene in the frames that belong to it.
    blocks
        Of the network's parameters.
    steps_per_epoch
        Updates in one pass over the training share.
    space
        Where in the input space to look; the dataset's usual place if left out.
    """
    space = space or ProjectedSpace(experiment)
    spec = experiment.spec
    dataset = experiment.make_dataset()
    header: SceneHeader = {
        "scene": number,
        "task": spec.task,
        "dimension": spec.shown_dimension,
        "domain": spec.domain,
        "value_range": spec.value_range,
        "axes": [AxisEntry(label=axis.label, low=axis.low, high=axis.high) for axis in space.axes],
        "n_classes": dataset.n_classes,
        "class_names": experiment.class_names,
        "value": _value(experiment),
        "inputs": _kind_of_inputs(experiment),
        "drawable": spec.is_drawable,
        "train_share": experiment.train_share,
        "features": [
            {"name": name, "label": feature.label, "active": name in experiment.features}
            for name, feature in spec.features.items()
        ],
        "layer_sizes": experiment.layer_sizes,
        "block_starts": [*(block.start for block in blocks), blocks[-1].stop],
        "activations": [_activation_entry(ACTIVATIONS[name]) for name in experiment.activations],
        "loss": experiment.loss,
        "output_kind": LOSSES[experiment.loss].output_kind,
        "metrics": list(metrics_of(spec.task, weighted=dataset.class_weights is not None)),
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
    arrays = point_arrays(dataset, space)
    if header["inputs"] == "distributions":
        arrays["distributions"] = distributions(experiment).astype(np.float32)
    return pack(SCENE, header, arrays | _feature_arrays(experiment, space))


def _feature_arrays(experiment: Experiment, space: ProjectedSpace) -> dict[str, NDArray[Any]]:
    """What each possible input looks like over the view: its tile or curve, and its scale.

    Returns
    -------
    "feature_tiles", one row per feature, and "feature_scales" (n_features,)
    """
    spec = experiment.spec
    maps = spec.input_matrix(space.samples(), tuple(spec.features)).T
    small = tiles(maps).reshape(len(maps), -1).astype(np.float32)
    scales = scale_of(small)
    drawn = quantize(small, scales[:, np.newaxis]) if spec.shown_dimension == 2 else small
    return {"feature_tiles": drawn, "feature_scales": scales}


def _activation_entry(activation: Activation) -> ActivationEntry:
    return {
        "name": activation.name,
        "formula": activation.formula,
        "identity": activation is LINEAR,
    }


def _value(experiment: Experiment) -> ValueEntry | None:
    """What a predicted value is called, and how it becomes the table's own unit."""
    if experiment.task != "regression":
        return None
    preparation = experiment.make_dataset().preparation
    if preparation is None:
        return {"name": "y", "mean": 0.0, "scale": 1.0}
    return {
        "name": preparation.recipe.target,
        "mean": preparation.target_mean,
        "scale": preparation.target_scale,
    }


def _kind_of_inputs(experiment: Experiment) -> Literal["tiles", "distributions"] | ImageEntry:
    """How inputs are best drawn."""
    shape = experiment.spec.image_shape
    if shape is not None:
        return {"image": shape}
    return "distributions" if experiment.spec.kind_of_inputs == "distributions" else "tiles"
