"""The report itself: from a record of a run to one file of HTML that asks nobody for anything."""

from pathlib import Path

from nnviz.ui.common.theme import DARK, LIGHT, Palette
from nnviz.ui.report.chart import Series, chart, range_of
from nnviz.ui.report.drawing import is_thinned, network_drawing
from nnviz.ui.report.markup import figure, table, tag, text
from nnviz.ui.report.plane import line, plane
from nnviz.ui.report.quality import best, measures, mistakes
from nnviz.ui.report.record import Record
from nnviz.ui.report.settings import SettingRows, data_rows, network_rows, training_rows
from nnviz.ui.text.language import _
from nnviz.ui.text.names import neuron_names
from nnviz.ui.text.numbers import grouped
from nnviz.ui.text.words.data import dataset_label
from nnviz.ui.text.words.preparation import preparation_rows

_CSS = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
_COLOURS = (
    *("ink", "muted", "faint", "outline", "background", "panel", "train", "test"),
    *("negative_line", "positive_line"),
)


def report_html(record: Record, *, address: str, when: str, language: str = "en") -> str:
    """A page without scripts and without requests; prints well, follows light and dark.

    Parameters
    ----------
    address
        Of the page at which the run can be gone through again.
    when
        Date and time, as they are to be read.
    language
        Of the texts, as HTML names it.
    """
    name = dataset_label(record.experiment.dataset)
    title = _("{name}: a neural network and what it has learnt").format(name=name)
    head = tag(
        "head",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        tag("title", text(title)),
        tag("style", _style()),
    )
    body = tag(
        "body",
        tag(
            "main",
            tag("header", tag("h1", text(title)), tag("p", text(when), class_="when")),
            _section(_("Result"), _summary(record), measures(record)),
            _section(_("What it has learnt"), *_pictures(record)),
            _section(_("How it came to this"), _curves(record), tag("p", text(best(record)))),
            _section(_("Where it is wrong"), mistakes(record)),
            _section(_("Settings"), _settings(record)),
            _section(_("Do it again"), *_again(address)),
        ),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=language)}\n"


def _style() -> str:
    def values(palette: Palette) -> str:
        return ";".join(f"--{name.replace('_', '-')}:{getattr(palette, name)}" for name in _COLOURS)

    return (
        f":root{{color-scheme:light dark;{values(LIGHT)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{values(DARK)}}}}}\n{_CSS}"
    )


def _section(title: str, *inside: str) -> str:
    return tag("section", tag("h2", text(title)), *inside)


def _summary(record: Record) -> str:
    sentences = [
        _("This is the network after update {step}, at epoch {epoch}.").format(
            step=grouped(record.step), epoch=f"{record.epochs:,.1f}".removesuffix(".0")
        )
    ]
    if record.changes:
        sentences.append(
            _("Changes made by hand on the way: {count}.").format(count=record.changes)
        )
    return tag("p", text(" ".join(sentences)))


def _pictures(record: Record) -> list[str]:
    """The output over the data, and the network."""
    pictures = []
    if record.experiment.spec.shown_dimension == 2:
        about = _("Output of the network over the input plane, with the data points.")
        caption = (
            _("Colour: what the network answers there. Discs: training. Diamonds: test.")
            if record.experiment.has_test
            else _("Colour: what the network answers there. Discs: the points it has learnt from.")
        )
        pictures.append(figure(caption, plane(record, about)))
    else:
        about = _("Output of the network over the input line, with the data points.")
        words = (_("train"), _("test"))
        pictures.append(figure(about, line(record, _("Output"), words)))
    sizes = ", ".join(map(str, record.experiment.layer_sizes))
    about = _("Graph of the network: {sizes} neurons from inputs to output.").format(sizes=sizes)
    caption = _(
        "Lines are weights: blue is positive, orange negative, thick is large. The colour of a "
        "neuron's rim is the sign of its bias."
    )
    if is_thinned(record):
        caption += " " + _("Only the strongest connections are drawn.")
    drawing = network_drawing(record, neuron_names(record.experiment), about)
    return [*pictures, figure(caption, drawing)]


def _curves(record: Record) -> str:
    epochs, train_loss, test_loss, train_metric, test_metric = record.history.T
    regression = record.experiment.task == "regression"
    about = _("{quantity} of both shares over the epochs.")
    figures = []
    for quantity, train, test, least in (
        (_("Loss"), train_loss, test_loss, 0.0),
        (_("R²") if regression else _("Accuracy"), train_metric, test_metric, None),
    ):
        series = [
            Series(_("train"), "train", epochs, train),
            Series(_("test"), "test", epochs, test),
        ]
        if not record.experiment.has_test:
            del series[1]
        drawn = chart(
            quantity,
            series,
            _("Epoch"),
            (0.0, max(1.0, float(epochs[-1]))),
            range_of(train, test, least=least),
        )
        figures.append(figure(about.format(quantity=quantity), drawn))
    return tag("div", *figures, class_="pair")


def _settings(record: Record) -> str:
    experiment, dataset = record.experiment, record.dataset
    n_train, n_test = len(dataset.train_labels), len(dataset.test_labels)
    tables: list[tuple[str, SettingRows]] = [
        (_("Data"), data_rows(experiment, n_train, n_test)),
        (_("Network"), network_rows(experiment)),
        (_("Training"), training_rows(experiment)),
    ]
    settings = tag("div", *(table(title, [], rows) for title, rows in tables), class_="tables")
    if dataset.preparation is None:
        return settings
    return settings + table(_("Preparation"), [], preparation_rows(dataset.preparation))


def _again(address: str) -> list[str]:
    sentence = _("This address goes through the same run again, update for update:")
    link = tag("a", text(address), href=address)
    return [tag("p", text(sentence)), tag("p", link, class_="address")]
