"""What is computed for a visitor, when it begins anew, and when it ends."""

import gc
import threading
import time
import weakref
from collections.abc import Callable

import numpy as np
import pytest

from nnviz import Network
from nnviz.analysis.landscape.directions import NoPlane
from nnviz.core.network.interventions import Interventions
from nnviz.core.training.trainer import Trainer
from nnviz.experiment import Experiment
from nnviz.live.run.run import LiveRun
from nnviz.ui.panels.landscape.exploration import Exploration, SurfaceRequest
from nnviz.ui.panels.landscape.moment import take_moment

LIMIT = 20.0  # seconds after which something has gone wrong
PARAMETERS = SurfaceRequest("parameters", 0, 1, 0, 1.0, 5, "train")
RANDOM = SurfaceRequest("random", 0, 0, 3, 1.0, 5, "train")
PATH = SurfaceRequest("path", 0, 0, 0, 1.5, 5, "train")
#: Enough pieces to be stopped among them.
LONG = SurfaceRequest("random", 0, 0, 0, 1.0, 501, "train")
ONE_OFF = Interventions(silenced=frozenset({(1, 0)}))


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.002)


def no_thread() -> bool:
    return not any(thread.name == "nnviz-background" for thread in threading.enumerate())


def make_run(steps: int = 60, **changes: object) -> LiveRun:
    run = LiveRun(Experiment(n_points=60, **changes))  # type: ignore[arg-type]
    run.step(steps)
    return run


def explore(exploring: Exploration, run: LiveRun, request: SurfaceRequest) -> None:
    """Ask, and wait for the answer."""
    exploring.follow(run, request)
    assert exploring.job is not None
    exploring.job.wait(LIMIT)
    exploring.follow(run, request)


@pytest.mark.parametrize("asked", [PARAMETERS, RANDOM], ids=lambda asked: asked.plane)
@pytest.mark.parametrize("share", ["train", "test"])
def test_the_centre_is_the_loss_of_the_run(asked: SurfaceRequest, share: str) -> None:
    exploring, run = Exploration(), make_run()
    explore(exploring, run, SurfaceRequest(**(vars(asked) | {"share": share})))
    assert exploring.found is not None
    assert exploring.found.step == 60
    evaluation = run.evaluation()
    expected = evaluation.train_loss if share == "train" else evaluation.test_loss
    assert exploring.found.surface.losses[2, 2] == pytest.approx(expected, rel=1e-5)


def test_the_plane_of_the_path_holds_its_end_and_knows_its_shares() -> None:
    exploring, run = Exploration(), make_run()
    explore(exploring, run, PATH)
    assert exploring.found is not None
    plane = exploring.found.surface.plane
    assert plane.shares is not None
    assert 0.5 < plane.shares.sum() <= 1.0 + 1e-12
    parameters = run.inspect(lambda trainer: trainer.network.parameters.copy())
    np.testing.assert_allclose(plane.coordinates(parameters[np.newaxis]), [[0.0, 0.0]], atol=1e-9)


def test_without_a_path_it_says_so_and_tries_again_later() -> None:
    exploring, run = Exploration(), make_run(steps=0)
    for _ in range(2):
        with pytest.raises(NoPlane):
            exploring.follow(run, PATH)
    run.epoch()
    explore(exploring, run, PATH)
    assert exploring.found is not None


def test_a_request_is_computed_once_and_again_only_on_demand() -> None:
    exploring, run = Exploration(), make_run()
    explore(exploring, run, RANDOM)
    first = exploring.found
    run.step(10)
    explore(exploring, run, RANDOM)
    assert exploring.found is first
    exploring.again()
    explore(exploring, run, RANDOM)
    assert exploring.found is not None
    assert exploring.found.step == 70


def test_another_request_replaces_the_one_under_way() -> None:
    exploring, run = Exploration(), make_run()
    exploring.follow(run, LONG)
    long = exploring.job
    explore(exploring, run, RANDOM)
    assert long is not None
    assert not long.running
    assert long.result is None
    assert exploring.found is not None
    assert exploring.found.request == RANDOM


def test_cancelling_keeps_what_was_found_and_begins_nothing_by_itself() -> None:
    exploring, run = Exploration(), make_run()
    explore(exploring, run, RANDOM)
    exploring.follow(run, LONG)
    exploring.cancel()
    exploring.follow(run, LONG)
    assert not exploring.running
    assert exploring.found is not None
    assert exploring.found.request == RANDOM
    wait_for(no_thread)


@pytest.mark.parametrize("change", [{"hidden": (3,)}, {"dataset": "xor"}, {"seed": 9}])
def test_a_job_ends_when_another_run_has_begun(change: dict[str, object]) -> None:
    exploring, run = Exploration(), make_run()
    exploring.follow(run, LONG)
    job = exploring.job
    assert job is not None
    run.apply(run.experiment.with_(**change))
    job.wait(LIMIT)
    assert job.result is None
    assert not job.running


def test_a_surface_stays_while_settings_change_live_and_goes_with_its_run() -> None:
    exploring, run = Exploration(), make_run()
    explore(exploring, run, RANDOM)
    first = exploring.found
    run.apply(run.experiment.with_(learning_rate=0.5))
    run.restart()
    exploring.follow(run, RANDOM)
    assert exploring.found is first
    run.apply(run.experiment.with_(hidden=(3,)))
    exploring.follow(run, LONG)
    assert exploring.found is None
    exploring.cancel()


def test_with_neurons_off_the_centre_is_the_loss_of_the_run() -> None:
    exploring, run = Exploration(), make_run()
    whole = run.evaluation().train_loss
    run.intervene(ONE_OFF)
    explore(exploring, run, RANDOM)
    assert exploring.found is not None
    assert exploring.found.silenced == ONE_OFF.silenced
    loss = run.evaluation().train_loss
    assert exploring.found.surface.losses[2, 2] == pytest.approx(loss, rel=1e-5)
    assert loss != pytest.approx(whole, rel=1e-2)
    moment = take_moment(run, "train")
    now = moment.function()(moment.path)[moment.here]
    assert now == pytest.approx(loss, rel=1e-5)


def test_switching_a_neuron_makes_another_subject_and_going_back_before_it_too() -> None:
    exploring, run = Exploration(), make_run(steps=0)
    run.epoch()
    explore(exploring, run, RANDOM)
    outdated = exploring.found
    assert outdated is not None
    run.intervene(ONE_OFF)
    exploring.follow(run, LONG)
    assert exploring.found is not outdated
    job = exploring.job
    explore(exploring, run, RANDOM)
    assert job is not None
    assert job.cancelled
    assert exploring.found is not None
    assert exploring.found.silenced == ONE_OFF.silenced
    run.step(1)
    run.seek(0)
    explore(exploring, run, RANDOM)
    assert exploring.found.silenced == frozenset()
    assert exploring.found.step == 0


def test_freezing_a_weight_leaves_the_surface_as_it_is() -> None:
    exploring, run = Exploration(), make_run()
    explore(exploring, run, RANDOM)
    first = exploring.found
    run.intervene(Interventions(frozen=frozenset({0})))
    explore(exploring, run, RANDOM)
    assert exploring.found is first


def test_a_job_ends_with_its_visitor() -> None:
    exploring, run = Exploration(), make_run()
    exploring.follow(run, LONG)
    gone = weakref.ref(run)
    del exploring, run
    gc.collect()
    assert gone() is None
    wait_for(no_thread)


def test_training_does_not_reach_into_a_moment() -> None:
    run = make_run()
    moment = take_moment(run, "train")
    before = moment.parameters.copy()
    run.step(5)
    np.testing.assert_array_equal(moment.parameters, before)
    assert moment.step == 60
    assert moment.steps[0] == 0
    assert np.all(np.diff(moment.steps) > 0)


def test_a_weight_that_a_person_changed_is_seen_where_a_checkpoint_stands() -> None:
    run = make_run(steps=0)

    def change(trainer: Trainer[Network]) -> None:
        trainer.network.parameters[0] = 7.0

    run.inspect(change)
    moment = take_moment(run, "train")
    assert moment.steps.tolist() == [0]
    assert moment.parameters[0] == 7.0


def test_a_run_that_went_back_in_time_stands_in_the_middle_of_its_path() -> None:
    run = make_run(steps=0)
    run.epoch()
    per_epoch = run.trainer.step_count
    for _ in range(3):
        run.epoch()
    run.inspect(lambda trainer: trainer.restore(trainer.checkpoints.before(per_epoch)))
    run.step(1)
    moment = take_moment(run, "test")
    assert moment.step == per_epoch + 1
    assert moment.steps[-1] == 4 * per_epoch
    assert moment.here == 2
