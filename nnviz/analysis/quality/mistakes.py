"""Which samples a classifier gets wrong, the surest mistake first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.analysis.quality.predictions import Predictions
from nnviz.core.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class Mistakes:
    """Samples whose class comes out wrong; all arrays are (n_mistakes,).

    Attributes
    ----------
    samples
        Which of the samples they are.
    classes, predicted
        What they are, and what they are taken for.
    sureness
        What the network gives for the class that it takes them for: its probability, where
        outputs are probabilities. They are in falling order.
    """

    samples: NDArray[np.intp]
    classes: NDArray[np.intp]
    predicted: NDArray[np.intp]
    sureness: FloatArray

    def __len__(self) -> int:
        return len(self.samples)


def find_mistakes(predictions: Predictions) -> Mistakes:
    """The mistakes among predicted classes."""
    classes, predicted = predictions.classes, predictions.predicted_classes
    wrong = np.flatnonzero(classes != predicted)
    sureness = predictions.confidences[wrong]
    order = np.argsort(-sureness, kind="stable")
    samples = wrong[order]
    return Mistakes(samples, classes[samples], predicted[samples], sureness[order])
