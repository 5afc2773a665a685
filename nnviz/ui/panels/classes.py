"""How good a classifier is: which classes it takes for which, and how sure it is of it."""

from math import isnan
from typing import NamedTuple

import streamlit as st

from nnviz.analysis.quality.calibration import reliability
from nnviz.analysis.quality.classification import Counts, accuracy, class_report, confusion_matrix
from nnviz.analysis.quality.predictions import Predictions
from nnviz.analysis.quality.thresholds import (
    PrecisionRecallCurve,
    RocCurve,
    precision_recall_curve,
    roc_curve,
)
from nnviz.core.functions.losses import LOSSES
from nnviz.ui.common.theme import Palette
from nnviz.ui.figures.quality.calibration import CalibrationWords, calibration_figure
from nnviz.ui.figures.quality.thresholds import (
    AxisWords,
    CurveStyle,
    precision_recall_figure,
    roc_figure,
)
from nnviz.ui.panels.confusion import confusion_matrices
from nnviz.ui.panels.images import chart_config
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import decimal, percent
from nnviz.ui.text.untrusted import as_text, in_figure
from nnviz.ui.visit.session import current

#: Up to so many classes, matrices and table fit beside each other, and a legend into a figure.
FEW = 3


class Share(NamedTuple):
    """One share of the data, what the network makes of it, and how it is shown.

    Attributes
    ----------
    roc, precision_recall
        One curve for each class; of two classes, 1 stands for both.
    """

    predictions: Predictions
    counts: Counts
    roc: list[RocCurve]
    precision_recall: list[PrecisionRecallCurve]
    name: str
    colour: str
    dash: str
    symbol: str


def class_quality(train: Predictions, test: Predictions, palette: Palette) -> None:
    """Confusion matrices, measures of each class, and three figures."""
    shares = [_share(train, _("train"), palette.train, "solid", "circle")]
    if len(test):
        shares.append(_share(test, _("test"), palette.test, "dash", "diamond"))
    few = train.class_count <= FEW
    left, right = st.columns([3, 2], gap="medium") if few else (st.container(), st.container())
    with left:
        confusion_matrices([share.counts for share in shares], palette)
    with right, st.container(key="measures"):
        _accuracy(shares)
        _table(shares, with_areas=not few)
    first, second, third = st.columns(3)
    with first:
        _roc(shares, palette)
    with second:
        _precision_recall(shares, palette)
    with third:
        _calibration(shares, palette)
    st.caption(_reading(shares))


def _share(predictions: Predictions, *look: str) -> Share:
    n_classes = predictions.class_count
    cases = [
        (predictions.classes == number, predictions.score(number))
        for number in (range(n_classes) if n_classes > 2 else (1,))
    ]
    return Share(
        predictions,
        confusion_matrix(predictions.classes, predictions.predicted_classes, n_classes),
        [roc_curve(*case) for case in cases],
        [precision_recall_curve(*case) for case in cases],
        *look,
    )


def _accuracy(shares: list[Share]) -> None:
    train, *test = (percent(accuracy(share.counts)) for share in shares)
    sentence = (
        _("**Accuracy**: {train} of the training points, {test} of the test points.")
        if test
        else _("**Accuracy**: {train} of the training points; there are no test points.")
    )
    st.markdown(
        sentence.format(train=train, test="".join(test)),
        help=_(
            "Precision: of those called this class, the share that is. Recall: of this class, the "
            "share that was called so. F1: their harmonic mean. A dash: there was nothing to "
            "count."
        ),
    )


def _table(shares: list[Share], *, with_areas: bool) -> None:
    """What there is to say of each class."""
    headings = [_("Class"), _("Share"), _("Precision"), _("Recall"), _("F1"), _("Points")]
    headings += [_("ROC area"), _("Average precision")] if with_areas else []
    rows = []
    names = current().experiment.class_names
    reports = [class_report(share.counts) for share in shares]
    for number in range(shares[0].predictions.class_count):
        for share, report in zip(shares, reports, strict=True):
            measures = (report.precision, report.recall, report.f1)
            row = [
                as_text(names[number]),
                share.name,
                *(percent(measure[number]) for measure in measures),
            ]
            row.append(str(report.support[number]))
            if with_areas:
                row += [decimal(share.roc[number].area)]
                row += [decimal(share.precision_recall[number].area)]
            rows.append(row)
    st.table(
        dict(zip(headings, zip(*rows, strict=True), strict=True)),
        border="horizontal",
        hide_index=True,
        alt=_("Precision, recall and F1 of each class on both shares."),
    )


def _looks(shares: list[Share], areas: list[list[float]], palette: Palette) -> list[CurveStyle]:
    """How the curves are drawn, those of the first share first.

    Parameters
    ----------
    areas
        Of each share, the area of each curve.
    """
    if len(areas[0]) == 1:
        return [
            CurveStyle(f"{share.name}: {decimal(area)}", True, share.name, share.colour, share.dash)
            for share, (area,) in zip(shares, areas, strict=True)
        ]
    listed = len(areas[0]) <= FEW
    names = [in_figure(name) for name in current().experiment.class_names]
    return [
        CurveStyle(
            f"{names[number]}: {', '.join(map(decimal, of_class))}",
            listed and share is shares[0],
            names[number],
            palette.classes[number],
            share.dash,
        )
        for share in shares
        for number, of_class in enumerate(zip(*areas, strict=True))
    ]


def _roc(shares: list[Share], palette: Palette) -> None:
    looks = _looks(shares, [[curve.area for curve in share.roc] for share in shares], palette)
    curves = [curve for share in shares for curve in share.roc]
    words = AxisWords(
        _("Area below the ROC curve"), _("False positive rate"), _("True positive rate")
    )
    st.plotly_chart(
        roc_figure(list(zip(curves, looks, strict=True)), words, palette),
        key="roc",
        config=chart_config(),
        alt=_("ROC curves of both shares."),
    )


def _precision_recall(shares: list[Share], palette: Palette) -> None:
    areas = [[curve.area for curve in share.precision_recall] for share in shares]
    curves = [curve for share in shares for curve in share.precision_recall]
    words = AxisWords(_("Average precision"), _("Recall"), _("Precision"))
    st.plotly_chart(
        precision_recall_figure(
            list(zip(curves, _looks(shares, areas, palette), strict=True)), words, palette
        ),
        key="precision-recall",
        config=chart_config(),
        alt=_("Precision over recall, of both shares."),
    )


def _calibration(shares: list[Share], palette: Palette) -> None:
    """Only cross-entropies make probabilities of outputs."""
    if not _has_probabilities():
        st.markdown(
            _(
                "**Calibration** asks whether a probability comes true. With this loss the outputs "
                "are no probabilities; choose the cross-entropy to see it."
            )
        )
        return
    results = []
    for share in shares:
        predictions = share.predictions
        result = reliability(
            predictions.confidences, predictions.predicted_classes == predictions.classes
        )
        label = f"{share.name}: {percent(result.error)}"
        results.append((result, label, share.colour, share.symbol))
    words = CalibrationWords(
        _("Calibration error"), _("How sure it is"), _("How often it is right"), _("Points")
    )
    st.plotly_chart(
        calibration_figure(results, 1 / shares[0].predictions.class_count, words, palette),
        key="calibration",
        config=chart_config(),
        alt=_("How often the network is right, over how sure it is, for both shares."),
    )


def _has_probabilities() -> bool:
    return LOSSES[current().experiment.loss].has_probabilities


def _reading(shares: list[Share]) -> str:
    """How to read the figures."""
    n_classes = shares[0].predictions.class_count
    if n_classes == 2:
        negative, positive = map(as_text, current().experiment.class_names)
        sentences = [
            _(
                "Curves: class {positive} against class {negative}, as the threshold on the output "
                "moves."
            ).format(positive=positive, negative=negative)
        ]
    elif n_classes <= FEW:
        sentences = [
            _(
                "Curves: each class against all others; solid for training points, dashed for test "
                "points, the areas in this order."
            )
            if len(shares) > 1
            else _("Curves: each class against all others.")
        ]
    else:
        sentences = [
            _(
                "Curves: each class against all others, in its colour; solid for training points, "
                "dashed for test points. The areas stand in the table."
            )
            if len(shares) > 1
            else _(
                "Curves: each class against all others, in its colour. The areas stand in the "
                "table."
            )
        ]
    areas = [curve.area for share in shares for curve in share.roc]
    areas += [curve.area for share in shares for curve in share.precision_recall]
    if any(map(isnan, areas)):
        sentences.append(
            _("A dash for an area: the share holds no point of the class, or no other point.")
        )
    if _has_probabilities():
        sentences.append(
            _(
                "Calibration error: the mean distance between how sure it is and how often it is "
                "right."
            )
        )
    return " ".join(sentences)
