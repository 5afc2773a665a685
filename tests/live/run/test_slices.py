"""A run on large data never holds the thread that draws for everybody, and keeps every promise."""

import numpy as np
import pytest

from nnviz import Experiment
from nnviz.core import slices
from nnviz.core.network.forward import ForwardPass
from nnviz.live.frames.frames import FRAME, TRACE, unpack
from nnviz.live.frames.requests import TraceRequest
from nnviz.live.run.grid import MAP_SIZE
from nnviz.live.run.pacing import Crowd, Pace
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed

EXPERIMENT = Experiment(n_points=400, hidden=(4, 2), batch_size=0)
SLICE = 20


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SLICE_NUMBERS", SLICE * sum(EXPERIMENT.layer_sizes))


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The samples of each forward pass over data; the map's own is none of them."""
    sizes: list[int] = []
    run = ForwardPass.run

    def noting(self: ForwardPass, inputs: np.ndarray) -> object:
        if self.outputs.shape[1] < MAP_SIZE:
            sizes.append(self.outputs.shape[1])
        return run(self, inputs)

    monkeypatch.setattr(ForwardPass, "run", noting)
    return sizes


class OneLook:
    """A clock that has run out whenever it is looked at again."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def test_a_frame_holds_a_few_slices_at_most(passes: list[int]) -> None:
    run = LiveRun(EXPERIMENT, pace=Pace(Crowd(), OneLook()))
    feed = Feed(run)
    feed.watch = (1, 0)
    run.play()
    while run.trainer.step_count < 3:
        passes.clear()
        feed.next()
        # One of the update, and two each of what the network is worth with and without a neuron.
        assert max(passes, default=0) <= SLICE
        assert len(passes) <= 5
    twin = LiveRun(EXPERIMENT)
    twin.step(3)
    np.testing.assert_array_equal(run.trainer.network.parameters, twin.trainer.network.parameters)


def test_frames_come_until_the_present_is_measured() -> None:
    run = LiveRun(EXPERIMENT)
    feed = Feed(run)
    run.edit(0, 0.5)
    frames = 0
    while feed.time_until_due() == 0.0:
        (*_, frame) = feed.next()
        frames += 1
        assert frames < 100
    _, header, _ = unpack(frame)
    assert header["train_loss"] == run.evaluation().train_loss


def test_commands_leave_no_update_half_made() -> None:
    run, steady = LiveRun(EXPERIMENT), LiveRun(EXPERIMENT)
    feed = Feed(run)
    run.play()
    for _ in range(7):
        run.advance()
    run.pause()
    feed.next()
    steps = run.trainer.step_count
    assert len(run.trainer.history) == steps + 1
    run.step(2)
    run.epoch()
    assert (run.trainer.step_count, run.trainer.epoch_count) == (steps + 3, steps + 3)
    steady.step(steps + 3)
    np.testing.assert_array_equal(run.trainer.network.parameters, steady.trainer.network.parameters)
    run.seek(1, 0.0)
    while run.timeline.target is not None:
        run.advance()
    assert (run.trainer.step_count, run.playing) == (1, False)


def test_of_a_large_batch_one_example_is_told() -> None:
    run = LiveRun(EXPERIMENT)
    feed = Feed(run)
    feed.trace_request = TraceRequest(None, False)
    kinds = {unpack(message)[0]: unpack(message)[1] for message in feed.next()}
    assert kinds.keys() >= {FRAME, TRACE}
    told = kinds[TRACE]
    assert told["instead_of_batch"] is True
    assert told["samples"] == [told["example"]] == [run.trainer.example_of_large_batch]
    feed.trace_request = TraceRequest(3, False)
    run.edit(0, 0.5)
    assert run.trainer.example_of_large_batch is not None
