"""One description of a run: what to learn from, with which network, trained how."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.network import Network
from nnviz.core.settings import Settings
from nnviz.data.arrays import FloatArray
from nnviz.data.dataset import Dataset, make_dataset
from nnviz.data.division.targets import LOSSES_OF_TASK, output_activation
from nnviz.data.generated.curves import COEFFICIENTS
from nnviz.data.specs.datasets import DATASETS, with_curve
from nnviz.data.specs.points import PointSpec
from nnviz.data.specs.registry import find
from nnviz.experiment.complaints import Complaint, complain
from nnviz.experiment.families import FAMILIES, USUAL_FAMILY
from nnviz.experiment.fields import DATASET_RULE, defaults_for, rules_for
from nnviz.experiment.query import read_query, write_value

#: Stands for "as the dataset suggests" and is replaced when the experiment is made, so that the
#: fields can be declared as what a reader finds in them.
SUGGESTED: Any = None


@dataclass(frozen=True)
class Experiment:
    """A run, completely described: equal experiments train to equal numbers.

    Every field is a key of the page's URL. Values are checked, and brought to one form (tuples,
    features in their fixed order), when the experiment is made; the allowed ranges stand in
    `nnviz.experiment.limits`.

    Attributes
    ----------
    n_points, noise, train_share, features, hidden, loss
        None asks for what the dataset suggests; once made, an experiment has the value.
    n_classes
        Counts only where the dataset lets one choose (see `class_count`).
    curve, coefficients
        Count only where the dataset is divided by a curve; the coefficients, of 1, x, x² and so
        on, where that is a polynomial.
    family
        The kind of network, a name in `FAMILIES`; its entry says which fields describe it.
    hidden
        Neurons of each hidden layer, from the input on.
    layer_activations
        For hidden layers that differ from `activation`: their names, "" for those that do not.
    class_weights
        "balanced" has each class count as much as any other in the loss, however rare it is.
    batch_size
        0 means the whole training share.
    gradient_clipping
        Largest norm of the whole gradient; 0 means no clipping.
    schedule_epochs
        The schedule's time scale, in epochs.
    data_seed, seed
        Of the data; of initial weights, shuffling and dropout.

    Raises
    ------
    ValueError
        Naming the field, what came and what is allowed.
    """

    dataset: str = "circle"
    n_points: int = SUGGESTED
    noise: float = SUGGESTED
    n_classes: int = 3
    curve: str = "sine"
    coefficients: tuple[float, ...] = COEFFICIENTS
    train_share: float = SUGGESTED
    data_seed: int = 0
    features: tuple[str, ...] = SUGGESTED
    family: str = USUAL_FAMILY
    hidden: tuple[int, ...] = SUGGESTED
    activation: str = "tanh"
    layer_activations: tuple[str, ...] = ()
    initializer: str = "xavier"
    loss: str = SUGGESTED
    class_weights: str = "none"
    optimizer: str = "sgd"
    learning_rate: float = 0.03
    batch_size: int = 10
    momentum: float = 0.9
    weight_decay: float = 0.01
    regularization: str = "none"
    regularization_rate: float = 0.0
    dropout: float = 0.0
    gradient_clipping: float = 0.0
    schedule: str = "constant"
    schedule_epochs: int = 100
    seed: int = 7

    def __post_init__(self) -> None:
        # Own data are known only as long as somebody has them: from now on this experiment does.
        spec = find(DATASET_RULE.check("dataset", self.dataset))
        assert spec is not None, "the rule has found it"
        object.__setattr__(self, "_spec", spec)
        suggested = defaults_for(spec)
        for field, rule in rules_for(spec).items():
            value = getattr(self, field)
            if value is None and field in suggested:
                value = suggested[field]
            object.__setattr__(self, field, rule.check(field, value))
        object.__setattr__(self, "_spec", with_curve(spec, self.curve, self.coefficients))
        FAMILIES[self.family].check(self)

    def with_(self, **changes: Any) -> Self:
        """A changed copy.

        With another dataset, whatever stood as the old one suggested becomes what the new one
        suggests; what was chosen stays where the new one allows it. Fewer layers lose their
        activations.
        """
        dataset = changes.get("dataset", self.dataset)
        spec = find(dataset)
        if spec is not None and spec is not self.spec:
            for field, suggested in defaults_for(self.spec).items():
                chosen = getattr(self, field)
                if chosen == suggested or not _allows(spec, field, chosen):
                    changes.setdefault(field, None)
            if changes.get("hidden", ()) is None:
                changes["hidden"] = spec.default_hidden
        if "hidden" in changes:
            kept = self.layer_activations[: len(tuple(changes["hidden"]))]
            changes.setdefault("layer_activations", kept)
        return replace(self, **changes)

    @classmethod
    def of(cls, settings: Settings[object]) -> Self:
        """What a training was set up with, where that was an experiment.

        The core trains whatever describes a run; files, addresses and pages know this alone.

        Raises
        ------
        TypeError
            It was something else.
        """
        if not isinstance(settings, cls):
            raise TypeError(f"an experiment was expected; it was {type(settings).__name__}")
        return settings

    @property
    def spec(self) -> PointSpec:
        """The dataset's description."""
        spec: PointSpec = self.__dict__["_spec"]
        return spec

    @property
    def task(self) -> str:
        """``binary``, ``multiclass`` or ``regression``."""
        return self.spec.task

    @property
    def dimension(self) -> int:
        """Coordinates of a data point: 1 on a line, 2 on a plane, of a table one per input."""
        return self.spec.dimension

    @property
    def data_kind(self) -> tuple[str, ...]:
        """Equal for data that can take each other's place in mid-training: points on a plane of
        one task and as many classes, all others only for themselves."""
        if not self.spec.is_drawable:
            return self.dataset, str(self.n_points), str(self.noise)
        return self.task, "plane", str(self.class_count)

    @property
    def class_count(self) -> int:
        """Classes in the data; 0 for regression."""
        return self.spec.class_count(self.n_classes)

    @property
    def class_names(self) -> tuple[str, ...]:
        """What the classes are called; none for regression."""
        return self.spec.class_names(self.n_classes)

    @property
    def n_outputs(self) -> int:
        """Width of the output layer: one per class if there are several, else 1."""
        return self.class_count if self.task == "multiclass" else 1

    @property
    def layer_sizes(self) -> tuple[int, ...]:
        """Widths of all layers: inputs, hidden, outputs."""
        return (len(self.features), *self.hidden, self.n_outputs)

    @property
    def activations(self) -> tuple[str, ...]:
        """Activation of each layer after the input, the output layer's included."""
        blanks = ("",) * (len(self.hidden) - len(self.layer_activations))
        overrides = (*self.layer_activations, *blanks)
        loss = LOSSES[self.loss]
        hidden = tuple(override or self.activation for override in overrides)
        return (*hidden, output_activation(self.task, takes_logits=loss.takes_logits))

    @property
    def losses_offered(self) -> tuple[str, ...]:
        """Losses that suit the task, the suggested one first."""
        return LOSSES_OF_TASK[self.task]

    @property
    def train_count(self) -> int:
        """Samples of the training share; no dataset is made to find out."""
        return self.spec.train_count(self.n_points, self.train_share)

    @property
    def has_test(self) -> bool:
        """Whether anything is kept for a test; no dataset is made to find out."""
        return self.train_count < self.n_points

    def make_dataset(self) -> Dataset:
        """The data, drawn and split; equal settings share one set of read-only arrays."""
        return make_dataset(
            self.spec,
            self.n_points,
            self.noise,
            self.n_classes,
            self.train_share,
            self.data_seed,
            self.features,
            LOSSES[self.loss].low_target,
            self.class_weights,
        )

    def make_network(self, rng: np.random.Generator, dtype: DTypeLike) -> Network:
        """The network, as yet untrained; `rng` gives its initial weights."""
        return FAMILIES[self.family].make(self, rng, dtype)

    def blank_network(self, dtype: DTypeLike = np.float32) -> Network:
        """A network to ask about its form, or to fill with parameters that are known."""
        return self.make_network(np.random.default_rng(0), dtype)

    def input_matrix(self, points: FloatArray) -> FloatArray:
        """What the network is given for points: ``(n, dimension)`` to ``(n, n_features)``."""
        return self.spec.input_matrix(points, self.features)

    def to_query(self) -> dict[str, str]:
        """The URL's query: every field that differs from its default, as text."""
        defaults = type(self)(dataset=self.dataset)
        query = {} if self.dataset == Experiment.dataset else {"dataset": self.dataset}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != getattr(defaults, field.name):
                query[field.name] = write_value(self.spec, field.name, value)
        return query

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> tuple[Self, list[Complaint]]:
        """The experiment that a URL asks for, and a complaint for each value that was replaced.

        Never raises, whatever the texts: one bad value does not lose the good ones. Keys that
        are no fields are ignored.
        """
        name, _ = DATASET_RULE.read(query.get("dataset", cls.dataset).strip())
        # Held here, so that it cannot be gone before the experiment has it.
        spec = find(name or cls.dataset) or DATASETS[cls.dataset]
        values, problems = read_query(query, spec)
        values["dataset"] = spec.name
        experiment = cls(**values)
        complaints = [
            complain(field, problem, write_value(spec, field, getattr(experiment, field)))
            for field, problem in problems.items()
        ]
        return experiment, complaints


def _allows(spec: PointSpec, field: str, value: Any) -> bool:
    try:
        rules_for(spec)[field].check(field, value)
    except ValueError:
        return False
    return True
