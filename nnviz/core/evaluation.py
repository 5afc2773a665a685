"""How good a network is on its training share and on its test share, in one forward pass."""

from collections.abc import Collection, Generator
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np

from nnviz.core.arrays import Array, columns, columns_and_ones
from nnviz.core.forward import ForwardPass
from nnviz.core.hold import Neuron
from nnviz.core.losses import LOSSES
from nnviz.core.metrics import metrics_of
from nnviz.core.names import look_up
from nnviz.core.network import Network
from nnviz.core.settings import Dataset, weights_of
from nnviz.core.slices import slice_length, slices


@dataclass(frozen=True)
class Evaluation:
    """Loss and metrics; those of an empty share are nan.

    Attributes
    ----------
    train_loss, test_loss : float
        Mean loss without regularization and without dropout; where samples have weights, of the
        losses times their weights.
    train_metrics, test_metrics : dict of str to float
        "accuracy" for classes, all samples counting alike, and where they have weights
        "balanced_accuracy"; "r2" and "rmse" for values. The first is the chief one.
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


class Samples:
    """All samples of a dataset as an evaluation wants them, whichever network it is of.

    Parameters
    ----------
    dataset : Dataset
    dtype : data-type
    """

    def __init__(self, dataset: Dataset, dtype: np.dtype[Any]) -> None:
        self.n_train = len(dataset.train_inputs)
        self.inputs = columns_and_ones(
            np.concatenate([dataset.train_inputs, dataset.test_inputs]), dtype
        )
        self.train_targets = columns(dataset.train_targets, dtype)
        self.test_targets = columns(dataset.test_targets, dtype)
        self.train_weights, self.test_weights = (
            None if weights is None else weights.astype(dtype) for weights in weights_of(dataset)
        )
        self.metrics = metrics_of(dataset.task, weighted=self.train_weights is not None)

    def __len__(self) -> int:
        n: int = self.inputs.shape[1]
        return n


class Evaluator:
    """Evaluates one network on one dataset, again and again, on buffers of its own.

    Parameters
    ----------
    network : Network
    samples : Samples
    without : collection of (int, int)
        Hidden neurons that are left out, beside those that the network has switched off.

    Attributes
    ----------
    n_parts : int
        Slices of samples that an evaluation is computed in; 1 where one go is short enough.
    """

    def __init__(
        self, network: Network, samples: Samples, without: Collection[Neuron] = ()
    ) -> None:
        self._network = network
        self._samples = samples
        self._without = without
        self._slices = slices(len(samples), slice_length(network.layer_sizes))
        self.n_parts = len(self._slices)
        self._passes: dict[int, ForwardPass] = {}
        n_outputs = network.layer_sizes[-1] if self.n_parts > 1 else 0
        self._outputs = np.empty((n_outputs, len(samples)), network.dtype)
        self._loss = look_up(LOSSES, network.loss_name, "loss")

    def evaluate(self) -> Evaluation:
        """Loss and metrics of the network as it is now."""
        parts = self.parts()
        while True:
            try:
                next(parts)
            except StopIteration as end:
                evaluation: Evaluation = end.value
                return evaluation

    def parts(self) -> Generator[None, None, Evaluation]:
        """Do as `evaluate`, a slice of the samples at a time; the network must stay as it is."""
        # A network on the brink of divergence may overflow here; the losses then say so.
        samples, n = self._samples, self._samples.n_train
        outputs = self._outputs
        for which in self._slices:
            inputs = samples.inputs[:, which]
            with np.errstate(all="ignore"):
                computed = self._pass_for(inputs.shape[1]).run(inputs)
            if self.n_parts > 1:
                outputs[:, which] = computed
                yield
            else:
                outputs = computed
        with np.errstate(all="ignore"):
            train = self._share(outputs[:, :n], samples.train_targets, samples.train_weights)
        if self.n_parts > 1:
            yield
        with np.errstate(all="ignore"):
            test = self._share(outputs[:, n:], samples.test_targets, samples.test_weights)
        return Evaluation(train[0], test[0], train[1], test[1])

    def _pass_for(self, n: int) -> ForwardPass:
        if n not in self._passes:
            self._passes[n] = self._network.forward_pass(n, without=self._without)
        return self._passes[n]

    def _share(
        self, outputs: Array, targets: Array, weights: Array | None
    ) -> tuple[float, dict[str, float]]:
        loss = self._loss.value(outputs, targets, weights) if targets.size else nan
        metrics = self._samples.metrics
        return loss, {name: metric(outputs, targets) for name, metric in metrics.items()}
