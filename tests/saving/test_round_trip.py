"""A run that was saved and opened again is the run that it was, bit for bit."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz import Network
from nnviz.core.timeline.changes import Redraw
from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.divergence import Diverged
from nnviz.data import register
from nnviz.experiment import Experiment
from nnviz.saving import SavedRun, read_run, write_run
from tests.core.timeline.test_snapshot import assert_equal
from tests.data.specs.test_drawn import drawing
from tests.saving.runs import actions, experiments, lived, own, perform

ROOT = Path(__file__).parents[2]


def opened(timeline: Timeline[Network]) -> Timeline[Network]:
    return Timeline.resumed(read_run(write_run(SavedRun.of(timeline))).snapshot)


@settings(max_examples=60)
@given(experiments(), st.lists(actions, max_size=8), st.lists(actions, max_size=3))
def test_any_run_goes_on_as_if_it_had_never_been_saved(
    experiment: Experiment, way: list[tuple[str, Any]], more: list[tuple[str, Any]]
) -> None:
    timeline = Timeline(experiment)
    for action in way:
        perform(timeline, *action)
    other = opened(timeline)
    assert_equal(timeline, other)
    for action in [*more, ("step", 100), ("rewind", 0.4)]:
        for one in (timeline, other):
            perform(one, *action)
    assert_equal(timeline, other)


def test_the_same_run_gives_the_same_bytes_also_when_it_has_been_opened() -> None:
    timeline = lived(Experiment("moons", hidden=(3, 2)))
    assert timeline.ghosts
    assert timeline.future is not None
    content = write_run(SavedRun.of(timeline))
    assert write_run(read_run(content)) == content
    assert write_run(SavedRun.of(opened(timeline))) == content


def test_what_came_to_grief_is_still_stuck() -> None:
    timeline = Timeline(
        Experiment("plane", hidden=(8, 8), activation="relu", learning_rate=10.0, noise=0.3)
    )
    with pytest.raises(Diverged) as before:
        timeline.step(10_000)
    other = opened(timeline)
    with pytest.raises(Diverged) as after:
        other.step(1)
    assert str(after.value) == str(before.value)
    for one in (timeline, other):
        one.recover()
        one.step(0)
    assert_equal(timeline, other)


def test_a_run_in_float64_stays_one() -> None:
    timeline = Timeline(Experiment(optimizer="momentum"), dtype=np.float64)
    timeline.step(30)
    assert_equal(timeline, opened(timeline))


def test_a_long_run_goes_back_as_before_and_its_file_stays_small() -> None:
    timeline = Timeline(Experiment("spiral", hidden=(8, 8, 8, 8), optimizer="adam"))
    timeline.step(20_000)
    content = write_run(SavedRun.of(timeline))
    assert len(content) < 2**20
    other = Timeline.resumed(read_run(content).snapshot)
    for one in (timeline, other):
        perform(one, "rewind", 0.61)
    assert_equal(timeline, other)


def test_drawings_go_on_through_all_that_was_drawn() -> None:
    first = Experiment(register(drawing(30)).name, hidden=(3,), optimizer="adam")
    timeline = Timeline(first)
    for n in (31, 32, 50):
        timeline.step(17)
        timeline.change(Redraw(first.with_(dataset=register(drawing(n, seed=n)).name)))
    timeline.step(9)
    other = opened(timeline)
    assert_equal(timeline, other)
    for one in (timeline, other):
        perform(one, "rewind", 0.4)
        perform(one, "step", 60)
    assert_equal(timeline, other)


OPEN_ELSEWHERE = """
import sys
from pathlib import Path
from nnviz.core.timeline.timeline import Timeline
from nnviz.data import find
from nnviz.saving import read_run
assert find(sys.argv[2]) is None
timeline = Timeline.resumed(read_run(Path(sys.argv[1]).read_bytes()).snapshot)
timeline.step(50)
print(timeline.trainer.network.parameters.tobytes().hex())
"""


def test_a_file_brings_its_own_table_to_where_nobody_has_it(tmp_path: Path) -> None:
    timeline = Timeline(Experiment(register(own()).name, hidden=(3,)))
    timeline.step(33)
    file = tmp_path / "run.npz"
    file.write_bytes(write_run(SavedRun.of(timeline)))
    command = [sys.executable, "-W", "error", "-c", OPEN_ELSEWHERE, str(file), own().name]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    timeline.step(50)
    assert result.stdout.strip() == timeline.trainer.network.parameters.tobytes().hex()


def test_the_preparation_and_the_network_can_be_had_without_the_data() -> None:
    timeline = lived(Experiment(register(own()).name, hidden=(3,)))
    saved = read_run(write_run(SavedRun.of(timeline)))
    dataset = timeline.trainer.dataset
    assert saved.preparation is not None
    inputs = saved.preparation.transform(own().records.values[:5])
    np.testing.assert_array_equal(
        saved.network().forward(inputs), timeline.trainer.network.forward(inputs)
    )
    assert dataset.task == "regression"


def test_a_long_log_of_small_changes_is_a_small_file() -> None:
    timeline = Timeline(Experiment(hidden=(3,)))
    timeline.step(1)
    for i in range(1000):
        perform(timeline, "freeze", (i % 13) / 13)
        perform(timeline, "configure", {"learning_rate": 0.001 + i / 1000})
        timeline.step(1)
    content = write_run(SavedRun.of(timeline))
    assert len(content) < 100_000
    snapshot = read_run(content).snapshot
    assert snapshot.log == timeline.snapshot().log
