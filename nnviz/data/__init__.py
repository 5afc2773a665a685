"""Data to learn from: synthetic datasets, input features, and targets as the losses want them."""

from nnviz.data.dataset import Dataset, make_dataset
from nnviz.data.features import DEFAULT_FEATURES, FEATURES, Feature, features_of
from nnviz.data.specs.datasets import DATASETS
from nnviz.data.specs.drawn import DrawnSpec
from nnviz.data.specs.points import GeneratedSpec, PointSpec
from nnviz.data.specs.registry import find, register
from nnviz.data.specs.spec import TASKS, DatasetSpec
from nnviz.data.specs.table import TableSpec, own_table

__all__ = [
    "DATASETS",
    "DEFAULT_FEATURES",
    "FEATURES",
    "TASKS",
    "Dataset",
    "DatasetSpec",
    "DrawnSpec",
    "Feature",
    "GeneratedSpec",
    "PointSpec",
    "TableSpec",
    "features_of",
    "find",
    "make_dataset",
    "own_table",
    "register",
]
