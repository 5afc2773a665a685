"""The families of networks that an experiment can describe, and how a network of each is made.

As a dataset's entry says which of its fields may be what, so does a family's: its rules are those
of the fields that describe networks of that family and of no other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import DTypeLike

from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.initializers import INITIALIZERS
from nnviz.core.network.network import Network
from nnviz.core.network.trainable import Trainable
from nnviz.experiment.rules import LayerSizes, Name, NamePerLayer, Rule

#: The kind of network that a family has.
N_co = TypeVar("N_co", bound=Trainable, covariant=True)


class Description(Protocol):
    """What the families look at in an experiment.

    Attributes
    ----------
    layer_sizes
        Widths of all layers: inputs, hidden, outputs.
    hidden
        Widths of the hidden layers alone.
    activations
        Activation of each layer after the input, the output layer's included.
    layer_activations
        Of hidden layers that differ from the others, "" for those that do not.
    initializer
        A name in `INITIALIZERS`.
    loss
        A name in `LOSSES`.
    """

    @property
    def layer_sizes(self) -> tuple[int, ...]: ...
    @property
    def hidden(self) -> tuple[int, ...]: ...
    @property
    def activations(self) -> tuple[str, ...]: ...
    @property
    def layer_activations(self) -> tuple[str, ...]: ...
    @property
    def initializer(self) -> str: ...
    @property
    def loss(self) -> str: ...


@dataclass(frozen=True)
class Family(Generic[N_co]):
    """One kind of network.

    Attributes
    ----------
    name
    rules
        Field to rule, of the fields that describe its networks alone.
    check
        Raises a ValueError where fields that are allowed one by one do not fit together.
    make
        ``make(experiment, rng, dtype)`` is the network, as yet untrained.
    """

    name: str
    rules: Mapping[str, Rule]
    check: Callable[[Description], None]
    make: Callable[[Description, np.random.Generator, DTypeLike], N_co]


def _check_layers(experiment: Description) -> None:
    if len(experiment.layer_activations) > len(experiment.hidden):
        raise ValueError(
            f"layer_activations must name at most the {len(experiment.hidden)} hidden layers, "
            f"but {experiment.layer_activations!r} came"
        )


def _make_dense(experiment: Description, rng: np.random.Generator, dtype: DTypeLike) -> Network:
    return Network(
        experiment.layer_sizes,
        experiment.activations,
        experiment.loss,
        rng,
        initializer=experiment.initializer,
        dtype=dtype,
    )


#: What an experiment describes unless it says otherwise: addresses and files do not name it.
USUAL_FAMILY = "mlp"

FAMILIES: dict[str, Family[Network]] = {
    family.name: family
    for family in (
        # A multilayer perceptron: fully connected layers.
        Family(
            USUAL_FAMILY,
            {
                "hidden": LayerSizes(),
                "activation": Name(tuple(ACTIVATIONS)),
                "layer_activations": NamePerLayer(tuple(ACTIVATIONS)),
                "initializer": Name(tuple(INITIALIZERS)),
            },
            _check_layers,
            _make_dense,
        ),
    )
}
