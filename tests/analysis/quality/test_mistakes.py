"""Mistakes are all that is wrong and nothing else, the surest first."""

import numpy as np

from nnviz import Experiment, Trainer
from nnviz.analysis.quality.mistakes import find_mistakes
from nnviz.analysis.quality.predictions import Predictions, take_predictions


def test_several_classes() -> None:
    readable = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.0, 0.1, 0.9], [0.4, 0.35, 0.25]])
    targets = np.eye(3)[[1, 1, 0, 2]]
    found = find_mistakes(Predictions(np.log(readable + 1e-9), readable, targets))
    assert found.samples.tolist() == [2, 0, 3]
    assert found.classes.tolist() == [0, 1, 2]
    assert found.predicted.tolist() == [2, 0, 0]
    np.testing.assert_allclose(found.sureness, [0.9, 0.7, 0.4])


def test_as_many_as_the_accuracy_says() -> None:
    trainer = Trainer(Experiment("iris", train_share=0.5))
    trainer.epoch(1)
    data = trainer.dataset
    found = find_mistakes(take_predictions(trainer.network, data.test_inputs, data.test_targets))
    assert len(found) == round((1 - trainer.evaluate().test_metric) * len(data.test_inputs)) > 0
    assert (np.diff(found.sureness) <= 0).all()
