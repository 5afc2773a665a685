"""The history and the predictions of real runs, written and read back."""

import csv
from dataclasses import replace
from io import StringIO
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from nnviz import Experiment, Network, Trainer
from nnviz.analysis.quality.predictions import take_predictions
from nnviz.core.functions.metrics import METRICS
from nnviz.data import own_table, register
from nnviz.data.real import records_of
from nnviz.data.tables import Column, Recipe, Records, guess, read_table, values_of
from nnviz.data.tables import records_of as table_records
from nnviz.tabular.history import history_csv
from nnviz.tabular.predictions import predictions_csv


def trained(**fields: Any) -> tuple[Experiment, Trainer[Network]]:
    experiment = Experiment(**fields)
    trainer = Trainer(experiment)
    trainer.epoch(3)
    return experiment, trainer


def read(text: str) -> dict[str, list[str]]:
    """The columns of a table, by their names in order."""
    names, *rows = csv.reader(StringIO(text, newline=""))
    return {name: [row[i] for row in rows] for i, name in enumerate(names)}


def numbers(table: dict[str, list[str]], *names: str) -> NDArray[np.float64]:
    """Some columns of a table: (n_rows, n_names)."""
    return np.array([table[name] for name in names], np.float64).T


def predictions_of(experiment: Experiment, trainer: Trainer[Network]) -> dict[str, list[str]]:
    dataset = experiment.make_dataset()
    train, test = (
        take_predictions(trainer.network, inputs, targets)
        for inputs, targets in (
            (dataset.train_inputs, dataset.train_targets),
            (dataset.test_inputs, dataset.test_targets),
        )
    )
    return read(predictions_csv(experiment, dataset, train, test))


def test_the_history_is_all_there() -> None:
    experiment, trainer = trained(dataset="sine")
    records = trainer.history.records
    table = read(history_csv(records, next(iter(METRICS[experiment.task]))))
    assert [*table] == ["epoch", "train_loss", "test_loss", "train_r2", "test_r2"]
    assert table["epoch"] == ["0", "1", "2", "3"]
    np.testing.assert_array_equal(numbers(table, *table), records)


@pytest.mark.parametrize(
    ("fields", "columns"),
    [
        ({"dataset": "xor"}, ["x1", "x2", "label", "prediction", "p(0)", "p(1)"]),
        ({"dataset": "xor", "loss": "mse"}, ["x1", "x2", "label", "prediction", "output(1)"]),
        ({"dataset": "blobs"}, ["x1", "x2", "label", "prediction", "p(0)", "p(1)", "p(2)"]),
        (
            {"dataset": "blobs", "n_classes": 2},
            ["x1", "x2", "label", "prediction", "p(0)", "p(1)"],
        ),
        ({"dataset": "bumps"}, ["x1", "x2", "label", "prediction", "residual"]),
        ({"dataset": "line"}, ["x", "label", "prediction", "residual"]),
    ],
)
def test_every_point_has_a_row(fields: dict[str, Any], columns: list[str]) -> None:
    experiment, trainer = trained(**fields)
    dataset = experiment.make_dataset()
    table = predictions_of(experiment, trainer)
    assert [*table] == ["share", *columns]
    n_train, n_test = len(dataset.train_labels), len(dataset.test_labels)
    assert table["share"] == ["train"] * n_train + ["test"] * n_test
    points = np.concatenate([dataset.train_points, dataset.test_points])
    np.testing.assert_array_equal(numbers(table, *columns[: columns.index("label")]), points)
    labels, predicted = numbers(table, "label", "prediction").T
    np.testing.assert_array_equal(
        labels, np.concatenate([dataset.train_labels, dataset.test_labels])
    )
    metrics = trainer.evaluate().test_metrics
    if "residual" in table:
        np.testing.assert_array_equal(numbers(table, "residual")[:, 0], labels - predicted)
        rmse = float(np.sqrt(((labels - predicted)[n_train:] ** 2).mean()))
        assert rmse == pytest.approx(metrics["rmse"], rel=1e-5)
    else:
        right = float((labels == predicted)[n_train:].mean())
        assert right == pytest.approx(metrics["accuracy"])
    chances = [name for name in table if name.startswith("p(")]
    if chances:
        shares = numbers(table, *chances)
        np.testing.assert_allclose(shares.sum(axis=1), 1.0)
        np.testing.assert_array_equal(shares.argmax(axis=1), predicted)


def test_a_table_is_written_as_it_was_read() -> None:
    experiment, trainer = trained(dataset="iris")
    table = predictions_of(experiment, trainer)
    records = records_of("iris")
    rows = np.concatenate(
        [experiment.make_dataset().train_rows, experiment.make_dataset().test_rows]
    )
    names = [column.name for column in records.recipe.columns]
    np.testing.assert_array_equal(numbers(table, *names), records.values[rows])
    assert table["label"] == [records.recipe.classes[int(label)] for label in records.labels[rows]]
    assert set(table["prediction"]) <= set(records.recipe.classes)


def test_what_was_written_is_read_as_the_table_was() -> None:
    """Whoever types it anew into a program, or hands it the file, gets the page's answer."""
    lines = (f"{i - 9},{i % 4}25;{i},5 %;{1 + i % 28:02}.03.2021;{'ab'[i % 2]}" for i in range(40))
    table = read_table("\n".join(["Breite;Rabatt;Tag;Art", *lines]).encode())
    records = table_records(table, replace(guess(table), target="Art", task="classification"))
    experiment, trainer = trained(dataset=register(own_table(records)).name)
    written = predictions_of(experiment, trainer)
    names = [column.name for column in records.recipe.columns]
    assert len(names) == 3
    rows = [
        dict(zip(names, row, strict=True))
        for row in zip(*map(written.__getitem__, names), strict=True)
    ]
    dataset = experiment.make_dataset()
    order = [*dataset.train_rows, *dataset.test_rows]
    np.testing.assert_array_equal(values_of(records.recipe, rows), records.values[order])


def test_values_of_a_table_are_in_its_own_unit() -> None:
    experiment, trainer = trained(dataset="diabetes")
    table = predictions_of(experiment, trainer)
    label, prediction, residual = numbers(table, "label", "prediction", "residual").T
    np.testing.assert_allclose(np.sort(label), np.sort(records_of("diabetes").labels))
    np.testing.assert_allclose(label - prediction, residual, atol=1e-9)
    assert prediction.mean() == pytest.approx(label.mean(), abs=30)


def test_classes_are_told_apart_as_they_are_named() -> None:
    """Numbers as they are written stay numbers; what only resembles one stays what it is."""
    names = ("1", "01", "１", "²", "9" * 5000, "10")
    recipe = Recipe((Column("x"),), "y", "multiclass", names)
    labels = np.arange(60, dtype=np.float64) % len(names)
    records = Records(recipe, np.random.default_rng(0).normal(size=(60, 1)), labels)
    table = predictions_of(*trained(dataset=register(own_table(records)).name))
    assert set(table["label"]) == set(names)
    assert {f"p({name})" for name in names} <= table.keys()
