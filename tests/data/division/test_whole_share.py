"""All samples for training: nothing is left to test with, and few samples are not divided."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nnviz import Experiment, Trainer
from nnviz.core.timeline.changes import Redraw
from nnviz.core.timeline.timeline import Timeline
from nnviz.data import DATASETS, DrawnSpec, own_table, register
from nnviz.data.division.shares import FEWEST_DIVIDED, train_count
from nnviz.data.tables.recipe.recipe import Column, Recipe
from nnviz.data.tables.recipe.records import Records

CORNERS = np.array([[3, 3], [-3, -3], [3, -3], [-3, 3]], float)


def drawing(n: int = 4) -> DrawnSpec:
    """The four corners of XOR and, if there are more, points beside them."""
    points = np.tile(CORNERS, (-(-n // 4), 1))[:n] + np.arange(n)[:, None] // 4 * 0.1
    ranks = np.tile([0.1, 0.4, 0.6, 0.9], -(-n // 4))[:n]
    labels = np.tile([1, 1, 0, 0], -(-n // 4))[:n]
    arrays = {"points": points, "labels": labels, "ranks": ranks}
    spec = register(DrawnSpec.from_arrays("binary", 2, arrays))
    assert isinstance(spec, DrawnSpec)
    return spec


@pytest.mark.parametrize("name", DATASETS)
def test_everything_is_for_training(name: str) -> None:
    experiment = Experiment(dataset=name, train_share=1.0)
    data = experiment.make_dataset()
    assert len(data.train_points) == experiment.n_points
    assert not experiment.has_test
    assert data.test_inputs.shape == (0, experiment.layer_sizes[0])
    trainer = Trainer(experiment)
    trainer.epoch()
    evaluation = trainer.evaluate()
    assert np.isfinite(evaluation.train_loss)
    assert np.isnan(evaluation.test_loss)


@given(st.integers(1, 300), st.floats(0.1, 1.0))
def test_below_a_whole_share_one_is_left_to_test_with(n: int, share: float) -> None:
    n_train = train_count(n, share)
    assert 1 <= n_train <= n
    assert (n_train == n) == (share == 1.0 or n == 1)


DRAWINGS = [drawing(1), drawing()]
NAMES = [*DATASETS, *(spec.name for spec in DRAWINGS)]


@given(st.sampled_from(NAMES), st.floats(0.1, 1.0))
@example(DRAWINGS[1].name, 0.95)  # The ranks of all are below that.
def test_whether_anything_is_left_is_known_without_the_data(name: str, share: float) -> None:
    experiment = Experiment(dataset=name, train_share=share)
    assert experiment.has_test == (len(experiment.make_dataset().test_points) > 0)


def test_four_drawn_corners_are_learnt() -> None:
    experiment = Experiment(dataset=drawing().name, learning_rate=0.1)
    assert (experiment.train_share, experiment.to_query().get("train_share")) == (1.0, None)
    trainer = Trainer(experiment)
    trainer.epoch(500)
    assert len(trainer.dataset.train_inputs) == 4
    assert trainer.evaluate().train_metric == 1.0


def test_a_drawing_that_grows_is_divided_and_goes_on() -> None:
    small, large = drawing(FEWEST_DIVIDED - 1), drawing(FEWEST_DIVIDED)
    timeline = Timeline(Experiment())
    timeline.step(3)
    for spec, share in ((small, 1.0), (large, 0.5)):
        experiment = timeline.trainer.experiment
        assert isinstance(experiment, Experiment)
        timeline.change(Redraw(experiment.with_(dataset=spec.name)))
        now = timeline.trainer.experiment
        assert isinstance(now, Experiment)
        assert now.train_share == share
    assert timeline.trainer.step_count == 3
    n_train = int((large.ranks < 0.5).sum())
    assert len(timeline.trainer.dataset.train_inputs) == n_train


@pytest.mark.parametrize(("n", "share"), [(4, 1.0), (9, 1.0), (10, 0.8)])
def test_of_a_small_table_all_rows_are_for_training(n: int, share: float) -> None:
    columns = (Column("a"), Column("b"))
    values = np.tile([[0.0, 0], [0, 1], [1, 0], [1, 1]], (3, 1))[:n]
    labels = np.tile([0.0, 1, 1, 0], 3)[:n]
    recipe = Recipe(columns, "y", "binary", ("no", "yes"))
    spec = register(own_table(Records(recipe, values.copy(), labels.copy())))
    experiment = Experiment(dataset=spec.name, hidden=(8,), learning_rate=0.3)
    assert experiment.train_share == share
    if n == 4:
        trainer = Trainer(experiment)
        trainer.epoch(500)
        assert trainer.evaluate().train_metric == 1.0
