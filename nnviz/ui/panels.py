"""Below the picture: what one studies rather than watches, as Plotly figures.

Only the open tab is computed, only while it is in view, and about once a second while training.
"""

import streamlit as st

from nnviz.analysis.distributions import distributions
from nnviz.analysis.snapshot import Layer, take_snapshot
from nnviz.analysis.units import FLAT, SATURATED_SHARE, unit_health
from nnviz.core.trainer import Trainer
from nnviz.data import FEATURES
from nnviz.experiment import Experiment
from nnviz.ui.figures.curves import CurveWords, curves
from nnviz.ui.figures.frame import CONFIG
from nnviz.ui.figures.matrices import matrix
from nnviz.ui.figures.ridges import ridges
from nnviz.ui.language import _
from nnviz.ui.sentinel import sentinel
from nnviz.ui.session import current
from nnviz.ui.theme import PALETTES, Palette

KEY = "panels"


@st.fragment(key="panels")
def panels() -> None:
    """Curves, weights and distributions, one at a time."""
    run = current().run
    with st.container(key=KEY):
        in_view = sentinel(f".st-key-{KEY}", running=run.playing, key="sentinel")
        drawn = {_("Curves"): _curves, _("Weights"): _weights, _("Distributions"): _distributions}
        tabs = st.tabs(list(drawn), key="panel", on_change="rerun")
        for tab, draw in zip(tabs, drawn.values(), strict=True):
            if tab.open and in_view:
                with tab:
                    draw(_palette())


def _palette() -> Palette:
    return PALETTES["dark" if st.context.theme.type == "dark" else "light"]


def _curves(palette: Palette) -> None:
    session = current()
    regression = session.experiment.task == "regression"
    log_loss = st.toggle(_("Logarithmic loss axis"), key="log_loss")
    records = session.run.inspect(lambda trainer: trainer.history.records.copy())
    epochs, train_loss, test_loss, train_metric, test_metric = records.T
    loss = CurveWords(_("Loss"), _("train"), _("test"), _("Epoch"))
    metric = loss._replace(quantity=_("R²") if regression else _("Accuracy"))
    about = _("{quantity} of both shares over the epochs.")
    left, right = st.columns(2)
    left.plotly_chart(
        curves(epochs, train_loss, test_loss, loss, palette, log=log_loss),
        key="loss-curves",
        config=CONFIG,
        alt=about.format(quantity=loss.quantity),
    )
    right.plotly_chart(
        curves(epochs, train_metric, test_metric, metric, palette, percent=not regression),
        key="metric-curves",
        config=CONFIG,
        alt=about.format(quantity=metric.quantity),
    )


def _weights(palette: Palette) -> None:
    session = current()
    layers = session.run.inspect(
        lambda trainer: [
            (weights.copy(), biases.copy())
            for weights, biases in zip(trainer.network.weights, trainer.network.biases, strict=True)
        ]
    )
    names = _neuron_names(session.experiment)
    titles = _layer_names(session.experiment)
    with st.container(horizontal=True, gap="medium"):
        for number, (weights, biases) in enumerate(layers):
            figure = matrix(
                weights,
                biases,
                names[number],
                names[number + 1],
                palette,
                title=titles[number],
                bias=_("bias"),
            )
            st.plotly_chart(
                figure,
                key=f"matrix-{number}",
                width=int(figure.layout.width),
                config={"displayModeBar": False},
                alt=_("Weights and biases of {layer}.").format(layer=titles[number]),
            )


def _distributions(palette: Palette) -> None:
    session = current()
    layers = session.run.inspect(_snapshot)
    names = _layer_names(session.experiment)
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
            config=CONFIG,
            alt=_("{quantity}: how they are spread, layer by layer.").format(quantity=title),
        )


def _snapshot(trainer: Trainer) -> list[Layer]:
    dataset = trainer.dataset
    return take_snapshot(trainer.network, dataset.train_inputs, dataset.train_targets)


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


def _layer_names(experiment: Experiment) -> list[str]:
    hidden = [
        _("layer {layer}").format(layer=number + 1) for number in range(len(experiment.hidden))
    ]
    return [*hidden, _("output")]


def _neuron_names(experiment: Experiment) -> list[list[str]]:
    """Names of the inputs, and of the neurons of each layer after them."""
    inputs = [FEATURES[name].label for name in experiment.features]
    hidden = [
        [f"a{_subscript(layer + 1)}.{neuron + 1}" for neuron in range(count)]
        for layer, count in enumerate(experiment.hidden)
    ]
    if experiment.n_outputs == 1:
        return [inputs, *hidden, [_("output")]]
    classes = [_("class {name}").format(name=number) for number in range(experiment.n_outputs)]
    return [inputs, *hidden, classes]


def _subscript(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
