"""What a page asks of its run over the stream: that which is to be answered at once.

All that changes what the page itself shows (settings, play and pause) goes through the page's
script instead; a slider that is being moved cannot wait for that.
"""

import threading
from dataclasses import dataclass
from typing import TypeGuard

from nnviz.experiment import LARGEST_PARAMETER


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


#: No count of anything here comes near it.
_LARGEST_COUNT = 2**40


def _is_count(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 <= value < _LARGEST_COUNT


def edit(value: object) -> Edit:
    """From ``[scene, index, value]``.

    Raises
    ------
    BadWish
        For anything else, as the next two do. Whether the run has such a parameter is not asked.
    """
    match value:
        case [scene, index, int() | float() as number] if _is_count(scene) and _is_count(index):
            # Written so that nan is too large.
            if abs(number) <= LARGEST_PARAMETER:
                return Edit(scene, index, float(number))
    raise BadWish("edit is not [scene, index, value]")


def seek(value: object) -> Seek:
    """From ``[scene, step]``."""
    match value:
        case [scene, step] if _is_count(scene) and _is_count(step):
            return Seek(scene, step)
    raise BadWish("seek is not [scene, step]")


def look(value: object) -> Look | None:
    """From ``{"example": index or null, "check": true or false}``, or null."""
    match value:
        case None:
            return None
        case {"example": sample, **rest} if sample is None or _is_count(sample):
            return Look(sample, bool(rest.get("check")))
    raise BadWish('trace is not {"example": index or null}')


class Wishes:
    """What is yet to be done: the newest value of each parameter, and the newest seek.

    A page that asks faster than it is served changes what is asked, not how much. Thread-safe.
    """

    #: Parameters of which a value is remembered at most; a person moves one at a time.
    LIMIT = 64

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._edits: dict[tuple[int, int], Edit] = {}
        self._seek: Seek | None = None

    def put(self, wish: Edit | Seek) -> None:
        """Remember a wish, in the place of what it makes void."""
        with self._lock:
            if isinstance(wish, Seek):
                self._seek = wish
                return
            self._edits.pop((wish.scene, wish.index), None)
            if len(self._edits) < self.LIMIT:
                self._edits[wish.scene, wish.index] = wish

    def take(self) -> tuple[list[Edit], Seek | None]:
        """All of it, which is forgotten: the edits in their order, and where to go then."""
        with self._lock:
            taken = [*self._edits.values()], self._seek
            self._edits, self._seek = {}, None
            return taken

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self._edits) or self._seek is not None
