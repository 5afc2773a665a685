"""Datasets whose samples are points: on a line, on a plane, or in a space of more dimensions."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.data.arrays import FloatArray
from nnviz.data.division.shares import Shares, cut, divided, shuffled
from nnviz.data.features import DEFAULT_FEATURES, FEATURES, Feature, features_of
from nnviz.data.specs.spec import DatasetSpec

#: ``generate(n, noise, n_classes, rng)`` returns points ``(n, dimension)`` and labels ``(n,)``.
Generate = Callable[[int, float, int, np.random.Generator], tuple[FloatArray, FloatArray]]


@dataclass(frozen=True, eq=False, kw_only=True)
class PointSpec(DatasetSpec):
    """A source of labelled points, which pictures show in the space that they lie in.

    Attributes
    ----------
    dimension
        Coordinates of a point: 1 on a line, 2 on a plane, as many as it has inputs in a table.
    domain
        Smallest and largest coordinate in view, the same for both axes of a plane.
    value_range
        Smallest and largest value that pictures show. On a line every label lies within it; on a
        plane, where it sets the colours, noise may carry a label beyond.
    default_hidden
        Hidden layers of a network, where nobody asks for others.
    curves_vary
        Whether one chooses the curve that divides the points; see `nnviz.data.generated.curves`.
    """

    dimension: int
    domain: tuple[float, float]
    value_range: tuple[float, float]
    default_hidden: tuple[int, ...] = (4, 2)
    curves_vary: bool = False

    @property
    def shown_dimension(self) -> int:
        """Of the picture of its points: 1 for a line, 2 for a plane, be it one of many."""
        return min(self.dimension, 2)

    @property
    def kind_of_inputs(self) -> str:
        """``tiles``: what they are all over the view. Of a table ``distributions`` or ``image``."""
        return "tiles"

    @property
    def features(self) -> Mapping[str, Feature]:
        """All inputs that a network can be given, by name, in their fixed order."""
        return {name: FEATURES[name] for name in features_of(self.dimension)}

    @property
    def default_features(self) -> tuple[str, ...]:
        return DEFAULT_FEATURES[self.dimension]

    def input_matrix(self, samples: FloatArray, names: Sequence[str]) -> FloatArray:
        """The network's inputs: points ``(n, dimension)`` to ``(n, len(names))``."""
        return np.column_stack([self.features[name].function(samples) for name in names])

    @abstractmethod
    def glimpse(self, n: int) -> tuple[FloatArray, FloatArray] | None:
        """Points ``(n, dimension)`` and labels ``(n,)`` for a small picture, always the same.

        None where there are no others to be had than those that are learnt from.
        """


@dataclass(frozen=True, eq=False, kw_only=True)
class GeneratedSpec(PointSpec):
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

    def glimpse(self, n: int) -> tuple[FloatArray, FloatArray]:
        rng = np.random.default_rng(0)
        return self.generate(n, self.default_noise, self.classes, rng)
