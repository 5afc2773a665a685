"""What one dataset is, apart from the samples in it.

What a sample is, is its own affair: points stand in `nnviz.data.specs.points`, and any other kind
needs no more than what is asked here. Whoever would like to know what a dataset can do asks it; its
class is nobody's business.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nnviz.data.arrays import FloatArray
from nnviz.data.division.shares import Shares, train_count
from nnviz.data.features import Feature
from nnviz.data.tables.recipe.recipe import Recipe
from nnviz.data.tables.recipe.records import Records

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
    classes
        How many classes the labels have; 0 for regression. Where `classes_vary`, this is only
        the usual number, and there are as many as are asked for.
    default_points, default_noise, default_train_share
        What is taken where nobody asks for another number of samples, noise (0 to 0.5) or
        training share.
    most_points
        As many samples as there can be.
    recipe
        Of a table: its columns, and how they become inputs. None where samples are no rows.
    """

    name: str
    task: str
    classes: int
    default_points: int
    most_points: int
    default_noise: float = 0.0
    default_train_share: float = 0.5
    classes_vary: bool = False
    recipe: Recipe | None = None

    @property
    @abstractmethod
    def is_generated(self) -> bool:
        """Whether there are always other samples and other noise to be had."""

    @property
    def is_divisible(self) -> bool:
        """Whether fewer samples than there are can be taken."""
        return True

    @property
    def is_drawable(self) -> bool:
        """Whether a person can put samples of its kind on the plane by hand."""
        return False

    @property
    def is_drawn(self) -> bool:
        """Whether a person has put its samples on the plane by hand."""
        return False

    @property
    def has_columns(self) -> bool:
        """Whether its samples are the rows of a table."""
        return self.recipe is not None

    @property
    def records(self) -> Records | None:
        """The rows themselves, where they are those of a table."""
        return None

    @property
    @abstractmethod
    def kind_of_inputs(self) -> str:
        """How inputs are best drawn."""

    @property
    def image_shape(self) -> tuple[int, int] | None:
        """Rows and columns of the picture that a sample is, if it is one."""
        return None

    @abstractmethod
    def shares(
        self, n_points: int, noise: float, n_classes: int, train_share: float, data_seed: int
    ) -> Shares:
        """Draw or read so many samples, and divide them; the same arguments give the same."""

    def train_count(self, n_points: int, train_share: float) -> int:
        """How many samples `shares` takes for training; none is made to find out."""
        return train_count(n_points, train_share)

    @property
    def features(self) -> Mapping[str, Feature]:
        """What a network can be given of a sample, by name, in a fixed order; {} if all of it."""
        return {}

    @property
    def default_features(self) -> tuple[str, ...]:
        """Names of the features that it is given unless somebody chooses."""
        return ()

    def input_matrix(self, samples: FloatArray, names: Sequence[str]) -> FloatArray:
        """The network's inputs, (n, n_inputs), for samples as `shares` has them, (n, ...)."""
        return samples

    def class_count(self, wanted: int) -> int:
        """Classes in the labels when `wanted` are asked for; 0 for regression."""
        return wanted if self.classes_vary else self.classes

    def class_names(self, wanted: int) -> tuple[str, ...]:
        """What the classes are called when `wanted` are asked for."""
        return tuple(map(str, range(self.class_count(wanted))))
