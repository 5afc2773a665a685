"""On real data nnviz learns as well as scikit-learn's network with the same layers."""

import warnings
from typing import Any

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor

from nnviz import Experiment, Trainer
from nnviz.data.dataset import Dataset
from nnviz.data.specs.datasets import REAL

#: Other splits and other initial weights: one split of a small table says little.
SEEDS = range(5)
TOLERANCE = 0.02

#: What differs from set to set.
SETTINGS: dict[str, dict[str, Any]] = {
    "iris": {"epochs": 100},
    "digits": {"epochs": 30},
    # A network of eight neurons soon knows so few patients by heart.
    "diabetes": {"learning_rate": 0.003},
}


@pytest.mark.parametrize("name", REAL)
def test_as_good_as_scikit_learn(name: str) -> None:
    settings = {"epochs": 40, "learning_rate": 0.01} | SETTINGS.get(name, {})
    epochs = settings.pop("epochs")
    ours, theirs = [], []
    for seed in SEEDS:
        experiment = Experiment(
            name, data_seed=seed, seed=seed, optimizer="adam", batch_size=32, **settings
        )
        trainer = Trainer(experiment)
        trainer.epoch(epochs)
        ours.append(trainer.evaluate().test_metric)
        theirs.append(scikit_learn(experiment, epochs, seed))
    assert np.mean(ours) > np.mean(theirs) - TOLERANCE


def test_digits_are_read_with_the_settings_that_the_page_suggests() -> None:
    trainer = Trainer(Experiment("digits"))
    trainer.epoch(60)
    assert trainer.evaluate().test_metric >= 0.96


def scikit_learn(experiment: Experiment, epochs: int, seed: int) -> float:
    """The test score of scikit-learn's network: accuracy, or R² for a value."""
    kind = MLPRegressor if experiment.task == "regression" else MLPClassifier
    network = kind(
        hidden_layer_sizes=experiment.hidden,
        activation="tanh",
        alpha=0.0,
        batch_size=experiment.batch_size,
        learning_rate_init=experiment.learning_rate,
        max_iter=epochs,
        n_iter_no_change=epochs,
        random_state=seed,
    )
    data: Dataset = experiment.make_dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        network.fit(data.train_inputs, data.train_labels)
    return float(network.score(data.test_inputs, data.test_labels))
