"""The network: layers, neurons, activations, initial weights and the loss it is to lower."""

from functools import partial

import streamlit as st

from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.initializers import INITIALIZERS
from nnviz.core.functions.losses import LOSSES
from nnviz.data.division.weights import CLASS_WEIGHTS
from nnviz.experiment import FIRST_LAYER, LIMITS, MAX_LAYERS, MAX_NEURONS, Experiment
from nnviz.ui.common.fragments import fragment
from nnviz.ui.controls.sidebar.choice import choice
from nnviz.ui.controls.sidebar.field import bound
from nnviz.ui.controls.sidebar.fold import fold
from nnviz.ui.controls.sidebar.section import section
from nnviz.ui.text.language import _
from nnviz.ui.text.words import about, label
from nnviz.ui.text.words.network import (
    ACTIVATION_WORDS,
    CLASS_WEIGHT_WORDS,
    INITIALIZER_WORDS,
    LOSS_WORDS,
)
from nnviz.ui.visit.session import current


@fragment(key="network")
def network_controls() -> None:
    """Everything that decides on the network; any change of it restarts training."""
    if current().exercise.hides("network"):
        return
    experiment = current().experiment
    section(_("Network"), "network", live=False)
    # The names of losses are long.
    left, right = st.columns([5, 8])
    with left:
        _activation(experiment)
    with right:
        _loss(experiment)
    with fold(_("Layers, initial weights, seed"), "fold-network", ("initializer", "class_weights")):
        # In a place of their own: where one comes or goes, no list below is closed by that.
        with st.container():
            _layers(experiment)
        left, right = st.columns(2)
        with left:
            _initial_weights(experiment)
        with right:
            _seed(experiment)
        _class_weights(experiment)


def set_layer_count(count: int) -> None:
    """Add layers like the last one, or take the last ones away."""
    session = current()
    hidden = session.experiment.hidden
    last = hidden[-1] if hidden else FIRST_LAYER
    session.change(hidden=(*hidden, *[last] * (count - len(hidden)))[:count])


def set_neurons(layer: int, count: int) -> None:
    """Give a hidden layer, counted from 0, that many neurons."""
    session = current()
    hidden = session.experiment.hidden
    session.change(hidden=(*hidden[:layer], count, *hidden[layer + 1 :]))


def set_activation(layer: int, name: str) -> None:
    """Give a hidden layer an activation of its own; "" takes it back."""
    session = current()
    names = list(session.experiment.layer_activations)
    names += [""] * (layer + 1 - len(names))
    names[layer] = name
    session.change(layer_activations=tuple(names))


def _activation(experiment: Experiment) -> None:
    name = experiment.activation
    formula = f"f(z) = {ACTIVATIONS[name].formula}"
    slope = f"f′(z) = {ACTIVATIONS[name].derivative_formula}"
    choice(
        _("Activation"),
        "activation",
        name,
        ACTIVATIONS,
        ACTIVATION_WORDS,
        _("The bend in every hidden neuron. Without it, many layers are as good as one."),
        about(ACTIVATION_WORDS, name, formula),
        f"`{slope}`",
    )


def _layers(experiment: Experiment) -> None:
    """How many hidden layers; of each, its neurons, and its own activation where wanted."""
    st.number_input(
        _("Hidden layers"),
        0,
        MAX_LAYERS,
        help=_(
            "Layers between inputs and output. Each one builds new features out of those of the "
            "layer before: a = f(W a + b). The + and − in the picture do the same."
        ),
        **bound("n_layers", len(experiment.hidden), set_layer_count, part_of="hidden"),
    )
    overrides = (*experiment.layer_activations, *[""] * len(experiment.hidden))
    for layer, neurons in enumerate(experiment.hidden):
        left, right = st.columns(2)
        with left:
            st.number_input(
                _("Neurons in layer {layer}").format(layer=layer + 1),
                1,
                MAX_NEURONS,
                help=_("Each neuron is one more feature for the next layer to build on."),
                **bound(f"neurons-{layer}", neurons, partial(set_neurons, layer), part_of="hidden"),
            )
        with right:
            st.selectbox(
                _("Activation of layer {layer}").format(layer=layer + 1),
                ["", *ACTIVATIONS],
                format_func=lambda name: label(ACTIVATION_WORDS, name) if name else _("as above"),
                help=_("A function of its own for the neurons of this layer."),
                **bound(
                    f"activation-{layer}",
                    overrides[layer],
                    partial(set_activation, layer),
                    part_of="layer_activations",
                ),
            )


def _class_weights(experiment: Experiment) -> None:
    """How much rare classes count; where there are no classes there is nothing to say."""
    if not experiment.class_count:
        return
    choice(
        _("Class weights"),
        "class_weights",
        experiment.class_weights,
        tuple(CLASS_WEIGHTS),
        CLASS_WEIGHT_WORDS,
        _(
            "How much each class counts in the loss. Where 3 points of 1,000 are of one class, a "
            "network that never answers with it is nearly always right."
        ),
        about(CLASS_WEIGHT_WORDS, experiment.class_weights),
    )


def _initial_weights(experiment: Experiment) -> None:
    name = experiment.initializer
    choice(
        _("Initial weights"),
        "initializer",
        name,
        INITIALIZERS,
        INITIALIZER_WORDS,
        _("Where the weights start; biases start at 0."),
        about(INITIALIZER_WORDS, name, f"w ~ {INITIALIZERS[name].formula}"),
    )


def _seed(experiment: Experiment) -> None:
    st.number_input(
        _("Seed"),
        int(LIMITS["seed"].low),
        int(LIMITS["seed"].high),
        help=_(
            "The same seed always gives the same initial weights, the same order of the points and "
            "the same dropout: the same run, update for update."
        ),
        **bound("seed", experiment.seed),
    )


def _loss(experiment: Experiment) -> None:
    choice(
        _("Loss"),
        "loss",
        experiment.loss,
        experiment.losses_offered,
        LOSS_WORDS,
        _("The number that training makes small, averaged over the points of a batch."),
        about(LOSS_WORDS, experiment.loss, LOSSES[experiment.loss].formula),
    )
