"""The evaluators of one training, made anew when what they evaluate on or without has changed."""

from collections.abc import Hashable

from nnviz.core.evaluation.evaluation import Evaluation, Evaluator, Samples
from nnviz.core.evaluation.latest_evaluation import LatestEvaluation
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.trainable import Trainable
from nnviz.core.settings import DatasetProtocol


class Evaluators:
    """Finds the evaluator that is wanted among those made before.

    Parameters
    ----------
    network : Trainable
    """

    def __init__(self, network: Trainable) -> None:
        self._network = network
        self._dataset: DatasetProtocol | None = None
        self._silenced = network.silenced
        self._made: dict[Neuron | None, Evaluator] = {}
        self._latest: dict[Neuron | None, LatestEvaluation] = {}

    def of(self, dataset: DatasetProtocol, without: Neuron | None = None) -> Evaluator:
        """One for the network as it is on this dataset, or as it were without a hidden neuron."""
        self._suit(dataset)
        if without not in self._made:
            _forget_others(self._made)
            left_out = [] if without is None else [without]
            self._made[without] = Evaluator(self._network, self._samples, left_out)
        return self._made[without]

    def glance(
        self, dataset: DatasetProtocol, state: Hashable, n_parts: int, without: Neuron | None = None
    ) -> tuple[Evaluation | None, bool]:
        """The newest evaluation that there is after some parts more.

        Parameters
        ----------
        state
            Names the state that the network is in.
        n_parts
            Slices of samples that are evaluated by this call at most.

        Returns
        -------
        evaluation : Evaluation or None
            None where there is none yet.
        is_current : bool
            Whether it is of the state that the network is in.
        """
        self._suit(dataset)
        if without not in self._latest:
            _forget_others(self._latest)
            left_out = [] if without is None else [without]
            self._latest[without] = LatestEvaluation(self._network, self._samples, left_out)
        newest = self._latest[without]
        newest.work(state, n_parts)
        return newest.latest, newest.latest is not None and newest.latest_of == state

    def _suit(self, dataset: DatasetProtocol) -> None:
        if dataset is not self._dataset or self._silenced != self._network.silenced:
            if dataset is not self._dataset:
                self._samples = Samples(dataset, self._network)
            self._dataset, self._silenced = dataset, self._network.silenced
            self._made, self._latest = {}, {}


def _forget_others(
    made: dict[Neuron | None, Evaluator] | dict[Neuron | None, LatestEvaluation],
) -> None:
    """Of those without a neuron only the latest is kept: one is looked at at a time."""
    for neuron in [key for key in made if key is not None]:
        del made[neuron]
