"""A live run is put away and taken up again."""

import numpy as np

from nnviz import Experiment
from nnviz.core.network.interventions import Interventions
from nnviz.live.run.run import LiveRun
from nnviz.saving import read_run


def test_a_run_is_opened_where_it_was_saved_and_stands_still() -> None:
    run, other = LiveRun(Experiment("xor", optimizer="adam")), LiveRun(Experiment("wine"))
    run.step(130)
    run.edit(3, 0.5)
    run.intervene(Interventions(frozenset({1}), frozenset({(1, 0)})))
    content = run.saved()
    other.play()
    scene, version = other.scene, other.version
    other.open(read_run(content))
    assert not other.playing
    assert other.shown == other.experiment == run.experiment
    assert (other.line(), other.undoable) == (run.line(), 0)
    assert other.scene > scene
    assert other.version > version
    for one in (run, other):
        one.seek(40, 10.0)
        one.step(50)
        one.teach(2)
    np.testing.assert_array_equal(run.trainer.network.parameters, other.trainer.network.parameters)


def test_what_is_played_on_does_not_change_what_was_saved() -> None:
    run = LiveRun(Experiment())
    run.step(10)
    saved = run.to_save()
    parameters = saved.snapshot.now.parameters.copy()
    run.step(10)
    np.testing.assert_array_equal(saved.snapshot.now.parameters, parameters)
    run.open(saved)
    assert run.trainer.step_count == 10
