"""How good a network is on its training share and on its test share, in one forward pass."""

from collections.abc import Collection
from dataclasses import dataclass
from math import nan

import numpy as np

from nnviz.core.arrays import Array, columns, columns_and_ones
from nnviz.core.hold import Neuron
from nnviz.core.losses import LOSSES
from nnviz.core.metrics import METRICS
from nnviz.core.names import look_up
from nnviz.core.network import Network
from nnviz.core.settings import Dataset


@dataclass(frozen=True)
class Evaluation:
    """Loss and metrics; those of an empty share are nan.

    Attributes
    ----------
    train_loss, test_loss : float
        Mean loss without regularization and without dropout.
    train_metrics, test_metrics : dict of str to float
        "accuracy" for classes; "r2" and "rmse" for values. The first is the chief one.
    """

    train_loss: float
    test_loss: float
    train_metrics: dict[str, float]
    test_metrics: dict[str, float]

    @property
    def train_metric(self) -> float:
        """The chief metric on the training share."""
        return next(iter(self.train_metrics.values()))

    @property
    def test_metric(self) -> float:
        """The chief metric on the test share."""
        return next(iter(self.test_metrics.values()))


class Evaluator:
    """Evaluates one network on one dataset, again and again, on buffers of its own.

    Parameters
    ----------
    network : Network
    dataset : Dataset
    without : collection of (int, int)
        Hidden neurons that are left out, beside those that the network has switched off.
    """

    def __init__(
        self, network: Network, dataset: Dataset, without: Collection[Neuron] = ()
    ) -> None:
        inputs = np.concatenate([dataset.train_inputs, dataset.test_inputs])
        self._n_train = len(dataset.train_inputs)
        self._inputs = columns_and_ones(inputs, network.dtype)
        self._forward = network.forward_pass(len(inputs), without=without)
        self._train_targets = columns(dataset.train_targets, network.dtype)
        self._test_targets = columns(dataset.test_targets, network.dtype)
        self._loss = look_up(LOSSES, network.loss_name, "loss")
        self._metrics = look_up(METRICS, dataset.task, "task")

    def evaluate(self) -> Evaluation:
        """Loss and metrics of the network as it is now."""
        # A network on the brink of divergence may overflow here; the losses then say so.
        with np.errstate(all="ignore"):
            outputs = self._forward.run(self._inputs)
            train = self._share(outputs[:, : self._n_train], self._train_targets)
            test = self._share(outputs[:, self._n_train :], self._test_targets)
        return Evaluation(train[0], test[0], train[1], test[1])

    def _share(self, outputs: Array, targets: Array) -> tuple[float, dict[str, float]]:
        loss = self._loss.value(outputs, targets) if targets.size else nan
        return loss, {name: metric(outputs, targets) for name, metric in self._metrics.items()}
