"""What somebody has drawn is a dataset like any other, down to a single point."""

from typing import Any

import numpy as np
import pytest

from nnviz import Experiment, Trainer
from nnviz.data import DrawnSpec, register


def drawing(n: int = 40, task: str = "binary", classes: int = 2, seed: int = 0) -> DrawnSpec:
    """A drawing with random points of all classes or values."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, n) if classes else rng.uniform(-1, 1, n)
    arrays = {"points": rng.uniform(-6, 6, (n, 2)), "labels": labels, "ranks": rng.random(n)}
    return DrawnSpec.from_arrays(task, classes, arrays)


@pytest.mark.parametrize(
    ("task", "classes"), [("binary", 2), ("multiclass", 2), ("multiclass", 6), ("regression", 0)]
)
def test_it_is_made_again_from_its_arrays(task: str, classes: int) -> None:
    spec = drawing(task=task, classes=classes)
    again = DrawnSpec.from_arrays(task, classes, spec.to_arrays())
    assert again.name == spec.name != drawing(39, task, classes).name
    assert again.name.startswith("own-")
    for name, array in spec.to_arrays().items():
        np.testing.assert_array_equal(again.to_arrays()[name], array)


@pytest.mark.parametrize(("task", "classes"), [("binary", 2), ("multiclass", 4), ("regression", 0)])
def test_it_is_learnt_from(task: str, classes: int) -> None:
    spec = register(drawing(task=task, classes=classes))
    experiment = Experiment().with_(dataset=spec.name)
    data = experiment.make_dataset()
    assert (experiment.n_points, data.n_classes) == (40, classes)
    assert len(data.train_labels) + len(data.test_labels) == 40
    trainer = Trainer(experiment)
    before = trainer.evaluate().train_loss
    trainer.epoch(30)
    assert trainer.evaluate().train_loss < before


@pytest.mark.parametrize("rank", [0.1, 0.9])
@pytest.mark.parametrize(("task", "classes"), [("binary", 2), ("multiclass", 3), ("regression", 0)])
def test_one_point_is_for_training(task: str, classes: int, rank: float) -> None:
    arrays = {"points": np.ones((1, 2)), "labels": np.zeros(1), "ranks": np.array([rank])}
    spec = register(DrawnSpec.from_arrays(task, classes, arrays))
    trainer = Trainer(Experiment().with_(dataset=spec.name))
    trainer.epoch(3)
    evaluation = trainer.evaluate()
    assert np.isfinite(evaluation.train_loss)
    assert np.isnan(evaluation.test_loss)


def test_no_other_point_changes_sides() -> None:
    spec = drawing(30)
    arrays = spec.to_arrays()
    more = {
        "points": np.concatenate([[[0.0, 0.0]], arrays["points"][1:], [[1.0, 1.0]]]),
        "labels": np.concatenate([[1.0], arrays["labels"][1:], [0.0]]),
        "ranks": np.concatenate([[0.99], arrays["ranks"][1:], [0.01]]),
    }
    other = DrawnSpec.from_arrays("binary", 2, more)
    before = set(spec.shares(30, 0.0, 3, 0.5, 0).train_rows.tolist()) - {0}
    after = set(other.shares(31, 0.0, 3, 0.5, 0).train_rows.tolist()) - {0, 30}
    assert before == after


def test_all_of_it_is_taken_or_nothing() -> None:
    spec = register(drawing(30))
    with pytest.raises(ValueError, match="n_points must be from 30 to 30"):
        Experiment(spec.name, n_points=20)


def changed(**arrays: Any) -> dict[str, Any]:
    return {"points": np.zeros((3, 2)), "labels": np.zeros(3), "ranks": np.zeros(3)} | arrays


@pytest.mark.parametrize(
    ("task", "classes", "arrays", "reason"),
    [
        ("binary", 3, changed(), "a task"),
        ("multiclass", 7, changed(), "a task"),
        ("regression", 2, changed(), "a task"),
        ("ranking", 2, changed(), "a task"),
        ("binary", 2, {}, "1 to 1000 points"),
        ("binary", 2, changed(labels=np.zeros(1001)), "1 to 1000 points"),
        ("binary", 2, changed(points=np.zeros((2, 2))), "must be"),
        ("binary", 2, changed(points=np.full((3, 2), 6.1)), "within"),
        ("binary", 2, changed(points=np.full((3, 2), np.nan)), "within"),
        ("binary", 2, changed(ranks=np.full(3, np.nan)), "ranks"),
        ("binary", 2, changed(ranks=np.full(3, 1.5)), "ranks"),
        ("binary", 2, changed(labels=np.full(3, 2.0)), "whole numbers from 0 to 1"),
        ("multiclass", 3, changed(labels=np.full(3, 0.5)), "whole numbers from 0 to 2"),
        ("regression", 0, changed(labels=np.full(3, 1.01)), "values"),
    ],
)
def test_what_is_no_drawing_is_refused(
    task: str, classes: int, arrays: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        DrawnSpec.from_arrays(task, classes, arrays)
