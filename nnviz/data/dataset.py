"""One dataset ready for training: points drawn, split in two, turned into inputs and targets."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nnviz.data.datasets import DATASETS
from nnviz.data.features import input_matrix
from nnviz.data.sampling import rank_in_class
from nnviz.data.spec import FloatArray
from nnviz.data.targets import make_targets


@dataclass(frozen=True, eq=False)
class Dataset:
    """Training and test share. All arrays are float64 and read-only.

    Attributes
    ----------
    n_classes
        2 for binary, k for multiclass, 0 for regression.
    train_points, test_points : (n, dimension)
    train_labels, test_labels : (n,)
        0/1, 0..k-1, or the value.
    train_inputs, test_inputs : (n, n_features)
    train_targets, test_targets : (n, n_outputs)
        As the loss compares them with the network's outputs.
    """

    task: str
    n_classes: int
    train_points: FloatArray
    train_labels: FloatArray
    train_inputs: FloatArray
    train_targets: FloatArray
    test_points: FloatArray
    test_labels: FloatArray
    test_inputs: FloatArray
    test_targets: FloatArray


# Learners who look at the same data share it, and going back to the data of a moment ago is free.
@lru_cache(maxsize=16)
def make_dataset(
    name: str,
    n_points: int,
    noise: float,
    n_classes: int,
    train_share: float,
    data_seed: int,
    features: tuple[str, ...],
    loss: str,
) -> Dataset:
    """Draw and split a dataset; the same arguments give the same numbers.

    Points and split have random streams of their own, so that another `train_share` divides the
    same points.
    """
    spec = DATASETS[name]
    n_classes = spec.class_count(n_classes)
    points, labels = spec.generate(
        n_points, noise, n_classes, np.random.default_rng([data_seed, 0])
    )
    order = shuffled(labels, spec.task, np.random.default_rng([data_seed, 1]))
    n_train = min(max(round(n_points * train_share), 1), n_points - 1)

    shares: list[FloatArray] = []
    for rows in (order[:n_train], order[n_train:]):
        share = (
            points[rows],
            labels[rows],
            input_matrix(points[rows], features),
            make_targets(labels[rows], spec.task, n_classes, loss),
        )
        for array in share:
            array.flags.writeable = False
        shares.extend(share)
    return Dataset(spec.task, n_classes, *shares)


def shuffled(labels: FloatArray, task: str, rng: np.random.Generator) -> NDArray[np.int64]:
    """A random order of the rows ``(n,)`` of which every beginning has the classes balanced."""
    order = rng.permutation(len(labels))
    if task == "regression":
        return order
    return order[np.argsort(rank_in_class(labels[order]), kind="stable")]
