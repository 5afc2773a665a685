"""Training that blows up stops before the update that would spoil the network."""

from dataclasses import replace

import numpy as np
import pytest

from nnviz import Experiment, Network, Trainer
from nnviz.core.arrays import Array
from nnviz.core.functions.losses import LOSSES
from nnviz.core.training.divergence import EXPLOSION_NORM, EXPLOSION_RATIO, Diverged, diagnose
from tests.core.run import Run

BLOCKS: list[Array] = [np.zeros((1, 1))] * 3
EXPLODING = Run(activations=("relu", "relu", "linear"), learning_rate=3.0)


def train_until_diverged(trainer: Trainer[Network], chunk: int = 1000) -> Diverged:
    def train() -> None:
        for _ in range(10_000 // chunk):
            trainer.step(chunk)

    with pytest.raises(Diverged) as caught:
        train()
    return caught.value


def facts(trouble: Diverged) -> tuple[int, int, str, float, str]:
    return trouble.step, trouble.layer, trouble.quantity, trouble.value, trouble.cause


@pytest.mark.parametrize("dropout", [0.0, 0.2])
def test_stops_at_the_last_good_state_whatever_the_chunks(dropout: float) -> None:
    run = replace(EXPLODING, dropout=dropout)
    whole, single = Trainer(run), Trainer(run)
    trouble = train_until_diverged(whole)
    assert facts(train_until_diverged(single, chunk=1)) == facts(trouble)
    assert whole.step_count == single.step_count == trouble.step - 1
    assert trouble.step > 1
    assert trouble.cause == "learning_rate_too_high"
    least = {"gradient": EXPLOSION_NORM / 2, "loss": EXPLOSION_RATIO}
    assert trouble.value >= least[trouble.quantity]
    assert np.isfinite(whole.network.parameters).all()
    assert np.array_equal(whole.network.parameters, single.network.parameters)
    assert np.isfinite(whole.evaluate().train_loss)
    assert "learning_rate_too_high" in str(trouble)


def test_trying_again_fails_again_and_changes_nothing() -> None:
    trainer = Trainer(replace(EXPLODING, dropout=0.2))
    trouble = train_until_diverged(trainer)
    before = trainer.network.parameters.copy()
    for again in (trainer.step, trainer.epoch):
        with pytest.raises(Diverged) as caught:
            again()
        assert facts(caught.value) == facts(trouble)
    assert np.array_equal(trainer.network.parameters, before)


def test_goes_on_with_a_smaller_learning_rate() -> None:
    experiment = Experiment(dataset="plane", activation="relu", learning_rate=1.5, seed=1)
    trainer = Trainer(experiment)
    train_until_diverged(trainer)
    trainer.restore(trainer.healthy)
    trainer.reconfigure(experiment.with_(learning_rate=0.15))
    before = trainer.step_count
    trainer.step(100)
    assert trainer.step_count == before + 100


def test_clipping_lets_a_long_gradient_pass() -> None:
    trainer = Trainer(replace(EXPLODING, gradient_clipping=1.0))
    trainer.step(2000)
    assert np.isfinite(trainer.network.parameters).all()


def test_initial_weights_too_large() -> None:
    trainer = Trainer(Run(activations=("relu", "relu", "linear")))
    for weights in trainer.network.weights:
        weights[...] = 1e4
    trouble = train_until_diverged(trainer)
    assert (trouble.step, trouble.quantity) == (1, "gradient")
    assert (trouble.layer, trouble.cause) == (3, "initial_weights_too_large")


def test_names_the_layer_whose_activations_overflow() -> None:
    trainer = Trainer(Run(activations=("relu", "relu", "linear")))
    trainer.network.weights[0][...] = 1e10
    trainer.network.weights[1][...] = 1e30
    trouble = train_until_diverged(trainer)
    assert (trouble.layer, trouble.quantity, trouble.value) == (2, "activations", np.inf)


def test_names_the_loss_where_only_it_overflows() -> None:
    trainer = Trainer(Run(activations=("relu", "relu", "linear")))
    trainer.network.biases[2][...] = 1e30
    trouble = train_until_diverged(trainer)
    assert (trouble.layer, trouble.quantity, trouble.value) == (3, "loss", np.inf)


@pytest.mark.parametrize(("norms", "layer"), [((8e5, 9e5, 7e5), 2), ((2e6, 3e6, 7e5), 2)])
def test_names_the_layer_whose_gradient_is_too_long(norms: tuple[float, ...], layer: int) -> None:
    network = Trainer(Run(), dtype=np.float64).network
    forward = network.forward_pass(1)
    inputs, targets = np.ones((3, 1)), np.zeros((1, 1))
    forward.run(inputs)
    gradients = [np.array([[norm]]) for norm in norms]
    trouble = diagnose(9, inputs, targets, forward, LOSSES["mse"], BLOCKS, gradients)
    assert facts(trouble) == (9, layer, "gradient", norms[1], "learning_rate_too_high")


@pytest.mark.parametrize("scale", [1e7, np.inf])
def test_inputs_too_large(scale: float) -> None:
    trainer = Trainer(replace(EXPLODING, input_scale=scale))
    assert train_until_diverged(trainer).cause == "input_too_large"


@pytest.mark.parametrize(
    "experiment",
    [
        Experiment(optimizer="adamw", learning_rate=10.0, weight_decay=1.0),
        Experiment(
            dataset="plane",
            hidden=(8, 8),
            activation="linear",
            optimizer="adam",
            learning_rate=10.0,
            gradient_clipping=1.0,
        ),
        Experiment(
            dataset="bumps",
            hidden=(8, 8),
            activation="linear",
            learning_rate=10.0,
            regularization="l1",
            regularization_rate=10.0,
            gradient_clipping=100.0,
        ),
    ],
    ids=["decay grows the weights", "clipped adam", "clipped penalty"],
)
def test_what_grows_without_long_gradients_is_noticed_too(experiment: Experiment) -> None:
    whole, single = Trainer(experiment), Trainer(experiment)
    trouble = train_until_diverged(whole)
    assert facts(train_until_diverged(single, chunk=1)) == facts(trouble)
    assert trouble.quantity in {"weights", "loss"}
    assert whole.step_count == single.step_count == trouble.step - 1
    assert np.array_equal(whole.network.parameters, single.network.parameters)
    assert np.isfinite(whole.network.parameters).all()
    assert np.isfinite(whole.evaluate().train_loss)
    with pytest.raises(Diverged):
        whole.step()


def test_an_exploded_loss_may_be_gone_on_from_with_other_settings() -> None:
    experiment = Experiment(
        dataset="plane",
        activation="linear",
        optimizer="adam",
        learning_rate=10.0,
        gradient_clipping=1.0,
    )
    trainer = Trainer(experiment)
    train_until_diverged(trainer)
    before = trainer.step_count
    trainer.reconfigure(experiment.with_(learning_rate=0.1))
    trainer.step(3)
    assert trainer.step_count == before + 3


def test_names_the_layer_with_the_largest_weights() -> None:
    trainer = Trainer(Run(), dtype=np.float64)
    trainer.network.weights[1][0, 0] = EXPLOSION_NORM
    trouble = train_until_diverged(trainer)
    assert (trouble.step, trouble.layer, trouble.quantity) == (1, 2, "weights")
