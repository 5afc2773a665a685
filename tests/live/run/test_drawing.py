"""Points are drawn while a run goes on: it keeps what it has learnt, and the page its history."""

import base64
import math
from typing import Any

import numpy as np
import pytest

from nnviz import Experiment
from nnviz.data import DrawnSpec
from nnviz.live.frames.frames import unpack
from nnviz.live.frames.requests import BadRequest, Draw, Seek, draw
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed


def packed(*points: tuple[int, int, int, int]) -> str:
    """Points (x, y, label, rank) as the page sends them."""
    return base64.b64encode(
        b"".join(
            b"".join(value.to_bytes(2, "little", signed=i < 3) for i, value in enumerate(point))
            for point in points
        )
    ).decode()


POINT = (5000, -30_000, 1, 0)


def test_a_drawing_is_unpacked() -> None:
    request = draw([7, "multiclass", 3, packed(POINT, (-2500, 0, 2, 65_535))])
    assert request.serial == 7
    assert request.drawing is not None
    np.testing.assert_allclose(request.drawing.points, [[1.0, -6.0], [-0.5, 0.0]])
    assert request.drawing.labels.tolist() == [1.0, 2.0]
    assert request.drawing.ranks.tolist() == [0.0, 1.0]
    values = draw([7, "regression", 0, packed((0, 0, -5000, 0))]).drawing
    assert values is not None
    assert values.labels.tolist() == [-0.5]


def test_without_points_the_plane_is_empty() -> None:
    assert draw([1, "binary", 2, ""]) == Draw(1, None)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        [1, "binary", 2],
        [1.5, "binary", 2, packed(POINT)],
        [-1, "binary", 2, packed(POINT)],
        [1, 2, 2, packed(POINT)],
        [1, "ranking", 2, packed(POINT)],
        [1, "binary", 3, packed(POINT)],
        [1, "binary", True, packed(POINT)],
        [1, "multiclass", 7, packed(POINT)],
        [1, "regression", 0, packed((0, 0, 10_001, 0))],
        [1, "binary", 2, packed((0, 0, 2, 0))],
        [1, "binary", 2, packed((0, 0, -1, 0))],
        [1, "binary", 2, packed((0, 32_000, 0, 0))[:-4]],
        [1, "binary", 2, packed(POINT)[:-1]],
        [1, "binary", 2, "not base64!"],
        [1, "binary", 2, "ü" * 16],
        [1, "binary", 2, 16],
        [1, "binary", 2, packed(*[POINT] * 1001)],
        [1, "binary", 2, "A" * 20_000],
    ],
)
def test_a_drawing_of_another_form_is_refused(value: object) -> None:
    with pytest.raises(BadRequest):
        draw(value)


def test_what_lies_just_beyond_the_view_is_put_on_its_edge() -> None:
    drawing = draw([1, "binary", 2, packed((32_000, -32_000, 0, 0))]).drawing
    assert drawing is not None
    assert drawing.points.tolist() == [[6.0, -6.0]]


def drawing_of(n: int, task: str = "binary", classes: int = 2) -> DrawnSpec:
    rng = np.random.default_rng(n)
    labels = np.arange(n) % classes if classes else rng.uniform(-1, 1, n)
    points = rng.uniform(-6, 6, (n, 2))
    arrays = {"points": points, "labels": labels, "ranks": (np.arange(n) + 0.5) / n}
    return DrawnSpec.from_arrays(task, classes, arrays)


def frame_of(feed: Feed) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """How many scenes came, and the frame."""
    messages = feed.next()
    _, header, arrays = unpack(messages[-1])
    return len(messages) - 1, header, arrays


def test_the_network_keeps_what_it_has_learnt() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    run.step(100)
    frame_of(feed)
    before = run.trainer.network.parameters.copy()
    feed.ask(Draw(1, drawing_of(30)))
    scenes, header, arrays = frame_of(feed)
    assert (scenes, header["step"], header["drawn"], header["stale"]) == (0, 100, 1, False)
    assert not header["history_reset"]
    # The page has drawn them itself.
    assert "train_points" not in arrays
    np.testing.assert_array_equal(run.trainer.network.parameters, before)
    assert run.experiment.n_points == 30
    run.step(50)
    assert run.trainer.step_count == 150


def test_points_that_come_by_another_way_are_told() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    run.step(100)
    feed.next()
    feed.ask(Draw(1, drawing_of(30)))
    feed.next()
    run.step(10)
    feed.next()
    run.seek(50)
    scenes, header, arrays = frame_of(feed)
    assert (scenes, header["drawn"]) == (0, None)
    np.testing.assert_array_equal(
        arrays["train_points"].reshape(-1, 2),
        Experiment().make_dataset().train_points.astype(np.float32),
    )
    assert "train_points" not in frame_of(feed)[2]


def test_another_viewer_hears_of_the_points() -> None:
    run = LiveRun(Experiment())
    one, other = Feed(run), Feed(run)
    one.next()
    other.next()
    one.ask(Draw(1, drawing_of(30)))
    one.next()
    _, header, arrays = frame_of(other)
    assert header["drawn"] is None
    assert len(arrays["train_labels"]) == 15


def test_another_kind_of_points_begins_anew() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    run.step(100)
    feed.next()
    for serial, (task, classes) in enumerate([("multiclass", 3), ("regression", 0)]):
        feed.ask(Draw(serial, drawing_of(30, task, classes)))
        scenes, header, _ = frame_of(feed)
        assert (scenes, header["step"], header["drawn"]) == (1, 0, serial)


def test_an_empty_plane_teaches_nothing() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    feed.next()
    run.play()
    feed.ask(Draw(1, None))
    _, header, _ = frame_of(feed)
    step = header["step"]
    assert (header["drawn"], header["playing"]) == (1, True)
    assert feed.time_until_due() == math.inf
    run.step(5)
    assert run.trainer.step_count == step
    feed.ask(Draw(2, drawing_of(1)))
    while frame_of(feed)[1]["step"] == step:
        pass
    assert run.trainer.dataset.train_targets.tolist() == [[0.0]]


@pytest.mark.parametrize("way", ["gone", "seek", "apply"])
def test_an_empty_plane_is_left_behind(way: str) -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    run.step(10)
    feed.next()
    feed.ask(Draw(1, None))
    feed.next()
    if way == "gone":
        Feed(run)
    elif way == "seek":
        feed.ask(Seek(run.scene, 5))
        _, header, arrays = frame_of(feed)
        # The page shows none, so it has to be told.
        assert header["drawn"] is None
        assert len(arrays["train_labels"]) == 250
    else:
        run.apply(Experiment("xor"))
    assert not run.is_waiting


def test_an_empty_plane_stays_empty_whatever_else_is_set() -> None:
    run = LiveRun(Experiment())
    run.step(10)
    run.draw(None)
    run.apply(run.experiment.with_(learning_rate=0.1))
    run.restart()
    run.step()
    assert (run.is_waiting, run.trainer.step_count) == (True, 0)


def test_drawing_goes_on_when_no_more_can_be_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnviz.core.timeline.timeline.REDRAW_LIMIT", 3)
    run = LiveRun(Experiment())
    for n in range(10, 14):
        run.step(5)
        run.draw(drawing_of(n))
    assert (run.experiment.n_points, run.trainer.step_count) == (13, 0)
    assert run.timeline.log == []


def test_what_was_drawn_last_counts_where_the_run_recovers() -> None:
    run = LiveRun(Experiment(learning_rate=10.0, loss="mse", activation="relu"))
    run.step(3)
    run.draw(drawing_of(30))
    run.recover()
    assert run.experiment.n_points == 30


def test_where_the_data_are_to_stay_nothing_is_drawn() -> None:
    run = LiveRun(Experiment("circle"))
    run.keeps_data = True
    for drawing in (drawing_of(5), None):
        run.draw(drawing)
    assert run.experiment == Experiment("circle")
    run.step(3)
    assert run.trainer.step_count == 3
