"""Dividing what there is to learn from: a part to train on, and the rest to test with."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.data.arrays import FloatArray
from nnviz.data.sampling import rank_in_class
from nnviz.data.tables.limits import FEW
from nnviz.data.tables.recipe.preparation import Preparation

RowIndices = NDArray[np.int64]

#: Fewer samples are not divided, unless somebody asks for it: half of them teach nothing.
FEWEST_DIVIDED = FEW


def suggested_share(n: int, usual: float) -> float:
    """The training share of n samples, where nobody asks for another."""
    return usual if n >= FEWEST_DIVIDED else 1.0


@dataclass(frozen=True, eq=False)
class Shares:
    """Samples and labels of a dataset, divided.

    Attributes
    ----------
    train_samples, test_samples : (n, ...)
        Points (n, dimension), or whatever the samples of the dataset are.
    train_labels, test_labels : (n,)
    train_rows, test_rows : (n,)
        Which of the samples or records these are.
    preparation
        How a table's values became points; None where there was no table.
    """

    train_samples: FloatArray
    train_labels: FloatArray
    test_samples: FloatArray
    test_labels: FloatArray
    train_rows: RowIndices
    test_rows: RowIndices
    preparation: Preparation | None = None


def divided(samples: FloatArray, labels: FloatArray, train: RowIndices, test: RowIndices) -> Shares:
    """These rows of the samples and labels for training, those for the test."""
    return Shares(samples[train], labels[train], samples[test], labels[test], train, test)


def shuffled(labels: FloatArray, task: str, rng: np.random.Generator) -> RowIndices:
    """A random order of the rows ``(n,)`` of which every beginning has the classes balanced."""
    order = rng.permutation(len(labels))
    if task == "regression":
        return order
    return order[np.argsort(rank_in_class(labels[order]), kind="stable")]


def stratified(labels: FloatArray, task: str, rng: np.random.Generator) -> RowIndices:
    """A random order of the rows ``(n,)`` of which every beginning has each class's share of all.

    Where classes are equally large, this is `shuffled`.
    """
    order = rng.permutation(len(labels))
    if task == "regression":
        return order
    classes = labels[order].astype(np.int64)
    place_in_class = (rank_in_class(labels[order]) + 0.5) / np.bincount(classes)[classes]
    return order[np.argsort(place_in_class, kind="stable")]


def cut(order: RowIndices, train_share: float) -> tuple[RowIndices, RowIndices]:
    """The beginning of an order for training and the rest for the test.

    One row each at least, but a share of 1 leaves nothing for the test.
    """
    n_train = train_count(len(order), train_share)
    return order[:n_train], order[n_train:]


def train_count(n: int, train_share: float) -> int:
    """How many of n rows `cut` takes for training."""
    most = n - 1 if train_share < 1.0 else n
    return max(min(round(n * train_share), most), 1)
