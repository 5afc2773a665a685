"""The rule and the default of each field, given the dataset that the others depend on."""

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.data.division.targets import LOSSES_OF_TASK
from nnviz.data.division.weights import CLASS_WEIGHTS, UNWEIGHTED
from nnviz.data.generated.curves import CURVE_NAMES
from nnviz.data.specs.datasets import DATASETS
from nnviz.data.specs.points import PointSpec
from nnviz.data.specs.registry import find
from nnviz.data.specs.spec import OWN
from nnviz.experiment.complaints import (
    LOST_DATA,
    NO_CLASSES,
    UNKNOWN_FEATURE,
    UNKNOWN_NAME,
    UNSUITED_LOSS,
    Problem,
)
from nnviz.experiment.families import FAMILIES
from nnviz.experiment.limits import LIMITS, Limit
from nnviz.experiment.rules import Coefficients, Name, Names, Number, Rule


@dataclass(frozen=True)
class DatasetName:
    """The name of a dataset: one that comes with nnviz, or of data that somebody works with."""

    def check(self, field: str, value: Any) -> str:
        if not isinstance(value, str) or find(value) is None:
            raise ValueError(
                f"{field} must be from {', '.join(DATASETS)}, or data held here, but {value!r} came"
            )
        return value

    def read(self, text: str) -> tuple[str | None, Problem | None]:
        if find(text) is not None:
            return text, None
        reason = LOST_DATA if text.startswith(OWN) else UNKNOWN_NAME
        return None, Problem(text, reason, ", ".join(DATASETS))

    def write(self, value: str) -> str:
        return value


DATASET_RULE = DatasetName()

_rules: WeakKeyDictionary[PointSpec, dict[str, Rule]] = WeakKeyDictionary()


def rules_for(spec: PointSpec) -> dict[str, Rule]:
    """Field name to rule, for all fields; what some of them may be depends on the data."""
    if spec not in _rules:
        _rules[spec] = _make_rules(spec)
    return _rules[spec]


def _make_rules(spec: PointSpec) -> dict[str, Rule]:
    numbers: dict[str, Rule] = {name: Number(limit) for name, limit in LIMITS.items()}
    if not spec.is_generated:
        numbers["n_points"] = Number(points_limit(spec))
        numbers["noise"] = Number(Limit(0.0, 0.0))
    of_families = {
        field: rule for family in FAMILIES.values() for field, rule in family.rules.items()
    }
    return (
        numbers
        | of_families
        | {
            "dataset": DATASET_RULE,
            "curve": Name(CURVE_NAMES),
            "coefficients": Coefficients(),
            "features": Names(tuple(spec.features), UNKNOWN_FEATURE),
            "family": Name(tuple(FAMILIES)),
            "loss": Name(LOSSES_OF_TASK[spec.task], UNSUITED_LOSS),
            "class_weights": Name(
                class_weights_for(spec), NO_CLASSES if not spec.classes else UNKNOWN_NAME
            ),
            "optimizer": Name(tuple(OPTIMIZERS)),
            "batch_size": Number(LIMITS["batch_size"], zero="all"),
            "regularization": Name(tuple(REGULARIZERS)),
            "schedule": Name(tuple(SCHEDULES)),
        }
    )


def class_weights_for(spec: PointSpec) -> tuple[str, ...]:
    """How the classes of a dataset can be weighed; "none" alone where it has none."""
    return tuple(CLASS_WEIGHTS) if spec.classes else (UNWEIGHTED,)


def points_limit(spec: PointSpec) -> Limit:
    """How many points of a dataset may be taken."""
    limit = LIMITS["n_points"]
    if spec.is_generated:
        return limit
    fewest = min(limit.low, spec.most_points) if spec.is_divisible else spec.most_points
    return Limit(fewest, spec.most_points, whole=True)


def defaults_for(spec: PointSpec) -> dict[str, Any]:
    """The fields whose default is the dataset's, and that default."""
    return {
        "n_points": spec.default_points,
        "noise": spec.default_noise,
        "train_share": spec.default_train_share,
        "features": spec.default_features,
        "hidden": spec.default_hidden,
        "loss": LOSSES_OF_TASK[spec.task][0],
        "class_weights": UNWEIGHTED,
    }
