"""What a page asks for over the stream is done before the next frame, or is left alone."""

import math
import time
from typing import Any

import numpy as np
import pytest

from nnviz import Experiment
from nnviz.core.network.interventions import Interventions
from nnviz.live.frames.frames import FRAME, TRACE, unpack
from nnviz.live.frames.requests import Edit, Requests, Seek, TraceRequest
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed


def frame_of(feed: Feed) -> tuple[dict[str, Any], dict[str, Any]]:
    kind, header, arrays = unpack(feed.next()[-1])
    assert kind == FRAME
    return header, arrays


def test_an_edit_is_in_the_next_frame_and_can_be_undone() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    before = frame_of(feed)[1]["parameters"].copy()
    assert feed.time_until_due() == math.inf
    feed.ask(Edit(run.scene, 3, 0.5))
    assert feed.time_until_due() == 0
    header, arrays = frame_of(feed)
    assert arrays["parameters"][3] == 0.5
    assert header["undoable"] == 1
    run.undo()
    header, arrays = frame_of(feed)
    np.testing.assert_array_equal(arrays["parameters"], before)
    assert header["undoable"] == 0


@pytest.mark.parametrize("asked", [Edit(1, 99, 0.5), Edit(1, -1, 0.5), Edit(1, 3, 1e9), Seek(1, 5)])
def test_what_cannot_be_done_is_left_alone(asked: Edit | Seek) -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    before = frame_of(feed)[1]["parameters"].copy()
    feed.ask(asked)
    np.testing.assert_array_equal(frame_of(feed)[1]["parameters"], before)


def test_requests_for_another_scene_are_left_alone() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    run.step(10)
    feed.ask(Seek(run.scene + 1, 5))
    feed.ask(Edit(run.scene + 1, 3, 0.5))
    header, arrays = frame_of(feed)
    assert header["step"] == 10
    assert arrays["parameters"][3] != 0.5


def test_of_several_seeks_the_last_one_counts() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    run.step(100)
    run.play()
    for step in (10, 90, 42):
        feed.ask(Seek(run.scene, step))
    header, arrays = frame_of(feed)
    assert (header["head"], header["playing"]) == (100, False)
    assert header["history_reset"]
    # The curve that is still to come is sent as a ghost.
    assert arrays["ghosts"].reshape(-1, 4)[-1, 1] == 4
    while header["target"] is not None:  # A busy machine goes there in more than one frame.
        header, _ = frame_of(feed)
    assert header["step"] == 42
    assert "ghosts" not in frame_of(feed)[1]


def test_a_far_seek_goes_on_frame_by_frame() -> None:
    run = LiveRun(Experiment(hidden=(16,) * 6, n_points=2000, train_share=0.9, batch_size=1))
    feed = Feed(run)
    run.step(1790)  # within the first pass, so there is nothing nearer than its beginning
    feed.ask(Seek(run.scene, 1700))
    header, _ = frame_of(feed)
    frames = 1
    while header["target"] is not None:
        assert header["target"] == 1700
        assert feed.time_until_due() == 0
        header, _ = frame_of(feed)
        frames += 1
    assert (header["step"], header["playing"]) == (1700, False)
    assert frames > 1
    assert feed.time_until_due() == math.inf


def target_of(run: LiveRun) -> int | None:
    return run.timeline.target


def test_a_pause_on_the_way_ends_it() -> None:
    run = LiveRun(Experiment(batch_size=1))
    feed = Feed(run)
    run.step(240)
    run.seek(239, 0.0)
    assert target_of(run) == 239
    run.pause()
    assert target_of(run) is None
    assert frame_of(feed)[0]["step"] < 239


def test_marks_are_sent_where_something_was_done() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    assert frame_of(feed)[1]["marks"].size == 0
    run.step(20)
    run.edit(0, 0.5)
    run.edit(1, 0.5)
    run.step(20)
    run.apply(Experiment(learning_rate=0.1))
    assert frame_of(feed)[1]["marks"].tolist() == [20, 40]
    assert "marks" not in frame_of(feed)[1]


def test_what_is_held_still_and_what_it_is_worth_are_told() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    feed.watch = (1, 2)
    run.step(50)
    header, _ = frame_of(feed)
    without, _ = run.trainer.glance((1, 2))
    assert without is not None
    assert header["without"]["train_loss"] == without.train_loss
    assert header["without"]["test_loss"] == without.test_loss
    assert without.train_loss != header["train_loss"]
    run.intervene(Interventions(frozenset({4}), frozenset({(1, 2)})))
    header, arrays = frame_of(feed)
    assert (header["frozen"], header["silenced"], header["without"]) == ([4], [[1, 2]], None)
    assert header["train_loss"] == without.train_loss
    assert (arrays["tiles"].reshape(7, -1)[2] == 128).all()  # the picture shows it silent


def test_a_page_that_shows_other_settings_is_told() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    run.step(10)
    run.apply(Experiment(learning_rate=0.1))
    run.shown = run.experiment
    assert frame_of(feed)[0]["stale"] is False
    run.seek(5)
    assert frame_of(feed)[0]["stale"] is True
    run.shown = run.experiment
    assert frame_of(feed)[0]["stale"] is False


def test_the_spotlight_lights_the_points_of_a_cell() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    run.step(200)
    run.spotlight = (1, 0)
    header, arrays = frame_of(feed)
    data = run.trainer.dataset
    for share, inputs, targets in (
        ("train", data.train_inputs, data.train_targets),
        ("test", data.test_inputs, data.test_targets),
    ):
        wrong = (targets[:, 0] == 1) & (run.trainer.network.forward(inputs)[:, 0] <= 0)
        np.testing.assert_array_equal(arrays[f"lit_{share}"], wrong)
    assert header["spotlight"] == [1, 0]
    run.spotlight = None
    assert "lit_train" not in frame_of(feed)[1]


def test_a_trace_comes_while_the_run_stands_still() -> None:
    run = LiveRun(Experiment(optimizer="adamw", dropout=0.1, regularization="l1"))
    feed = Feed(run)
    run.step(7)
    frame_of(feed)
    feed.trace_request = TraceRequest(None, False)
    trace, frame = feed.next()
    kind, header, arrays = unpack(trace)
    assert (kind, header["step"], header["scene"]) == (TRACE, 8, run.scene)
    assert header["check"] is None
    assert "moment_m_after" in arrays
    assert len(feed.next()) == 1  # told once
    parameters = unpack(frame)[2]["parameters"]
    np.testing.assert_array_equal(arrays["before"], parameters)
    run.step()
    time.sleep(feed.time_until_due())
    while len(messages := feed.next()) == 1:
        time.sleep(feed.time_until_due())
    trace, frame = messages
    np.testing.assert_array_equal(arrays["after"], unpack(frame)[2]["parameters"])
    assert unpack(trace)[1]["step"] == 9
    run.play()
    assert len(feed.next()) == 1
    run.pause()
    feed.trace_request = TraceRequest(10_000, False)
    assert len(feed.next()) == 1  # there is no such example


def wait_for_trace(feed: Feed) -> dict[str, Any]:
    """The header of the next trace, whenever it comes."""
    while True:
        messages = feed.next()
        if len(messages) > 1:
            return unpack(messages[-2])[1]
        time.sleep(min(feed.time_until_due(), 0.05))


def test_finite_differences_follow_when_they_are_there() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    run.step(7)
    feed.next()
    feed.trace_request = TraceRequest(None, True)
    assert wait_for_trace(feed)["check"] is None
    assert feed.time_until_due() < 1
    assert wait_for_trace(feed)["check"]["worst"] < 1e-3
    assert feed.time_until_due() == math.inf


def test_a_slider_that_is_moved_is_not_traced_at_every_frame() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    feed.trace_request = TraceRequest(None, True)
    feed.next()
    traces = 0
    for number in range(50):
        feed.ask(Edit(run.scene, 3, number / 50))
        traces += len(feed.next()) - 1
    assert traces < 25
    wait_for_trace(feed)


def test_the_example_that_the_line_says_is_traced() -> None:
    run = LiveRun(Experiment())
    feed = Feed(run)
    run.step(5)
    run.teach(17)
    run.seek(5)
    feed.trace_request = TraceRequest(None, False)
    header = wait_for_trace(feed)
    assert (header["example"], header["samples"], header["forced"]) == (17, [17], True)
    feed.trace_request = TraceRequest(3, False)
    header = wait_for_trace(feed)
    assert (header["samples"], header["forced"]) == ([3], False)


def test_requests_that_are_not_granted_do_not_pile_up() -> None:
    requests = Requests()
    assert not requests
    for number in range(1000):
        requests.put(Edit(1, number % 100, number))
        requests.put(Edit(1, 5, number))
        requests.put(Seek(1, number))
    assert requests
    *edits, seek = requests.take()
    assert len(edits) <= Requests.LIMIT
    assert Edit(1, 5, 999) in edits
    assert seek == Seek(1, 999)
    assert requests.take() == []
