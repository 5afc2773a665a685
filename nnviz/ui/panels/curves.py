"""What the live chart of the losses lacks: the chief metric, the gap, and less jitter."""

import numpy as np
import streamlit as st

from nnviz.analysis.smoothing import smooth
from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.curves import CurveWords, curves, gap_curve
from nnviz.ui.panels.images import chart_config
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import grouped
from nnviz.ui.visit.session import current

#: Weights of what came before in a smoothed curve.
SMOOTHING = (0.0, 0.6, 0.9, 0.97)


def curve_panel(palette: Palette) -> None:
    """Two figures side by side, and when the network was at its best."""
    session = current()
    regression = session.experiment.task == "regression"
    records = session.run.inspect(lambda trainer: trainer.history.records.copy())
    epochs, train_loss, test_loss, train_metric, test_metric = records.T
    with st.container(horizontal=True, vertical_alignment="center", gap="large"):
        weight = st.select_slider(
            _("Smoothing"),
            SMOOTHING,
            format_func=lambda weight: f"{weight:g}" if weight else _("off"),
            help=_(
                "How much of the average so far stays in each point: m ← β m + (1 − β) · value. "
                "It takes out the jitter of small batches, and lags a little."
            ),
            key="smoothing",
            width=220,
        )
        if np.isfinite(test_loss).any():
            best = np.nanargmin(np.where(np.isfinite(test_loss), test_loss, np.nan))
            st.markdown(
                _("Test loss was lowest at epoch {epoch}: {loss}.").format(
                    epoch=f"**{grouped(epochs[best])}**", loss=f"{test_loss[best]:.4g}"
                )
            )
    metric = CurveWords(_("R²") if regression else _("Accuracy"), _("train"), _("test"), _("Epoch"))
    gap = metric._replace(quantity=_("Gap: test loss − train loss"))
    left, right = st.columns(2)
    left.plotly_chart(
        curves(
            epochs,
            smooth(train_metric, weight),
            smooth(test_metric, weight),
            metric,
            palette,
            percent=not regression,
        ),
        key="metric-curves",
        config=chart_config(),
        alt=_("{quantity} of both shares over the epochs.").format(quantity=metric.quantity),
    )
    if not session.experiment.has_test:
        right.markdown(_("All points are for training: there is no test loss to compare with."))
        return
    with np.errstate(invalid="ignore"):  # two losses may be infinite
        between = test_loss - train_loss
    right.plotly_chart(
        gap_curve(epochs, smooth(between, weight), gap, palette),
        key="gap-curve",
        config=chart_config(),
        alt=_("Over the epochs: how much worse the network is on points that it has not seen."),
    )
