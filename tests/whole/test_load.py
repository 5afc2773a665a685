"""A saved run as a model in somebody's own program."""

from pathlib import Path

import numpy as np
import pytest

from nnviz import Network, RunFileProblem, load
from nnviz.core.network.interventions import Interventions
from nnviz.core.timeline.changes import Intervene
from nnviz.core.timeline.timeline import Timeline
from nnviz.data import DATASETS, TableSpec
from nnviz.experiment import Experiment
from nnviz.saving import SavedRun, write_run


def run(experiment: Experiment, steps: int) -> Timeline[Network]:
    timeline = Timeline(experiment)
    timeline.step(steps)
    return timeline


def test_it_predicts_the_classes_that_a_table_names(tmp_path: Path) -> None:
    timeline = run(Experiment("iris"), 600)
    file = tmp_path / "run.npz"
    file.write_bytes(write_run(SavedRun.of(timeline)))
    iris = DATASETS["iris"]
    assert isinstance(iris, TableSpec)
    table, labels = iris.records.values, iris.records.labels.astype(int)
    right = load(file).predict(table) == np.array(iris.recipe.classes)[labels]
    assert load(str(file)).classes == iris.recipe.classes
    assert right.mean() > 0.9


def test_it_predicts_as_the_network_does_with_what_is_switched_off() -> None:
    timeline = run(Experiment("circle", hidden=(4, 2)), 100)
    timeline.change(Intervene(Interventions(silenced=frozenset({(1, 2)}))))
    model = load(write_run(SavedRun.of(timeline)))
    dataset, network = timeline.trainer.dataset, timeline.trainer.network
    points = dataset.test_inputs  # the features of a circle are its coordinates
    np.testing.assert_allclose(model.outputs(points), network.forward(points), atol=1e-5)
    assert model.network.silenced == {(1, 2)}


def test_what_is_no_run_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(RunFileProblem, match="not a saved run"):
        load(b"something else")
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nothing.npz")
