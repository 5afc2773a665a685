"""Scenes of tables with any number of inputs, in names that people might give them."""

from typing import Any

import numpy as np

from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.network import Network, dense_blocks
from nnviz.data.division.targets import LOSSES_OF_TASK
from nnviz.experiment import Experiment
from nnviz.live.frames.frames import FRAME, SCENE, pack, unpack
from nnviz.live.run.grid import MAP_SIZE, TILE_SIZE
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed
from tests.ui.stage.harness.stage_page import as_text

Inputs = str | dict[str, list[int]]

#: Bars of a histogram in the data.
BINS = 24

AXES = [
    {"label": "petal length in centimetres, as measured", "low": 0.7, "high": 7.2},
    {"label": "sepal width", "low": -1500, "high": 4200},
]


def table_messages(
    *,
    n_inputs: int,
    hidden: tuple[int, ...] = (16, 16),
    class_names: tuple[str, ...] = (),
    inputs: Inputs = "distributions",
    names: list[str] | None = None,
    playing: bool = False,
    frames: int = 1,
    seed: int = 1,
    inactive: tuple[int, ...] = (),
) -> list[str]:
    """A scene and frames of a network on a table, with weights and pictures that chance made.

    Two class names make it a network with one output, none a regression.
    """
    rng = np.random.default_rng(seed)
    names = names or [f"column {i + 1}" for i in range(n_inputs)]
    task = {0: "regression", 2: "binary"}.get(len(class_names), "multiclass")
    dataset = {"regression": "bumps", "binary": "circle", "multiclass": "blobs"}[task]
    n_outputs = len(class_names) if task == "multiclass" else 1
    sizes = (n_inputs - len(inactive), *hidden, n_outputs)
    loss = LOSSES_OF_TASK[task][0]
    activations = ("tanh",) * len(hidden) + ("linear",)
    scene, frame = Feed(LiveRun(Experiment(dataset=dataset, noise=0.1))).next()
    _, header, arrays = unpack(scene)
    header |= {
        "layer_sizes": sizes,
        "block_starts": [0, *(block.stop for block in dense_blocks(sizes))],
        "n_classes": len(class_names),
        "loss": loss,
        "output_kind": LOSSES[loss].output_kind,
        "activations": [{"name": name, "formula": ""} for name in activations],
        "features": [
            {"name": f"f{i}", "label": name, "active": i not in inactive}
            for i, name in enumerate(names)
        ],
        "axes": AXES,
        "class_names": class_names,
        "value": {"name": "progression", "mean": 152.1, "scale": 77.0},
        "inputs": inputs,
    }
    shown: dict[str, Any] = dict(arrays)
    if class_names:
        for share in ("train_labels", "test_labels"):
            shown[share] = rng.integers(len(class_names), size=arrays[share].size).astype("f4")
    across, up = np.meshgrid(np.linspace(-1, 1, TILE_SIZE), np.linspace(1, -1, TILE_SIZE))
    slopes = rng.normal(size=(n_inputs, 2))
    planes = slopes[:, :1] * across.ravel() + slopes[:, 1:] * up.ravel()
    shown["feature_tiles"] = np.clip(127.5 + 60 * planes, 0, 255).astype(np.uint8)
    shown["feature_scales"] = np.ones(n_inputs, np.float32)
    if inputs == "distributions":
        bars = rng.random((n_inputs, BINS)) * np.hanning(BINS + 2)[1:-1]
        shown["distributions"] = (bars / bars.max(axis=1, keepdims=True)).astype(np.float32)
    found = [as_text(pack(SCENE, header, shown))]
    for number in range(frames):
        network = Network(sizes, activations, loss, np.random.default_rng(seed + number))
        found.append(as_text(_frame(frame, network, number, task, rng, playing)))
    return found


def _frame(
    like: bytes, network: Network, number: int, task: str, rng: np.random.Generator, playing: bool
) -> bytes:
    _, header, arrays = unpack(like)
    header |= {"frame": number + 1, "step": number, "playing": playing}
    n_tiles = sum(network.layer_sizes[1:])
    shown: dict[str, Any] = dict(arrays) | {
        "parameters": network.parameters.astype(np.float32),
        "tiles": rng.integers(256, size=(n_tiles, TILE_SIZE**2), dtype=np.uint8),
        "tile_scales": np.ones(n_tiles, np.float32),
    }
    if task == "multiclass":
        shown.pop("output", None)
        n_outputs = network.layer_sizes[-1]
        wedges = np.arange(MAP_SIZE**2) * n_outputs // MAP_SIZE**2
        shown["classes"] = wedges.astype(np.uint8)
        shown["confidence"] = rng.integers(120, 256, size=MAP_SIZE**2, dtype=np.uint8)
    return pack(FRAME, header, shown)


def digits(**fields: Any) -> list[str]:
    """Pictures of 8 by 8 pixels of ten classes."""
    return table_messages(
        n_inputs=64,
        class_names=tuple("0123456789"),
        inputs={"image": [8, 8]},
        names=[f"row {i // 8 + 1}, column {i % 8 + 1}" for i in range(64)],
        **fields,
    )
