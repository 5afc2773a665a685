"""How weights, activations and gradients are spread, and which neurons have stopped learning."""

import streamlit as st

from nnviz.analysis.distributions import distributions
from nnviz.analysis.layers import Layer, copy_layers
from nnviz.analysis.units import FLAT, SATURATED_SHARE, unit_health
from nnviz.core.network.network import Network
from nnviz.core.settings import weights_of
from nnviz.core.training.trainer import Trainer
from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.ridges import ridges
from nnviz.ui.panels.images import chart_config
from nnviz.ui.panels.landscape.moment import MOST_SAMPLES
from nnviz.ui.text.language import _
from nnviz.ui.text.names import layer_names
from nnviz.ui.visit.session import current


def distribution_panel(palette: Palette) -> None:
    """One ridge for each layer, three times."""
    session = current()
    layers = session.run.inspect(_snapshot)
    names = layer_names(session.experiment)
    st.markdown(_health(layers[:-1], names), help=_health_help())
    spread = distributions(layers)
    plots = (
        (spread.weights, _("Weights and biases"), palette.positive_line),
        (spread.activations, _("Activations on the training points"), palette.train),
        (spread.gradients, _("log₁₀ |gradient|"), palette.negative_line),
    )
    for number, (column, plot) in enumerate(zip(st.columns(3), plots, strict=True)):
        histograms, title, colour = plot
        column.plotly_chart(
            ridges(histograms, names, title, colour, palette),
            key=f"ridges-{number}",
            config=chart_config(),
            alt=_("{quantity}: how they are spread, layer by layer.").format(quantity=title),
        )


def _snapshot(trainer: Trainer[Network]) -> list[Layer]:
    dataset = trainer.dataset
    inputs, targets = dataset.train_inputs[:MOST_SAMPLES], dataset.train_targets[:MOST_SAMPLES]
    weights = weights_of(dataset)[0]
    weights = None if weights is None else weights[:MOST_SAMPLES]
    return copy_layers(trainer.network, inputs, targets, weights)


def _health(hidden: list[Layer], names: list[str]) -> str:
    """One sentence about the neurons that have stopped learning."""
    found = []
    for layer, name in zip(hidden, names, strict=False):
        health = unit_health(layer)
        if health.dead:
            found.append(
                _("**{count} of {units} dead** in {layer}").format(
                    count=health.dead, units=health.units, layer=name
                )
            )
        if health.saturated:
            found.append(
                _("**{count} of {units} saturated** in {layer}").format(
                    count=health.saturated, units=health.units, layer=name
                )
            )
    if found:
        return ", ".join(found) + "."
    return _("No hidden neuron is dead or saturated.")


def _health_help() -> str:
    return _(
        "A neuron learns by way of its slope f′(z); below {flat} it counts as flat. Dead: flat on "
        "every training point, so that no gradient comes through. Saturated: a sigmoid or tanh "
        "that is flat on at least {share:.0%} of them."
    ).format(flat=FLAT, share=SATURATED_SHARE)
