"""Every program, run with its library, answers as the page does."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nnviz.core.activations import ACTIVATIONS
from nnviz.core.initializers import INITIALIZERS
from nnviz.core.losses import LOSSES
from nnviz.core.optimizers import OPTIMIZERS
from nnviz.core.schedules import SCHEDULES
from nnviz.core.trainer import Trainer
from nnviz.data import FEATURES
from nnviz.data.targets import LOSSES_OF_TASK
from nnviz.export import PROGRAMS, Training, functions
from nnviz.export.inputs import _FEATURES
from nnviz.export.training import rows_as_written
from nnviz.model import Model
from tests.export.agreement import agree
from tests.export.cases import NASTY, TASKS, case, experiment, point_model, with_epochs
from tests.export.programs import Job, Workshop

Workshops = Callable[[str], Workshop]
LIBRARIES = tuple(PROGRAMS)


def rows_of(model: Model, training: Training) -> Any:
    return rows_as_written(training.train_rows[:20], model.preparation)


def ask(
    workshop: Workshops, library: str, model: Model, training: Training, *, train: bool = False
) -> dict[str, Any]:
    source = PROGRAMS[library].document(model, training).script()
    return workshop(library).run(Job(source, rows_of(model, training), train))


def check(answers: dict[str, Any], model: Model, training: Training) -> None:
    agree(answers, model, rows_of(model, training))


@pytest.mark.parametrize("table", [False, True], ids=["points", "table"])
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("activation", list(ACTIVATIONS))
@pytest.mark.parametrize("library", LIBRARIES)
def test_a_program_answers_as_the_page_does(
    workshop: Workshops, library: str, activation: str, task: str, table: bool
) -> None:
    model, training = case(task, table=table, activation=activation)
    check(ask(workshop, library, model, training), model, training)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(
    ("task", "loss"), [(task, loss) for task, losses in LOSSES_OF_TASK.items() for loss in losses]
)
def test_other_losses_and_layers(workshop: Workshops, library: str, task: str, loss: str) -> None:
    """Every loss, with activations that differ from layer to layer, and neurons switched off."""
    run = experiment(task, loss=loss, layer_activations=("relu", "sine"), features=None)
    model = point_model(run, frozenset({(1, 0), (2, 3)}))
    training = Training.of(run, run.make_dataset(), 3)
    check(ask(workshop, library, model, training, train=True), model, training)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("task", TASKS)
def test_no_hidden_layer(workshop: Workshops, library: str, task: str) -> None:
    model, training = case(task, table=False, hidden=())
    check(ask(workshop, library, model, training, train=True), model, training)


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_feature(workshop: Workshops, library: str) -> None:
    for dataset in ("circle", "sine"):
        features = tuple(
            name
            for name, feature in FEATURES.items()
            if feature.dimension == experiment("binary").with_(dataset=dataset).dimension
        )
        run = experiment("binary").with_(dataset=dataset, features=features)
        model = point_model(run)
        training = Training.of(run, run.make_dataset(), 1)
        check(ask(workshop, library, model, training), model, training)


def trained_by_us(training: Training) -> Trainer:
    trainer = Trainer(training.experiment, dtype=np.float64)
    trainer.epoch(training.epochs)
    return trainer


SETTINGS: list[dict[str, Any]] = [
    *({"optimizer": name, "learning_rate": 0.02} for name in OPTIMIZERS),
    *({"initializer": name} for name in INITIALIZERS),
    *({"schedule": name, "schedule_epochs": 3} for name in SCHEDULES),
    {"regularization": "l1", "regularization_rate": 0.01},
    {"regularization": "l2", "regularization_rate": 0.01, "batch_size": 0},
    {"gradient_clipping": 0.1, "optimizer": "momentum"},
]


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_training_makes_the_same_run(
    workshop: Workshops, library: str, settings: dict[str, Any]
) -> None:
    _same_run(workshop, library, settings)


def test_dropout_makes_the_same_run(workshop: Workshops) -> None:
    _same_run(workshop, "numpy", {"dropout": 0.3})


def _same_run(workshop: Workshops, library: str, settings: dict[str, Any]) -> None:
    run = experiment("multiclass", **settings)
    training = Training.of(run, run.make_dataset(), 5)
    answers = ask(workshop, library, point_model(run), training, train=True)
    ours = Model.of(run, trained_by_us(training).network).outputs(training.train_rows[:20])
    # The program's points have the digits of float32.
    np.testing.assert_allclose(answers["trained"]["outputs"], ours, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("task", TASKS)
def test_training_learns(workshop: Workshops, library: str, task: str) -> None:
    run = experiment(task, optimizer="adam", learning_rate=0.02, dropout=0.0).with_(
        **{"dataset": "gauss"}
        if task == "binary"
        else {"dataset": "plane"}
        if task == "regression"
        else {}
    )
    training = Training.of(run, run.make_dataset(), 60)
    answers = ask(workshop, library, point_model(run), training, train=True)["trained"]
    ours = Model.of(run, trained_by_us(training).network)
    rows, labels = training.train_rows[:20], training.train_labels[:20]
    if task == "regression":
        theirs = np.mean((np.array(answers["predict"]) - labels) ** 2)
        assert theirs < 0.1 * labels.var()
    else:
        accuracy = np.mean(np.array(answers["predict"]) == labels)
        assert accuracy == pytest.approx(np.mean(ours.predict(rows) == labels), abs=0.1)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("task", TASKS)
def test_a_table_is_learnt(workshop: Workshops, library: str, task: str) -> None:
    model, training = case(task, table=True, optimizer="adam", learning_rate=0.02)
    answers = ask(workshop, library, model, with_epochs(training, 80), train=True)["trained"]
    labels = training.train_labels[:20]
    if task == "regression":
        assert np.mean((np.array(answers["predict"]) - labels) ** 2) < 0.3 * labels.var()
    else:
        names = [model.classes[int(label)] for label in labels]
        right = [a == b for a, b in zip(answers["predict"], names, strict=True)]
        assert np.mean(right) >= 0.8


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_setting_is_spelt_by_every_library(workshop: Workshops, library: str) -> None:
    """All settings at once, with dropout, clipping and a penalty, for each optimizer."""
    for optimizer in OPTIMIZERS:
        model, training = case(
            "binary",
            table=False,
            optimizer=optimizer,
            momentum=0.5,
            dropout=0.2,
            gradient_clipping=1.0,
            schedule="cosine",
            regularization="l1",
            regularization_rate=0.001,
        )
        answers = ask(workshop, library, model, with_epochs(training, 2), train=True)
        assert np.isfinite(answers["trained"]["predict_proba"]).all()


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(("task", "missing"), [("multiclass", "fill"), ("regression", "drop")])
def test_a_large_table_is_read_from_its_file(
    workshop: Workshops, library: str, task: str, missing: str, tmp_path: Path
) -> None:
    model, training = case(task, table=True, optimizer="adam", learning_rate=0.02)
    assert model.preparation
    recipe = replace(model.preparation.recipe, missing=missing)
    model = replace(model, preparation=replace(model.preparation, recipe=recipe))
    values = np.concatenate([training.train_rows, training.test_rows])
    labels = np.concatenate([training.train_labels, training.test_labels])
    rows = rows_as_written(values, model.preparation)
    answers = [recipe.classes[int(x)] if recipe.classes else x for x in labels.tolist()]
    path = tmp_path / "it's a table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*(column.name for column in recipe.columns), recipe.target])
        writer.writerows([*row, answer] for row, answer in zip(rows, answers, strict=True))
    training = replace(training, csv_path=str(path), delimiter=";", epochs=3)
    found = ask(workshop, library, model, training, train=True)
    check(found, model, training)
    (train_inputs, _), (test_inputs, _) = found["shares"]
    complete = ~np.isnan(values).any(axis=1) if missing == "drop" else np.ones(60, bool)
    kept = np.flatnonzero(complete)
    order = _order(labels[kept], task, training.experiment.data_seed)
    n_train = round(len(kept) * training.experiment.train_share)
    preparation = model.preparation
    assert preparation
    inputs = preparation.transform(values[kept])
    np.testing.assert_allclose(train_inputs, inputs[order[:n_train]])
    np.testing.assert_allclose(test_inputs, inputs[order[n_train:]])


def _order(labels: np.ndarray, task: str, seed: int) -> np.ndarray:
    """Stratified: every beginning has each class's share of all."""
    order = np.random.default_rng([seed, 1]).permutation(len(labels))
    if task == "regression":
        return order
    places = np.zeros(len(labels))
    for label in np.unique(labels):
        own = labels[order] == label
        places[own] = (np.arange(own.sum()) + 0.5) / own.sum()
    return order[np.argsort(places, kind="stable")]


def test_names_go_into_programs_as_literals() -> None:
    for program in PROGRAMS.values():
        model, training = case("multiclass", table=True)
        document = program.document(model, training)
        for text in (document.script(), document.notebook()):
            assert "\u202e" not in text
            assert "\nraise SystemExit" not in text
        compile(document.script(), "program", "exec")
        told = "".join(line for line in document.script().splitlines() if line.startswith("#"))
        assert not any(name in told for name in NASTY[1:])


def test_registries_are_covered() -> None:
    assert list(functions.ACTIVATIONS) == list(ACTIVATIONS)
    assert list(functions.LOSSES) == list(LOSSES)
    assert list(functions.INITIALIZERS) == list(INITIALIZERS)
    assert list(functions.SCHEDULES) == [name for name in SCHEDULES if name != "constant"]
    assert list(_FEATURES) == list(FEATURES)
