"""Loss and chief metric over the epochs."""

import streamlit as st

from nnviz.ui.figures.curves import CurveWords, curves
from nnviz.ui.language import _
from nnviz.ui.panels.images import chart_config
from nnviz.ui.session import current
from nnviz.ui.theme import Palette


def curve_panel(palette: Palette) -> None:
    """Two figures side by side."""
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
        config=chart_config(),
        alt=about.format(quantity=loss.quantity),
    )
    right.plotly_chart(
        curves(epochs, train_metric, test_metric, metric, palette, percent=not regression),
        key="metric-curves",
        config=chart_config(),
        alt=about.format(quantity=metric.quantity),
    )
