"""How good a network is on its training share and on its test share, in one forward pass."""

from collections.abc import Collection, Generator
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array, columns
from nnviz.core.functions.losses import Loss
from nnviz.core.functions.metrics import classes_of, metrics_of
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.trainable import Forward, Trainable
from nnviz.core.settings import DatasetProtocol, weights_of
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
    """All samples of a dataset as an evaluation wants them.

    Parameters
    ----------
    dataset : DatasetProtocol
    network : Trainable
        Says how it takes samples, and in which type.

    Attributes
    ----------
    inputs : (n_inputs or more, n)
        Of the training share, then of the test share.
    n_train : int
    targets, true : pair of arrays
        Of each share: its targets (n_outputs, n), and what a metric compares with.
    weights : pair of (n,) or None
    metrics : dict of str to callable
    """

    def __init__(self, dataset: DatasetProtocol, network: Trainable) -> None:
        dtype = network.dtype
        self.n_train = len(dataset.train_inputs)
        self.inputs = network.columns(np.concatenate([dataset.train_inputs, dataset.test_inputs]))
        self.targets = tuple(
            columns(targets, dtype) for targets in (dataset.train_targets, dataset.test_targets)
        )
        self.weights = tuple(
            None if weights is None else weights.astype(dtype) for weights in weights_of(dataset)
        )
        self._is_of_classes = dataset.task != "regression"
        self.true = tuple(map(self.read, self.targets))
        self.metrics = metrics_of(dataset.task, weighted=self.weights[0] is not None)

    def read(self, values: Array) -> NDArray[Any]:
        """What a metric takes of outputs or targets, as an array of its own."""
        return classes_of(values) if self._is_of_classes else values.copy()

    def __len__(self) -> int:
        n: int = self.inputs.shape[1]
        return n


class Evaluator:
    """Evaluates one network on one dataset, again and again, on buffers of its own.

    Parameters
    ----------
    network : Trainable
    samples : Samples
    without : collection of (int, int)
        Hidden neurons that are left out, beside those that the network has switched off.

    Attributes
    ----------
    n_parts : int
        Slices of samples that an evaluation is computed in; 1 where one go is short enough.
    """

    def __init__(
        self, network: Trainable, samples: Samples, without: Collection[Neuron] = ()
    ) -> None:
        self._network = network
        self._samples = samples
        self._without = without
        n, longest = len(samples), slice_length(network.numbers_per_sample)
        self._slices = [slice(0, n)]
        if n > longest:  # None is of both shares then.
            test = slices(n - samples.n_train, longest)
            self._slices = slices(samples.n_train, longest)
            self._slices += [
                slice(samples.n_train + which.start, samples.n_train + which.stop) for which in test
            ]
        self.n_parts = len(self._slices)
        self._passes: dict[int, Forward] = {}
        self._loss = network.loss

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
        samples, n = self._samples, self._samples.n_train
        train, test = _Share(samples, 0, self._loss), _Share(samples, 1, self._loss)
        for which in self._slices:
            inputs = samples.inputs[:, which]
            # A network on the brink of divergence may overflow here; the losses then say so.
            with np.errstate(all="ignore"):
                outputs = self._pass_for(inputs.shape[1]).run(inputs)
                of_train = max(n - which.start, 0)
                train.add(outputs[..., :of_train])
                test.add(outputs[..., of_train:])
            if self.n_parts > 1:
                yield
        with np.errstate(all="ignore"):
            return Evaluation(train.loss, test.loss, train.metrics(), test.metrics())

    def _pass_for(self, n: int) -> Forward:
        if n not in self._passes:
            self._passes[n] = self._network.forward_pass(n, without=self._without)
        return self._passes[n]


class _Share:
    """What becomes known of a share while its samples come in, slice by slice."""

    def __init__(self, samples: Samples, share: int, loss: Loss) -> None:
        self._samples = samples
        self._targets, self._weights = samples.targets[share], samples.weights[share]
        self._true, self._loss = samples.true[share], loss
        self._found: list[NDArray[Any]] = []
        self._sum, self._n = 0.0, 0
        self.loss = nan

    def add(self, outputs: Array) -> None:
        """Take in the outputs of the next samples: (..., n)."""
        n = outputs.shape[-1]
        if n == 0:
            return
        which = slice(self._n, self._n + n)
        weights = None if self._weights is None else self._weights[which]
        loss = self._loss.value(outputs, self._targets[:, which], weights)
        self._sum, self._n = self._sum + loss * n, which.stop
        # The loss of all in one go is what it is, without a rounding.
        self.loss = loss if which.start == 0 else self._sum / self._n
        self._found.append(self._samples.read(outputs))

    def metrics(self) -> dict[str, float]:
        """By name, once all samples have come in."""
        found = self._found[0] if len(self._found) == 1 else self._true[..., :0]
        if len(self._found) > 1:
            found = np.concatenate(self._found, axis=-1)
        return {name: metric(found, self._true) for name, metric in self._samples.metrics.items()}
