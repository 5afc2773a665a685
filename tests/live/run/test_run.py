"""A live run: commands, divergence, and the same numbers however it is watched."""

import gc
import math
import threading
import weakref

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import Experiment, Network, Trainer
from nnviz.live.run.pacing import Crowd, Pace
from nnviz.live.run.registry import RUNS
from nnviz.live.run.run import LiveRun

DIVERGING = Experiment(dataset="plane", hidden=(8, 8), activation="relu", learning_rate=10.0)


class Clock:
    """Time that passes when told to, and a little with each look, so that frames end."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


def paced_run(experiment: Experiment) -> tuple[LiveRun, Clock]:
    """A run whose time is the test's, at a speed that this clock bounds."""
    clock = Clock()
    run = LiveRun(experiment, pace=Pace(Crowd(), clock))
    run.speed = 1000.0
    return run, clock


def assert_same_state(run: LiveRun, trainer: Trainer[Network]) -> None:
    np.testing.assert_array_equal(run.trainer.network.parameters, trainer.network.parameters)
    np.testing.assert_array_equal(run.trainer.history.records, trainer.history.records)


@settings(max_examples=25)
@given(data=st.data())
def test_same_seed_same_run_whatever_the_speed_and_the_chunks(data: st.DataObject) -> None:
    experiment = Experiment(n_points=40, optimizer="adam", dropout=0.2, hidden=(3, 2))
    run, clock = paced_run(experiment)
    total = 150
    while run.trainer.step_count < total:
        left = total - run.trainer.step_count
        match data.draw(st.sampled_from(["advance", "step", "epoch", "pause"])):
            case "step":
                run.step(data.draw(st.integers(1, left)))
            case "epoch" if left >= run.trainer.steps_per_epoch:
                run.epoch()
            case "advance":
                run.speed = data.draw(st.sampled_from([1.0, 30.0, 1000.0]))
                run.play()
                clock.now += data.draw(st.floats(0.0, 0.02))
                run.advance()
            case _:
                run.pause()
    trainer = Trainer(experiment)
    trainer.step(run.trainer.step_count)
    assert_same_state(run, trainer)


def test_watching_changes_nothing() -> None:
    watched, alone = LiveRun(Experiment()), Trainer(Experiment())
    for _ in range(10):
        watched.step(7)
        watched.evaluation()
        watched.inspect(lambda trainer: trainer.network.forward(trainer.dataset.test_inputs))
    alone.step(70)
    assert_same_state(watched, alone)


def test_a_new_run_stands_still() -> None:
    run, _ = paced_run(Experiment())
    version = run.version
    run.advance()
    assert (run.playing, run.trainer.step_count, run.version) == (False, 0, version)
    assert run.time_until_due() == math.inf


def test_play_trains_and_pause_stops() -> None:
    run, _ = paced_run(Experiment())
    run.play()
    assert run.time_until_due() == 0
    run.advance()
    done = run.trainer.step_count
    assert done > 0
    run.pause()
    run.advance()
    assert run.trainer.step_count == done
    assert run.updates_per_second == 0


def test_epoch_finishes_the_current_pass() -> None:
    run = LiveRun(Experiment())
    run.step(3)
    run.epoch()
    assert run.trainer.step_count == run.trainer.steps_per_epoch


def test_restart_begins_with_the_same_initial_weights() -> None:
    run = LiveRun(Experiment())
    initial = run.inspect(lambda trainer: trainer.network.parameters.copy())
    scene = run.scene
    run.step(30)
    run.restart()
    assert run.trainer.step_count == 0
    assert run.scene > scene
    np.testing.assert_array_equal(run.trainer.network.parameters, initial)


def test_apply_tells_what_it_did() -> None:
    experiment = Experiment()
    run = LiveRun(experiment)
    run.step(30)
    version, scene = run.version, run.scene
    assert run.apply(Experiment()) == "unchanged"
    assert (run.version, run.scene) == (version, scene)

    faster = experiment.with_(learning_rate=0.1)
    assert run.apply(faster) == "live"
    assert (run.trainer.step_count, run.experiment, run.scene) == (30, faster, scene)
    assert run.version > version

    assert run.apply(faster.with_(hidden=(3,))) == "restarted"
    assert run.trainer.step_count == 0
    assert run.scene > scene
    assert run.trainer.network.layer_sizes == (2, 3, 1)


def test_live_change_of_the_batch_begins_a_scene_but_no_new_run() -> None:
    run = LiveRun(Experiment(batch_size=10))
    run.step(30)
    scene = run.scene
    assert run.apply(Experiment(batch_size=0)) == "live"
    assert run.scene > scene  # it says how many updates an epoch has
    assert run.trainer.step_count == 30


@pytest.mark.parametrize("change", [{"learning_rate": 0.1}, {"hidden": (5,)}])
def test_changes_leave_playing_as_it_is(change: dict[str, object]) -> None:
    run = LiveRun(Experiment())
    for playing in (True, False):
        (run.play if playing else run.pause)()
        run.apply(Experiment().with_(**change))
        assert run.playing is playing
        run.restart()
        assert run.playing is playing
        run.apply(Experiment())


def test_divergence_pauses_with_the_last_good_state() -> None:
    run, _ = paced_run(DIVERGING)
    run.play()
    while run.playing:
        run.advance()
    trouble = run.trouble
    assert trouble is not None
    assert trouble.step == run.trainer.step_count + 1
    assert trouble.layer in (1, 2, 3)
    assert trouble.cause == "learning_rate_too_high"
    assert np.isfinite(run.trainer.network.parameters).all()
    assert math.isfinite(run.evaluation().train_loss)


def test_playing_on_after_divergence_ends_at_the_same_update() -> None:
    run, _ = paced_run(DIVERGING)
    run.step(100_000)
    trouble = run.trouble
    parameters = run.trainer.network.parameters.copy()
    assert trouble is not None
    run.play()
    assert (run.trouble, run.playing) == (None, True)
    run.advance()
    assert (run.trouble, run.playing) == (trouble, False)
    run.step()
    run.epoch()
    assert run.trouble == trouble
    np.testing.assert_array_equal(run.trainer.network.parameters, parameters)


def test_smaller_steps_get_over_divergence() -> None:
    run, _ = paced_run(DIVERGING)
    run.step(100_000)
    stopped_at = run.trainer.step_count
    assert run.apply(DIVERGING.with_(learning_rate=1e-4, gradient_clipping=1.0)) == "live"
    assert run.trouble is None
    run.play()
    run.advance()
    assert (run.trouble, run.playing) == (None, True)
    assert run.trainer.step_count > stopped_at


def test_recovering_goes_back_and_clears_trouble() -> None:
    run = LiveRun(DIVERGING)
    run.step(100_000)
    version = run.version
    run.recover()
    assert run.trouble is None
    assert run.version > version
    assert run.trainer.step_count == run.trainer.healthy.step_count


def test_restart_clears_trouble() -> None:
    run = LiveRun(DIVERGING)
    run.step(100_000)
    run.restart()
    assert run.trouble is None


@pytest.mark.parametrize("speed", [0.0, -1.0, math.nan])
def test_speed_must_be_positive(speed: float) -> None:
    with pytest.raises(ValueError, match="speed must be above 0"):
        LiveRun(Experiment()).speed = speed


def test_subscribers_hear_of_every_change() -> None:
    run, _ = paced_run(Experiment())
    heard: list[int] = []

    def listen() -> None:
        heard.append(run.version)

    run.subscribe(listen)
    run.step()
    run.epoch()
    run.play()
    run.advance()
    run.speed = 10.0
    run.pause()
    run.apply(Experiment(learning_rate=0.1))
    run.restart()
    assert heard == sorted(set(heard))
    assert len(heard) == 8
    run.unsubscribe(listen)
    run.step()
    assert len(heard) == 8


def test_evaluation_is_of_the_present_state() -> None:
    run = LiveRun(Experiment())
    before = run.evaluation()
    assert run.evaluation() is before
    run.step(50)
    assert run.evaluation().train_loss != before.train_loss
    assert run.evaluation() == run.trainer.evaluate()


def test_commands_and_frames_from_many_threads() -> None:
    run, _ = paced_run(Experiment())
    run.play()
    errors: list[BaseException] = []

    def work(n: int) -> None:
        try:
            for i in range(20):
                run.advance()
                run.apply(Experiment(learning_rate=0.01 * (1 + (n + i) % 3)))
                run.inspect(lambda trainer: trainer.network.parameters.sum())
                (run.pause, run.play, run.step, run.restart)[(n + i) % 4]()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors


def test_the_registry_does_not_keep_runs() -> None:
    run = LiveRun(Experiment())
    RUNS[run.token] = run
    assert RUNS[run.token] is run
    gone, token = weakref.ref(run), run.token
    del run
    gc.collect()
    assert gone() is None
    assert token not in RUNS


def test_tokens_cannot_be_guessed() -> None:
    tokens = {LiveRun(Experiment()).token for _ in range(20)}
    assert len(tokens) == 20
    assert min(map(len, tokens)) >= 32
