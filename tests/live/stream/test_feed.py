"""What a viewer is sent, for every kind of data, without a socket."""

import math
import time

import numpy as np
import pytest

from nnviz import Experiment
from nnviz.core.evaluation.history import History
from nnviz.data.specs.datasets import DATASETS
from nnviz.live.frames.frames import FRAME, SCENE, unpack
from nnviz.live.run.grid import CURVE_SIZE, MAP_SIZE, TILE_SIZE
from nnviz.live.run.pacing import CROWD
from nnviz.live.run.projected import ProjectedSpace
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed, opening

DIVERGING = Experiment(dataset="plane", hidden=(8, 8), activation="relu", learning_rate=10.0)


def described(experiment: Experiment) -> Feed:
    return Feed(LiveRun(experiment))


@pytest.mark.parametrize("dataset", DATASETS)
def test_scene_describes_the_run(dataset: str) -> None:
    experiment = Experiment(dataset=dataset, hidden=(3, 2), layer_activations=("", "relu"))
    data = experiment.make_dataset()
    scene, frame = described(experiment).next()
    kind, header, arrays = unpack(scene)
    assert kind == SCENE
    assert header["task"] == experiment.task
    blocks = experiment.blank_network().blocks
    assert header["block_starts"][:-1] == [block.start for block in blocks]
    assert header["block_starts"][-1] == len(unpack(frame)[2]["parameters"])
    assert header["layer_sizes"] == list(experiment.layer_sizes)
    assert [one["name"] for one in header["activations"]] == list(experiment.activations)
    assert all(one["formula"] for one in header["activations"])
    names = experiment.spec.features
    assert [one["name"] for one in header["features"]] == list(names)
    active = [one["name"] for one in header["features"] if one["active"]]
    assert active == list(experiment.features)
    assert header["n_train"] == len(data.train_labels)
    assert header["n_test"] == len(data.test_labels)
    assert header["n_classes"] == experiment.class_count
    assert header["metrics"] == (["r2", "rmse"] if header["task"] == "regression" else ["accuracy"])

    points = arrays["train_points"].reshape(-1, header["dimension"])
    places = ProjectedSpace(experiment).places_of(data.train_points)
    np.testing.assert_array_equal(points, places.astype(np.float32))
    assert len(header["axes"]) == header["dimension"]
    assert header["class_names"] == list(experiment.class_names)
    assert ("distributions" in arrays) == (header["inputs"] == "distributions")
    assert (header["inputs"] == "tiles") == experiment.spec.is_generated
    np.testing.assert_array_equal(arrays["test_labels"], data.test_labels.astype(np.float32))
    tile = TILE_SIZE**2 if header["dimension"] == 2 else CURVE_SIZE
    assert arrays["feature_tiles"].size == tile * len(names)
    assert arrays["feature_scales"].size == len(names)


@pytest.mark.parametrize("dataset", DATASETS)
def test_frame_has_what_its_scene_announces(dataset: str) -> None:
    experiment = Experiment(dataset=dataset, hidden=(3, 2))
    run = LiveRun(experiment)
    run.step(5)
    feed = Feed(run)
    feed.watch = (1, 0)
    scene_message, message = feed.next()
    _, scene, _ = unpack(scene_message)
    kind, header, arrays = unpack(message)
    assert (kind, header["scene"], header["frame"]) == (FRAME, scene["scene"], 1)
    assert header["step"] == 5
    assert header["epoch"] == pytest.approx(5 / scene["steps_per_epoch"], rel=0.1)
    assert list(header["metrics"]) == scene["metrics"]
    assert (header["trouble"], header["playing"]) == (None, False)
    neurons = sum(scene["layer_sizes"][1:])
    assert arrays["tile_scales"].size == neurons
    plane = scene["dimension"] == 2
    large = MAP_SIZE**2 if plane else CURVE_SIZE
    assert arrays["tiles"].size == neurons * (TILE_SIZE**2 if plane else CURVE_SIZE)
    assert arrays["watch"].size == large
    maps = ("classes", "confidence") if scene["task"] == "multiclass" else ("output",)
    assert all(arrays[name].size == large for name in maps)
    kinds = {arrays[name].dtype for name in ("tiles", "watch", *maps)}
    assert kinds == {np.dtype("u1" if plane else "<f4")}
    np.testing.assert_array_equal(arrays["parameters"], run.trainer.network.parameters)


def test_losses_are_of_the_state_that_is_sent() -> None:
    run = LiveRun(Experiment())
    run.step(40)
    _, header, _ = unpack(Feed(run).next()[-1])
    evaluation = run.trainer.evaluate()
    assert header["train_loss"] == evaluation.train_loss
    assert header["test_loss"] == evaluation.test_loss
    assert header["metrics"]["accuracy"][1] == evaluation.test_metrics["accuracy"]


def test_history_is_sent_once() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    rows: list[int] = []
    for epochs in (0, 1, 0, 3):
        for _ in range(epochs):
            run.epoch()
        _, header, arrays = unpack(feed.next()[-1])
        assert header["history_reset"] is (not rows)
        rows.append(len(arrays["history"]) // 5)
    assert rows == [1, 1, 0, 3]


def test_thinned_history_is_sent_anew() -> None:
    run = LiveRun(Experiment(n_points=20, hidden=(1,)))
    feed = Feed(run)
    feed.next()
    run.step(History.CAPACITY * run.trainer.steps_per_epoch)
    assert run.trainer.history.generation == 1
    _, header, arrays = unpack(feed.next()[-1])
    assert header["history_reset"]
    np.testing.assert_array_equal(
        arrays["history"].reshape(-1, 5), run.trainer.history.records.astype(np.float32)
    )


def test_history_is_sent_anew_when_training_goes_back() -> None:
    run = LiveRun(DIVERGING)
    feed = Feed(run)
    run.step(1000)
    feed.next()
    run.recover()
    _, header, arrays = unpack(feed.next()[-1])
    assert (header["trouble"], header["history_reset"]) == (None, True)
    assert header["step"] == run.trainer.healthy.step_count
    assert len(arrays["history"]) == 5 * len(run.trainer.history)


def test_there_is_nothing_to_show_until_something_changes() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    assert feed.time_until_due() == 0
    feed.next()
    assert feed.time_until_due() == math.inf
    feed.watch = (1, 0)
    assert feed.time_until_due() == 0
    feed.next()
    assert feed.time_until_due() == math.inf
    run.step()
    assert feed.time_until_due() == 0


def test_what_else_holds_the_processor_is_not_charged_to_a_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A collection of garbage, say, in the middle of its frame: it would have to rest for that."""
    charged: list[float] = []

    def rest_after(seconds: float) -> float:
        charged.append(seconds)
        return 0.0

    monkeypatch.setattr(CROWD, "rest_after", rest_after)
    run, pause = LiveRun(Experiment()), 0.5
    feed = Feed(run)
    feed.next()
    monkeypatch.setattr(run, "advance", lambda: time.sleep(pause))
    feed.next()
    assert charged[1] < pause


def test_trouble_is_sent() -> None:
    run = LiveRun(DIVERGING)
    run.step(1000)
    _, header, _ = unpack(Feed(run).next()[-1])
    assert run.trouble is not None
    assert header["trouble"] == vars(run.trouble)


def test_an_opening_is_what_a_stream_begins_with() -> None:
    run = LiveRun(Experiment(dataset="moons"))
    version = run.version
    first = opening(run)
    assert [unpack(message)[0] for message in first] == [SCENE, FRAME]
    assert first == Feed(run).next()
    assert (run.version, run.trainer.step_count) == (version, 0)
    # Nobody has seen it yet.
    assert not run.was_seen.is_set()


def test_an_opening_does_not_train() -> None:
    run = LiveRun(Experiment(dataset="moons"))
    run.play()
    assert unpack(opening(run)[1])[1]["step"] == 0
