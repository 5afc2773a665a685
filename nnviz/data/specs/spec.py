"""What one dataset is, apart from the points in it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.division.shares import Shares, cut, divided, shuffled, train_count
from nnviz.data.features import DEFAULT_FEATURES, FEATURES, Feature, features_of

#: ``generate(n, noise, n_classes, rng)`` returns points ``(n, dimension)`` and labels ``(n,)``.
Generate = Callable[[int, float, int, np.random.Generator], tuple[FloatArray, FloatArray]]

#: What the names of people's own data begin with.
OWN = "own-"

TASKS = ("binary", "multiclass", "regression")


@dataclass(frozen=True, eq=False, kw_only=True)
class DatasetSpec(ABC):
    """A source of labelled samples.

    Attributes
    ----------
    task
        One of `TASKS`. Labels are 0/1 for ``binary``, 0..k-1 for ``multiclass``, the value
        itself for ``regression``.
    dimension
        Coordinates of a point: 1 on a line, 2 on a plane, as many as it has inputs in a table.
    classes
        How many classes the labels have; 0 for regression. Where `classes_vary`, this is only
        the usual number, and there are as many as are asked for.
    default_points, default_noise, default_train_share, default_hidden
        What is taken where nobody asks for another number of points, noise (0 to 0.5), training
        share or layers.
    most_points
        As many points as there can be.
    curves_vary
        Whether one chooses the curve that divides the points; see `nnviz.data.generated.curves`.
    domain
        Smallest and largest coordinate in view, the same for both axes of a plane.
    value_range
        Smallest and largest value that pictures show. On a line every label lies within it; on a
        plane, where it sets the colours, noise may carry a label beyond.
    """

    name: str
    task: str
    dimension: int
    classes: int
    default_points: int
    most_points: int
    domain: tuple[float, float]
    value_range: tuple[float, float]
    default_noise: float = 0.0
    default_train_share: float = 0.5
    default_hidden: tuple[int, ...] = (4, 2)
    classes_vary: bool = False
    curves_vary: bool = False

    @property
    @abstractmethod
    def is_generated(self) -> bool:
        """Whether there are always other points and other noise to be had."""

    @property
    def is_divisible(self) -> bool:
        """Whether fewer points than there are can be taken."""
        return True

    @property
    def is_drawable(self) -> bool:
        """Whether a person can put points of its kind on the plane by hand."""
        return False

    @abstractmethod
    def shares(
        self, n_points: int, noise: float, n_classes: int, train_share: float, data_seed: int
    ) -> Shares:
        """Draw or read so many points, and divide them; the same arguments give the same."""

    def train_count(self, n_points: int, train_share: float) -> int:
        """How many points `shares` takes for training; none is made to find out."""
        return train_count(n_points, train_share)

    @property
    def shown_dimension(self) -> int:
        """Of the picture of its points: 1 for a line, 2 for a plane, be it one of many."""
        return min(self.dimension, 2)

    @property
    def features(self) -> Mapping[str, Feature]:
        """All inputs that a network can be given, by name, in their fixed order."""
        return {name: FEATURES[name] for name in features_of(self.dimension)}

    @property
    def default_features(self) -> tuple[str, ...]:
        """Names of the inputs that it is given unless somebody chooses."""
        return DEFAULT_FEATURES[self.dimension]

    def input_matrix(self, points: FloatArray, names: Sequence[str]) -> FloatArray:
        """The network's inputs: points ``(n, dimension)`` to ``(n, len(names))``."""
        return np.column_stack([self.features[name].function(points) for name in names])

    def class_count(self, wanted: int) -> int:
        """Classes in the labels when `wanted` are asked for; 0 for regression."""
        return wanted if self.classes_vary else self.classes

    def class_names(self, wanted: int) -> tuple[str, ...]:
        """What the classes are called when `wanted` are asked for."""
        return tuple(map(str, range(self.class_count(wanted))))


@dataclass(frozen=True, eq=False, kw_only=True)
class GeneratedSpec(DatasetSpec):
    """A dataset that is drawn at random."""

    generate: Generate
    most_points: int = 2000

    @property
    def is_generated(self) -> bool:
        return True

    @property
    def is_drawable(self) -> bool:
        return self.dimension == 2

    def shares(
        self, n_points: int, noise: float, n_classes: int, train_share: float, data_seed: int
    ) -> Shares:
        points, labels = self.generate(
            n_points, noise, self.class_count(n_classes), np.random.default_rng([data_seed, 0])
        )
        order = shuffled(labels, self.task, np.random.default_rng([data_seed, 1]))
        return divided(points, labels, *cut(order, train_share))
