"""How good the network is, on both shares: measures, and where it is wrong."""

import numpy as np

from nnviz.analysis.quality.classification import confusion_matrix, row_shares
from nnviz.analysis.quality.predictions import Predictions
from nnviz.analysis.quality.residuals import Fit, fit
from nnviz.tabular.predictions import in_unit
from nnviz.ui.report.chart import Series, chart, range_of
from nnviz.ui.report.markup import figure, table, tag, text
from nnviz.ui.report.record import Record
from nnviz.ui.text.language import _
from nnviz.ui.text.numbers import NONE, digits, percent


def measures(record: Record) -> str:
    """Loss and metrics of both shares, as a table."""
    evaluation = record.evaluation
    rows = [(_("Loss"), digits(evaluation.train_loss), digits(evaluation.test_loss))]
    if record.experiment.task == "regression":
        train, test = _fits(record)
        rows += [
            (_("R²"), digits(train.r2), digits(test.r2)),
            (_("RMSE"), digits(train.rmse), digits(test.rmse)),
            (_("MAE"), digits(train.mae), digits(test.mae)),
        ]
    else:
        shares = evaluation.train_metrics, evaluation.test_metrics
        train_accuracy, test_accuracy = (percent(share["accuracy"]) for share in shares)
        rows.append((_("Accuracy"), train_accuracy, test_accuracy))
    return table(_("Measures"), ["", _("Training points"), _("Test points")], rows)


def _fits(record: Record) -> tuple[Fit, Fit]:
    """Of both shares; values of a table are in its own unit."""
    preparation = record.dataset.preparation
    return fit(in_unit(record.train, preparation)), fit(in_unit(record.test, preparation))


def mistakes(record: Record) -> str:
    """Confusion matrices, or predicted against true values; a sentence where there are none."""
    if not (record.train.finite and record.test.finite):
        return tag(
            "p",
            text(
                _(
                    "Some outputs of the network are too large to be numbers, so there is nothing "
                    "to measure."
                )
            ),
        )
    if record.experiment.task == "regression":
        return _residuals(record)
    shares = ((_("Training points"), record.train), (_("Test points"), record.test))
    return tag(
        "div", *(_confusion(record, *share) for share in shares if len(share[1])), class_="pair"
    )


def _confusion(record: Record, title: str, predictions: Predictions) -> str:
    names = record.experiment.class_names
    counts = confusion_matrix(predictions.classes, predictions.predicted_classes, len(names))
    return table(
        _("{share}: true class (rows) and predicted class (columns)").format(share=title),
        ["", *names],
        [[name, *map(str, row)] for name, row in zip(names, counts.tolist(), strict=True)],
        shades=np.nan_to_num(row_shares(counts)).tolist(),
    )


def _residuals(record: Record) -> str:
    fits = dict(zip(("train", "test"), _fits(record), strict=True))
    if not record.experiment.has_test:
        del fits["test"]
    names = {"train": _("train"), "test": _("test")}
    values = [array for each in fits.values() for array in (each.true, each.predicted)]
    both = range_of(*values)
    against = chart(
        _("Predicted against true"),
        [Series(names[key], key, each.true, each.predicted, False) for key, each in fits.items()],
        _("True"),
        both,
        both,
        diagonal=True,
    )
    left = chart(
        _("Residuals"),
        [
            Series(names[key], key, each.predicted, each.residuals, False)
            for key, each in fits.items()
        ],
        _("Predicted"),
        range_of(*(each.predicted for each in fits.values())),
        range_of(*(each.residuals for each in fits.values())),
    )
    return tag(
        "div",
        figure(_("On the line, the predicted value is the true one."), against),
        figure(_("What the network leaves unexplained: true − predicted."), left),
        class_="pair",
    )


def best(record: Record) -> str:
    """The epoch with the lowest recorded test loss, in a sentence; empty where there is none."""
    epochs, losses = record.history[:, 0], record.history[:, 2]
    if not np.isfinite(losses).any():
        return ""
    place = int(np.nanargmin(losses))
    value = digits(float(losses[place]))
    assert value != NONE
    return _("The lowest recorded test loss was {value}, at epoch {epoch}.").format(
        value=value, epoch=int(epochs[place])
    )
