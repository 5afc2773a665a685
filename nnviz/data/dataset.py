"""One dataset ready for training: points drawn or read, split, turned into inputs and targets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from nnviz.data.arrays import FloatArray
from nnviz.data.sampling import rank_in_class
from nnviz.data.spec import DatasetSpec, GeneratedSpec
from nnviz.data.tables.preparation import Preparation
from nnviz.data.tables.spec import TableSpec
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
        0/1, 0..k-1, or the value; that of a table standardised.
    train_inputs, test_inputs : (n, n_features)
    train_targets, test_targets : (n, n_outputs)
        As the loss compares them with the network's outputs.
    preparation
        How a table's values became points; None where there was no table.
    train_rows, test_rows : (n,)
        Which of the drawn points, or of the table's records, these are.
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
    preparation: Preparation | None = field(kw_only=True)
    train_rows: NDArray[np.int64] = field(kw_only=True)
    test_rows: NDArray[np.int64] = field(kw_only=True)


def make_dataset(
    spec: DatasetSpec,
    n_points: int,
    noise: float,
    n_classes: int,
    train_share: float,
    data_seed: int,
    features: tuple[str, ...],
    loss: str,
) -> Dataset:
    """Draw or read, and split a dataset; the same arguments give the same numbers.

    Points and split have random streams of their own, so that another `train_share` divides the
    same points. Learners who look at the same data share them.
    """
    if isinstance(spec, GeneratedSpec):
        return _generated(spec, n_points, noise, n_classes, train_share, data_seed, features, loss)
    # What is read is shared as long as somebody has it, but not kept for nobody: it may be large.
    key = spec.name, n_points, train_share, data_seed, features, loss
    found = _shared.get(key)
    if found is None:
        found = _shared[key] = _from_table(spec, n_points, train_share, data_seed, features, loss)
    return found


_shared: WeakValueDictionary[tuple[object, ...], Dataset] = WeakValueDictionary()


# Going back to the data of a moment ago is free.
@lru_cache(maxsize=16)
def _generated(
    spec: GeneratedSpec,
    n_points: int,
    noise: float,
    n_classes: int,
    train_share: float,
    data_seed: int,
    features: tuple[str, ...],
    loss: str,
) -> Dataset:
    n_classes = spec.class_count(n_classes)
    points, labels = spec.generate(
        n_points, noise, n_classes, np.random.default_rng([data_seed, 0])
    )
    order = shuffled(labels, spec.task, np.random.default_rng([data_seed, 1]))
    train, test = cut(order, train_share)
    shares = [points[train], labels[train], points[test], labels[test]]
    return _ready(spec, n_classes, shares, features, loss, None, train, test)


def _from_table(
    spec: DatasetSpec,
    n_points: int,
    train_share: float,
    data_seed: int,
    features: tuple[str, ...],
    loss: str,
) -> Dataset:
    assert isinstance(spec, TableSpec)
    records = spec.records
    values, labels = records.values, records.labels
    order = stratified(labels, spec.task, np.random.default_rng([data_seed, 1]))
    train, test = cut(order[:n_points], train_share)
    preparation = Preparation.fit(records.recipe, values[train], labels[train])
    shares = [
        preparation.transform(values[train]),
        preparation.targets_of(labels[train]),
        preparation.transform(values[test]),
        preparation.targets_of(labels[test]),
    ]
    return _ready(spec, spec.classes, shares, features, loss, preparation, train, test)


def _ready(
    spec: DatasetSpec,
    n_classes: int,
    shares: Sequence[FloatArray],
    features: tuple[str, ...],
    loss: str,
    preparation: Preparation | None,
    *rows: NDArray[np.int64],
) -> Dataset:
    """Add what the network sees to the points and labels of both shares."""
    arrays: list[FloatArray] = []
    for points, labels in (shares[:2], shares[2:]):
        targets = make_targets(labels, spec.task, n_classes, loss)
        arrays += [points, labels, spec.input_matrix(points, features), targets]
    for array in (*arrays, *rows):
        array.flags.writeable = False
    return Dataset(
        spec.task,
        n_classes,
        *arrays,
        preparation=preparation,
        train_rows=rows[0],
        test_rows=rows[1],
    )


def shuffled(labels: FloatArray, task: str, rng: np.random.Generator) -> NDArray[np.int64]:
    """A random order of the rows ``(n,)`` of which every beginning has the classes balanced."""
    order = rng.permutation(len(labels))
    if task == "regression":
        return order
    return order[np.argsort(rank_in_class(labels[order]), kind="stable")]


def stratified(labels: FloatArray, task: str, rng: np.random.Generator) -> NDArray[np.int64]:
    """A random order of the rows ``(n,)`` of which every beginning has each class's share of all.

    Where classes are equally large, this is `shuffled`.
    """
    order = rng.permutation(len(labels))
    if task == "regression":
        return order
    classes = labels[order].astype(np.int64)
    place_in_class = (rank_in_class(labels[order]) + 0.5) / np.bincount(classes)[classes]
    return order[np.argsort(place_in_class, kind="stable")]


def cut(
    order: NDArray[np.int64], train_share: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The beginning of an order for training and the rest for the test, one row each at least."""
    n_train = min(max(round(len(order) * train_share), 1), len(order) - 1)
    return order[:n_train], order[n_train:]
