"""Weighted samples: what is trained, recorded, traced and drawn is the weighted loss, no other."""

import warnings
from dataclasses import dataclass, replace

import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score
from sklearn.utils.class_weight import compute_class_weight

from nnviz import Experiment, Trainer
from nnviz.analysis.landscape.landscape import LossFunction
from nnviz.core import slices
from nnviz.core.arrays import Array, FloatArray
from nnviz.core.functions.losses import LOSSES
from nnviz.core.functions.metrics import balanced_accuracy, classes_of
from nnviz.data.division.weights import balanced
from tests.core.run import Data, Run, width_of


@dataclass(frozen=True)
class WeightedData(Data):
    """As the trainer asks for it, with weights."""

    train_weights: FloatArray
    test_weights: FloatArray


@dataclass(frozen=True)
class WeightedRun(Run):
    """A run whose samples do not count alike."""

    scale: float = 1.0

    def make_dataset(self) -> WeightedData:
        data = super().make_dataset()
        rng = np.random.default_rng(0)
        shares = (data.train_inputs, data.test_inputs)
        train, test = (self.scale * rng.uniform(0.0, 9.0, len(share)) for share in shares)
        return WeightedData(**vars(data), train_weights=train, test_weights=test)


def run_with(loss: str) -> WeightedRun:
    return WeightedRun(layer_sizes=(2, 5, 4, width_of(loss)), loss=loss)


def expected(loss: str, outputs: Array, targets: FloatArray, weights: FloatArray) -> float:
    each = [
        LOSSES[loss].value(o[:, None], t[:, None]) for o, t in zip(outputs, targets, strict=True)
    ]
    return float(np.mean(weights * np.array(each)))


@pytest.mark.parametrize("loss", LOSSES)
def test_the_recorded_loss_is_the_weighted_mean(loss: str) -> None:
    trainer = Trainer(run_with(loss), dtype=np.float64)
    trainer.epoch(2)
    data, evaluation = trainer.dataset, trainer.evaluate()
    assert isinstance(data, WeightedData)
    outputs = trainer.network.forward(data.train_inputs)
    wanted = expected(loss, outputs, data.train_targets, data.train_weights)
    assert evaluation.train_loss == pytest.approx(wanted)
    wanted = expected(
        loss, trainer.network.forward(data.test_inputs), data.test_targets, data.test_weights
    )
    assert evaluation.test_loss == pytest.approx(wanted)
    assert trainer.history.records[-1, 1] == pytest.approx(evaluation.train_loss)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("sample", [None, 3])
def test_a_trace_tells_the_weights(loss: str, sample: int | None) -> None:
    trainer = Trainer(run_with(loss), dtype=np.float64)
    trainer.step(2)
    trace = trainer.trace(sample)
    data = trainer.dataset
    assert isinstance(data, WeightedData)
    assert trace.weights is not None
    np.testing.assert_allclose(trace.weights, data.train_weights[trace.samples])
    assert trace.loss == pytest.approx(trace.losses.mean())
    pieces = trainer.differences(trace)
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            np.testing.assert_allclose(end.value, trace.gradient, atol=1e-7)
            break
    before = trainer.network.parameters.copy()
    trainer.step() if sample is None else trainer.teach(sample)
    np.testing.assert_allclose(
        trainer.network.parameters, before - trace.learning_rate * trace.gradient
    )


def test_a_weight_of_one_changes_nothing_and_a_large_rate_is_a_large_weight() -> None:
    @dataclass(frozen=True)
    class Alike(WeightedRun):
        def make_dataset(self) -> WeightedData:
            data = super().make_dataset()
            ones = np.full(len(data.train_inputs), self.scale)
            return replace(data, train_weights=ones, test_weights=ones[: len(data.test_inputs)])

    plain, alike = Trainer(Run(), dtype=np.float64), Trainer(Alike(), dtype=np.float64)
    plain.step(30)
    alike.step(30)
    np.testing.assert_allclose(alike.network.parameters, plain.network.parameters)
    doubled = Trainer(Alike(scale=2.0, learning_rate=0.025), dtype=np.float64)
    doubled.step(30)
    np.testing.assert_allclose(doubled.network.parameters, plain.network.parameters)


def test_slices_are_weighted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    run = replace(run_with("softmax_cross_entropy"), batch_size=0)
    whole = Trainer(run, dtype=np.float64)
    monkeypatch.setattr(slices, "SLICE_NUMBERS", 5 * sum(run.layer_sizes))
    sliced = Trainer(run, dtype=np.float64)
    for trainer in (whole, sliced):
        trainer.step(10)
    np.testing.assert_allclose(sliced.network.parameters, whole.network.parameters)
    np.testing.assert_allclose(sliced.history.records, whole.history.records)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_landscape_is_of_the_weighted_loss(loss: str) -> None:
    trainer = Trainer(run_with(loss), dtype=np.float64)
    data, network = trainer.dataset, trainer.network
    assert isinstance(data, WeightedData)
    function = LossFunction(
        network.layer_sizes,
        network.activation_names,
        loss,
        data.train_inputs,
        data.train_targets,
        np.float64,
        weights=data.train_weights,
    )
    (found,) = function(network.parameters[None])
    assert found == pytest.approx(trainer.evaluate().train_loss)


@pytest.mark.parametrize("counts", [(1000, 3), (5, 5), (1, 2, 3), (7, 0, 2), (4,)])
def test_balanced_weights_are_those_of_scikit_learn(counts: tuple[int, ...]) -> None:
    labels = np.repeat(np.arange(len(counts)), counts).astype(float)
    present = np.unique(labels)
    wanted = np.ones(len(counts))
    wanted[present.astype(int)] = compute_class_weight("balanced", classes=present, y=labels)
    found = balanced(labels, len(counts))
    np.testing.assert_allclose(found, wanted)
    assert found[labels.astype(int)].mean() == pytest.approx(1.0)


@pytest.mark.parametrize("outputs", [1, 3])
def test_balanced_accuracy_is_that_of_scikit_learn(outputs: int) -> None:
    rng = np.random.default_rng(outputs)
    labels = rng.integers(0, 2, 60)
    answers = rng.standard_normal((outputs, 60))
    if outputs == 1:
        targets, found = labels[None].astype(float), (answers[0] > 0).astype(int)
    else:
        targets, found = np.eye(3)[labels].T, answers.argmax(axis=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a class that is found is not there
        wanted = balanced_accuracy_score(labels, found)
    assert balanced_accuracy(classes_of(answers), classes_of(targets)) == pytest.approx(wanted)


def test_an_experiment_weighs_its_classes() -> None:
    experiment = Experiment(class_weights="balanced", n_points=100)
    trainer = Trainer(experiment)
    assert trainer.evaluate().train_metrics.keys() == {"accuracy", "balanced_accuracy"}
    assert experiment.to_query() == {"n_points": "100", "class_weights": "balanced"}
    assert Experiment.from_query(experiment.to_query()) == (experiment, [])
    plain = Trainer(experiment.with_(class_weights="none"))
    assert plain.evaluate().train_metrics.keys() == {"accuracy"}


def test_values_have_no_classes_to_weigh() -> None:
    assert Experiment(class_weights="balanced").with_(dataset="plane").class_weights == "none"
    with pytest.raises(ValueError, match="class_weights"):
        Experiment(dataset="plane", class_weights="balanced")
    experiment, (complaint,) = Experiment.from_query(
        {"dataset": "plane", "class_weights": "balanced"}
    )
    assert experiment == Experiment(dataset="plane")
    assert "this dataset has none" in complaint.message()
