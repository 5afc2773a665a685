"""Training as a whole: the same run however it is asked for, and changes in mid-training."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz import Experiment, Trainer
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.settings import LIVE_FIELDS
from tests.core.run import Run

RICH = Run(dropout=0.2, optimizer="adam", schedule="exponential", schedule_epochs=10)


def parameters_after(run: Run, chunks: list[int]) -> list[float]:
    trainer = Trainer(run)
    for n in chunks:
        trainer.step(n)
    assert trainer.step_count == sum(chunks)
    return [float(parameter) for parameter in trainer.network.parameters]


def test_same_seed_same_run_whatever_the_chunks() -> None:
    whole = parameters_after(RICH, [100])
    assert parameters_after(RICH, [1] * 100) == whole
    assert parameters_after(RICH, [3, 40, 0, 7, 50]) == whole
    assert parameters_after(replace(RICH, seed=6), [100]) != whole


def test_watching_does_not_disturb() -> None:
    watched, alone = Trainer(RICH), Trainer(RICH)
    for _ in range(30):
        watched.step()
        watched.evaluate()
        watched.network.predict(watched.dataset.test_inputs)
    alone.step(30)
    assert np.array_equal(watched.network.parameters, alone.network.parameters)
    assert np.array_equal(watched.history.records, alone.history.records)


def test_an_epoch_finishes_the_pass() -> None:
    trainer = Trainer(Run(n_train=24, batch_size=7))
    assert trainer.steps_per_epoch == 4
    trainer.step()
    assert trainer.epoch_progress == pytest.approx(7 / 24)
    trainer.epoch()
    assert (trainer.step_count, trainer.epoch_count) == (4, 1)
    assert trainer.epoch_progress == 1.0
    trainer.epoch(2)
    assert (trainer.step_count, trainer.epoch_count) == (12, 3)
    stepped = Trainer(Run(n_train=24, batch_size=7))
    stepped.step(12)
    assert np.array_equal(stepped.network.parameters, trainer.network.parameters)


def test_dropout_and_shuffling_draw_from_streams_of_their_own() -> None:
    plain, dropped = Trainer(Run()), Trainer(Run(dropout=0.5))
    assert np.array_equal(plain.network.parameters, dropped.network.parameters)
    plain.step()
    dropped.step()
    assert not np.array_equal(plain.network.parameters, dropped.network.parameters)


def test_dropout_rests_while_the_network_is_evaluated() -> None:
    plain, dropped = Trainer(Run()), Trainer(Run(dropout=0.5))
    assert plain.evaluate() == dropped.evaluate() == dropped.evaluate()


def test_the_schedule_sets_the_learning_rate() -> None:
    trainer = Trainer(Run(learning_rate=0.08, schedule="step", schedule_epochs=2))
    rates = []
    for _ in range(5):
        rates.append(trainer.learning_rate)
        trainer.epoch()
    assert rates == pytest.approx([0.08, 0.08, 0.04, 0.04, 0.02])


CHANGES: list[dict[str, Any]] = [
    {"learning_rate": 0.5},
    {"schedule": "cosine"},
    {"schedule": "step", "schedule_epochs": 1},
    {"optimizer": "rmsprop"},
    {"optimizer": "momentum", "momentum": 0.5},
    {"optimizer": "adamw", "weight_decay": 0.3},
    {"batch_size": 3},
    {"batch_size": 0},
    {"regularization": "l1", "regularization_rate": 0.1},
    {"dropout": 0.4},
    {"gradient_clipping": 0.001},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_live_settings_change_what_follows_and_nothing_else(change: dict[str, Any]) -> None:
    trainer, unchanged = Trainer(Run()), Trainer(Run())
    trainer.step(6)
    unchanged.step(6)
    trainer.reconfigure(replace(trainer.experiment, **change))
    assert trainer.experiment == Run(**change)
    assert np.array_equal(trainer.network.parameters, unchanged.network.parameters)
    assert trainer.step_count == 6
    assert trainer.epoch_progress == unchanged.epoch_progress
    trainer.epoch()
    unchanged.epoch()
    assert trainer.epoch_count == unchanged.epoch_count == 2
    assert not np.array_equal(trainer.network.parameters, unchanged.network.parameters)


def test_every_live_setting_is_tried() -> None:
    assert {field for change in CHANGES for field in change} == LIVE_FIELDS


@pytest.mark.parametrize(
    "name", [kind.name for kind in OPTIMIZERS.values() if kind.make(np.zeros(1)).slots]
)
def test_the_optimizers_memory_outlives_other_changes(name: str) -> None:
    kept, unchanged, reset = (Trainer(Run(optimizer=name)) for _ in range(3))
    for trainer in (kept, unchanged, reset):
        trainer.step(9)
    kept.reconfigure(replace(kept.experiment, learning_rate=0.3))
    kept.reconfigure(replace(kept.experiment, learning_rate=0.05))
    reset.reconfigure(replace(reset.experiment, optimizer="sgd"))
    reset.reconfigure(replace(reset.experiment, optimizer=name))
    for trainer in (kept, unchanged, reset):
        trainer.step(9)
    assert np.array_equal(kept.network.parameters, unchanged.network.parameters)
    assert not np.array_equal(reset.network.parameters, unchanged.network.parameters)


def test_another_batch_size_uses_the_rest_of_the_pass() -> None:
    trainer = Trainer(Run(n_train=24, batch_size=7))
    trainer.step(2)
    trainer.reconfigure(replace(trainer.experiment, batch_size=4))
    assert trainer.steps_per_epoch == 6
    trainer.epoch()
    assert (trainer.step_count, trainer.epoch_progress) == (5, 1.0)
    trainer.epoch()
    assert (trainer.step_count, trainer.epoch_progress) == (11, 2.0)


@pytest.mark.parametrize(
    "change",
    [{"seed": 6}, {"layer_sizes": (2, 5, 5, 1)}, {"loss": "huber"}, {"n_train": 30}],
    ids=str,
)
def test_what_needs_a_run_of_its_own_is_refused(change: dict[str, Any]) -> None:
    trainer = Trainer(Run())
    with pytest.raises(ValueError, match=f"^{next(iter(change))} cannot change in mid-training"):
        trainer.reconfigure(replace(trainer.experiment, **change))
    assert trainer.experiment == Run()


def test_trains_an_experiment() -> None:
    trainer = Trainer(Experiment(dataset="circle"))
    before = trainer.evaluate()
    trainer.epoch(60)
    after = trainer.evaluate()
    assert trainer.step_count == 60 * trainer.steps_per_epoch
    assert after.train_loss < before.train_loss / 2
    assert after.test_metrics["accuracy"] > 0.9


@pytest.mark.parametrize("dataset", ["spiral", "blobs", "bumps", "line"])
def test_every_task_trains(dataset: str) -> None:
    trainer = Trainer(Experiment(dataset=dataset, hidden=(8, 8), learning_rate=0.1))
    before = trainer.evaluate()
    trainer.epoch(30)
    after = trainer.evaluate()
    assert after.train_loss < before.train_loss
    assert after.train_metric > before.train_metric
