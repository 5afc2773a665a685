"""Training that blew up can go back to where it was still healthy, and goes on from there."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz import Experiment, Network, Trainer
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.timeline.changes import Reconfigure
from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.divergence import Diverged
from tests.core.run import Run


def diverge(timeline: Timeline[Network]) -> Diverged:
    with pytest.raises(Diverged) as caught:
        timeline.step(100_000)
    return caught.value


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_goes_on_bit_for_bit_from_the_last_record(optimizer: str) -> None:
    run = Run(optimizer=optimizer, dropout=0.2)
    timeline = Timeline(run)
    trainer = timeline.trainer
    timeline.step(20 * trainer.steps_per_epoch + 2)
    recovery_step = trainer.healthy.step_count
    then = trainer.network.parameters.copy()
    reached = trainer.step_count
    assert 0 < recovery_step < reached
    timeline.step(1)
    timeline.recover()
    assert trainer.step_count == recovery_step
    assert trainer.history.records[-1, 0] == trainer.epoch_count
    timeline.step(reached - recovery_step)
    assert np.array_equal(trainer.network.parameters, then)
    fresh = Trainer(run)
    fresh.step(reached)
    assert np.array_equal(fresh.network.parameters, then)
    assert np.array_equal(fresh.history.records, trainer.history.records)


def test_another_optimizer_starts_with_fresh_slots() -> None:
    run = Run(optimizer="adam")
    timeline = Timeline(run)
    timeline.step(12)
    timeline.change(Reconfigure(replace(run, optimizer="momentum")))
    timeline.recover()
    timeline.step(8)
    assert np.isfinite(timeline.trainer.network.parameters).all()


@pytest.mark.parametrize(
    "experiment",
    [
        Experiment(dataset="line", hidden=(), learning_rate=3.0),
        Experiment(dataset="plane", activation="relu", learning_rate=1.5, seed=1),
        Experiment(dataset="plane", activation="linear", learning_rate=10.0),
        Experiment(dataset="sine", features=("x", "x_cubed"), hidden=(), learning_rate=0.3),
        Experiment(dataset="bumps", hidden=(16, 16), activation="relu", learning_rate=10.0),
        Experiment(dataset="plane", optimizer="momentum", activation="elu", learning_rate=3.0),
    ],
    ids=lambda experiment: experiment.dataset,
)
def test_a_smaller_learning_rate_cures(experiment: Experiment) -> None:
    timeline = Timeline(experiment)
    trainer = timeline.trainer
    diverge(timeline)
    initial_loss = trainer.history.records[0, 1]
    for _ in range(4):
        timeline.recover()
        experiment = experiment.with_(learning_rate=experiment.learning_rate / 10)
        timeline.change(Reconfigure(experiment))
        try:
            timeline.step(100 * trainer.steps_per_epoch)
        except Diverged:
            continue
        break
    else:
        pytest.fail("a learning rate 10,000 times smaller still diverged")
    assert trainer.evaluate().train_loss < initial_loss


def test_the_record_forgets_what_came_after() -> None:
    timeline = Timeline(Run(activations=("relu", "relu", "linear"), learning_rate=3.0))
    trainer = timeline.trainer
    generation = trainer.history.generation
    trouble = diverge(timeline)
    timeline.recover()
    assert trainer.step_count <= trouble.step
    assert np.isfinite(trainer.history.records).all()
    assert trainer.history.generation > generation
