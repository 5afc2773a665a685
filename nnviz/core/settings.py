"""What training needs to know: the part of an experiment that the core leans on.

Written as protocols, so that the core imports neither the experiment nor the data.
"""

from dataclasses import fields
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray


class Dataset(Protocol):
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
    def train_inputs(self) -> NDArray[np.float64]: ...
    @property
    def train_targets(self) -> NDArray[np.float64]: ...
    @property
    def test_inputs(self) -> NDArray[np.float64]: ...
    @property
    def test_targets(self) -> NDArray[np.float64]: ...


class Settings(Protocol):
    """A dataclass that describes a run; an Experiment is one.

    Attributes
    ----------
    layer_sizes : tuple of int
    activations : tuple of str
        One per layer after the input.
    batch_size : int
        Samples per update; 0 for all.
    regularization_rate : float
    dropout : float
        Probability of a hidden activation to be dropped.
    gradient_clipping : float
        Largest norm of the gradient of all parameters; 0 for no limit.
    schedule_epochs : int
        Length of the learning-rate schedule.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def layer_sizes(self) -> tuple[int, ...]: ...
    @property
    def activations(self) -> tuple[str, ...]: ...
    @property
    def initializer(self) -> str: ...
    @property
    def loss(self) -> str: ...
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
    def make_dataset(self) -> Dataset: ...


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


def check_that_it_may_follow(old: Settings, new: Settings) -> None:
    """Raise unless a run can go on from the one to the other in mid-training.

    Raises
    ------
    ValueError
        They differ in a setting that needs a run of its own.
    """
    for field in fields(new):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after and field.name not in LIVE_FIELDS:
            raise ValueError(
                f"{field.name} cannot change in mid-training (from {before!r} to {after!r}); "
                f"a new Trainer can have it"
            )
