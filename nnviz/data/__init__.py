"""Data to learn from: synthetic datasets, input features, and targets as the losses want them."""

from nnviz.data.dataset import Dataset, make_dataset
from nnviz.data.datasets import DATASETS
from nnviz.data.features import DEFAULT_FEATURES, FEATURES, Feature, features_of, input_matrix
from nnviz.data.spec import TASKS, DatasetSpec

__all__ = [
    "DATASETS",
    "DEFAULT_FEATURES",
    "FEATURES",
    "TASKS",
    "Dataset",
    "DatasetSpec",
    "Feature",
    "features_of",
    "input_matrix",
    "make_dataset",
]
