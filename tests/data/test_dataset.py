"""The split is balanced, complete and repeatable; inputs and targets are what the loss wants."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.functions.losses import LOSSES
from nnviz.data import dataset
from nnviz.data.division.targets import LOSSES_OF_TASK, make_targets, output_activation
from nnviz.data.specs.datasets import GENERATED
from nnviz.experiment import Experiment

ARRAYS = [f"{share}_{kind}" for share in ("train", "test") for kind in
          ("points", "labels", "inputs", "targets")]  # fmt: skip


@given(
    st.sampled_from(sorted(GENERATED)),
    st.integers(20, 200),
    st.floats(0.1, 0.9),
    st.integers(2, 6),
    st.integers(0, 1000),
)
def test_split(name: str, n: int, train_share: float, n_classes: int, data_seed: int) -> None:
    experiment = Experiment(
        dataset=name, n_points=n, train_share=train_share, n_classes=n_classes, data_seed=data_seed
    )
    data = experiment.make_dataset()
    assert len(data.train_points) == pytest.approx(n * train_share, abs=0.5)
    assert len(data.train_points) + len(data.test_points) == n
    assert data.train_inputs.shape[1] == experiment.layer_sizes[0]
    assert data.train_targets.shape == (len(data.train_points), experiment.n_outputs)
    assert data.n_classes == experiment.class_count
    for labels in (data.train_labels, data.test_labels):
        assert len(labels) > 0
        if experiment.task != "regression":
            counts = np.bincount(labels.astype(int), minlength=data.n_classes)
            # Either share may lack one of a class that was itself short of one.
            assert counts.max() - counts.min() <= 2


def test_every_array_is_float64_and_read_only() -> None:
    data = Experiment().make_dataset()
    for name in ARRAYS:
        array = getattr(data, name)
        assert array.dtype == np.float64
        assert not array.flags.writeable


def test_equal_settings_give_equal_data() -> None:
    data = Experiment("moons").make_dataset()
    dataset._generated.cache_clear()
    again = Experiment("moons").make_dataset()
    assert again is not data
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(data, name), getattr(again, name))


def test_another_share_divides_the_same_points() -> None:
    few = Experiment(train_share=0.2).make_dataset()
    many = Experiment(train_share=0.8).make_dataset()
    np.testing.assert_array_equal(many.train_points[: len(few.train_points)], few.train_points)


def test_targets() -> None:
    labels = np.array([0.0, 1.0, 1.0])
    one_hot = [[1, 0, 0], [0, 1, 0], [0, 1, 0]]
    for low in (0.0, -1.0):
        np.testing.assert_array_equal(make_targets(labels, "binary", 2, low), [[low], [1], [1]])
        np.testing.assert_array_equal(make_targets(labels, "regression", 0, low), [[0], [1], [1]])
        np.testing.assert_array_equal(make_targets(labels, "multiclass", 3, low), one_hot)


@pytest.mark.parametrize("loss", LOSSES_OF_TASK["binary"])
def test_two_classes_are_what_the_loss_compares_with(loss: str) -> None:
    data = Experiment(loss=loss).make_dataset()
    np.testing.assert_array_equal(np.unique(data.train_targets), [LOSSES[loss].low_target, 1.0])
    np.testing.assert_array_equal(data.train_targets[:, 0] == 1.0, data.train_labels == 1.0)


def test_a_task_offers_what_its_outputs_can_be_read_as() -> None:
    suited = {
        "binary": {"values", "probability"},
        "multiclass": {"values", "shares"},
        "regression": {"values"},
    }
    for task, losses in LOSSES_OF_TASK.items():
        assert {LOSSES[loss].output_kind for loss in losses} <= suited[task], task


def test_output_activations_reach_the_targets() -> None:
    assert {task: [output_activation(task, takes_logits=LOSSES[loss].takes_logits)
                   for loss in losses] for task, losses in LOSSES_OF_TASK.items()} == {
        "binary": ["linear", "tanh", "tanh"],
        "multiclass": ["linear", "sigmoid"],
        "regression": ["linear", "linear"],
    }  # fmt: skip
