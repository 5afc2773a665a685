"""A run that was put away and taken up again is the run that it was, bit for bit."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import Network
from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.divergence import Diverged
from tests.core.run import Run
from tests.core.timeline.lines import EXPLODING, RUN, actions, arrive, perform, state_of


def line_of(timeline: Timeline[Network]) -> dict[str, Any]:
    """All that a timeline has beside its trainer's state."""
    future = timeline.future
    return {
        "log": timeline.log,
        "places": (timeline.head, timeline.target, timeline._done, timeline.next_sample),
        "ghosts": [ghost.tobytes() for ghost in timeline.ghosts],
        "future": None if future is None else future.tobytes(),
        "checkpoints": [kept.step_count for kept in timeline.trainer.checkpoints.kept],
        "healthy": timeline.trainer.healthy.step_count,
    }


def assert_equal(one: Timeline[Network], other: Timeline[Network]) -> None:
    assert state_of(one.trainer) == state_of(other.trainer)
    assert line_of(one) == line_of(other)


@settings(max_examples=100)
@given(st.lists(actions, max_size=10), st.lists(actions, max_size=6))
def test_it_goes_on_as_if_it_had_never_been_put_away(
    way: list[tuple[str, Any]], more: list[tuple[str, Any]]
) -> None:
    timeline = Timeline(RUN)
    for action, value in way:
        with suppress(Diverged):
            perform(timeline, action, value)
    other = Timeline.resumed(timeline.snapshot())
    assert_equal(timeline, other)
    for action, value in [*more, ("step", 30)]:
        for one in (timeline, other):
            with suppress(Diverged):
                perform(one, action, value)
    assert_equal(timeline, other)


def test_what_stands_still_is_not_moved_by_what_goes_on() -> None:
    timeline = Timeline(RUN)
    timeline.step(50)
    there = state_of(timeline.trainer)
    snapshot = timeline.snapshot()
    timeline.step(50)
    first = Timeline.resumed(snapshot)
    assert state_of(first.trainer) == there
    first.step(50)
    assert state_of(first.trainer) == state_of(timeline.trainer)
    assert state_of(Timeline.resumed(snapshot).trainer) == there


@pytest.mark.parametrize(
    "run", [EXPLODING, Run(dropout=0.0, learning_rate=1e3, gradient_clipping=100.0)]
)
def test_what_came_to_grief_is_still_stuck_and_recovers(run: Run) -> None:
    timeline = Timeline(run)
    with pytest.raises(Diverged) as before:
        timeline.step(100_000)
    other = Timeline.resumed(timeline.snapshot())
    assert_equal(timeline, other)
    with pytest.raises(Diverged) as after:
        other.step(1)
    assert str(after.value) == str(before.value)
    for one in (timeline, other):
        one.recover()
    assert_equal(timeline, other)


def test_on_the_way_to_another_update_it_stays_on_the_way() -> None:
    timeline = Timeline(replace(RUN, batch_size=1))
    timeline.step(500)
    timeline.seek(334)
    timeline.replay(3)
    other = Timeline.resumed(timeline.snapshot())
    assert (other.trainer.step_count, other.target) == (315, 334)
    for one in (timeline, other):
        arrive(one, 334)
    assert_equal(timeline, other)
