"""What a person can do to a run in mid-training: the entries of a run's log.

A run is what it was begun with, how many updates it made, and these. From that it can be made
again, number for number.
"""

from dataclasses import dataclass
from typing import Generic, TypeAlias

from nnviz.core.network.interventions import Interventions
from nnviz.core.network.trainable import N
from nnviz.core.settings import Settings


@dataclass(frozen=True)
class Reconfigure(Generic[N]):
    """Go on with other live settings."""

    experiment: Settings[N]


@dataclass(frozen=True)
class Redraw(Generic[N]):
    """Go on with other data of the same kind, and otherwise the same settings.

    The pass under way is given up and another begins, even if the data come out as they were: so
    what follows does not depend on how many drawings there were at this place.
    """

    experiment: Settings[N]


@dataclass(frozen=True)
class SetParameter:
    """Give a parameter, by its index in the flat vector, another value."""

    index: int
    value: float


@dataclass(frozen=True)
class Intervene:
    """Freeze and switch off these, and nothing else."""

    interventions: Interventions


@dataclass(frozen=True)
class Teach:
    """Make the next update on this one sample of the training share."""

    sample: int


Change: TypeAlias = Reconfigure[N] | Redraw[N] | SetParameter | Intervene | Teach


@dataclass(frozen=True)
class Entry(Generic[N]):
    """A change, and the number of updates that had been made when it came."""

    step: int
    change: Change[N]

    @property
    def end(self) -> int:
        """The number of updates once it is done: to teach is an update itself."""
        return self.step + isinstance(self.change, Teach)

    def replaces(self, old: "Entry[N]") -> bool:
        """Whether nothing is left of the entry before this one once this one has been done."""
        if self.step != old.step:
            return False
        match self.change, old.change:
            case SetParameter(index), SetParameter(old_index):
                return index == old_index
            case Reconfigure(new), Reconfigure(before):
                # Between two optimizers, a third would leave fresh slots behind.
                return new.optimizer == before.optimizer
            case (Intervene(), Intervene()) | (Redraw(), Redraw()):
                return True
        return False
