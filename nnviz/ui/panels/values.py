"""How good predicted values are: how far from the true ones, and where."""

import streamlit as st

from nnviz.analysis.distributions import histograms
from nnviz.analysis.quality.predictions import Predictions
from nnviz.analysis.quality.residuals import fit
from nnviz.data.tables import Preparation
from nnviz.live.run.projected import MOST_DRAWN
from nnviz.tabular.predictions import in_unit
from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.quality.residuals import FitWords, SharePoints, fit_figure, residual_histogram
from nnviz.ui.panels.images import chart_config
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import decimal, digits


def value_quality(
    train: Predictions, test: Predictions, palette: Palette, preparation: Preparation | None
) -> None:
    """A table of measures, and three figures; values of a table are in its own unit."""
    shares = [share for share in (train, test) if len(share)]
    fits = [fit(in_unit(share, preparation)) for share in shares]
    looks = [
        (_("train"), palette.train, "circle"),
        (_("test"), palette.test, "diamond"),
    ][: len(shares)]
    st.table(
        {
            _("Share"): [name for name, _colour, _symbol in looks],
            _("R²"): [decimal(each.r2) for each in fits],
            _("RMSE"): [digits(each.rmse) for each in fits],
            _("MAE"): [digits(each.mae) for each in fits],
            _("Points"): [str(len(each.true)) for each in fits],
        },
        border="horizontal",
        hide_index=True,
        width="content",
        alt=_("R², RMSE and MAE on both shares."),
    )
    st.caption(
        _(
            "R²: 1 is perfect, 0 no better than always answering with the mean. RMSE and MAE: how "
            "far off an answer usually is, in the unit of the values; RMSE minds large misses more."
        )
    )
    predicted, true, residual = _("Predicted"), _("True"), _("Residual: true − predicted")
    spread = histograms([each.residuals for each in fits])
    figures = {
        "predicted-true": fit_figure(
            [
                SharePoints(each.true[:MOST_DRAWN], each.predicted[:MOST_DRAWN], *look)
                for each, look in zip(fits, looks, strict=True)
            ],
            FitWords(_("Predicted against true"), true, predicted),
            palette,
            diagonal=True,
        ),
        "residuals": fit_figure(
            [
                SharePoints(each.predicted[:MOST_DRAWN], each.residuals[:MOST_DRAWN], *look)
                for each, look in zip(fits, looks, strict=True)
            ],
            FitWords(_("Residuals"), predicted, residual),
            palette,
            diagonal=False,
        ),
        "residual-histogram": residual_histogram(
            [
                (histogram, name, colour)
                for histogram, (name, colour, _symbol) in zip(spread, looks, strict=True)
            ],
            FitWords(_("How residuals are spread"), residual, _("Share of the points")),
            palette,
        ),
    }
    for column, (key, figure) in zip(st.columns(3), figures.items(), strict=True):
        column.plotly_chart(
            figure,
            key=key,
            config=chart_config(),
            alt=_("{title}, for both shares.").format(title=figure.layout.title.text),
        )
