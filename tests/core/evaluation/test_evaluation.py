"""Metrics, evaluations and the history of a run."""

from math import isnan, sqrt
from typing import Any

import numpy as np
import pytest

from nnviz import Trainer
from nnviz.core.arrays import Array
from nnviz.core.evaluation.evaluation import Evaluation
from nnviz.core.evaluation.history import History
from nnviz.core.functions.losses import LOSSES, Loss
from nnviz.core.functions.metrics import METRICS, accuracy, classes_of, r2, rmse
from tests.core.run import Run


def test_accuracy_of_two_classes() -> None:
    outputs = np.array([[-2.0, 0.1, 3.0, -0.1]])
    found = classes_of(outputs)
    assert accuracy(found, classes_of(np.array([[0.0, 1.0, 0.0, 0.0]]))) == 0.75
    assert accuracy(found, classes_of(np.array([[-1.0, 1.0, -1.0, -1.0]]))) == 0.75


def test_accuracy_of_several_classes() -> None:
    outputs = np.array([[3.0, 0.0, 0.0], [1.0, 2.0, 0.5], [0.0, 1.0, 0.4]])
    assert accuracy(classes_of(outputs), classes_of(np.eye(3))) == pytest.approx(2 / 3)


def test_r2_and_rmse() -> None:
    targets = np.array([[1.0, 2.0, 3.0, 4.0]])
    assert r2(targets, targets) == 1.0
    assert r2(np.full_like(targets, 2.5), targets) == 0.0
    assert r2(targets + 1.0, targets) == pytest.approx(1.0 - 4.0 / 5.0)
    assert isnan(r2(targets, np.ones_like(targets)))
    assert rmse(targets + 2.0, targets) == 2.0
    assert rmse(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]])) == pytest.approx(sqrt(0.5))


@pytest.mark.parametrize("metric", [accuracy, r2, rmse])
def test_metrics_of_nothing_are_nan(metric: type) -> None:
    assert isnan(metric(np.empty((1, 0)), np.empty((1, 0))))


@pytest.mark.parametrize("loss", LOSSES)
def test_evaluation_of_both_shares(loss: str) -> None:
    trainer = Trainer(Run((2, 4, 3), ("tanh", "linear"), loss), dtype=np.float64)
    data, network = trainer.dataset, trainer.network
    evaluation = trainer.evaluate()
    for inputs, targets, value, metrics in (
        (data.train_inputs, data.train_targets, evaluation.train_loss, evaluation.train_metrics),
        (data.test_inputs, data.test_targets, evaluation.test_loss, evaluation.test_metrics),
    ):
        outputs = network.forward(inputs)
        assert value == pytest.approx(network.loss.value(outputs.T, targets.T))
        assert list(metrics) == list(METRICS[data.task])
        for name, metric in METRICS[data.task].items():
            read = np.copy if data.task == "regression" else classes_of
            assert metrics[name] == pytest.approx(metric(read(outputs.T), read(targets.T)))
    assert evaluation.train_metric == next(iter(evaluation.train_metrics.values()))
    assert evaluation.test_metric == next(iter(evaluation.test_metrics.values()))


def test_an_empty_test_share() -> None:
    trainer = Trainer(Run(n_test=0))
    trainer.epoch(2)
    evaluation = trainer.evaluate()
    assert isnan(evaluation.test_loss)
    assert isnan(evaluation.test_metric)
    assert np.isfinite(evaluation.train_loss)
    assert len(trainer.history) == 3


def test_the_history_records_every_epoch_at_first() -> None:
    trainer = Trainer(Run())
    evaluations = [trainer.evaluate()]
    for _ in range(3):
        trainer.epoch()
        evaluations.append(trainer.evaluate())
    expected = [
        (epoch, e.train_loss, e.test_loss, e.train_metric, e.test_metric)
        for epoch, e in enumerate(evaluations)
    ]
    assert trainer.history.records.tolist() == [list(record) for record in expected]
    assert len(History.COLUMNS) == trainer.history.records.shape[1]


def test_the_history_is_bounded_and_keeps_the_whole_run_in_view() -> None:
    history, capacity = History(), History.CAPACITY
    last = 5 * capacity
    for epoch in range(last):
        if history.is_due(epoch):
            history.append(epoch, Evaluation(epoch, 0.0, {"accuracy": 0.5}, {"accuracy": 0.5}))
        assert len(history) <= capacity
    epochs = history.records[:, 0]
    assert (history.stride, history.generation) == (8, 3)
    assert epochs[0] == 0
    assert (np.diff(epochs) == history.stride).all()
    assert epochs[-1] >= last - history.stride
    assert np.array_equal(history.records[:, 1], epochs)
    assert np.shares_memory(history.records, history.records)


@pytest.mark.parametrize("loss", LOSSES)
def test_no_part_is_about_more_samples_than_a_slice(
    monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    """Losses and classes are told slice by slice, too; they come out as in one go."""
    run = Run((2, 4, 3), ("tanh", "linear"), loss, n_train=50, n_test=23)
    whole = Trainer(run, dtype=np.float64).evaluate()
    monkeypatch.setattr("nnviz.core.slices.SLICE_NUMBERS", 20 * sum(run.layer_sizes))
    looked_at: list[int] = []
    value = Loss.value

    def noting(self: Loss, outputs: Array, *others: Any) -> float:
        looked_at.append(outputs.shape[1])
        return value(self, outputs, *others)

    monkeypatch.setattr(Loss, "value", noting)
    parts = Trainer(run, dtype=np.float64).evaluate()
    assert max(looked_at) <= 20
    assert parts.train_metrics == pytest.approx(whole.train_metrics)
    assert parts.test_metrics == pytest.approx(whole.test_metrics)
    assert parts.train_loss == pytest.approx(whole.train_loss)
    assert parts.test_loss == pytest.approx(whole.test_loss)
