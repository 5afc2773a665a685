"""A run that went to and fro equals one that never did, bit for bit."""

import pickle
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.core.changes import Change, Entry, HoldStill, Reconfigure, Redraw, SetParameter, Teach
from nnviz.core.checkpoint import MEMORY_LIMIT, MOST
from nnviz.core.divergence import Diverged
from nnviz.core.hold import Hold
from nnviz.core.optimizers import OPTIMIZERS
from nnviz.core.timeline import GHOST_LIMIT, LOG_LIMIT, LogFull, Timeline
from nnviz.core.trainer import Trainer
from tests.core.run import Run

RUN = Run(dropout=0.1)
N_PARAMETERS = Trainer(RUN).network.parameters.size


def state_of(trainer: Trainer) -> dict[str, Any]:
    """Everything that what follows depends on, and all that a chart shows."""
    return {
        "experiment": trainer.experiment,
        "hold": trainer.hold,
        "counters": (trainer.step_count, trainer.epoch_count, trainer.epoch_progress),
        "rate": trainer.learning_rate,
        "parameters": trainer.network.parameters.tobytes(),
        "slots": [slot.tobytes() for slot in trainer._state.optimizer.slots],
        "generators": [repr(rng.bit_generator.state) for rng in trainer._state.generators],
        "order": trainer._state.batches.order.tobytes(),
        "history": trainer.history.records.tobytes(),
        "flow": trainer.flow.records.tobytes(),
    }


def replayed(timeline: Timeline) -> Timeline:
    """A fresh run along the same line, without ever going back."""
    fresh = Timeline(timeline.first_experiment)
    fresh.extend(timeline.trainer.step_count, timeline.log[: timeline._done])
    fresh.seek(timeline.trainer.step_count)
    while fresh.target is not None:
        fresh.replay(1000)
    return fresh


def has_future(timeline: Timeline) -> bool:
    return timeline.future is not None


def arrive(timeline: Timeline, step: int) -> None:
    timeline.seek(step)
    while timeline.target is not None:
        timeline.replay(7)


live_settings = st.fixed_dictionaries(
    {},
    optional={
        "learning_rate": st.sampled_from([0.001, 0.03, 0.3, 30.0]),
        "batch_size": st.sampled_from([0, 1, 3, 10, 24]),
        "optimizer": st.sampled_from(list(OPTIMIZERS)),
        "dropout": st.sampled_from([0.0, 0.4]),
        "regularization": st.sampled_from(["none", "l1", "l2"]),
        "regularization_rate": st.sampled_from([0.0, 0.01]),
        "gradient_clipping": st.sampled_from([0.0, 0.1]),
        "schedule": st.sampled_from(["constant", "step", "cosine"]),
    },
)
hidden_neurons = [(layer, i) for layer in (1, 2) for i in range(RUN.layer_sizes[layer])]
actions = st.one_of(
    st.tuples(st.just("step"), st.integers(1, 40)),
    st.tuples(st.just("epoch"), st.none()),
    st.tuples(st.just("configure"), live_settings),
    st.tuples(
        st.just("edit"), st.tuples(st.integers(0, N_PARAMETERS - 1), st.floats(-3, 3, width=32))
    ),
    st.tuples(
        st.just("hold"),
        st.builds(
            Hold,
            st.frozensets(st.integers(0, N_PARAMETERS - 1), max_size=4),
            st.frozensets(st.sampled_from(hidden_neurons), max_size=2),
        ),
    ),
    # The fewer training samples there are, the fewer can be taught; the last data have one.
    st.tuples(st.just("redraw"), st.integers(0, 5)),
    st.tuples(st.just("teach"), st.integers(0, 23)),
    st.tuples(st.just("rewind"), st.floats(0, 1)),
    st.tuples(st.just("fork"), st.none()),
)


def perform(timeline: Timeline, action: str, value: Any) -> None:
    trainer = timeline.trainer
    match action:
        case "step":
            timeline.step(value)
        case "epoch":
            timeline.epoch()
        case "configure":
            timeline.change(Reconfigure(replace(trainer.experiment, **value)))
        case "edit":
            timeline.change(SetParameter(*value))
        case "hold":
            timeline.change(HoldStill(value))
        case "redraw":
            timeline.change(Redraw(replace(trainer.experiment, dataset=value)))
        case "teach":
            timeline.change(Teach(value % len(trainer.dataset.train_inputs)))
        case "rewind":
            arrive(timeline, round(value * timeline.head))
        case "fork":
            timeline.fork()


@settings(max_examples=300, deadline=None)
@given(st.lists(actions, max_size=14))
def test_any_way_through_a_run_equals_a_fresh_replay(way: list[tuple[str, Any]]) -> None:
    timeline = Timeline(RUN)
    for action, value in way:
        # What has come to grief may be mended by what is done next.
        with suppress(Diverged):
            perform(timeline, action, value)
    assert state_of(timeline.trainer) == state_of(replayed(timeline).trainer)


@settings(max_examples=40, deadline=None)
@given(st.lists(actions, max_size=8), st.floats(0, 1), st.integers(1, 60))
def test_from_any_place_it_goes_on_as_it_did(
    way: list[tuple[str, Any]], share: float, more: int
) -> None:
    timeline = Timeline(RUN)
    try:
        for action, value in way:
            perform(timeline, action, value)
        arrive(timeline, timeline.head)
        timeline.step(more)
        there, head = state_of(timeline.trainer), timeline.head
        arrive(timeline, round(share * head))
        timeline.step(head - timeline.trainer.step_count)
    except Diverged:
        return
    timeline._catch_up()
    assert state_of(timeline.trainer) == there
    assert timeline.head == head


def test_a_place_on_the_line_is_reached_forwards_as_backwards() -> None:
    timeline = Timeline(RUN)
    timeline.step(3900)
    states: dict[int, dict[str, Any]] = {}
    for step in (3900, 3000, 1, 0, 2501, 3899):
        arrive(timeline, step)
        assert timeline.trainer.step_count == step
        states[step] = state_of(timeline.trainer)
    for step in (0, 1, 2501, 3000, 3899, 3900):
        arrive(timeline, step)
        assert state_of(timeline.trainer) == states[step]


def test_thinned_charts_hold_true_rows_wherever_the_run_has_been() -> None:
    timeline, fresh = Timeline(RUN), Timeline(RUN)
    timeline.step(12_345)
    for step in (2000, 9000, 3, 11_111):
        arrive(timeline, step)
    timeline.step(100)
    true_rows: dict[float, tuple[float, ...]] = {}
    while fresh.trainer.epoch_count <= timeline.trainer.epoch_count:
        true_rows |= {row[0]: tuple(row) for row in fresh.trainer.history.records}
        fresh.epoch()
    rows = timeline.trainer.history.records
    assert (np.diff(rows[:, 0]) > 0).all()
    assert rows[-1, 0] >= timeline.trainer.epoch_count - timeline.trainer.history.stride
    assert all(tuple(row) == true_rows[row[0]] for row in rows)


def test_a_jump_from_dense_charts_into_thinned_ones_finds_room() -> None:
    timeline = Timeline(Run((2, 2, 1), ("tanh", "linear"), batch_size=0, n_train=4))
    timeline.step(1900)
    arrive(timeline, 0)
    timeline.step(990)
    arrive(timeline, 1800)
    assert timeline.trainer.step_count == 1800
    epochs = timeline.trainer.history.records[:, 0]
    np.testing.assert_array_equal(epochs, np.arange(0, 1801, timeline.trainer.history.stride))
    assert len(timeline.trainer.flow) == len(epochs) - 1


EXPLODING = Run((2, 1), ("linear",), learning_rate=1.5, batch_size=0)


def test_what_came_to_grief_and_was_mended_is_gone_through_again() -> None:
    timeline = Timeline(EXPLODING)
    with pytest.raises(Diverged):
        timeline.step(10_000)
    stuck = timeline.trainer.step_count
    timeline.change(Reconfigure(replace(EXPLODING, learning_rate=0.01)))
    for index in range(3):
        timeline.change(SetParameter(index, 0.1))
    timeline.step(50)
    there = state_of(timeline.trainer)
    assert state_of(replayed(timeline).trainer) == there
    arrive(timeline, max(stuck - 1, 0))
    arrive(timeline, stuck + 50)
    assert timeline.head == stuck + 50
    assert state_of(timeline.trainer) == there


def test_what_came_to_grief_cannot_go_on_after_a_way_round() -> None:
    timeline = Timeline(Run(dropout=0.0, learning_rate=1e3, gradient_clipping=100.0))
    with pytest.raises(Diverged):
        timeline.step(100_000)
    stuck = timeline.trainer.step_count
    arrive(timeline, 0)
    arrive(timeline, stuck)
    with pytest.raises(Diverged):
        timeline.step(1)
    assert (timeline.trainer.step_count, timeline.head) == (stuck, stuck)
    assert timeline.trainer.trace().trouble is not None


def test_an_epoch_ends_with_its_pass_whatever_the_log_does_to_it() -> None:
    timeline = Timeline(replace(RUN, batch_size=1))
    timeline.step(20)
    timeline.change(Reconfigure(replace(RUN, batch_size=2)))
    timeline.step(2)
    assert timeline.trainer.epoch_count == 1
    arrive(timeline, 0)
    timeline.epoch()
    assert (timeline.trainer.epoch_count, timeline.trainer.step_count) == (1, 22)


def next_sample(timeline: Timeline) -> int | None:
    return timeline.next_sample


def test_the_sample_that_comes_next_is_known() -> None:
    timeline = Timeline(RUN)
    timeline.step(5)
    timeline.change(Teach(7))
    assert next_sample(timeline) is None
    arrive(timeline, 5)
    assert next_sample(timeline) == 7
    timeline.step(1)
    assert next_sample(timeline) is None


def test_what_is_refused_leaves_the_line_as_it_is() -> None:
    timeline = Timeline(RUN)
    timeline.step(50)
    arrive(timeline, 10)
    for change in (SetParameter(-1, 0.0), Teach(99), HoldStill(Hold(frozenset({999})))):
        with pytest.raises((ValueError, IndexError)):
            timeline.change(change)
    assert timeline.head == 50
    timeline.change(Teach(3))
    assert (timeline.head, timeline.trainer.step_count) == (11, 11)
    assert state_of(replayed(timeline).trainer) == state_of(timeline.trainer)


def test_a_change_in_the_past_leaves_the_old_curve_as_a_ghost() -> None:
    timeline = Timeline(RUN)
    timeline.step(300)
    old = timeline.trainer.history.records.copy()
    arrive(timeline, 100)
    assert timeline.future is not None
    np.testing.assert_array_equal(timeline.future, old)
    timeline.change(SetParameter(0, 1.0))
    assert not has_future(timeline)
    assert timeline.head == 100
    np.testing.assert_array_equal(timeline.ghosts[-1], old)
    for _ in range(5):
        timeline.step(50)
        arrive(timeline, 100)
        timeline.fork()
    assert len(timeline.ghosts) == GHOST_LIMIT
    timeline.forget_ghosts()
    assert timeline.ghosts == []


def test_reaching_the_end_again_ends_the_future() -> None:
    timeline = Timeline(RUN)
    timeline.step(300)
    arrive(timeline, 100)
    timeline.step(199)
    assert has_future(timeline)
    timeline.step(1)
    assert not has_future(timeline)
    assert timeline.ghosts == []
    timeline.step(1)
    assert timeline.head == 301


def test_drawings_at_one_place_leave_the_last_alone_in_the_log() -> None:
    timeline, other = Timeline(RUN), Timeline(RUN)
    for run in (timeline, other):
        run.step(5)
    for dataset in (1, 2, 0, 3):
        timeline.change(Redraw(replace(RUN, dataset=dataset)))
    other.change(Redraw(replace(RUN, dataset=3)))
    for run in (timeline, other):
        run.step(7)
    assert timeline.log == other.log == [Entry(5, Redraw(replace(RUN, dataset=3)))]
    assert state_of(timeline.trainer) == state_of(other.trainer)


def test_what_is_drawn_before_all_else_is_what_the_run_began_with() -> None:
    timeline = Timeline(RUN)
    timeline.change(Redraw(replace(RUN, dataset=2)))
    assert timeline.log == []
    assert state_of(timeline.trainer) == state_of(Trainer(replace(RUN, dataset=2)))


def test_new_data_begin_a_pass_and_keep_the_rest() -> None:
    timeline = Timeline(replace(RUN, optimizer="adam"))
    timeline.step(5)
    trainer = timeline.trainer
    before = state_of(trainer)
    timeline.change(Redraw(replace(trainer.experiment, dataset=2)))
    after = state_of(trainer)
    for name in ("parameters", "slots", "generators", "history", "flow", "rate"):
        assert after[name] == before[name]
    assert (trainer.step_count, trainer.epoch_progress, trainer.steps_left_in_pass) == (5, 1.0, 2)
    loss, _ = trainer.network.loss_and_gradients(
        trainer.dataset.train_inputs, trainer.dataset.train_targets
    )
    assert trainer.evaluate().train_loss == pytest.approx(loss, rel=1e-5)


def test_recovering_keeps_the_latest_data() -> None:
    timeline = Timeline(Run(dropout=0.0, learning_rate=1e3, gradient_clipping=100.0))
    timeline.step(1)
    timeline.change(Redraw(replace(timeline.trainer.experiment, dataset=2)))
    with pytest.raises(Diverged):
        timeline.step(100_000)
    timeline.recover()
    assert timeline.trainer.experiment == replace(timeline.first_experiment, dataset=2)
    assert len(timeline.trainer.dataset.train_inputs) == 14
    assert state_of(replayed(timeline).trainer) == state_of(timeline.trainer)


def test_no_more_drawings_are_kept_than_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnviz.core.timeline.REDRAW_LIMIT", 3)
    timeline = Timeline(RUN)
    for dataset in (1, 2, 3):
        timeline.step(1)
        timeline.change(Redraw(replace(RUN, dataset=dataset)))
    timeline.step(1)
    before = state_of(timeline.trainer)
    with pytest.raises(LogFull):
        timeline.change(Redraw(RUN))
    assert state_of(timeline.trainer) == before
    timeline.change(SetParameter(0, 0.5))


def test_what_replaces_a_change_stands_alone_in_the_log() -> None:
    timeline = Timeline(RUN)
    timeline.step(3)
    for value in (0.1, 0.2, 0.3):
        timeline.change(SetParameter(2, value))
    timeline.change(SetParameter(1, 0.5))
    assert timeline.log == [Entry(3, SetParameter(2, 0.3)), Entry(3, SetParameter(1, 0.5))]


def test_a_full_log_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert LOG_LIMIT >= 10_000
    monkeypatch.setattr("nnviz.core.timeline.LOG_LIMIT", 3)
    timeline = Timeline(RUN)
    for index in range(3):
        timeline.change(SetParameter(index, 0.25))
    before = state_of(timeline.trainer)
    with pytest.raises(LogFull):
        timeline.change(SetParameter(4, 0.25))
    assert state_of(timeline.trainer) == before
    timeline.change(SetParameter(2, 0.5))  # replaces the last


@pytest.mark.parametrize("step", [-1, 11])
def test_there_is_nothing_beside_the_line(step: int) -> None:
    timeline = Timeline(RUN)
    timeline.step(10)
    with pytest.raises(ValueError, match="from 0 to 10"):
        timeline.seek(step)


@pytest.mark.parametrize(
    "change", [SetParameter(0, float("inf")), SetParameter(-1, 0.0), Teach(24), Teach(-1)]
)
def test_what_cannot_be_is_refused(change: Change) -> None:
    timeline = Timeline(RUN)
    with pytest.raises((ValueError, IndexError)):
        timeline.change(change)
    assert timeline.log == []


def kept_bytes(timeline: Timeline) -> int:
    """What the checkpoints hold, all that hangs on them included."""
    return len(pickle.dumps(timeline.trainer.checkpoints))


def test_memory_is_bounded_over_a_million_updates() -> None:
    timeline = Timeline(Run((2, 1, 1), ("tanh", "linear"), batch_size=0, n_train=4))
    for _ in range(20):
        timeline.step(50_000)
        assert len(timeline.trainer.checkpoints) <= MOST
        assert kept_bytes(timeline) < MEMORY_LIMIT
    arrive(timeline, 499_999)
    assert timeline.head == 1_000_000
    assert kept_bytes(timeline) < MEMORY_LIMIT


def test_memory_is_bounded_for_the_largest_network() -> None:
    run = Run(
        (2, *(16,) * 6, 1), ("tanh",) * 6 + ("linear",), optimizer="adam", batch_size=0, n_train=4
    )
    timeline = Timeline(run)
    for _ in range(8):
        timeline.step(100)
        # Twice, as each may hold on to an older, healthy one.
        assert kept_bytes(timeline) < 2 * MEMORY_LIMIT
