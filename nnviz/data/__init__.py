"""Data to learn from: synthetic datasets, input features, and targets as the losses want them."""

from nnviz.data.dataset import Dataset, make_dataset
from nnviz.data.datasets import DATASETS
from nnviz.data.drawn import DrawnSpec
from nnviz.data.features import DEFAULT_FEATURES, FEATURES, Feature, features_of
from nnviz.data.held import find, hold
from nnviz.data.spec import TASKS, DatasetSpec, GeneratedSpec
from nnviz.data.tables.spec import TableSpec, own_table

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
    "TableSpec",
    "features_of",
    "find",
    "hold",
    "make_dataset",
    "own_table",
]
