"""Every program, run with its library, answers as the page does."""

from collections.abc import Callable
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
    rows = rows_of(model, training)
    close = {"rtol": 1e-6, "atol": 1e-6}
    np.testing.assert_allclose(answers["prepare"], model.inputs_of(rows), **close)
    if "outputs" in answers:
        np.testing.assert_allclose(answers["outputs"], model.outputs(rows), **close)
    if model.task == "regression":
        np.testing.assert_allclose(answers["predict"], model.predict(rows), **close)
    else:
        np.testing.assert_allclose(answers["predict_proba"], model.predict_proba(rows), **close)
        assert answers["predict"] == model.predict(rows).tolist()


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
