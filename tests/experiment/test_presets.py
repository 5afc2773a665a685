"""Each preset, really trained, does what its sentence promises."""

from collections.abc import Callable

import numpy as np
import pytest

from nnviz import Network
from nnviz.core.training.divergence import Diverged
from nnviz.core.training.trainer import Trainer
from nnviz.experiment import Experiment
from nnviz.experiment.presets import PRESETS, Preset


def train(name: str, **changes: object) -> Trainer[Network]:
    """Train a preset, changed or not, for as long as it asks for."""
    preset = PRESETS[name]
    trainer = Trainer(preset.experiment.with_(**changes))
    trainer.epoch(preset.epochs)
    return trainer


def accuracy(trainer: Trainer[Network]) -> float:
    return trainer.evaluate().test_metrics["accuracy"]


def dead_neurons(trainer: Trainer[Network], layer: int) -> int:
    """Neurons of a layer (1 is the first hidden one) that are zero for every training point."""
    activations = trainer.network.activations_of(trainer.dataset.train_inputs)[layer]
    return int((activations <= 0).all(axis=0).sum())


def line() -> None:
    network = train("line").network
    assert network.weights[0].item() == pytest.approx(3.0, abs=0.1)
    assert network.biases[0].item() == pytest.approx(0.5, abs=0.1)


def xor_without_hidden_layer() -> None:
    assert accuracy(train("xor_without_hidden_layer")) < 0.6


def xor() -> None:
    assert accuracy(train("xor")) >= 0.97


def features() -> None:
    assert accuracy(train("features")) >= 0.99


def many_classes() -> None:
    assert accuracy(train("many_classes")) >= 0.95


def sine() -> None:
    trainer = train("sine")
    assert trainer.evaluate().test_metrics["r2"] >= 0.95


def spiral() -> None:
    assert accuracy(train("spiral")) >= 0.97


def slow_spiral() -> None:
    preset = PRESETS["slow_spiral"]
    trainer = train("slow_spiral")
    slow = trainer.evaluate()
    assert slow.train_loss > 0.5
    trainer.reconfigure(preset.experiment.with_(optimizer="adam"))
    trainer.epoch(preset.epochs)
    assert trainer.evaluate().train_loss < 0.3 * slow.train_loss


def too_fast() -> None:
    trainer = Trainer(PRESETS["too_fast"].experiment)
    with pytest.raises(Diverged) as trouble:
        trainer.epoch(PRESETS["too_fast"].epochs)
    # Once the steepest direction has outgrown the others, from the fifth update on.
    train_loss = trainer.history.records[5:, 1]
    assert (train_loss[1:] / train_loss[:-1]).min() > 1.8
    assert trouble.value.cause == "learning_rate_too_high"
    assert np.isfinite(trainer.network.parameters).all()


def cooling() -> None:
    trainer = train("cooling")
    epoch, train_loss = trainer.history.records[:, :2].T
    jumps = np.abs(np.diff(train_loss))
    early, late = jumps[epoch[1:] <= 20], jumps[epoch[1:] > 50]
    assert early.mean() > 20 * late.mean()
    assert accuracy(trainer) > 0.9


def overfitting() -> None:
    trainer = train("overfitting")
    result = trainer.evaluate()
    assert result.train_loss < 0.01
    assert result.train_metrics["accuracy"] == 1.0
    assert result.test_loss > 3 * trainer.history.records[:, 2].min()


def overfitting_l2() -> None:
    tamed, untamed = train("overfitting_l2").evaluate(), train("overfitting").evaluate()
    assert tamed.test_loss < 0.5 * untamed.test_loss
    assert tamed.test_metrics["accuracy"] > untamed.test_metrics["accuracy"]


def digits() -> None:
    assert train("digits").evaluate().test_metrics["accuracy"] > 0.96


def iris() -> None:
    trainer = train("iris")
    early = Trainer(trainer.experiment)
    early.epoch(3)
    data = PRESETS["iris"].experiment.make_dataset()
    setosa, *others = (
        np.mean(
            early.network.forward(data.train_inputs).argmax(axis=1)[data.train_labels == number]
            == number
        )
        for number in range(3)
    )
    assert setosa == 1.0 > min(others) + 0.1
    assert trainer.evaluate().train_metric > 0.96


def zero_weights() -> None:
    trainer = train("zero_weights")
    assert not any(weights.any() for weights in trainer.network.weights)
    assert accuracy(trainer) == pytest.approx(0.5, abs=0.02)


def deep_sigmoid() -> None:
    trainer = train("deep_sigmoid")
    assert accuracy(trainer) < 0.6
    untrained = Trainer(trainer.experiment)
    data = untrained.dataset
    _, gradients = untrained.network.loss_and_gradients(data.train_inputs, data.train_targets)
    norms = [np.linalg.norm(weights) for weights, _ in gradients]
    assert norms[0] < 1e-3 * norms[-1]
    assert accuracy(train("deep_sigmoid", activation="tanh")) > 0.97


def dead_relus() -> None:
    trainer = train("dead_relus")
    assert dead_neurons(trainer, 2) == 8
    trainer.epoch(20)
    assert dead_neurons(trainer, 2) == 8
    assert accuracy(trainer) == pytest.approx(0.5, abs=0.05)


PROMISES: dict[str, Callable[[], None]] = {
    promise.__name__: promise
    for promise in (
        line,
        xor_without_hidden_layer,
        xor,
        features,
        many_classes,
        sine,
        spiral,
        slow_spiral,
        too_fast,
        cooling,
        overfitting,
        overfitting_l2,
        digits,
        iris,
        zero_weights,
        deep_sigmoid,
        dead_relus,
    )
}


@pytest.mark.parametrize("name", PRESETS)
def test_preset_keeps_its_promise(name: str) -> None:
    PROMISES[name]()


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.name)
def test_preset_is_one_sentence_and_one_url(preset: Preset) -> None:
    assert preset.sentence.endswith(".")
    assert preset.sentence.count(". ") == 0
    assert len(preset.sentence) <= 160
    query = preset.experiment.to_query()
    assert Experiment.from_query(query) == (preset.experiment, [])


def test_presets_differ() -> None:
    experiments = {preset.experiment for preset in PRESETS.values()}
    titles = {preset.title for preset in PRESETS.values()}
    assert len(experiments) == len(titles) == len(PRESETS)
