"""The rule and the default of each field, given the dataset that the others depend on."""

from functools import cache
from typing import Any

from nnviz.core.activations import ACTIVATIONS
from nnviz.core.initializers import INITIALIZERS
from nnviz.core.optimizers import OPTIMIZERS
from nnviz.core.regularizers import REGULARIZERS
from nnviz.core.schedules import SCHEDULES
from nnviz.data.datasets import DATASETS
from nnviz.data.features import DEFAULT_FEATURES, features_of
from nnviz.data.targets import LOSSES_OF_TASK
from nnviz.experiment.complaints import UNKNOWN_FEATURE, UNSUITED_LOSS
from nnviz.experiment.limits import LIMITS
from nnviz.experiment.rules import LayerSizes, Name, NamePerLayer, Names, Number, Rule

DATASET_RULE = Name(tuple(DATASETS))


@cache
def rules_for(dataset: str) -> dict[str, Rule]:
    """Field name to rule, for all fields; what features and losses may be depends on the data."""
    spec = DATASETS[dataset]
    numbers: dict[str, Rule] = {name: Number(limit) for name, limit in LIMITS.items()}
    return numbers | {
        "dataset": DATASET_RULE,
        "features": Names(features_of(spec.dimension), UNKNOWN_FEATURE),
        "hidden": LayerSizes(),
        "activation": Name(tuple(ACTIVATIONS)),
        "layer_activations": NamePerLayer(tuple(ACTIVATIONS)),
        "initializer": Name(tuple(INITIALIZERS)),
        "loss": Name(LOSSES_OF_TASK[spec.task], UNSUITED_LOSS),
        "optimizer": Name(tuple(OPTIMIZERS)),
        "batch_size": Number(LIMITS["batch_size"], zero="all"),
        "regularization": Name(tuple(REGULARIZERS)),
        "schedule": Name(tuple(SCHEDULES)),
    }


@cache
def defaults_for(dataset: str) -> dict[str, Any]:
    """The fields whose default is the dataset's, and that default."""
    spec = DATASETS[dataset]
    return {
        "n_points": spec.default_points,
        "noise": spec.default_noise,
        "features": DEFAULT_FEATURES[spec.dimension],
        "loss": LOSSES_OF_TASK[spec.task][0],
    }
