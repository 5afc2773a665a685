"""One moment of a run, copied: where it is, how it got there, and what its loss is measured on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnviz.analysis.landscape.landscape import LossFunction
from nnviz.core.arrays import Array, FloatArray
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.network import Network
from nnviz.core.settings import weights_of
from nnviz.core.training.trainer import Trainer
from nnviz.experiment import Experiment
from nnviz.live.run.run import LiveRun

#: As many samples tell enough of a loss that is computed ten thousand times.
MOST_SAMPLES = 2000


@dataclass(frozen=True, eq=False)
class Moment:
    """Copies of what a landscape needs to know of a run.

    Attributes
    ----------
    experiment
        What is being trained.
    silenced : frozenset of (int, int)
        Neurons that are switched off at present, as (layer from 1, index).
    path : (n, n_parameters)
        Where the run was at some of its updates, and where it is now.
    steps : (n,)
        Those updates, increasing. A run that went back in time has some after the present one.
    here
        Which of them is the present one.
    inputs : (n_samples, n_inputs)
    targets : (n_samples, n_outputs)
    weights : (n_samples,) or None
        Of the first samples of the share that was asked for, which stand in a random order; they
        are read-only, so they need not be copied.
    """

    experiment: Experiment
    silenced: frozenset[Neuron]
    path: Array
    steps: NDArray[np.int64]
    here: int
    inputs: FloatArray
    targets: FloatArray
    weights: FloatArray | None

    @property
    def step(self) -> int:
        """The present update."""
        return int(self.steps[self.here])

    @property
    def parameters(self) -> Array:
        """The present parameters: (n_parameters,)."""
        parameters: Array = self.path[self.here]
        return parameters

    def function(self) -> LossFunction:
        """The loss on the samples, in the type of the parameters.

        What is switched off at present is so wherever the loss is asked for, also on the path.
        """
        experiment = self.experiment
        return LossFunction(
            experiment.layer_sizes,
            experiment.activations,
            experiment.loss,
            self.inputs,
            self.targets,
            self.path.dtype,
            weights=self.weights,
            silenced=self.silenced,
        )


def take_moment(run: LiveRun, share: str) -> Moment:
    """Look at a run while nothing changes, and copy what is needed."""

    def look(trainer: Trainer[Network]) -> Moment:
        dataset = trainer.dataset
        steps, path = trainer.checkpoints.path()
        here = int(np.searchsorted(steps, trainer.step_count))
        if here == len(steps) or steps[here] != trainer.step_count:
            steps = np.insert(steps, here, trainer.step_count)
            path = np.insert(path, here, trainer.network.parameters, axis=0)
        else:
            # A person may have changed a weight since the checkpoint was taken.
            path[here] = trainer.network.parameters
        train = share == "train" or not run.experiment.has_test
        weights = weights_of(dataset)[not train]
        return Moment(
            run.experiment,
            trainer.interventions.silenced,
            path,
            steps,
            here,
            (dataset.train_inputs if train else dataset.test_inputs)[:MOST_SAMPLES],
            (dataset.train_targets if train else dataset.test_targets)[:MOST_SAMPLES],
            None if weights is None else weights[:MOST_SAMPLES],
        )

    return run.inspect(look)
