"""Training, records and the way back take a network of a kind that they do not know."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.network.interventions import Interventions
from nnviz.core.network.network import Network
from nnviz.core.network.trainable import Block, Trainable, weight_mask
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.slices import SLICE_NUMBERS
from nnviz.core.timeline.changes import Intervene, Reconfigure, Redraw, SetParameter, Teach
from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.divergence import Diverged
from nnviz.core.training.trainer import Trainer
from tests.core.bilinear import BIAS, Bilinear, BilinearRun
from tests.core.gradients import check_gradients
from tests.core.run import Run

RUN = BilinearRun(optimizer="adam")
HELD = Interventions(frozenset({3}), frozenset({(1, 2)}))


def arrive(timeline: Timeline[Bilinear], step: int) -> None:
    timeline.seek(step)
    while timeline.target is not None:
        timeline.replay(7)


@pytest.mark.parametrize("silenced", [(), ((1, 0), (1, 2))])
@pytest.mark.parametrize("weights", [None, np.array([0.5, 3.0, 0.0, 1.0])])
def test_its_gradient_is_right(
    silenced: tuple[tuple[int, int], ...], weights: np.ndarray | None
) -> None:
    network = RUN.make_network(np.random.default_rng(1), np.float64)
    network.silenced = frozenset(silenced)
    data = RUN.make_dataset()
    check = check_gradients(network, data.train_inputs[:4], data.train_targets[:4], weights)
    assert check.worst < 1e-6


@pytest.mark.parametrize("run", [Run(), RUN])
def test_all_parameters_stand_in_blocks(run: Run | BilinearRun) -> None:
    network: Trainable = run.make_network(np.random.default_rng(1), np.float32)
    blocks = network.blocks
    assert (blocks[0].start, blocks[-1].stop) == (0, network.parameters.size)
    assert all(one.stop == other.start for one, other in pairwise(blocks))
    assert len({block.name for block in blocks}) == len(blocks)
    numbers = [number for number, _ in network.forward_pass(2).results()]
    assert numbers == list(range(1, len(blocks) + 1))


def test_a_block_is_a_view() -> None:
    vector = np.arange(10.0)
    part = Block("middle", (2, 3), 2, bias=0).of(vector)
    np.testing.assert_array_equal(part, [[2, 3, 4], [5, 6, 7]])
    part[...] = 0.0
    assert vector.sum() == 0 + 1 + 8 + 9


def test_biases_are_told_from_weights_wherever_they_stand() -> None:
    network = RUN.make_network(np.random.default_rng(1), np.float32)
    mask = weight_mask(network)
    assert not network.blocks[0].of(mask)[BIAS].any()
    assert mask.sum() == mask.size - RUN.width
    dense = Run().make_network(np.random.default_rng(1), np.float32)
    assert weight_mask(dense).sum() == sum(weights.size for weights in dense.weights)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("regularization", REGULARIZERS)
def test_it_learns(optimizer: str, regularization: str) -> None:
    run = replace(
        RUN,
        optimizer=optimizer,
        learning_rate=0.01,
        regularization=regularization,
        regularization_rate=1e-3,
        gradient_clipping=5.0,
    )
    trainer = Trainer(run)
    before = trainer.evaluate()
    trainer.epoch(60)
    assert trainer.evaluate().train_loss < 0.9 * before.train_loss


def test_back_and_forth_comes_out_the_same() -> None:
    timeline = Timeline(replace(RUN, dropout=0.1))
    timeline.step(9)
    timeline.change(SetParameter(7, 0.25))
    timeline.change(Intervene(HELD))
    timeline.step(4)
    timeline.change(Teach(5))
    timeline.change(Redraw(replace(timeline.trainer.experiment, dataset=1)))
    timeline.change(Reconfigure(replace(timeline.trainer.experiment, learning_rate=0.01)))
    timeline.step(30)
    trainer, head = timeline.trainer, timeline.head
    parameters, history = trainer.network.parameters.copy(), trainer.history.records.copy()
    flow = trainer.flow.records.copy()

    other = Timeline.resumed(timeline.snapshot())
    arrive(timeline, 6)
    assert not np.array_equal(trainer.network.parameters, parameters)
    arrive(timeline, head)
    np.testing.assert_array_equal(trainer.network.parameters, parameters)
    np.testing.assert_array_equal(trainer.history.records, history)
    np.testing.assert_array_equal(trainer.flow.records, flow)

    timeline.step(20)
    other.step(20)
    np.testing.assert_array_equal(trainer.network.parameters, other.trainer.network.parameters)
    arrive(other, 13)
    np.testing.assert_array_equal(other.trainer.network.parameters[3], parameters[3])


def test_what_is_held_still_stays() -> None:
    trainer = Trainer(RUN)
    trainer.intervene(HELD)
    before = trainer.network.parameters.copy()
    trainer.epoch(3)
    assert trainer.network.parameters[3] == before[3]
    form = trainer.network.blocks[0].of(trainer.network.parameters)
    np.testing.assert_array_equal(form[:, 2], trainer.network.blocks[0].of(before)[:, 2])


@pytest.mark.parametrize("neuron", [(0, 0), (2, 0), (1, RUN.width), (1, -1)])
def test_only_its_units_can_be_switched_off(neuron: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="hidden layer"):
        Trainer(RUN).intervene(Interventions(silenced=frozenset({neuron})))


@pytest.mark.parametrize("dropout", [0.0, 0.4])
def test_a_trace_is_the_update_that_follows(dropout: float) -> None:
    trainer = Trainer(replace(RUN, dropout=dropout), dtype=np.float64)
    trainer.step(2)
    trace = trainer.trace()
    assert trace.inputs.shape == (trainer.network.n_inputs, RUN.batch_size)
    assert [name for name, _ in trace.notes.arrays()] == ["sent", "delta"]
    pieces = trainer.differences(trace)
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            np.testing.assert_allclose(end.value, trace.gradient, atol=1e-7)
            break
    trainer.step()
    assert trace.move is not None
    np.testing.assert_array_equal(trace.move.after, trainer.network.parameters)


def test_the_flow_is_cut_at_the_biases() -> None:
    trainer = Trainer(replace(RUN, optimizer="sgd", batch_size=0), dtype=np.float64)
    before = trainer.network.parameters.copy()
    gradient = trainer.trace().gradient
    trainer.step()
    form, scale = trainer.network.blocks
    is_weight = np.arange(RUN.width + 1) != BIAS
    moved = trainer.network.parameters - before
    expected = [
        0.0,
        *(float(np.linalg.norm(block.of(gradient))) for block in (form, scale)),
        float(
            np.linalg.norm(form.of(moved)[is_weight]) / np.linalg.norm(form.of(before)[is_weight])
        ),
        float(abs(scale.of(moved) / scale.of(before))[0, 0]),
    ]
    np.testing.assert_allclose(trainer.flow.records[0], expected, rtol=1e-12)


def test_trouble_names_the_block() -> None:
    trainer = Trainer(RUN)
    trainer.network.parameters[-1] = 1e30
    with pytest.raises(Diverged) as caught:
        trainer.step()
    assert (caught.value.layer, caught.value.quantity) == (2, "loss")
    trainer = Trainer(RUN)
    trainer.network.parameters[:-1] = 3e38
    with pytest.raises(Diverged) as caught:
        trainer.step()
    assert (caught.value.layer, caught.value.quantity) == (1, "activations")


def test_large_batches_are_cut_into_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    run = replace(RUN, n_train=400, batch_size=0, optimizer="sgd")
    whole = Trainer(run, dtype=np.float64)
    whole.step(5)
    monkeypatch.setattr("nnviz.core.slices.SLICE_NUMBERS", SLICE_NUMBERS // 2000)
    sliced = Trainer(run, dtype=np.float64)
    assert sliced.is_large
    sliced.step(5)
    np.testing.assert_allclose(
        whole.network.parameters, sliced.network.parameters, rtol=1e-12, atol=1e-14
    )
    np.testing.assert_allclose(whole.history.records, sliced.history.records, rtol=1e-12)


def test_a_trainer_knows_its_kind_of_network() -> None:
    dense, bilinear = Trainer(Run()), Trainer(RUN)
    network: Network = dense.network
    other: Bilinear = bilinear.network
    assert (len(network.weights), other.width) == (3, RUN.width)
