"""What a page asks of its run over the stream: that which is to be answered at once.

All that changes what the page itself shows (settings, play and pause) goes through the page's
script instead; a slider that is being moved cannot wait for that.
"""

import math
from dataclasses import dataclass
from typing import TypeAlias


class BadWish(ValueError):  # noqa: N818 - it names what came, as StreamError's reasons do
    """The page asked for something that is not of the agreed form."""


@dataclass(frozen=True)
class Edit:
    """Set a parameter, by its index in the flat vector, of the network of this scene."""

    scene: int
    index: int
    value: float


@dataclass(frozen=True)
class Seek:
    """Go to another update of the line of this scene."""

    scene: int
    step: int


@dataclass(frozen=True)
class Look:
    """See the next update number by number.

    Attributes
    ----------
    sample
        Of the training share, to be taken for a batch; None for the next batch.
    check
        Whether the gradient by central differences is wanted, too.
    """

    sample: int | None
    check: bool


Wish: TypeAlias = Edit | Seek


def edit(value: object) -> Edit:
    """From ``[scene, index, value]``.

    Raises
    ------
    BadWish
        For anything else, as the next two do. Whether the run has such a parameter is not asked.
    """
    match value:
        case [int(scene), int(index), (int() | float()) as number] if math.isfinite(number):
            return Edit(scene, index, float(number))
        case _:
            raise BadWish("edit is not [scene, index, value]")


def seek(value: object) -> Seek:
    """From ``[scene, step]``."""
    match value:
        case [int(scene), int(step)]:
            return Seek(scene, step)
        case _:
            raise BadWish("seek is not [scene, step]")


def look(value: object) -> Look | None:
    """From ``{"example": index or null, "check": true or false}``, or null."""
    match value:
        case None:
            return None
        case {"example": int() | None as sample, **rest}:
            return Look(sample, bool(rest.get("check")))
        case _:
            raise BadWish('trace is not {"example": index or null}')
