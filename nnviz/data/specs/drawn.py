"""Points that somebody put on the plane by hand, as a dataset to learn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from nnviz.data.division.shares import RowIndices, Shares, divided, suggested_share
from nnviz.data.sampling import EXTENT
from nnviz.data.specs.points import PointSpec
from nnviz.data.specs.spec import OWN, TASKS

Floats32 = NDArray[np.float32]

#: Points of a drawing at most.
MOST_POINTS = 1000
#: Classes of a drawing with several.
FEWEST_CLASSES, MOST_CLASSES = 2, 6


@dataclass(frozen=True, eq=False, kw_only=True)
class DrawnSpec(PointSpec):
    """A drawing; its name says its content, so that it never changes under that name.

    Attributes
    ----------
    points : (n, 2) float32
        Within the view; there is one at least.
    labels : (n,) float32
        0/1, 0..k-1, or values from -1 to 1. Not every class need have a point.
    ranks : (n,) float32
        From 0 to 1: a point is for training where its rank is below the training share, and of
        a share of 1 in any case. As each
        point brings its own, no other changes sides when one is added, moved or taken away.
    """

    points: Floats32
    labels: Floats32
    ranks: Floats32

    @property
    def is_generated(self) -> bool:
        return False

    @property
    def is_divisible(self) -> bool:
        return False

    @property
    def is_drawable(self) -> bool:
        return True

    @property
    def is_drawn(self) -> bool:
        return True

    def glimpse(self, n: int) -> None:
        return None

    def shares(
        self, n_points: int, noise: float, n_classes: int, train_share: float, data_seed: int
    ) -> Shares:
        """All points, as their ranks divide them; the lowest rank is for training in any case."""
        train, test = _divide(self.ranks, train_share)
        points, labels = self.points.astype(np.float64), self.labels.astype(np.float64)
        return divided(points, labels, train, test)

    def train_count(self, n_points: int, train_share: float) -> int:
        return len(_divide(self.ranks, train_share)[0])

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """All that `from_arrays` needs to make it again, beside `task` and `classes`."""
        return {"points": self.points, "labels": self.labels, "ranks": self.ranks}

    @classmethod
    def from_arrays(cls, task: str, classes: int, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """A drawing with these points.

        Parameters
        ----------
        task
            One of `TASKS`.
        classes
            2 for binary, 2 to 6 for multiclass, 0 for regression.
        arrays
            "points" (n, 2), "labels" (n,) and "ranks" (n,) as above.

        Raises
        ------
        ValueError
            Something is missing, or not as the attributes are.
        """
        points, labels, ranks = (
            np.ascontiguousarray(arrays.get(name, ()), dtype="<f4")
            for name in ("points", "labels", "ranks")
        )
        _check(task, classes, points, labels, ranks)
        digest = sha256(f"{task} {classes} ".encode())
        for array in (points, labels, ranks):
            digest.update(array.tobytes())
            array.flags.writeable = False
        return cls(
            name=OWN + digest.hexdigest()[:32],
            task=task,
            dimension=2,
            classes=classes,
            default_points=len(points),
            most_points=len(points),
            default_train_share=suggested_share(len(points), PointSpec.default_train_share),
            domain=(-EXTENT, EXTENT),
            value_range=(-1.0, 1.0) if task == "regression" else (0.0, 1.0),
            points=points,
            labels=labels,
            ranks=ranks,
        )


def _divide(ranks: Floats32, train_share: float) -> tuple[RowIndices, RowIndices]:
    below = (ranks < train_share) | (train_share >= 1.0)
    if not below.any():
        below[ranks.argmin()] = True
    return np.flatnonzero(below), np.flatnonzero(~below)


def _check(task: str, classes: int, points: Floats32, labels: Floats32, ranks: Floats32) -> None:
    n = len(labels)
    if not 1 <= n <= MOST_POINTS:
        raise ValueError(f"a drawing has 1 to {MOST_POINTS} points; {n} came")
    if points.shape != (n, 2) or labels.shape != (n,) or ranks.shape != (n,):
        raise ValueError(
            f"points, labels and ranks must be ({n}, 2), ({n},) and ({n},); "
            f"they were {points.shape}, {labels.shape} and {ranks.shape}"
        )
    few, most = {
        "binary": (2, 2),
        "multiclass": (FEWEST_CLASSES, MOST_CLASSES),
        "regression": (0, 0),
    }.get(task, (1, 0))
    if not few <= classes <= most:
        raise ValueError(f"a task from {TASKS} was expected; {task!r} with {classes} classes came")
    # Written so that nan is not allowed.
    if not (np.abs(points) <= EXTENT).all():
        raise ValueError(f"points must be within ±{EXTENT}")
    if not ((ranks >= 0) & (ranks <= 1)).all():
        raise ValueError("ranks must be from 0 to 1")
    if task == "regression":
        if not (np.abs(labels) <= 1).all():
            raise ValueError("values must be from -1 to 1")
    elif not np.isin(labels, np.arange(classes)).all():
        raise ValueError(f"labels must be whole numbers from 0 to {classes - 1}")
