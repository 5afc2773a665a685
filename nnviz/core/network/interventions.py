"""What a person holds still in a network: frozen parameters, and neurons that are switched off."""

from dataclasses import dataclass

#: Layer, counted from 1 for the first after the input, and index within it.
Neuron = tuple[int, int]


@dataclass(frozen=True)
class Interventions:
    """Nothing, unless said otherwise.

    Attributes
    ----------
    frozen
        Indices of parameters in the flat vector that no update moves.
    silenced
        Hidden neurons that are switched off: they send 0, and learn nothing.
    """

    frozen: frozenset[int] = frozenset()
    silenced: frozenset[Neuron] = frozenset()


NO_INTERVENTIONS = Interventions()
