"""The report of a run: one page of sound HTML that asks nobody for anything."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from nnviz.data import own_table, register
from nnviz.data.real import SOURCES
from nnviz.data.tables import Column, Recipe, Records
from nnviz.experiment import Experiment
from nnviz.live.run.run import LiveRun
from nnviz.ui.report import quality
from nnviz.ui.report.chart import ticks
from nnviz.ui.report.page import report_html
from nnviz.ui.report.pixels import png
from nnviz.ui.report.record import Record, take_record
from nnviz.ui.text.words.preparation import preparation_rows

ADDRESS = "http://here.test/?dataset=spiral&step=40"
HOSTILE = '<script>alert("1")</script>&\'"'
VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Checks that elements are closed in order, and keeps their attributes and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.elements)


def record_of(epochs: int = 4, **fields: Any) -> Record:
    run = LiveRun(Experiment(**fields))
    for _ in range(epochs):
        run.epoch()
    return take_record(run)


def report(record: Record) -> str:
    return report_html(record, address=ADDRESS, when="2030-01-02 03:04")


@pytest.mark.parametrize(
    "fields",
    [
        {"dataset": "spiral", "hidden": (8, 8)},
        {"dataset": "xor", "loss": "mse", "hidden": ()},
        {"dataset": "blobs", "n_classes": 6},
        {"dataset": "bumps", "schedule": "step", "regularization": "l2", "dropout": 0.2},
        {"dataset": "sine", "optimizer": "adamw", "batch_size": 0, "gradient_clipping": 1.0},
    ],
    ids=lambda fields: str(fields["dataset"]),
)
@pytest.mark.parametrize("epochs", [0, 4])
def test_every_kind_of_run_has_a_report(fields: dict[str, Any], epochs: int) -> None:
    record = record_of(epochs, **fields)
    html = report(record)
    read = Reader(html)
    assert len(html.encode()) < 500_000
    assert "2030-01-02 03:04" in read.text
    assert f"after update {record.step}," in read.text
    assert read.count("script") == 0
    assert read.count("svg") >= 4
    # Measures, data, network and training; for classes a matrix of each share too.
    assert read.count("table") == (4 if record.experiment.task == "regression" else 6)


def test_it_asks_nobody_for_anything() -> None:
    html = report(record_of(dataset="spiral"))
    read = Reader(html)
    asked = [
        value
        for _, attributes in read.elements
        for name, value in attributes.items()
        if name in ("src", "href", "xlink:href", "action", "data", "srcset")
    ]
    assert [value for value in asked if not str(value).startswith("data:image/png;")] == [ADDRESS]
    assert not re.search(r"@import|url\(", html)


def test_nothing_that_is_named_becomes_markup() -> None:
    recipe = Recipe(
        tuple(Column(f"{number}{HOSTILE}") for number in range(3)),
        f"target{HOSTILE}",
        "multiclass",
        tuple(f"{number}{HOSTILE}" for number in range(3)),
    )
    rng = np.random.default_rng(0)
    spec = register(own_table(Records(recipe, rng.normal(size=(60, 3)), np.arange(60.0) % 3)))
    record = record_of(dataset=spec.name)
    read = Reader(report_html(record, address=f"http://x/?{HOSTILE}", when=HOSTILE))
    assert read.count("script") == 0
    assert read.text.count(HOSTILE[:12]) > 5


def test_the_numbers_are_the_runs_own() -> None:
    record = record_of(dataset="xor")
    read = Reader(report(record))
    evaluation = record.evaluation
    for text in (f"{evaluation.train_loss:.3g}", f"{evaluation.test_metrics['accuracy']:.1%}"):
        assert text in read.text
    wrong = record.test.classes != record.test.predicted_classes
    shown = Reader(quality.mistakes(record)).text
    for true in (0, 1):
        count = int((wrong & (record.test.classes == true)).sum())
        assert str(count) in shown


def test_outputs_beyond_all_numbers_are_said_to_be_so() -> None:
    record = record_of(dataset="sine")
    lost = replace(record.test, outputs=np.full_like(record.test.outputs, np.inf))
    read = Reader(report(replace(record, test=lost)))
    assert "too large to be numbers" in read.text


@pytest.mark.parametrize("dataset", ["iris", "diabetes", "digits"])
def test_a_table_is_reported_with_its_plane_its_names_and_its_source(dataset: str) -> None:
    record = record_of(dataset=dataset)
    read = Reader(report(record))
    assert read.count("image") == 1
    for axis in record.space.axes:
        assert axis.label in read.text
    for name in record.experiment.class_names:
        assert name in read.text
    assert SOURCES[dataset].licence in read.text
    assert record.dataset.preparation is not None
    for column, sentence in preparation_rows(record.dataset.preparation):
        assert column in read.text
        assert sentence in read.text


def test_data_that_were_never_a_table_have_no_preparation() -> None:
    assert "Preparation" not in Reader(report(record_of(dataset="spiral"))).text


def test_only_the_strongest_of_many_connections_are_drawn() -> None:
    html = report(record_of(1, dataset="xor", hidden=(16,) * 6, features=("x1", "x2")))
    assert html.count('class="edge') <= 1500


def test_a_png_is_read_back_as_it_was() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (7, 5, 3), np.uint8)
    np.testing.assert_array_equal(np.asarray(Image.open(BytesIO(png(pixels)))), pixels)


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (-6, 6), (0.013, 0.0171), (-1e5, 3e6), (0, 3e-13)]
)
def test_ticks_are_few_and_within(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 3 <= len(found) <= 11
    assert low - 1e-9 <= found[0] <= found[-1] <= high + 1e-9
