"""What training needs to know: the part of an experiment that the core leans on.

Written as protocols, so that the core imports neither the experiment nor the data.
"""

from collections.abc import Hashable, Set
from dataclasses import fields
from typing import Any, ClassVar, Protocol, TypeVar

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.arrays import FloatArray

#: The kind of network that settings describe.
N_co = TypeVar("N_co", covariant=True)


class DatasetProtocol(Protocol):
    """Samples to train on and samples to test with, as float64.

    Attributes
    ----------
    task : str
        "binary", "multiclass" or "regression".
    train_inputs, test_inputs : (n, n_inputs)
    train_targets, test_targets : (n, n_outputs)
        As the loss wants them.
    """

    @property
    def task(self) -> str: ...
    @property
    def train_inputs(self) -> FloatArray: ...
    @property
    def train_targets(self) -> FloatArray: ...
    @property
    def test_inputs(self) -> FloatArray: ...
    @property
    def test_targets(self) -> FloatArray: ...


class WeightedDataset(DatasetProtocol, Protocol):
    """Samples that do not all count alike in the loss.

    Attributes
    ----------
    train_weights, test_weights : (n,) or None
        What each sample's loss is multiplied by; None where all of them count alike.
    """

    @property
    def train_weights(self) -> FloatArray | None: ...
    @property
    def test_weights(self) -> FloatArray | None: ...


def weights_of(
    dataset: DatasetProtocol | WeightedDataset,
) -> tuple[FloatArray | None, FloatArray | None]:
    """Weights of the training samples and of the test samples; data need not bring any."""
    return getattr(dataset, "train_weights", None), getattr(dataset, "test_weights", None)


class Settings(Protocol[N_co]):
    """A dataclass that describes a run; an Experiment is one.

    What a network is made of is its own affair: settings make one.

    Attributes
    ----------
    batch_size : int
        Samples per update; 0 for all.
    regularization_rate : float
    dropout : float
        Probability of a hidden activation to be dropped.
    gradient_clipping : float
        Largest norm of the gradient of all parameters; 0 for no limit.
    schedule_epochs : int
        Length of the learning-rate schedule.
    data_kind : hashable
        Equal for data that can take each other's place in mid-training.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def seed(self) -> int: ...
    @property
    def optimizer(self) -> str: ...
    @property
    def learning_rate(self) -> float: ...
    @property
    def batch_size(self) -> int: ...
    @property
    def momentum(self) -> float: ...
    @property
    def weight_decay(self) -> float: ...
    @property
    def regularization(self) -> str: ...
    @property
    def regularization_rate(self) -> float: ...
    @property
    def dropout(self) -> float: ...
    @property
    def gradient_clipping(self) -> float: ...
    @property
    def schedule(self) -> str: ...
    @property
    def schedule_epochs(self) -> int: ...
    @property
    def data_kind(self) -> Hashable: ...

    def make_dataset(self) -> DatasetProtocol:
        """What is learnt from."""

    def make_network(self, rng: np.random.Generator, dtype: DTypeLike) -> N_co:
        """What learns, a `Trainable` as yet untrained; `rng` gives its initial weights."""


# Settings that may change in mid-training; all others describe a different run.
LIVE_FIELDS = frozenset(
    {
        "learning_rate",
        "schedule",
        "schedule_epochs",
        "optimizer",
        "momentum",
        "weight_decay",
        "batch_size",
        "regularization",
        "regularization_rate",
        "dropout",
        "gradient_clipping",
    }
)

# What says which data there are. A person who draws may change them in mid-training, too, as long
# as they stay of one kind.
DATA_FIELDS = frozenset({"dataset", "n_points", "noise", "train_share"})


def differing(before: Settings[object], after: Settings[object]) -> set[str]:
    """Names of the fields in which two settings differ."""
    names = [field.name for field in fields(before)]
    return {name for name in names if getattr(before, name) != getattr(after, name)}


def require(before: Settings[object], after: Settings[object], allowed: Set[str]) -> None:
    """See to it that a run can go on with other settings.

    Raises
    ------
    ValueError
        They differ in a field that is not allowed, or in the kind of their data.
    """
    changed = differing(before, after)
    for name in sorted(changed - allowed):
        old, new = getattr(before, name), getattr(after, name)
        raise ValueError(
            f"{name} cannot change in mid-training (from {old!r} to {new!r}); "
            f"a new Trainer can have it"
        )
    if changed & DATA_FIELDS and before.data_kind != after.data_kind:
        raise ValueError(
            f"data of the kind {after.data_kind} cannot follow those of {before.data_kind}"
        )
