"""All that a report says of a run, copied in one moment of it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnviz.analysis.quality.predictions import Predictions, predictions_on, take_answers
from nnviz.core.arrays import FloatArray
from nnviz.core.evaluation.evaluation import Evaluation
from nnviz.core.network.network import Network
from nnviz.core.training.trainer import Trainer
from nnviz.data.dataset import Dataset
from nnviz.experiment import Experiment
from nnviz.experiment.url import line as url_line
from nnviz.live.run.projected import ProjectedSpace
from nnviz.live.run.run import LiveRun


@dataclass(frozen=True, eq=False)
class Record:
    """Copies; nothing in here moves.

    Attributes
    ----------
    experiment
        What is being trained.
    dataset
        Its data.
    step, epochs
        Updates so far; passes over the training share, with the fraction of the current one.
    changes
        How often a person has changed something on the way.
    evaluation
        Losses and metrics of this very state.
    history : (n_records, 5)
        As `nnviz.core.evaluation.history.History.records` has it.
    weights : list of (fan_in, fan_out)
    biases : list of (fan_out,)
    train, test
        What the network says of both shares.
    space
        Which line or plane the stage shows.
    output : (n_places, n_outputs)
        What the network says there, at the places of `nnviz.live.run.grid.sample_points`.
    query
        Of the address that goes through the run again.
    """

    experiment: Experiment
    dataset: Dataset
    step: int
    epochs: float
    changes: int
    evaluation: Evaluation
    history: FloatArray
    weights: list[NDArray[np.floating[Any]]]
    biases: list[NDArray[np.floating[Any]]]
    train: Predictions
    test: Predictions
    space: ProjectedSpace
    output: FloatArray
    query: dict[str, str]


def take_record(run: LiveRun) -> Record:
    """Look at a run while nothing changes, and copy what a report says of it."""

    def look(trainer: Trainer[Network]) -> Record:
        experiment, network = run.experiment, trainer.network
        line = run.line()
        space = ProjectedSpace(experiment, run.projection)
        query, _lost_after = url_line.to_query(line, experiment)
        return Record(
            experiment=experiment,
            dataset=experiment.make_dataset(),
            step=trainer.step_count,
            epochs=trainer.epoch_progress,
            changes=len([entry for entry in line.log if entry.step <= trainer.step_count]),
            evaluation=run.evaluation(),
            history=trainer.history.records.copy(),
            weights=[weights.copy() for weights in network.weights],
            biases=[biases.copy() for biases in network.biases],
            train=predictions_on(network, trainer.dataset, "train"),
            test=predictions_on(network, trainer.dataset, "test"),
            space=space,
            output=take_answers(network, experiment.input_matrix(space.samples()))[1],
            query=experiment.to_query() | query,
        )

    return run.inspect(look)
