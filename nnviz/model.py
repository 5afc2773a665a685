"""A trained network that needs no data any more: from rows as people have them to answers.

It is what leaves the page: programs and files are written from it, and what they answer is measured
against it. All of it is float64, so that no rounding of its own stands between the two.
"""

import sys
import warnings
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.interventions import Neuron
from nnviz.core.network.network import Network
from nnviz.data.arrays import FloatArray
from nnviz.data.features import FEATURES
from nnviz.data.tables import Preparation
from nnviz.data.tables.new_rows.new_rows import read_rows
from nnviz.data.tables.problem import TableWarning
from nnviz.experiment import Experiment

#: Keeps the share of a class defined where no output speaks for any.
SMALLEST_SHARE = 1e-12


@dataclass(frozen=True, eq=False)
class Model:
    """A trained network, with all that stands before and after it.

    Attributes
    ----------
    layer_sizes
        Widths from the input to the output.
    activations
        One name for each layer after the input.
    loss, task
        As in an experiment.
    parameters : (n_parameters,)
        Laid out as in `Network`; read-only.
    features
        What the network is given: names of FEATURES for points; for rows of a table "c1", "c2", ...
        by the position, from 1, among the recipe's `input_names`.
    dimension
        Numbers in a row: coordinates of a point, or columns of a table.
    silenced
        Hidden neurons that send 0, as (layer from 1, index).
    preparation
        How rows of a table become inputs; None for points.
    class_names
        Of a table with classes; elsewhere empty: classes are then 0, 1, ...
    """

    layer_sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    task: str
    parameters: FloatArray
    features: tuple[str, ...]
    dimension: int
    silenced: frozenset[Neuron] = frozenset()
    preparation: Preparation | None = None
    class_names: tuple[str, ...] = ()

    @classmethod
    def of(cls, experiment: Experiment, network: Network) -> Self:
        """What a run has come to: a copy, which later updates leave alone."""
        parameters = network.parameters.astype(np.float64)
        parameters.flags.writeable = False
        preparation = experiment.make_dataset().preparation
        return cls(
            network.layer_sizes,
            network.activation_names,
            network.loss_name,
            experiment.task,
            parameters,
            experiment.features,
            len(preparation.recipe.columns) if preparation else experiment.dimension,
            network.silenced,
            preparation,
            experiment.class_names if preparation else (),
        )

    @cached_property
    def network(self) -> Network:
        """The network, in float64."""
        network = Network(
            self.layer_sizes,
            self.activations,
            self.loss,
            np.random.default_rng(0),
            initializer="zeros",
        )
        network.parameters[...] = self.parameters
        network.silenced = self.silenced
        return network

    @property
    def class_count(self) -> int:
        """Classes that it tells apart; 0 for regression."""
        return 0 if self.task == "regression" else max(self.layer_sizes[-1], 2)

    @property
    def classes(self) -> tuple[Any, ...]:
        """What `predict` answers with: names, or 0, 1, ...; empty for regression."""
        return self.class_names or tuple(range(self.class_count))

    @property
    def chosen_inputs(self) -> tuple[int, ...]:
        """Of a table: positions, from 0, of the inputs that the network is given."""
        return tuple(int(name.removeprefix("c")) - 1 for name in self.features)

    @property
    def usual_row(self) -> FloatArray:
        """A row as `values_of` gives it, of what is usual: (1, dimension)."""
        usual = self.preparation.fill if self.preparation else np.zeros(self.dimension)
        return np.array([usual])

    def values_of(self, table: Any) -> FloatArray:
        """Rows as numbers: points ``(n, dimension)``, or a table's values as `Records` has them.

        Rows of a table come in any form that `nnviz.data.tables.new_rows.new_rows.values_of` takes.

        Raises
        ------
        ValueError
            The rows do not have the form that the model was made for.

        Warns
        -----
        TableWarning
            There is something to know of how the rows were read: a file that needed mending, a
            value that is missing, a category that was not there in training.
        """
        if self.preparation:
            rows = read_rows(self.preparation.recipe, table, self.preparation.fill)
            for remark in rows.remarks:
                warnings.warn(TableWarning(remark), stacklevel=_callers_level())
            return rows.values
        return points_of(table, self.dimension)

    def inputs_of(self, table: Any) -> FloatArray:
        """What the network is given for rows: ``(n, n_inputs)``; speaks up as `values_of` does."""
        values = self.values_of(table)
        if self.preparation:
            return self.preparation.transform(values)[:, self.chosen_inputs]
        return np.column_stack([FEATURES[name].function(values) for name in self.features])

    def outputs(self, table: Any) -> FloatArray:
        """What the last layer gives: ``(n, n_outputs)``; speaks up as `values_of` does."""
        return self.network.forward(self.inputs_of(table)).astype(np.float64)

    def predict_proba(self, table: Any) -> FloatArray:
        """Probability of each class: ``(n, n_classes)``; speaks up as `values_of` does.

        Not every loss knows probabilities. Of two classes, the output's place between their targets
        -1 and 1 then stands for it; of several, the output's share.

        Raises
        ------
        TypeError
            The model predicts values, not classes.
        """
        if self.task == "regression":
            raise TypeError("a model of values has no classes and no probabilities of them")
        outputs = self.outputs(table)
        loss = LOSSES[self.loss]
        if loss.has_probabilities:
            outputs = loss.readable(outputs.T).T.astype(np.float64)
        elif self.task == "binary":
            outputs = np.clip((1.0 + outputs) / 2.0, 0.0, 1.0)
        else:
            outputs = np.maximum(outputs, SMALLEST_SHARE)
            outputs = outputs / outputs.sum(axis=1, keepdims=True)
        return np.hstack([1.0 - outputs, outputs]) if self.task == "binary" else outputs

    def predict(self, table: Any) -> NDArray[Any]:
        """The answer for each row: its class, or its value in the table's unit: ``(n,)``.

        Raises and warns as `values_of` does.
        """
        outputs = self.outputs(table)
        if self.task == "regression":
            values = outputs[:, 0]
            return self.preparation.values_of(values) if self.preparation else values
        # One output stands for two classes, divided at 0, whatever the loss.
        chosen = outputs[:, 0] > 0.0 if self.task == "binary" else outputs.argmax(axis=1)
        kind = np.object_ if self.class_names else np.int64
        return np.array(self.classes, kind)[chosen.astype(np.intp)]


def points_of(rows: Any, dimension: int) -> "FloatArray":
    """Points ``(n, dimension)``; ValueError where rows are none."""
    points = np.asarray(rows, np.float64)
    if points.shape == (0,):
        points = points.reshape(0, dimension)
    if points.ndim != 2 or points.shape[1] != dimension:
        raise ValueError(f"rows must be (n, {dimension}); their shape was {points.shape}")
    lacking = np.flatnonzero(~np.isfinite(points).all(axis=1))
    if len(lacking):
        raise ValueError(f"row {lacking[0] + 1} is no point: {points[lacking[0]].tolist()}")
    return points


def _callers_level() -> int:
    """How far up, from where it is asked, the first frame stands that is not of this module."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__") == __name__:
        level, frame = level + 1, frame.f_back
    return level
