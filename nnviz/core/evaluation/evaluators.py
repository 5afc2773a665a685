"""The evaluators of one training, made anew when what they evaluate on or without has changed."""

from collections.abc import Hashable

from nnviz.core.evaluation.evaluation import Evaluation, Evaluator, Samples
from nnviz.core.evaluation.gauge import Gauge
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.network import Network
from nnviz.core.settings import Dataset


class Evaluators:
    """Finds the evaluator that is wanted among those made before.

    Parameters
    ----------
    network : Network
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._dataset: Dataset | None = None
        self._silenced = network.silenced
        self._made: dict[Neuron | None, Evaluator] = {}
        self._gauges: dict[Neuron | None, Gauge] = {}

    def of(self, dataset: Dataset, without: Neuron | None = None) -> Evaluator:
        """One for the network as it is on this dataset, or as it were without a hidden neuron."""
        self._suit(dataset)
        if without not in self._made:
            _forget_others(self._made)
            left_out = [] if without is None else [without]
            self._made[without] = Evaluator(self._network, self._samples, left_out)
        return self._made[without]

    def glance(
        self, dataset: Dataset, state: Hashable, n_parts: int, without: Neuron | None = None
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
        if without not in self._gauges:
            _forget_others(self._gauges)
            left_out = [] if without is None else [without]
            self._gauges[without] = Gauge(self._network, self._samples, left_out)
        gauge = self._gauges[without]
        gauge.work(state, n_parts)
        return gauge.latest, gauge.latest is not None and gauge.latest_of == state

    def _suit(self, dataset: Dataset) -> None:
        if dataset is not self._dataset or self._silenced != self._network.silenced:
            if dataset is not self._dataset:
                self._samples = Samples(dataset, self._network.dtype)
            self._dataset, self._silenced = dataset, self._network.silenced
            self._made, self._gauges = {}, {}


def _forget_others(made: dict[Neuron | None, Evaluator] | dict[Neuron | None, Gauge]) -> None:
    """Of those without a neuron only the latest is kept: one is looked at at a time."""
    for neuron in [key for key in made if key is not None]:
        del made[neuron]
