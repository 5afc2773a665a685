"""A sample need not be a point: a dataset of something else is written, divided and learnt from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import DTypeLike

from nnviz.core.timeline.timeline import Timeline
from nnviz.core.training.divergence import Diverged
from nnviz.core.training.trainer import Trainer
from nnviz.data import DATASETS, Dataset, DatasetSpec, make_dataset
from nnviz.data.arrays import FloatArray
from nnviz.data.division.shares import Shares, cut, divided
from tests.core.bilinear import Bilinear
from tests.core.run import Training

WIDTH = 3


class PairSpec(DatasetSpec):
    """A sample is two vectors, (2, WIDTH); its label is their product with one in between."""

    @property
    def is_generated(self) -> bool:
        return True

    @property
    def kind_of_inputs(self) -> str:
        return "pairs"

    def input_matrix(self, samples: FloatArray, names: Sequence[str]) -> FloatArray:
        return samples.reshape(len(samples), -1)

    def shares(
        self, n_points: int, noise: float, n_classes: int, train_share: float, data_seed: int
    ) -> Shares:
        rng = np.random.default_rng(data_seed)
        pairs = rng.uniform(-1.0, 1.0, (n_points, 2, WIDTH))
        labels = np.einsum("ni,ni->n", pairs[:, 0], pairs[:, 1][:, ::-1])
        labels += noise * rng.standard_normal(n_points)
        return divided(pairs, labels, *cut(rng.permutation(n_points), train_share))


PAIRS = PairSpec(name="pairs", task="regression", classes=0, default_points=60, most_points=500)


@dataclass(frozen=True, kw_only=True)
class PairRun(Training):
    """Settings of a network that learns pairs."""

    def make_network(self, rng: np.random.Generator, dtype: DTypeLike) -> Bilinear:
        return Bilinear(WIDTH, rng, dtype)

    def make_dataset(self) -> Dataset:
        return make_dataset(
            PAIRS, PAIRS.default_points, 0.0, 0, 0.5, self.dataset, (), low_target=-1.0
        )


RUN = PairRun(optimizer="adam", learning_rate=0.02, batch_size=10)


def test_it_says_what_it_can_do() -> None:
    assert (PAIRS.has_columns, PAIRS.is_drawable, PAIRS.is_drawn) == (False, False, False)
    assert (PAIRS.recipe, PAIRS.records, PAIRS.image_shape) == (None, None, None)
    assert (PAIRS.features, PAIRS.default_features) == ({}, ())
    assert PAIRS.train_count(60, 0.5) == 30
    assert not hasattr(PAIRS, "dimension")
    assert not hasattr(PAIRS, "domain")


def test_its_samples_are_divided_and_become_inputs() -> None:
    data = RUN.make_dataset()
    assert data.train_points.shape == (30, 2, WIDTH)
    assert data.train_inputs.shape == (30, 2 * WIDTH)
    assert data.train_targets.shape == data.test_targets.shape == (30, 1)
    assert RUN.make_dataset() is data


def test_a_network_learns_them_and_goes_back_and_forth() -> None:
    timeline = Timeline(RUN)
    trainer = timeline.trainer
    before = trainer.evaluate()
    timeline.step(300)
    after = trainer.evaluate()
    assert after.test_loss < 0.01 < before.test_loss
    assert after.test_metric > 0.9
    parameters, flow = trainer.network.parameters.copy(), trainer.flow.records.copy()
    assert len(trainer.checkpoints) > 1
    for step in (17, 300):
        timeline.seek(step)
        while timeline.target is not None:
            timeline.replay(50)
    np.testing.assert_array_equal(trainer.network.parameters, parameters)
    np.testing.assert_array_equal(trainer.flow.records, flow)
    assert trainer.flow.records.shape[1] == 1 + 2 * len(trainer.network.blocks)


def test_what_blows_up_is_stopped_before() -> None:
    trainer = Trainer(PairRun(learning_rate=1e6))
    with pytest.raises(Diverged) as caught:
        trainer.step(100)
    assert np.isfinite(trainer.network.parameters).all()
    assert 1 <= caught.value.layer <= len(trainer.network.blocks)


@pytest.mark.parametrize("spec", DATASETS.values(), ids=DATASETS)
def test_what_comes_with_nnviz_says_what_it_can_do(spec: DatasetSpec) -> None:
    assert spec.has_columns == (spec.recipe is not None) == (spec.records is not None)
    assert spec.kind_of_inputs in {"tiles", "distributions", "image"}
    assert (spec.kind_of_inputs == "image") == (spec.image_shape is not None)
    assert (spec.kind_of_inputs == "tiles") != spec.has_columns
    assert not spec.is_drawn
