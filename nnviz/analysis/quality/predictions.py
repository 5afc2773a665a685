"""What a network says of a set of samples, beside what it should say: the raw material of quality.

Everything that asks how good a network is starts from one of these, so that one forward pass over
each share serves them all.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.network import Network
from nnviz.core.settings import DatasetProtocol


@dataclass(frozen=True, eq=False)
class Predictions:
    """Outputs and targets of some samples.

    Attributes
    ----------
    outputs : (n, n_outputs)
        As the last layer gives them: logits where the loss takes them.
    readable : (n, n_outputs)
        As a person reads them, by the loss's `output_kind`.
    targets : (n, n_outputs)
        As the loss compares them with the outputs.
    """

    outputs: FloatArray
    readable: FloatArray
    targets: FloatArray

    def __len__(self) -> int:
        return len(self.targets)

    @property
    def finite(self) -> bool:
        """Whether every output is a number."""
        return bool(np.isfinite(self.outputs).all())

    @property
    def class_count(self) -> int:
        """Classes that the outputs can tell apart: one output stands for two."""
        n_outputs: int = self.outputs.shape[1]
        return max(n_outputs, 2)

    @property
    def classes(self) -> NDArray[np.intp]:
        """True class of each sample: (n,)."""
        return _classes_of(self.targets)

    @property
    def predicted_classes(self) -> NDArray[np.intp]:
        """Class that the network decides for, as the metric accuracy counts it: (n,)."""
        return _classes_of(self.outputs)

    @property
    def confidences(self) -> FloatArray:
        """Probability of the class that the network decides for: (n,).

        Has a meaning only where `readable` holds probabilities.
        """
        if self.readable.shape[1] == 1:
            positive = self.readable[:, 0]
            return np.maximum(positive, 1.0 - positive)
        highest: FloatArray = self.readable.max(axis=1)
        return highest

    def score(self, number: int) -> FloatArray:
        """How much speaks for one class against all others: (n,).

        Of two classes, 1 has the only output as its score, and 0 the same with the other sign.
        """
        if self.readable.shape[1] == 1:
            return self.readable[:, 0] if number else -self.readable[:, 0]
        return self.readable[:, number]


def take_answers(network: Network, inputs: Array) -> tuple[FloatArray, FloatArray]:
    """What the network, whose training must stand still meanwhile, says to these inputs.

    Parameters
    ----------
    inputs : (n, n_inputs)

    Returns
    -------
    outputs, readable : (n, n_outputs)
        As `Predictions` has them.
    """
    # A network on the brink of divergence may overflow; the numbers then say so themselves.
    with np.errstate(all="ignore"):
        # In double precision two probabilities next to 1 stay apart for longer.
        outputs = network.forward(inputs).astype(np.float64)
        readable = LOSSES[network.loss_name].readable(outputs.T).T.astype(np.float64, copy=False)
    return outputs, readable


def take_predictions(network: Network, inputs: Array, targets: Array) -> Predictions:
    """What the network says of these samples, as `take_answers` does.

    Parameters
    ----------
    inputs : (n, n_inputs)
    targets : (n, n_outputs)
    """
    return Predictions(*take_answers(network, inputs), np.asarray(targets, np.float64))


def predictions_on(network: Network, dataset: DatasetProtocol, share: str) -> Predictions:
    """What the network says of one share, ``train`` or ``test``."""
    if share == "train":
        return take_predictions(network, dataset.train_inputs, dataset.train_targets)
    return take_predictions(network, dataset.test_inputs, dataset.test_targets)


def _classes_of(values: FloatArray) -> NDArray[np.intp]:
    if values.shape[1] == 1:
        return (values[:, 0] > 0.0).astype(np.intp)
    highest: NDArray[np.intp] = values.argmax(axis=1)
    return highest
