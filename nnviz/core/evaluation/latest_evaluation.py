"""How good a network is while it goes on changing: measured on a copy, a part at a time."""

from collections.abc import Collection, Generator, Hashable

from nnviz.core.evaluation.evaluation import Evaluation, Evaluator, Samples
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.trainable import Trainable


class LatestEvaluation:
    """The newest evaluation of a network on more samples than are evaluated in one go.

    Parameters
    ----------
    network : Trainable
    samples : Samples
    without : collection of (int, int)
        As `Evaluator` has them.

    Attributes
    ----------
    latest : Evaluation or None
        Of some state that the network was in, once there is one.
    latest_of : hashable
        The name of that state.
    """

    def __init__(
        self, network: Trainable, samples: Samples, without: Collection[Neuron] = ()
    ) -> None:
        self.latest: Evaluation | None = None
        self.latest_of: Hashable = None
        self._network = network
        self._copy = network.copy(network.dtype)
        self._evaluator = Evaluator(self._copy, samples, without)
        self._parts: Generator[None, None, Evaluation] | None = None
        self._parts_of: Hashable = None

    def work(self, state: Hashable, n_parts: int) -> None:
        """Do some parts more, unless the latest is of this state; the network is in it now.

        An evaluation that was begun is finished before another is.
        """
        for _ in range(n_parts):
            if self._parts is None:
                if self.latest_of == state and self.latest is not None:
                    return
                self._copy.parameters[...] = self._network.parameters
                self._parts, self._parts_of = self._evaluator.parts(), state
            try:
                next(self._parts)
            except StopIteration as end:
                self.latest, self.latest_of = end.value, self._parts_of
                self._parts = None
