"""Each member of a stack comes out as its own trainer leaves it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import DTypeLike

from nnviz import Experiment, Trainer
from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.initializers import INITIALIZERS
from nnviz.core.functions.losses import LOSSES
from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.stack import Stack
from nnviz.core.training.divergence import Diverged
from tests.core.run import Run

#: Ends in the middle of a pass, and has gone through the smaller last batch of some.
UPDATES = 30
TOLERANCE = {np.dtype(np.float32): 1e-4, np.dtype(np.float64): 1e-11}


def members(**changes: Any) -> list[Run]:
    """Three runs that differ in all that members may differ in, but for their data."""
    different: tuple[dict[str, Any], ...] = (
        {"seed": 1, "learning_rate": 0.05, "momentum": 0.5, "weight_decay": 0.1},
        {"seed": 2, "learning_rate": 0.02, "gradient_clipping": 0.05, "initializer": "he"},
        {"seed": 3, "learning_rate": 0.01, "regularization_rate": 0.01, "schedule": "cosine"},
    )
    return [replace(Run(**changes), **each) for each in different]


def check(runs: list[Run], dtype: DTypeLike = np.float64, updates: int = UPDATES) -> None:
    """Train them together and one by one, and compare."""
    stack = Stack(runs, dtype=dtype)
    stack.step(updates)
    for member, run in enumerate(runs):
        trainer = Trainer(run, dtype=dtype)
        trainer.step(updates)
        tolerance = TOLERANCE[np.dtype(dtype)]
        np.testing.assert_allclose(
            stack.parameters[member], trainer.network.parameters, rtol=tolerance, atol=tolerance
        )
        assert (stack.step_count, stack.epoch_count) == (updates, trainer.epoch_count)
    assert (stack.stopped_at == -1).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer(optimizer: str, dtype: DTypeLike) -> None:
    check(members(optimizer=optimizer), dtype)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation(activation: str, dtype: DTypeLike) -> None:
    check(members(activations=(activation, activation, "linear")), dtype)
    check(members(activations=("sine", activation, activation)), dtype)


@pytest.mark.parametrize("dropout", [0.0, 0.3])
@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss(loss: str, dropout: float) -> None:
    runs = members(layer_sizes=(3, 6, 4), activations=("tanh", "linear"), loss=loss)
    check([replace(runs[0], dropout=dropout), *runs[1:]], updates=20)
    check([replace(run, dropout=dropout) for run in runs], np.float32, updates=20)


@pytest.mark.parametrize("regularization", REGULARIZERS)
@pytest.mark.parametrize("batch_size", [1, 7, 0])
def test_every_penalty_and_size_of_batch(regularization: str, batch_size: int) -> None:
    check(members(regularization=regularization, batch_size=batch_size))


@pytest.mark.parametrize("activations", [("linear",), ("tanh",)])
def test_no_hidden_layer(activations: tuple[str, ...]) -> None:
    check(members(layer_sizes=(2, 1), activations=activations))


def test_each_may_have_its_own_initial_weights_and_schedule() -> None:
    check([Run(seed=4, initializer=name) for name in INITIALIZERS])
    check([Run(seed=5, schedule=name) for name in SCHEDULES])


def test_each_may_have_its_own_data() -> None:
    runs = [replace(Run(n_train=20 + 5 * number), dataset=number, seed=number) for number in (1, 2)]
    one, other = (run.make_dataset().train_inputs for run in runs)
    assert one.shape == other.shape
    assert not np.array_equal(one, other)
    check(runs)


def test_samples_may_have_weights() -> None:
    runs = [Experiment(dataset="gauss", class_weights="balanced", seed=seed) for seed in (1, 2)]
    stack = Stack(runs)
    stack.epoch(2)
    for member, run in enumerate(runs):
        trainer = Trainer(run)
        trainer.epoch(2)
        np.testing.assert_allclose(
            stack.parameters[member], trainer.network.parameters, rtol=1e-4, atol=1e-4
        )


def test_members_are_handed_out_and_evaluated() -> None:
    runs = members()
    stack = Stack(runs)
    stack.step(2)
    stack.epoch(3)
    assert (len(stack), stack.epoch_count) == (3, 3)
    network, evaluations = stack.network(1), stack.evaluate()
    np.testing.assert_array_equal(network.parameters, stack.parameters[1])
    network.parameters[...] = 0.0
    assert stack.parameters[1].any()
    for run, evaluation in zip(runs, evaluations, strict=True):
        trainer = Trainer(run)
        trainer.epoch(3)
        assert evaluation.test_loss == pytest.approx(trainer.evaluate().test_loss, rel=1e-4)
        assert evaluation.train_metrics == pytest.approx(trainer.evaluate().train_metrics, rel=1e-3)


def test_who_blows_up_stands_still_and_the_others_go_on() -> None:
    activations = ("relu", "relu", "linear")
    runs = [Run(activations=activations, learning_rate=rate) for rate in (0.01, 50.0, 0.02)]
    stack = Stack(runs, dtype=np.float64)
    stack.step(UPDATES)
    trainer = Trainer(runs[1], dtype=np.float64)
    with pytest.raises(Diverged):
        trainer.step(UPDATES)
    assert stack.stopped_at.tolist() == [-1, trainer.step_count, -1]
    np.testing.assert_allclose(stack.parameters[1], trainer.network.parameters, rtol=1e-9)
    assert np.isfinite(stack.parameters).all()
    for member in (0, 2):
        other = Trainer(runs[member], dtype=np.float64)
        other.step(UPDATES)
        np.testing.assert_allclose(
            stack.parameters[member], other.network.parameters, rtol=1e-11, atol=1e-11
        )


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"optimizer": "adam"}, "optimizer"),
        ({"batch_size": 8}, "batch_size"),
        ({"regularization": "l1"}, "regularization"),
        ({"layer_sizes": (2, 5, 3, 1)}, "layers"),
        ({"activations": ("tanh", "relu", "linear")}, "activations"),
        ({"loss": "huber"}, "loss"),
        ({"n_train": 25}, "number of samples"),
    ],
)
def test_what_members_must_share_is_said(other: dict[str, Any], what: str) -> None:
    with pytest.raises(ValueError, match=f"must have the same {what}; number 0 has .*number 1"):
        Stack([Run(), replace(Run(), **other)])


def test_a_stack_of_nobody_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Stack([])
