"""When a run pauses by itself, as a URL query parameter: ``stop=epoch_100,test_0.05``.

It changes no number of the run, so it is no part of an experiment: it is about the watching.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from nnviz.experiment.complaints import BAD_STOP, Complaint, Problem, complain

#: The key, which is no field of an experiment.
STOP = "stop"
KEYS = frozenset({STOP})

EPOCH = "epoch"
SHARES = ("test", "train")
#: Epochs and losses that a run can be told to stop at.
MOST_EPOCHS = 10_000_000
LARGEST_LOSS = 1e6


@dataclass(frozen=True)
class Stop:
    """Where to pause: at whatever comes first.

    Attributes
    ----------
    epoch
        After so many passes over the training share; 0 for no such place.
    loss
        Where a pass ends with a loss below this; 0 for no such loss.
    share
        Which share's loss: one of `SHARES`.

    Raises
    ------
    ValueError
        A number is out of range, or there is no such share.
    """

    epoch: int = 0
    loss: float = 0.0
    share: str = SHARES[0]

    def __post_init__(self) -> None:
        if not 0 <= self.epoch <= MOST_EPOCHS or int(self.epoch) != self.epoch:
            raise ValueError(f"epoch must be from 0 to {MOST_EPOCHS}, but {self.epoch!r} came")
        # Written so that nan is not allowed.
        if not 0.0 <= self.loss <= LARGEST_LOSS:
            raise ValueError(f"loss must be from 0 to {LARGEST_LOSS:g}, but {self.loss!r} came")
        if self.share not in SHARES:
            raise ValueError(f"share must be from {', '.join(SHARES)}, but {self.share!r} came")

    def __bool__(self) -> bool:
        """Whether there is anywhere to stop."""
        return bool(self.epoch or self.loss)


NEVER = Stop()


def to_query(stop: Stop) -> dict[str, str]:
    """The key that says where to stop; nothing where that is nowhere."""
    parts = [f"{EPOCH}_{stop.epoch}"] if stop.epoch else []
    if stop.loss:
        parts.append(f"{stop.share}_{stop.loss!r}".removesuffix(".0"))
    return {STOP: ",".join(parts)} if parts else {}


def from_query(query: Mapping[str, str]) -> tuple[Stop, list[Complaint]]:
    """Where a URL asks to stop.

    Never raises, whatever the texts: of one that cannot be read nothing is taken.
    """
    text = query.get(STOP, "").strip()
    if not text:
        return NEVER, []
    try:
        return _read(text), []
    except ValueError:
        return NEVER, [complain(STOP, Problem(text, BAD_STOP, ""), "")]


def _read(text: str) -> Stop:
    epoch, loss, share = 0, 0.0, ""
    for part in text.split(","):
        name, _, number = part.strip().partition("_")
        is_plain = number.isascii() and "_" not in number
        if name == EPOCH and is_plain and number.isdigit() and not epoch and len(number) < 20:
            epoch = int(number)
        elif name in SHARES and is_plain and not share:
            loss, share = float(number), name
        else:
            raise ValueError(f"{part!r} is no place to stop at")
    if (share and not (math.isfinite(loss) and loss > 0.0)) or not (epoch or share):
        raise ValueError("0 stops nowhere")
    return Stop(epoch, loss, share or SHARES[0])
