"""Large batches are computed in slices: the same at any speed, and never much in one go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import Experiment, Trainer
from nnviz.core import slices
from nnviz.core.arrays import Array
from nnviz.core.evaluation.evaluation import Evaluation
from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.forward import ForwardPass
from nnviz.core.network.interventions import Interventions
from nnviz.core.network.network import Network
from nnviz.core.timeline.changes import Entry, Intervene, Reconfigure, SetParameter, Teach
from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.divergence import Diverged
from nnviz.data import DATASETS
from nnviz.experiment import LIMITS, MAX_LAYERS, MAX_NEURONS
from tests.core.run import Run, width_of

#: With these sizes 12 numbers a sample: of 100 training samples, slices of 20.
RUN = Run(n_train=100, n_test=30, batch_size=0)
SLICE = 20


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices so small that little data are many of them."""
    monkeypatch.setattr(slices, "SLICE_NUMBERS", SLICE * sum(RUN.layer_sizes))
    monkeypatch.setattr("nnviz.core.training.batches.SLICE_NUMBERS", 300)


@contextmanager
def counted() -> Iterator[list[int]]:
    """The samples of each forward pass that is run meanwhile."""
    sizes: list[int] = []
    run = ForwardPass.run

    def noting(self: ForwardPass, inputs: Array) -> Array:
        sizes.append(self.outputs.shape[1])
        return run(self, inputs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ForwardPass, "run", noting)
        yield sizes


def part_by_part(trainer: Trainer[Network], updates: int) -> None:
    while updates:
        updates -= trainer.work()


def same(one: Trainer[Network], other: Trainer[Network]) -> None:
    np.testing.assert_array_equal(one.network.parameters, other.network.parameters)
    np.testing.assert_array_equal(one.history.records, other.history.records)
    np.testing.assert_array_equal(one.flow.records, other.flow.records)
    assert (one.step_count, one.epoch_progress) == (other.step_count, other.epoch_progress)


def test_what_comes_with_nnviz_is_computed_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """So runs that were shared before come out as they did, bit for bit."""
    monkeypatch.undo()
    for spec in DATASETS.values():
        outputs = 20 if spec.task == "multiclass" else 1
        largest = (len(spec.features), *(MAX_NEURONS,) * MAX_LAYERS, min(outputs, 10))
        assert spec.most_points <= slices.slice_length(sum(largest)), spec.name
    assert LIMITS["batch_size"].high <= slices.slice_length(12 + MAX_NEURONS * MAX_LAYERS + 6)


@pytest.mark.parametrize("n", [1, 19, 20, 21, 100])
def test_slices_hold_every_sample_once(n: int) -> None:
    found = [i for which in slices.slices(n, SLICE) for i in range(which.start, which.stop)]
    assert found == list(range(n))


@pytest.mark.parametrize("loss", LOSSES)
def test_the_sum_over_slices_is_the_gradient(loss: str) -> None:
    run = replace(RUN, loss=loss, layer_sizes=(2, 5, 4, width_of(loss)))
    sliced = Trainer(run, dtype=np.float64)
    assert sliced.is_large
    sliced.step(10)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "SLICE_NUMBERS", 10**9)
        whole = Trainer(run, dtype=np.float64)
        assert not whole.is_large
        whole.step(10)
    np.testing.assert_allclose(
        sliced.network.parameters, whole.network.parameters, rtol=1e-10, atol=1e-12
    )
    np.testing.assert_allclose(sliced.history.records, whole.history.records, rtol=1e-9)


@pytest.mark.parametrize(
    "run",
    [
        RUN,
        replace(RUN, optimizer="adam", dropout=0.3, gradient_clipping=0.1),
        replace(RUN, batch_size=37, regularization="l2", regularization_rate=0.1),
        replace(RUN, batch_size=7),
    ],
)
def test_no_part_is_more_than_one_slice_and_all_parts_are_the_update(run: Run) -> None:
    whole, parts = Trainer(run), Trainer(run)
    whole.step(30)
    made = 0
    while made < 30:
        with counted() as sizes:
            made += parts.work()
        assert sum(sizes) <= SLICE
    same(parts, whole)


ACTS: list[Callable[[Timeline[Network]], object]] = [
    lambda timeline: timeline.step(3),
    lambda timeline: timeline.epoch(),
    lambda timeline: timeline.change(SetParameter(3, 0.25)),
    lambda timeline: timeline.change(Intervene(Interventions(frozenset({1}), frozenset({(1, 2)})))),
    lambda timeline: timeline.change(Teach(5)),
    lambda timeline: timeline.change(Reconfigure(replace(RUN, learning_rate=0.1, dropout=0.2))),
    lambda timeline: timeline.change(Reconfigure(replace(RUN, batch_size=30, dropout=0.2))),
    lambda timeline: timeline.snapshot(),
    lambda timeline: timeline.trainer.evaluate(),
    lambda timeline: timeline.trainer.trace(2),
    lambda timeline: timeline.fork(),
]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 25), st.sampled_from(ACTS)), max_size=6))
def test_whatever_is_done_in_mid_update_comes_out_as_between_two(
    way: list[tuple[int, Callable[[Timeline[Network]], object]]],
) -> None:
    """A run that is watched part by part, and one that never stopped inside an update."""
    watched, steady = Timeline(replace(RUN, dropout=0.2)), Timeline(replace(RUN, dropout=0.2))
    for parts, act in way:
        before = watched.trainer.step_count
        for _ in range(parts):
            watched.advance(1)
        watched.trainer.complete()
        steady.step(watched.trainer.step_count - before)
        act(watched)
        act(steady)
    same(watched.trainer, steady.trainer)
    assert watched.log == steady.log
    watched.step(4)
    steady.step(4)
    same(watched.trainer, steady.trainer)


@pytest.mark.parametrize("parts", range(0, 40, 3))
def test_a_run_that_is_put_away_in_mid_update_goes_on_as_it_was(parts: int) -> None:
    run = replace(RUN, optimizer="adam", dropout=0.2)
    timeline, steady = Timeline(run), Timeline(run)
    for _ in range(parts):
        timeline.advance(1)
    again = Timeline.resumed(timeline.snapshot())
    assert again.trainer.step_count == timeline.trainer.step_count
    for other in (timeline, again):
        other.step(9 - other.trainer.step_count)
    steady.step(9)
    same(timeline.trainer, steady.trainer)
    same(again.trainer, steady.trainer)


def test_a_line_is_gone_through_again_part_by_part() -> None:
    log = [
        Entry(2, SetParameter(3, 0.25)),
        Entry(4, Teach(5)),
        Entry(5, Reconfigure(replace(RUN, batch_size=30))),
        Entry(9, Reconfigure(replace(RUN, batch_size=3))),
    ]
    steady, again = Timeline(RUN), Timeline(RUN)
    for timeline in (steady, again):
        timeline.extend(60, list(log))
    steady.step(60)
    again.seek(60)
    while again.target is not None:
        with counted() as sizes:
            again.replay(1000)
        # To teach is an update on a single sample; beside it small batches of 3 go in a row.
        assert max(sizes, default=0) <= SLICE
    same(again.trainer, steady.trainer)


def test_a_line_is_gone_back_on_part_by_part() -> None:
    timeline, steady = Timeline(RUN), Timeline(RUN)
    timeline.step(40)
    timeline.seek(7)
    assert timeline.future is not None
    while timeline.target is not None:
        timeline.replay(5)
    steady.step(7)
    same(timeline.trainer, steady.trainer)


@pytest.mark.parametrize("scale", [1e4, 1e30])
def test_divergence_is_found_in_slices_too(scale: float) -> None:
    run = replace(RUN, input_scale=scale, loss="mse", activations=("linear",) * 3)
    trainer, parts = Trainer(run), Trainer(run)
    with pytest.raises(Diverged) as whole:
        trainer.step(50)
    with pytest.raises(Diverged) as partly:
        part_by_part(parts, 50)
    assert str(whole.value) == str(partly.value)
    assert np.isfinite(parts.network.parameters).all()
    with pytest.raises(Diverged):
        part_by_part(parts, 1)


def test_a_glance_does_little_and_comes_to_the_present() -> None:
    trainer = Trainer(replace(RUN, batch_size=7))
    trainer.step(3)
    glances = list[tuple[Evaluation | None, bool]]()
    while not glances or not glances[-1][1]:
        with counted() as sizes:
            glances.append(trainer.glance())
        assert sum(sizes) <= 2 * SLICE
        assert len(glances) < 20
    assert glances[-1][0] == trainer.evaluate()
    # Meanwhile the newest that there is: the record of update 0.
    assert glances[0][0] is not None
    assert glances[0][0].train_loss == trainer.history.records[0, 1]


def test_a_glance_at_a_record_costs_nothing() -> None:
    trainer = Trainer(RUN)
    trainer.step(2)
    with counted() as sizes:
        evaluation, is_current = trainer.glance()
    assert is_current
    assert not sizes
    assert evaluation == trainer.evaluate()
    trainer.set_parameter(0, 0.5)
    assert not trainer.glance()[1]


def test_a_large_batch_has_no_trace_but_its_examples_have() -> None:
    trainer = Trainer(RUN)
    example = trainer.example_of_large_batch
    assert example is not None
    with pytest.raises(ValueError, match="too large"):
        trainer.trace()
    assert trainer.trace(example).samples.tolist() == [example]
    assert Trainer(replace(RUN, batch_size=7)).example_of_large_batch is None


def test_memory_does_not_follow_the_batch() -> None:
    """No buffer holds the activations of more than a slice."""
    largest = 0
    make = Network.forward_pass

    def noting(self: Network, batch: int, **options: object) -> ForwardPass:
        nonlocal largest
        largest = max(largest, batch)
        return make(self, batch, **options)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Network, "forward_pass", noting)
        Trainer(RUN).step(3)
    assert largest == SLICE // 2


def test_an_experiment_of_ordinary_size_is_not_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert not Trainer(Experiment(n_points=2000, hidden=(16,) * 6, batch_size=0)).is_large
