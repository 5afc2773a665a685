"""A run pauses by itself exactly where it was told to, at any speed, and says why."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz import Experiment, Trainer
from nnviz.core import slices
from nnviz.core.training.trainer import GLANCE_PARTS
from nnviz.experiment.url.stopping import (
    LARGEST_LOSS,
    MOST_EPOCHS,
    NEVER,
    SHARES,
    Stop,
    from_query,
    to_query,
)
from nnviz.live.frames.frames import unpack
from nnviz.live.run.run import LiveRun
from nnviz.live.run.stopper import Reached
from nnviz.live.stream.feed import Feed
from tests.core.training.test_slices import counted

EXPERIMENT = Experiment(dataset="gauss", n_points=100, learning_rate=0.1)


def played(run: LiveRun) -> LiveRun:
    run.play()
    for _ in range(100_000):
        if not run.playing:
            return run
        run.advance()
    raise AssertionError("it never stopped")


@pytest.mark.parametrize("speed", [math.inf, 50_000.0])
@pytest.mark.parametrize("epoch", [1, 7, 100])
def test_it_stops_at_the_epoch(epoch: int, speed: float) -> None:
    run = LiveRun(EXPERIMENT)
    run.speed, run.stop = speed, Stop(epoch=epoch)
    played(run)
    assert run.trainer.step_count == epoch * run.trainer.steps_per_epoch
    assert run.halt == Reached("epoch", epoch, run.trainer.step_count)


def test_without_a_test_it_stops_at_the_training_loss() -> None:
    run = LiveRun(EXPERIMENT.with_(train_share=1.0))
    run.stop = Stop(loss=0.2, share="test")
    played(run)
    assert run.halt is not None
    assert run.halt.what == "train"
    assert run.halt.value == run.trainer.evaluate().train_loss < 0.2


@pytest.mark.parametrize("share", SHARES)
def test_it_stops_at_the_first_epoch_with_a_lower_loss(share: str) -> None:
    trainer, limit = Trainer(EXPERIMENT), 0.2
    while getattr(trainer.evaluate(), f"{share}_loss") >= limit:
        trainer.epoch()
    run = LiveRun(EXPERIMENT)
    run.stop = Stop(loss=limit, share=share)
    played(run)
    assert run.trainer.step_count == trainer.step_count
    assert run.halt is not None
    assert (run.halt.what, run.halt.step) == (share, trainer.step_count)
    assert run.halt.value == getattr(trainer.evaluate(), f"{share}_loss") < limit


def test_what_comes_first_counts() -> None:
    run = LiveRun(EXPERIMENT)
    run.stop = Stop(epoch=3, loss=0.01)
    assert played(run).trainer.epoch_count == 3


SLICE = 20


@pytest.mark.parametrize("batch_size", [0, 7, 30])
@pytest.mark.parametrize("stop", [Stop(epoch=4), Stop(loss=0.3), Stop(loss=0.35, share="train")])
def test_large_data_stop_exactly_too_and_never_hold_the_thread(
    monkeypatch: pytest.MonkeyPatch, stop: Stop, batch_size: int
) -> None:
    """Wherever the same data stop in one go, part by part; and no part is more than two slices."""
    experiment = EXPERIMENT.with_(batch_size=batch_size)
    whole = LiveRun(experiment)
    whole.stop = stop
    played(whole)
    monkeypatch.setattr(slices, "SLICE_NUMBERS", SLICE * sum(EXPERIMENT.layer_sizes))
    run = LiveRun(experiment)
    run.stop = stop
    advance, most = run._advance, 0

    def counting(n: int) -> int:
        nonlocal most
        with counted() as sizes:
            made = advance(n)
        most = max(most, sum(sizes) - batch_size * max(made - 1, 0))
        return made

    monkeypatch.setattr(run, "_advance", counting)
    played(run)
    assert run.halt is not None
    assert whole.halt is not None
    assert (run.halt.what, run.halt.step) == (whole.halt.what, whole.halt.step)
    assert run.halt.value == pytest.approx(whole.halt.value)
    assert run.trainer.step_count == whole.trainer.step_count
    assert most <= GLANCE_PARTS * SLICE + 2 * batch_size


def test_play_goes_on_and_a_restart_comes_to_it_again() -> None:
    run = LiveRun(EXPERIMENT)
    run.stop = Stop(loss=0.2)
    step = played(run).trainer.step_count
    run.play()
    assert run.halt is None
    for _ in range(20):
        run.advance()
    assert run.playing
    assert run.trainer.step_count > step
    run.restart()
    assert played(run).trainer.step_count == step
    run.step()
    assert run.halt is None


def test_by_hand_and_on_the_way_nothing_stops() -> None:
    run = LiveRun(EXPERIMENT)
    run.stop = Stop(epoch=2)
    run.step(20)
    assert run.trainer.step_count == 20
    run.seek(3)
    assert (run.trainer.step_count, run.halt) == (3, None)


def test_a_frame_says_why_it_stands_still() -> None:
    run = LiveRun(EXPERIMENT)
    run.stop = Stop(epoch=2)
    feed = Feed(run)
    assert unpack(feed.next()[-1])[1]["halt"] is None
    played(run)
    header = unpack(feed.next()[-1])[1]
    assert header["halt"] == {"what": "epoch", "value": 2, "step": header["step"]}
    assert header["playing"] is False


stops = st.builds(
    Stop,
    st.integers(0, MOST_EPOCHS),
    st.just(0.0) | st.floats(1e-300, LARGEST_LOSS),
    st.sampled_from(SHARES),
)


@given(stops)
def test_a_url_brings_it_back(stop: Stop) -> None:
    again, complaints = from_query(to_query(stop))
    assert complaints == []
    assert (again.epoch, again.loss) == (stop.epoch, stop.loss)
    assert again.share == stop.share or not stop.loss


@pytest.mark.parametrize(
    "text",
    [
        "epoch", "epoch_", "epoch_-1", "epoch_1.5", "epoch_99999999", "epoch_0", "test_0",
        "test_nan", "test_inf", "test_-1", "test_1e9", "valid_0.1", "5", "epoch_5,epoch_6",
        "test_0.1,train_0.1", "epoch_٣", "test_1_0",
    ],
)  # fmt: skip
def test_nonsense_is_a_complaint(text: str) -> None:
    stop, (complaint,) = from_query({"stop": text})
    assert stop == NEVER
    assert text in complaint.message()


@given(st.text())
def test_no_text_raises(text: str) -> None:
    from_query({"stop": text})


@pytest.mark.parametrize(
    "values", [(-1, 0.0, "test"), (0, math.nan, "test"), (0, -1.0, "test"), (1, 0.0, "all")]
)
def test_nonsense_is_refused(values: tuple[int, float, str]) -> None:
    with pytest.raises(ValueError, match="must be"):
        Stop(*values)
