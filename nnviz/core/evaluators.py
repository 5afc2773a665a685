"""The evaluators of one training, made anew when what they evaluate on or without has changed."""

from nnviz.core.evaluation import Evaluator
from nnviz.core.hold import Neuron
from nnviz.core.network import Network
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

    def of(self, dataset: Dataset, without: Neuron | None = None) -> Evaluator:
        """One for the network as it is on this dataset, or as it were without a hidden neuron."""
        if dataset is not self._dataset or self._silenced != self._network.silenced:
            self._dataset, self._silenced = dataset, self._network.silenced
            self._made = {}
        if without not in self._made:
            # Of those without a neuron only the latest is kept: one is looked at at a time.
            self._made = {key: made for key, made in self._made.items() if key is None}
            left_out = [] if without is None else [without]
            self._made[without] = Evaluator(self._network, dataset, left_out)
        return self._made[without]
