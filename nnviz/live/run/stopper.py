"""Tells when a run has come to where it was told to pause: at the end of a pass, at any speed.

What the loss is there takes long to find out where the data are large; then each look does a part.
"""

from dataclasses import dataclass
from math import isnan

from nnviz.core.network.network import Network
from nnviz.core.training.trainer import Trainer
from nnviz.experiment.url.stopping import EPOCH, NEVER, Stop
from nnviz.live.messages import HaltEntry


@dataclass(frozen=True)
class Reached:
    """Why a run has paused by itself.

    Attributes
    ----------
    what
        "epoch", or the share whose loss came below the limit: "train" or "test".
    value
        The epoch, or that loss.
    step
        The update at which it was.
    """

    what: str
    value: float
    step: int

    def entry(self) -> HaltEntry:
        """What a message says of it."""
        return {"what": self.what, "value": self.value, "step": self.step}


class Unknown(Exception):  # noqa: N818 - it is no error
    """More looks are needed."""


class Stopper:
    """Watches one run at the ends of its passes.

    What was stopped at is not stopped at again by going on, but it is where the run comes to it
    again from an earlier update.
    """

    def __init__(self) -> None:
        self._rule = NEVER
        self._reached: Reached | None = None

    @property
    def rule(self) -> Stop:
        """Where to stop."""
        return self._rule

    @rule.setter
    def rule(self, rule: Stop) -> None:
        self._rule = rule
        self.forget()

    def forget(self) -> None:
        """Be as if nothing had been reached."""
        self._reached = None

    def look(self, trainer: Trainer[Network]) -> Reached | None:
        """Why to stop here, at the end of a pass, if so.

        Raises
        ------
        Unknown
            That is not known yet; one of the next looks will tell, as long as nothing changes.
        """
        rule, here = self._rule, trainer.step_count
        if rule.epoch == trainer.epoch_count:
            return self._note(Reached(EPOCH, rule.epoch, here))
        if not rule.loss or self._went_on_from_loss(here):
            return None
        evaluation, is_current = trainer.glance()
        if evaluation is None or not is_current:
            raise Unknown
        # Where nothing is kept for a test there is but one loss.
        is_train = rule.share == "train" or isnan(evaluation.test_loss)
        share, loss = (
            ("train", evaluation.train_loss) if is_train else ("test", evaluation.test_loss)
        )
        return self._note(Reached(share, loss, here)) if loss < rule.loss else None

    def _went_on_from_loss(self, here: int) -> bool:
        before = self._reached
        return before is not None and before.what != EPOCH and here > before.step

    def _note(self, reached: Reached) -> Reached:
        self._reached = reached
        return reached
