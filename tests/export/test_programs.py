"""Every program, run with its library, answers as the page does."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.data import FEATURES
from nnviz.data.division.targets import LOSSES_OF_TASK
from nnviz.export import PROGRAMS, Training
from nnviz.export.sections.training import rows_as_written
from tests.export.asking import LIBRARIES, ask, check
from tests.export.cases import NASTY, TASKS, case, experiment, point_model
from tests.export.programs import Workshops


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
