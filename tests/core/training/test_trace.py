"""A trace shows what training does: the same numbers to the last bit, and products that hold."""

from collections.abc import Generator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz import Network
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.gradient_check import relative_errors
from nnviz.core.network.interventions import Interventions
from nnviz.core.network.layer_trace import LayerTraces
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.training.trace import Move, Trace
from nnviz.core.training.trainer import Trainer
from tests.core.run import Run, width_of


def assert_close(ours: Any, theirs: Any) -> None:
    """Equal within the rounding of a few operations in float32."""
    np.testing.assert_allclose(ours, theirs, rtol=3e-5, atol=3e-6)


def run_of(activation: str, loss: str, optimizer: str, **settings: Any) -> Run:
    return Run(
        layer_sizes=(2, 5, 4, width_of(loss)),
        activations=(activation, activation, "linear"),
        loss=loss,
        optimizer=optimizer,
        **settings,
    )


def slots_of(trainer: Trainer[Network]) -> list[bytes]:
    return [slot.tobytes() for slot in trainer._state.optimizer.slots]


def layers_of(trace: Trace) -> LayerTraces:
    """What was noted of a dense network."""
    assert isinstance(trace.notes, LayerTraces)
    return trace.notes


def assert_products_hold(trainer: Trainer[Network], trace: Trace) -> None:
    """Every product that a person is shown comes out as the number beside it."""
    blocks = trainer.network.blocks_of(trainer.network.parameters)
    gradients = trainer.network.blocks_of(trace.gradient)
    layers = layers_of(trace)
    sent = [trace.inputs, *(layer.sent for layer in layers)]
    for number, layer in enumerate(layers):
        weights, biases = blocks[number][:-1], blocks[number][-1]
        z = weights.T @ sent[number] + biases[:, np.newaxis]
        assert_close(layer.pre_activations, z)
        activations = np.empty_like(z)
        name = trainer.network.activation_names[number]
        ACTIVATIONS[name].forward(layer.pre_activations, activations)
        np.testing.assert_array_equal(layer.activations, activations)
        masks = 1.0 if layer.masks is None else layer.masks
        assert_close(layer.sent, layer.activations * masks)
        assert_close(layer.deltas, layer.arrived * masks * layer.slopes)
        assert_close(gradients[number][:-1], sent[number] @ layer.deltas.T)
        assert_close(gradients[number][-1], layer.deltas.sum(axis=1))
        if number:
            arrived = weights @ layer.deltas
            assert_close(layers[number - 1].arrived, arrived)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_trace_is_the_update_to_the_last_bit(activation: str, loss: str, optimizer: str) -> None:
    trainer = Trainer(run_of(activation, loss, optimizer))
    trainer.step(5)
    before, slots = trainer.network.parameters.copy(), slots_of(trainer)
    trace = trainer.trace()
    assert slots_of(trainer) == slots
    np.testing.assert_array_equal(trainer.network.parameters, before)
    assert_products_hold(trainer, trace)
    trainer.step()
    move = trace.move
    assert move is not None
    assert trace.step == trainer.step_count
    np.testing.assert_array_equal(move.before, before)
    np.testing.assert_array_equal(move.after, trainer.network.parameters)
    from_where = move.before if move.decayed is None else move.decayed
    np.testing.assert_array_equal(move.after, from_where - move.subtracted)
    for name, values in trainer._state.optimizer.moments().items():
        np.testing.assert_array_equal(move.moments_after[name], values)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_with_everything_on_it_still_is(optimizer: str) -> None:
    run = run_of(
        "tanh",
        "mse",
        optimizer,
        dropout=0.3,
        regularization="l2",
        regularization_rate=0.1,
        gradient_clipping=0.05,
    )
    trainer, other = Trainer(run), Trainer(run)
    for _ in range(12):
        trace = trainer.trace()
        trainer.step()
        other.step()
        assert trace.move is not None
        np.testing.assert_array_equal(trace.move.after, trainer.network.parameters)
        np.testing.assert_array_equal(trainer.network.parameters, other.network.parameters)
        assert trace.penalty is not None
        assert 0.0 < trace.clip_factor < 1.0
        gradient = (trace.gradient + trace.penalty) * np.float32(trace.clip_factor)
        assert_close(trace.move.used, gradient)
        assert_close(np.linalg.norm(trace.gradient + trace.penalty), trace.gradient_norm)


def moved_by(name: str, trace: Trace) -> Any:
    """What the textbook formula subtracts, from the moments and the constants that are shown."""
    move = trace.move
    assert move is not None
    eta, used, constants = trace.learning_rate, move.used.astype(np.float64), move.constants
    after = {key: values.astype(np.float64) for key, values in move.moments_after.items()}
    match name:
        case "sgd":
            return eta * used
        case "momentum":
            return eta * after["v"]
        case "nesterov":
            return eta * (used + constants["mu"] * after["v"])
        case "adagrad" | "rmsprop":
            return eta * used / (np.sqrt(after["s"]) + constants["epsilon"])
    corrected = {
        key: after[key] / (1 - constants[beta] ** constants["t"])
        for key, beta in (("m", "beta1"), ("v", "beta2"))
    }
    return eta * corrected["m"] / (np.sqrt(corrected["v"]) + constants["epsilon"])


def new_moment(name: str, key: str, move: Move) -> Any:
    """What the textbook formula makes of a moment."""
    before, used, constants = move.moments_before[key], move.used, move.constants
    match name:
        case "momentum" | "nesterov":
            return constants["mu"] * before + used
        case "adagrad":
            return before + used**2
        case "rmsprop":
            return constants["rho"] * before + (1 - constants["rho"]) * used**2
    beta = constants["beta1" if key == "m" else "beta2"]
    return beta * before + (1 - beta) * (used if key == "m" else used**2)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_optimizers_formula_holds_with_the_numbers_shown(name: str) -> None:
    trainer = Trainer(run_of("tanh", "mse", name))
    trainer.step(4)
    trace = trainer.trace()
    move = trace.move
    assert move is not None
    np.testing.assert_allclose(move.subtracted, moved_by(name, trace), rtol=1e-4, atol=1e-8)
    for key, after in move.moments_after.items():
        expected = new_moment(name, key, move)
        np.testing.assert_allclose(after, expected, rtol=1e-4, atol=1e-9)
    if move.decayed is not None:
        shrunk = move.before * (1 - trace.learning_rate * move.constants["decay"])
        np.testing.assert_allclose(move.decayed, shrunk, rtol=1e-6)


def test_one_sample_is_taught_as_traced() -> None:
    trainer = Trainer(run_of("relu", "binary_cross_entropy", "adam", dropout=0.2))
    trainer.step(3)
    for sample in (0, 17, 23):
        trace = trainer.trace(sample)
        assert trace.samples.tolist() == [sample]
        data = trainer.dataset
        np.testing.assert_allclose(trace.inputs[:, 0], data.train_inputs[sample], rtol=1e-6)
        np.testing.assert_allclose(trace.targets[:, 0], data.train_targets[sample])
        progress = trainer.epoch_progress
        trainer.teach(sample)
        assert trace.move is not None
        assert (trainer.step_count, trainer.epoch_progress) == (trace.step, progress)
        np.testing.assert_array_equal(trace.move.after, trainer.network.parameters)


def test_the_samples_of_a_batch_are_named() -> None:
    trainer = Trainer(run_of("tanh", "mse", "sgd", batch_size=10))
    for _ in range(5):
        trace = trainer.trace()
        inputs = trainer.dataset.train_inputs[trace.samples]
        np.testing.assert_allclose(trace.inputs.T, inputs, rtol=1e-6)
        assert trace.losses.mean() == pytest.approx(trace.loss)
        trainer.step()


def test_frozen_and_silenced_parts_are_traced_as_trained() -> None:
    trainer = Trainer(run_of("tanh", "mse", "adamw", weight_decay=0.5, dropout=0.2))
    trainer.step(3)
    trainer.intervene(Interventions(frozenset({0, 7, 11}), frozenset({(1, 2), (2, 0)})))
    frozen = trainer.network.parameters[[0, 7, 11]].copy()
    for _ in range(3):
        trace = trainer.trace()
        trainer.step()
        assert trace.move is not None
        np.testing.assert_array_equal(trace.move.after, trainer.network.parameters)
        np.testing.assert_array_equal(trainer.network.parameters[[0, 7, 11]], frozen)
        layers = layers_of(trace)
        for layer, index in trainer.interventions.silenced:
            assert not layers[layer - 1].sent[index].any()
            assert not layers[layer - 1].deltas[index].any()
            gradient = trainer.network.blocks_of(trace.gradient)
            assert not gradient[layer - 1][:, index].any()
            assert not gradient[layer][index].any()


def run_through(pieces: Generator[float, None, Any]) -> Any:
    """What a generator returns in the end."""
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            return end.value


@pytest.mark.parametrize("dropout", [0.0, 0.3])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_finite_differences_agree(activation: str, dropout: float) -> None:
    trainer = Trainer(run_of(activation, "mse", "sgd", dropout=dropout))
    trainer.intervene(Interventions(silenced=frozenset({(1, 1)})))
    trainer.step(2)
    trace = trainer.trace()
    numerical = run_through(trainer.differences(trace))
    # As near as float32 comes to what is nearly exact in float64.
    errors = relative_errors(trainer.network, trace.gradient.astype(np.float64), numerical)
    assert max(errors) < 2e-5


def test_an_update_that_would_blow_up_says_so_and_changes_nothing() -> None:
    run = Run(activations=("relu", "relu", "linear"))
    trainer = Trainer(replace(run, dropout=0.2))
    trainer.network.weights[0][...] = 1e5
    before = trainer.network.parameters.copy()
    states = [repr(rng.bit_generator.state) for rng in trainer._state.generators]
    trace = trainer.trace()
    assert trace.move is None
    assert trace.trouble is not None
    assert trace.trouble.step == 1
    np.testing.assert_array_equal(trainer.network.parameters, before)
    assert [repr(rng.bit_generator.state) for rng in trainer._state.generators] == states


@pytest.mark.parametrize("sample", [-1, 24])
def test_there_must_be_such_a_sample(sample: int) -> None:
    with pytest.raises(IndexError, match="samples 0 to 23"):
        Trainer(Run()).trace(sample)
