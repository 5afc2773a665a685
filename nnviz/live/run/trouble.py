"""Why a run stopped by itself."""

from dataclasses import dataclass
from typing import Self

from nnviz.core.training.divergence import Cause, Diverged, Quantity
from nnviz.live.messages import TroubleEntry


@dataclass(frozen=True)
class Trouble:
    """Why training stopped; the run still has the last good state.

    Attributes
    ----------
    step
        The update that would have been next.
    layer
        Where the trouble first shows, counted from 1; the last is the output layer.
    quantity
        What is out of bounds, and `value`, how far.
    cause
        The likely reason.
    """

    step: int
    layer: int
    quantity: Quantity
    value: float
    cause: Cause

    @classmethod
    def of(cls, diverged: Diverged) -> Self:
        """What an update that was not made says about itself."""
        return cls(diverged.step, diverged.layer, diverged.quantity, diverged.value, diverged.cause)

    def entry(self) -> TroubleEntry:
        """What a message says of it."""
        return {
            "step": self.step,
            "layer": self.layer,
            "quantity": self.quantity,
            "value": self.value,
            "cause": self.cause,
        }
