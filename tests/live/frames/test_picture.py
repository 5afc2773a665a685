"""Pictures against the network asked point by point."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from nnviz import Experiment, Network, Trainer
from nnviz.core.functions.losses import LOSSES
from nnviz.live.frames.picture import Picture, output_scale, quantize, scale_of
from nnviz.live.run.grid import sample_points, tiles


def values_of(bytes_: NDArray[np.uint8], scale: Any) -> NDArray[Any]:
    """What a page makes of quantized values."""
    values: NDArray[Any] = (bytes_.astype(float) - 127.5) / 127.5 * scale
    return values


def drawn(
    experiment: Experiment, watch: tuple[int, int] | None = None
) -> tuple[dict[str, NDArray[Any]], Trainer[Network], list[NDArray[Any]]]:
    """The picture after some training, its trainer, and all activations at the sample points."""
    trainer = Trainer(experiment)
    trainer.step(20)
    points = sample_points(experiment.dimension, experiment.spec.domain)
    layers = trainer.network.activations_of(experiment.input_matrix(points))
    layers[-1] = trainer.network.predict(experiment.input_matrix(points))
    return Picture(experiment, trainer.network).draw(watch), trainer, layers


PLANES = [
    Experiment(),
    Experiment(dataset="spiral", hidden=(8, 8, 8, 8), activation="relu"),
    Experiment(dataset="xor", loss="mse", hidden=()),
    Experiment(dataset="bumps", hidden=(5,), features=("x1", "x2", "x1_x2")),
    Experiment(dataset="rings", hidden=(6, 3)),
    Experiment(dataset="blobs", n_classes=6, loss="mse"),
]


@pytest.mark.parametrize("experiment", PLANES, ids=lambda e: f"{e.dataset}-{e.loss}")
def test_tiles_show_what_each_neuron_responds(experiment: Experiment) -> None:
    arrays, _, layers = drawn(experiment)
    if LOSSES[experiment.loss].output_kind == "probability":
        layers[-1] = 2 * layers[-1] - 1
    maps = np.concatenate([layer.T for layer in layers[1:]])
    expected = tiles(maps).reshape(len(maps), -1)
    scales = arrays["tile_scales"][:, np.newaxis]
    shown = values_of(arrays["tiles"], scales)
    inside = np.clip(expected, -scales, scales)
    assert (np.abs(shown - inside) <= scales / 255 * 1.05).all()


@pytest.mark.parametrize("experiment", PLANES, ids=lambda e: f"{e.dataset}-{e.loss}")
def test_output_map_shows_what_the_network_says(experiment: Experiment) -> None:
    arrays, _, layers = drawn(experiment)
    outputs = layers[-1]
    if experiment.task == "multiclass":
        np.testing.assert_array_equal(arrays["classes"], outputs.argmax(axis=1))
        confidence = np.clip(outputs.max(axis=1), 0, 1)
        np.testing.assert_allclose(arrays["confidence"] / 255, confidence, atol=0.51 / 255)
        assert "output" not in arrays
    else:
        meaning = outputs[:, 0]
        if LOSSES[experiment.loss].output_kind == "probability":
            meaning = 2 * meaning - 1
        scale = output_scale(experiment)
        shown = values_of(arrays["output"], scale)
        np.testing.assert_allclose(shown, np.clip(meaning, -scale, scale), atol=scale / 250)


def test_line_is_drawn_with_plain_values() -> None:
    arrays, _, layers = drawn(Experiment(dataset="sine", hidden=(4, 3)), watch=(1, 2))
    np.testing.assert_allclose(arrays["output"], layers[-1][:, 0], rtol=1e-5)
    curves = np.concatenate([layer.T for layer in layers[1:]])
    np.testing.assert_allclose(arrays["tiles"], curves, rtol=1e-5)
    np.testing.assert_allclose(arrays["watch"], layers[1][:, 2], rtol=1e-5)


@pytest.mark.parametrize("watch", [(0, 1), (1, 3), (2, 0), (3, 0)])
def test_watched_neuron_is_drawn_large(watch: tuple[int, int]) -> None:
    arrays, _, layers = drawn(Experiment(), watch)
    layer, index = watch
    values = layers[layer][:, index]
    if layer == 3:
        values = 2 * values - 1
    scale = float(arrays["watch_scale"][0])
    np.testing.assert_allclose(values_of(arrays["watch"], scale), values, atol=scale / 250)


def test_only_neurons_that_there_are_can_be_watched() -> None:
    experiment = Experiment(hidden=(4, 2))
    picture = Picture(experiment, Trainer(experiment).network)
    there = [(0, 0), (0, 1), (1, 3), (2, 1), (3, 0)]
    not_there = [None, (0, 2), (1, 4), (3, 1), (4, 0), (-1, 0), (1, -1)]
    assert all(picture.has(watch) for watch in there)
    assert not any(picture.has(watch) for watch in not_there)


def test_the_same_buffers_are_drawn_into() -> None:
    experiment = Experiment()
    picture = Picture(experiment, Trainer(experiment).network)
    assert picture.draw(None)["tiles"] is picture.draw(None)["tiles"]


@pytest.mark.parametrize("dataset", ["circle", "rings", "bumps", "line"])
def test_overflowing_networks_are_drawn_without_a_warning(dataset: str) -> None:
    experiment = Experiment(dataset=dataset, hidden=(4, 4), activation="relu")
    trainer = Trainer(experiment)
    for extreme in (3e38, -3e38):
        trainer.network.parameters[...] = extreme
        arrays = Picture(experiment, trainer.network).draw((2, 1))
        assert np.isfinite(arrays["tile_scales"]).all()
        assert np.isfinite(arrays["watch_scale"]).all()


def test_quantizing_keeps_zero_in_the_middle_and_ends_at_the_ends() -> None:
    values = np.array([-np.inf, -9, -2, 0, 2, 9, np.inf, np.nan], dtype=np.float32)
    np.testing.assert_array_equal(quantize(values, 2.0), [0, 0, 0, 128, 255, 255, 255, 0])


def test_scale_is_the_largest_value_but_one_at_least() -> None:
    rows = np.array([[0.1, -0.2], [3, -5], [np.inf, 0], [np.nan, 2]], dtype=np.float32)
    expected = np.array([1, 5, np.finfo(np.float32).max, 2], dtype=np.float32)
    np.testing.assert_array_equal(scale_of(rows), expected)
