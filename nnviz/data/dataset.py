"""One dataset ready for training: points drawn or read, split, turned into inputs and targets."""

from dataclasses import dataclass, field
from functools import lru_cache
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from nnviz.data.arrays import FloatArray
from nnviz.data.division.targets import make_targets
from nnviz.data.division.weights import class_weights
from nnviz.data.specs.spec import DatasetSpec
from nnviz.data.tables.recipe.preparation import Preparation


@dataclass(frozen=True, eq=False)
class Dataset:
    """Training and test share. All arrays are float64 and read-only.

    Attributes
    ----------
    n_classes
        2 for binary, k for multiclass, 0 for regression.
    train_points, test_points : (n, dimension)
        The samples as they are drawn or read, whether they are points or something else.
    train_labels, test_labels : (n,)
        0/1, 0..k-1, or the value; that of a table standardised.
    train_inputs, test_inputs : (n, n_features)
    train_targets, test_targets : (n, n_outputs)
        As the loss compares them with the network's outputs.
    preparation
        How a table's values became points; None where there was no table.
    train_rows, test_rows : (n,)
        Which of the drawn points, or of the table's records, these are.
    class_weights : (n_classes,) or None
        What a sample's loss is multiplied by for its class; None where all count alike.
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
    class_weights: FloatArray | None = field(kw_only=True, default=None)

    @property
    def train_weights(self) -> FloatArray | None:
        """What each sample's loss is multiplied by, (n,), where they do not count alike."""
        return self._weights_of(self.train_labels)

    @property
    def test_weights(self) -> FloatArray | None:
        """The same of the test share."""
        return self._weights_of(self.test_labels)

    def _weights_of(self, labels: FloatArray) -> FloatArray | None:
        return None if self.class_weights is None else self.class_weights[labels.astype(np.int64)]


def make_dataset(
    spec: DatasetSpec,
    n_points: int,
    noise: float,
    n_classes: int,
    train_share: float,
    data_seed: int,
    features: tuple[str, ...],
    low_target: float,
    weighting: str = "none",
) -> Dataset:
    """Draw or read, and split a dataset; the same arguments give the same numbers.

    Points and split have random streams of their own, so that another `train_share` divides the
    same points. `low_target` is as `make_targets` has it; `weighting` is one of `CLASS_WEIGHTS`,
    "none" where there are no classes. Learners who look at the same data share them.
    """
    key = spec, n_points, noise, n_classes, train_share, data_seed, features, low_target, weighting
    if spec.is_generated:
        return _generated(*key)
    # What is read is shared as long as somebody has it, but not kept for nobody: it may be large.
    named = (spec.name, *key[1:])
    found = _shared.get(named)
    if found is None:
        found = _shared[named] = _make(*key)
    return found


_shared: WeakValueDictionary[tuple[object, ...], Dataset] = WeakValueDictionary()


def _make(
    spec: DatasetSpec,
    n_points: int,
    noise: float,
    n_classes: int,
    train_share: float,
    data_seed: int,
    features: tuple[str, ...],
    low_target: float,
    weighting: str,
) -> Dataset:
    """Add what the network sees to the points and labels of both shares."""
    shares = spec.shares(n_points, noise, n_classes, train_share, data_seed)
    count = spec.class_count(n_classes)
    arrays: list[FloatArray] = []
    for points, labels in (
        (shares.train_samples, shares.train_labels),
        (shares.test_samples, shares.test_labels),
    ):
        targets = make_targets(labels, spec.task, count, low_target)
        arrays += [points, labels, spec.input_matrix(points, features), targets]
    weights = class_weights(weighting, shares.train_labels, count)
    own = [shares.train_rows, shares.test_rows, *([] if weights is None else [weights])]
    for array in (*arrays, *own):
        array.flags.writeable = False
    return Dataset(
        spec.task,
        count,
        *arrays,
        preparation=shares.preparation,
        train_rows=shares.train_rows,
        test_rows=shares.test_rows,
        class_weights=weights,
    )


# Going back to the data of a moment ago is free.
_generated = lru_cache(maxsize=16)(_make)
