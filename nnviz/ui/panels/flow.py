"""Whether the gradient reaches every layer, and whether the updates are of a sensible size."""

from math import floor, isfinite, log10

import streamlit as st

from nnviz.analysis.gradient_flow import (
    GOOD_RATIO,
    RECENT,
    Verdict,
    gradient_flow,
    recent,
    verdict,
)
from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.flow import flow_figure
from nnviz.ui.panels.images import chart_config
from nnviz.ui.text.language import _
from nnviz.ui.text.names import layer_names
from nnviz.ui.visit.session import current

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def flow_panel(palette: Palette) -> None:
    """One sentence and two figures side by side."""
    session = current()
    flow = gradient_flow(session.run.inspect(lambda trainer: trainer.flow.records.copy()))
    layers = layer_names(session.experiment)
    if not len(flow.epochs):
        st.markdown(_("There is no gradient to show before the first update: press Play or Step."))
        return
    st.markdown(_sentence(verdict(flow), layers), help=_help())
    left, right = st.columns(2)
    left.plotly_chart(
        flow_figure(
            flow.epochs,
            recent(flow.norms),
            layers,
            palette,
            title=_("Norm of the gradient"),
            subtitle=_("one update; median of the latest {records}").format(records=RECENT),
            epoch=_("Epoch"),
        ),
        key="gradient-norms",
        config=chart_config(),
        alt=_("Norm of each layer's gradient over the epochs."),
    )
    right.plotly_chart(
        flow_figure(
            flow.epochs,
            recent(flow.ratios),
            layers,
            palette,
            title=_("Size of an update, as a share of the weights"),
            subtitle=_("dotted: rule of thumb, {ratio}").format(ratio=power(GOOD_RATIO)),
            epoch=_("Epoch"),
            guide=GOOD_RATIO,
        ),
        key="update-ratios",
        config=chart_config(),
        alt=_("Update of each layer's weights, as a share of the weights, over the epochs."),
    )


def _sentence(found: Verdict, layers: list[str]) -> str:
    """What has become of the gradient, with the numbers."""
    first, last, start, now = (
        power(value) for value in (found.first, found.last, found.start, found.now)
    )
    match found.kind:
        case "vanishing":
            return _(
                "**Vanishing gradient**: {first} in {first_layer} against {last} in the "
                "{last_layer}. The first layers hardly learn."
            ).format(first=first, last=last, first_layer=layers[0], last_layer=layers[-1])
        case "exploding":
            return _(
                "**Exploding gradient**: {first} in {first_layer} against {last} in the "
                "{last_layer}. It grows on its way back."
            ).format(first=first, last=last, first_layer=layers[0], last_layer=layers[-1])
        case "growing":
            return _(
                "**Exploding gradient**: its norm was {start} at the start and is {now} now."
            ).format(start=start, now=now)
        case "unknown":
            return _("The gradient is zero, or no number: the weights stand still.")
    if len(layers) == 1:
        return _("The only layer's gradient has a norm of {last}.").format(last=last)
    return _(
        "The gradient reaches all layers: {first} in {first_layer}, {last} at the end."
    ).format(first=first, first_layer=layers[0], last=last)


def _help() -> str:
    return _(
        "On its way back from the loss the gradient is multiplied by the weights and slopes of "
        "each layer. Where these are small, as the slopes of a sigmoid are (1/4 at most), little "
        "is left for the first layers. One batch alone says little: the sentence and the lines are "
        "the median of the latest {records} records, each of one update. Rule of thumb (Karpathy, "
        "CS231n notes): an update should move the weights by about a thousandth of their size; "
        "far more is too fast, far less too slow."
    ).format(records=RECENT)


def power(value: float) -> str:
    """A number with two digits, and a power of ten where it is very small or large."""
    if not value or not isfinite(value) or 0.01 <= value < 1000:
        return f"{value:.2g}"
    exponent = floor(log10(value))
    mantissa = f"{value / 10**exponent:.1f}"
    if mantissa == "10.0":
        mantissa, exponent = "1.0", exponent + 1
    exponents = str(exponent).translate(_SUPERSCRIPTS)
    return (
        f"10{exponents}"
        if mantissa == "1.0"
        else f"{mantissa}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}10{exponents}"
    )
