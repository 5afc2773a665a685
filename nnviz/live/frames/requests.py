"""What a page asks of its run over the stream: that which is to be answered at once.

All that changes what the page itself shows (settings, play and pause) goes through the page's
script instead; a slider that is being moved cannot wait for that.
"""

import threading
from binascii import Error, a2b_base64
from dataclasses import dataclass
from typing import TypeGuard

import numpy as np

from nnviz.data.sampling import EXTENT
from nnviz.data.specs.drawn import MOST_POINTS, DrawnSpec
from nnviz.experiment import LARGEST_PARAMETER


class BadRequest(ValueError):  # noqa: N818 - it names what came, as StreamError's reasons do
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
class TraceRequest:
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


@dataclass(frozen=True)
class Draw:
    """Learn from these points from now on; None for an empty plane, which teaches nothing.

    Attributes
    ----------
    serial
        By which the page knows the answer.
    """

    serial: int
    drawing: DrawnSpec | None


#: A point of a drawing as the page packs it: each coordinate in steps of 1 / `PLACE_STEPS`, the
#: number of its class or its value in steps of 1 / `VALUE_STEPS`, its rank in steps of 1 / 65535.
_POINT = np.dtype([("place", "<i2", 2), ("label", "<i2"), ("rank", "<u2")])
PLACE_STEPS, VALUE_STEPS, RANK_STEPS = 5000, 10_000, 65_535

#: No count of anything here comes near it.
_LARGEST_COUNT = 2**40


def _is_count(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 <= value < _LARGEST_COUNT


def edit(value: object) -> Edit:
    """From ``[scene, index, value]``.

    Raises
    ------
    BadRequest
        For anything else, as the next two do. Whether the run has such a parameter is not asked.
    """
    match value:
        case [scene, index, int() | float() as number] if _is_count(scene) and _is_count(index):
            # Written so that nan is too large.
            if abs(number) <= LARGEST_PARAMETER:
                return Edit(scene, index, float(number))
    raise BadRequest("edit is not [scene, index, value]")


def seek(value: object) -> Seek:
    """From ``[scene, step]``."""
    match value:
        case [scene, step] if _is_count(scene) and _is_count(step):
            return Seek(scene, step)
    raise BadRequest("seek is not [scene, step]")


def trace(value: object) -> TraceRequest | None:
    """From ``{"example": index or null, "check": true or false}``, or null."""
    match value:
        case None:
            return None
        case {"example": sample, **rest} if sample is None or _is_count(sample):
            return TraceRequest(sample, bool(rest.get("check")))
    raise BadRequest('trace is not {"example": index or null}')


def draw(value: object) -> Draw:
    """From ``[serial, task, classes, points]``, the points packed as base64."""
    match value:
        case [serial, str(task), classes, str(text)] if _is_count(serial) and _is_count(classes):
            return Draw(serial, _drawing(task, classes, text) if text else None)
    raise BadRequest("draw is not [serial, task, classes, points]")


def _drawing(task: str, classes: int, text: str) -> DrawnSpec:
    if len(text) > 4 * (MOST_POINTS * _POINT.itemsize // 3 + 1):
        raise BadRequest(f"more than {MOST_POINTS} points")
    try:
        points = np.frombuffer(a2b_base64(text, strict_mode=True), _POINT)
        return DrawnSpec.from_arrays(
            task,
            classes,
            {
                "points": np.clip(points["place"] / PLACE_STEPS, -EXTENT, EXTENT),
                "labels": points["label"] / (VALUE_STEPS if task == "regression" else 1),
                "ranks": points["rank"] / RANK_STEPS,
            },
        )
    except (Error, ValueError) as bad:
        raise BadRequest(f"no drawing: {bad}") from None


class Requests:
    """What is yet to be done: the newest value of each parameter, the newest drawing and seek.

    A page that asks faster than it is served changes what is asked, not how much. Thread-safe.
    """

    #: Parameters of which a value is remembered at most; a person moves one at a time.
    LIMIT = 64

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._edits: dict[tuple[int, int], Edit] = {}
        self._seek: Seek | None = None
        self._draw: Draw | None = None

    def put(self, request: Edit | Seek | Draw) -> None:
        """Remember a request, in the place of what it makes void."""
        with self._lock:
            if isinstance(request, Draw):
                self._draw = request
                return
            if isinstance(request, Seek):
                self._seek = request
                return
            self._edits.pop((request.scene, request.index), None)
            if len(self._edits) < self.LIMIT:
                self._edits[request.scene, request.index] = request

    def take(self) -> list[Edit | Seek | Draw]:
        """All of it, which is forgotten: the edits in their order, what to draw, where to go."""
        with self._lock:
            later = (self._draw, self._seek)
            taken = [*self._edits.values(), *(request for request in later if request is not None)]
            self._edits, self._seek, self._draw = {}, None, None
            return taken

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self._edits) or self._seek is not None or self._draw is not None
