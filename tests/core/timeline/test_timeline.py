"""A run that went to and fro equals one that never did, bit for bit."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import Network
from nnviz.core.timeline.changes import Reconfigure, SetParameter, Teach
from nnviz.core.timeline.timeline import GHOST_LIMIT, Timeline
from nnviz.core.training.divergence import Diverged
from tests.core.run import Run
from tests.core.timeline.lines import EXPLODING, RUN, actions, arrive, perform, replayed, state_of


def has_future(timeline: Timeline[Network]) -> bool:
    return timeline.future is not None


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


def next_sample(timeline: Timeline[Network]) -> int | None:
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


@pytest.mark.parametrize("step", [-1, 11])
def test_there_is_nothing_beside_the_line(step: int) -> None:
    timeline = Timeline(RUN)
    timeline.step(10)
    with pytest.raises(ValueError, match="from 0 to 10"):
        timeline.seek(step)
