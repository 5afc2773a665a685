"""Entries that somebody has only just added: to a registry, and nowhere else."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz.core.arrays import Array
from nnviz.core.functions.activations import ACTIVATIONS, Activation
from nnviz.core.functions.initializers import INITIALIZERS
from nnviz.core.functions.losses import LOSSES
from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.data.arrays import FloatArray
from nnviz.data.division.targets import LOSSES_OF_TASK
from nnviz.data.division.weights import CLASS_WEIGHTS, balanced
from nnviz.experiment import families, fields
from nnviz.experiment.rules import Name, NamePerLayer


def _mish(z: Array, out: Array) -> None:
    np.multiply(z, np.tanh(np.logaddexp(0.0, z)), out)


def _mish_derivative(z: Array, a: Array, out: Array) -> None:
    t = np.tanh(np.logaddexp(0.0, z))
    np.add(t, z * (1.0 - t * t) / (1.0 + np.exp(-z)), out)


#: Field of an experiment to what it may be from now on: names that no real entry will have.
NEWCOMERS = {
    field: f"new_{field}"
    for field in ("activation", "optimizer", "loss", "initializer", "regularization", "schedule")
}
#: The same of a field that not all data have, so that it is none of `FIELDS`.
WEIGHTING = "new_class_weights"
#: Task to a loss whose outputs are probabilities, and the name of a copy of it.
COPIES = {
    "binary": ("binary_cross_entropy", "new_probability"),
    "multiclass": ("softmax_cross_entropy", "new_shares"),
}


def _root_of_balanced(labels: FloatArray, n_classes: int) -> FloatArray:
    return np.sqrt(balanced(labels, n_classes))


def add_newcomers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put entries of each kind into their registries, as if their modules had them."""
    for registry, old, field in (
        (OPTIMIZERS, "adam", "optimizer"),
        (LOSSES, "mse", "loss"),
        (INITIALIZERS, "he", "initializer"),
        (REGULARIZERS, "l2", "regularization"),
        (SCHEDULES, "cosine", "schedule"),
    ):
        new = NEWCOMERS[field]
        monkeypatch.setitem(registry, new, replace(registry[old], name=new))
    activation = NEWCOMERS["activation"]
    formulas = "z tanh ln(1 + eᶻ)", "t + z (1 − t²) σ(z)"
    mish = Activation(activation, *formulas, _mish, _mish_derivative)
    monkeypatch.setitem(ACTIVATIONS, activation, mish)
    monkeypatch.setitem(CLASS_WEIGHTS, WEIGHTING, _root_of_balanced)
    for old, new in COPIES.values():
        monkeypatch.setitem(LOSSES, new, replace(LOSSES[old], name=new))
    for task, losses in LOSSES_OF_TASK.items():
        copy = COPIES.get(task, ())[1:]
        monkeypatch.setitem(LOSSES_OF_TASK, task, (*losses, NEWCOMERS["loss"], *copy))
    # What an experiment may be has been read from the registries when they were loaded.
    rules = families.FAMILIES[families.USUAL_FAMILY].rules
    assert isinstance(rules, dict)
    monkeypatch.setitem(rules, "activation", Name(tuple(ACTIVATIONS)))
    monkeypatch.setitem(rules, "layer_activations", NamePerLayer(tuple(ACTIVATIONS)))
    monkeypatch.setitem(rules, "initializer", Name(tuple(INITIALIZERS)))
    monkeypatch.setattr(fields, "_rules", type(fields._rules)())


#: The fields of an experiment with all of them.
FIELDS: dict[str, Any] = NEWCOMERS | {
    "hidden": (3, 2),
    "regularization_rate": 0.01,
    "learning_rate": 0.001,
}
