"""A run small enough for tests that need no playground: settings with data of their own."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import DTypeLike

from nnviz import Network
from nnviz.core.arrays import FloatArray
from nnviz.core.functions.losses import LOSSES


@dataclass(frozen=True)
class Data:
    """Data as the trainer asks for it."""

    task: str
    train_inputs: FloatArray
    train_targets: FloatArray
    test_inputs: FloatArray
    test_targets: FloatArray


@dataclass(frozen=True, kw_only=True)
class Training:
    """Settings as the trainer asks for them, whatever network they are of."""

    optimizer: str = "sgd"
    learning_rate: float = 0.05
    batch_size: int = 7
    momentum: float = 0.9
    weight_decay: float = 0.01
    regularization: str = "none"
    regularization_rate: float = 0.0
    dropout: float = 0.0
    gradient_clipping: float = 0.0
    schedule: str = "constant"
    schedule_epochs: int = 3
    seed: int = 5
    dataset: int = 0
    n_points: int = 0
    noise: float = 0.0

    @property
    def data_kind(self) -> str:
        """All data of these runs are alike."""
        return "random"


@dataclass(frozen=True)
class Run(Training):
    """Settings of a dense network."""

    layer_sizes: tuple[int, ...] = (2, 5, 4, 1)
    activations: tuple[str, ...] = ("tanh", "tanh", "linear")
    loss: str = "mse"
    initializer: str = "xavier"
    n_train: int = 24
    n_test: int = 10
    input_scale: float = 1.0

    def make_network(self, rng: np.random.Generator, dtype: DTypeLike) -> Network:
        """The run's network, as yet untrained."""
        return Network(
            self.layer_sizes,
            self.activations,
            self.loss,
            rng,
            initializer=self.initializer,
            dtype=dtype,
        )

    def make_dataset(self) -> Data:
        """The run's data."""
        n_inputs, n_outputs = self.layer_sizes[0], self.layer_sizes[-1]
        counts = max(self.n_train - 5 * self.dataset, 1), max(self.n_test - 5 * self.dataset, 0)
        data = make_data(self.loss, n_inputs, n_outputs, *counts, seed=3 + self.dataset)
        return replace(data, train_inputs=data.train_inputs * self.input_scale)


def width_of(loss: str) -> int:
    """Outputs of which the loss has something to tell apart."""
    return 3 if LOSSES[loss].output_kind == "shares" else 1


@cache
def make_data(
    loss: str, n_inputs: int, n_outputs: int, n_train: int, n_test: int, seed: int = 3
) -> Data:
    """Smooth targets of random inputs, as the loss wants them."""
    rng = np.random.default_rng(seed)
    n = n_train + n_test
    inputs = rng.uniform(-2.0, 2.0, (n, n_inputs))
    values = np.sin(inputs @ rng.standard_normal((n_inputs, n_outputs)))
    kind = LOSSES[loss].output_kind
    if kind == "probability":
        task, targets = "binary", np.where(values > 0.0, 1.0, LOSSES[loss].low_target)
    elif kind == "shares":
        task, targets = "multiclass", np.eye(n_outputs)[values.argmax(axis=1)]
    else:
        task, targets = "regression", values
    return Data(task, inputs[:n_train], targets[:n_train], inputs[n_train:], targets[n_train:])
