"""What a network says, read as classes, scores and probabilities."""

import numpy as np
import pytest

from nnviz import Experiment, Network, Trainer
from nnviz.analysis.quality.classification import accuracy, confusion_matrix
from nnviz.analysis.quality.predictions import Predictions, take_predictions
from nnviz.core.network.interventions import Interventions
from nnviz.data.division.targets import LOSSES_OF_TASK


def predict(trainer: Trainer[Network]) -> Predictions:
    dataset = trainer.dataset
    return take_predictions(trainer.network, dataset.test_inputs, dataset.test_targets)


@pytest.mark.parametrize(
    ("dataset", "loss"),
    [
        (dataset, loss)
        for dataset, task in (("circle", "binary"), ("blobs", "multiclass"))
        for loss in LOSSES_OF_TASK[task]
    ],
)
def test_classes_are_those_that_the_accuracy_counts(dataset: str, loss: str) -> None:
    experiment = Experiment(dataset, loss=loss, noise=0.4)
    trainer = Trainer(experiment)
    trainer.epoch(3)
    predictions = predict(trainer)
    labels = experiment.make_dataset().test_labels
    np.testing.assert_array_equal(predictions.classes, labels)
    counts = confusion_matrix(
        predictions.classes, predictions.predicted_classes, predictions.class_count
    )
    assert accuracy(counts) == pytest.approx(trainer.evaluate().test_metric)
    assert len(predictions) == len(labels)
    assert predictions.finite


def test_a_neuron_that_is_switched_off_says_nothing() -> None:
    trainer = Trainer(Experiment("circle", hidden=(3,)))
    trainer.epoch(3)
    whole = predict(trainer)
    trainer.intervene(Interventions(silenced=frozenset({(1, 1)})))
    without = predict(trainer)
    trainer.intervene(Interventions())
    trainer.network.weights[1][1] = 0.0
    np.testing.assert_allclose(without.outputs, predict(trainer).outputs, rtol=1e-5)
    assert not np.allclose(without.outputs, whole.outputs)


@pytest.mark.parametrize("dataset", ["circle", "blobs"])
def test_confidence_is_the_probability_of_what_is_predicted(dataset: str) -> None:
    trainer = Trainer(Experiment(dataset))
    trainer.epoch(2)
    predictions = predict(trainer)
    probabilities = trainer.network.predict(trainer.dataset.test_inputs)
    if dataset == "circle":
        probabilities = np.column_stack([1 - probabilities, probabilities])
    chosen = probabilities[np.arange(len(predictions)), predictions.predicted_classes]
    np.testing.assert_allclose(predictions.confidences, chosen, rtol=1e-5)


def test_two_classes_share_one_score_with_two_signs() -> None:
    predictions = predict(Trainer(Experiment("circle", loss="mse")))
    np.testing.assert_array_equal(predictions.score(0), -predictions.score(1))
    np.testing.assert_array_equal(predictions.score(1), predictions.outputs[:, 0])


def test_several_classes_have_a_score_each() -> None:
    predictions = predict(Trainer(Experiment("blobs")))
    total = sum(predictions.score(number) for number in range(predictions.class_count))
    np.testing.assert_allclose(total, 1.0)


@pytest.mark.parametrize("dataset", ["circle", "blobs", "sine"])
def test_numbers_that_overflow_are_seen_and_no_error(dataset: str) -> None:
    trainer = Trainer(Experiment(dataset, activation="relu"))
    trainer.network.parameters[:] = 1e38
    assert not predict(trainer).finite


def test_it_stays_as_it_was() -> None:
    trainer = Trainer(Experiment("circle"))
    predictions = predict(trainer)
    before = predictions.outputs.copy()
    trainer.epoch(1)
    np.testing.assert_array_equal(predictions.outputs, before)
