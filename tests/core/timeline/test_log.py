"""What is remembered of what was done to a run, and what is refused."""

from dataclasses import replace

import pytest

from nnviz import Network
from nnviz.core.network.interventions import Interventions
from nnviz.core.timeline.changes import Change, Entry, Intervene, Redraw, SetParameter, Teach
from nnviz.core.timeline.timeline import LOG_LIMIT, LogFull, Timeline
from nnviz.core.training.divergence import Diverged
from nnviz.core.training.trainer import Trainer
from tests.core.run import Run
from tests.core.timeline.lines import RUN, arrive, replayed, state_of


def test_what_is_refused_leaves_the_line_as_it_is() -> None:
    timeline = Timeline(RUN)
    timeline.step(50)
    arrive(timeline, 10)
    for change in (SetParameter(-1, 0.0), Teach(99), Intervene(Interventions(frozenset({999})))):
        with pytest.raises((ValueError, IndexError)):
            timeline.change(change)
    assert timeline.head == 50
    timeline.change(Teach(3))
    assert (timeline.head, timeline.trainer.step_count) == (11, 11)
    assert state_of(replayed(timeline).trainer) == state_of(timeline.trainer)


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
    monkeypatch.setattr("nnviz.core.timeline.timeline.REDRAW_LIMIT", 3)
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
    monkeypatch.setattr("nnviz.core.timeline.timeline.LOG_LIMIT", 3)
    timeline = Timeline(RUN)
    for index in range(3):
        timeline.change(SetParameter(index, 0.25))
    before = state_of(timeline.trainer)
    with pytest.raises(LogFull):
        timeline.change(SetParameter(4, 0.25))
    assert state_of(timeline.trainer) == before
    timeline.change(SetParameter(2, 0.5))  # replaces the last


@pytest.mark.parametrize(
    "change", [SetParameter(0, float("inf")), SetParameter(-1, 0.0), Teach(24), Teach(-1)]
)
def test_what_cannot_be_is_refused(change: Change[Network]) -> None:
    timeline = Timeline(RUN)
    with pytest.raises((ValueError, IndexError)):
        timeline.change(change)
    assert timeline.log == []
