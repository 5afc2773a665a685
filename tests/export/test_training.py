"""Every program trains as the page does: the same run, or one that learns as well."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnviz import Network
from nnviz.core.functions.initializers import INITIALIZERS
from nnviz.core.functions.regularizers import REGULARIZERS
from nnviz.core.functions.schedules import SCHEDULES
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from nnviz.core.training.trainer import Trainer
from nnviz.data import own_table, register
from nnviz.data.division.targets import LOSSES_OF_TASK
from nnviz.data.tables import Records
from nnviz.experiment import Experiment
from nnviz.export import PROGRAMS, Training
from nnviz.export.sections.functions import LOSSES
from nnviz.model import Model
from tests.export.asking import LIBRARIES, ask, check
from tests.export.cases import TASKS, case, experiment, point_model, records, with_epochs
from tests.export.programs import Workshops


def trained_by_us(training: Training) -> Trainer[Network]:
    trainer = Trainer(training.experiment, dtype=np.float64)
    trainer.epoch(training.epochs)
    return trainer


def parameters_by_us(training: Training) -> np.ndarray:
    return trained_by_us(training).network.parameters.astype(np.float64)


SETTINGS: list[dict[str, Any]] = [
    *({"optimizer": name, "learning_rate": 0.02} for name in OPTIMIZERS),
    *({"initializer": name} for name in INITIALIZERS),
    *({"schedule": name, "schedule_epochs": 3} for name in SCHEDULES),
    *({"regularization": name, "regularization_rate": 0.01} for name in REGULARIZERS),
    {"batch_size": 0},
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


@pytest.mark.parametrize("loss", LOSSES_OF_TASK["regression"])
@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_a_loss_of_values_makes_the_same_run(workshop: Workshops, library: str, loss: str) -> None:
    _same_run(workshop, library, {"loss": loss}, "regression")


def _same_run(
    workshop: Workshops, library: str, settings: dict[str, Any], task: str = "multiclass"
) -> None:
    run = experiment(task, **settings)
    training = Training.of(run, run.make_dataset(), 5)
    answers = ask(workshop, library, point_model(run), training, train=True)
    ours = Model.of(run, trained_by_us(training).network).outputs(training.train_rows[:20])
    # The program's points have the digits of float32.
    np.testing.assert_allclose(answers["trained"]["outputs"], ours, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("penalty", REGULARIZERS)
def test_a_penalty_makes_the_same_run_in_keras(workshop: Workshops, penalty: str) -> None:
    # Keras takes the rows in an order of its own.
    settings = {"regularization": penalty, "regularization_rate": 0.1, "batch_size": 0}
    _same_run(workshop, "keras", settings)


@pytest.mark.parametrize("penalty", REGULARIZERS)
@pytest.mark.parametrize("dataset", ["circle", "plane"])
def test_scikit_learn_has_the_same_penalty_or_says_that_it_has_none(
    workshop: Workshops, dataset: str, penalty: str
) -> None:
    """Without hidden layers training ends at one network, wherever it begins."""
    run = Experiment(dataset, hidden=(), n_points=60, batch_size=0, optimizer="momentum")
    penalized = run.with_(learning_rate=0.1, regularization=penalty, regularization_rate=0.1)
    training = Training.of(penalized, penalized.make_dataset(), 1000)
    model = point_model(penalized)
    is_there = f"the {penalty.upper()} penalty is not there" not in (
        PROGRAMS["sklearn"].document(model, training).script()
    )
    has = training if is_there else replace(training, experiment=run.with_(learning_rate=0.1))
    ours = Model.of(penalized, trained_by_us(has).network)
    answers = ask(workshop, "sklearn", model, training, train=True)["trained"]
    told = "predict" if run.task == "regression" else "predict_proba"
    expected = getattr(ours, told)(training.train_rows[:20])
    np.testing.assert_allclose(answers[told], expected, atol=1e-6)


def held_training(task: str, epochs: int, **settings: Any) -> tuple[Model, Training]:
    """The run of a table of which one class is rare, and its network, not yet trained."""
    rows = records(task, n=90)
    labels = rows.labels
    if task != "regression":
        labels = np.where(np.arange(90) % 9 < 6, 0.0, labels)
    rows = Records(rows.recipe, rows.values, labels)
    spec = register(own_table(rows))
    run = Experiment(spec.name, hidden=(4,), learning_rate=0.05, **settings)
    data = run.make_dataset()
    training = Training.of_table(run, rows, data.train_rows, data.test_rows, epochs)
    return Model.of(run, Trainer(run).network), training


@pytest.mark.parametrize(
    ("task", "loss"),
    [(task, loss) for task in ("binary", "multiclass") for loss in LOSSES_OF_TASK[task]],
)
@pytest.mark.parametrize("library", LIBRARIES)
def test_weights_of_classes_make_the_same_run(
    workshop: Workshops, library: str, task: str, loss: str
) -> None:
    # Keras takes the rows in an order of its own.
    batch_size = 0 if library == "keras" else 16
    settings = {"loss": loss, "batch_size": batch_size}
    model, training = held_training(task, 4, class_weights="balanced", **settings)
    weights = training.class_weights(model.class_count)
    assert weights is not None
    assert weights.max() > 2 * weights.min()
    answers = ask(workshop, library, model, training, train=True)["trained"]
    ours = replace(model, parameters=parameters_by_us(training))
    check(answers, ours, training)
    plain, unweighted = held_training(task, 4, **settings)
    other = replace(plain, parameters=parameters_by_us(unweighted))
    with pytest.raises(AssertionError):
        check(answers, other, unweighted)


def test_a_loss_keeps_its_arguments_beside_weights_of_classes(
    workshop: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = replace(LOSSES["huber"], torch="nn.SmoothL1Loss", torch_arguments=("beta=1.0",))
    monkeypatch.setitem(LOSSES, "huber", same)
    settings = {"loss": "huber", "batch_size": 16}
    for class_weights in ("balanced", "none"):
        model, training = held_training("binary", 4, class_weights=class_weights, **settings)
        source = PROGRAMS["torch"].document(model, training).script()
        assert "SmoothL1Loss(beta=1.0" in source
        answers = ask(workshop, "torch", model, training, train=True)["trained"]
        check(answers, replace(model, parameters=parameters_by_us(training)), training)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("task", TASKS)
def test_there_need_be_nothing_to_test_with(workshop: Workshops, library: str, task: str) -> None:
    model, training = case(task, table=True)
    everything = replace(
        training,
        epochs=2,
        test_rows=training.test_rows[:0],
        test_labels=training.test_labels[:0],
    )
    answers = ask(workshop, library, model, everything, train=True)
    assert "test" not in answers["said"]
    assert "training" in answers["said"]
    check(answers, model, everything)


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
    """All settings at once, with dropout and clipping, for each optimizer and each penalty."""
    settings = [
        *((optimizer, "l1") for optimizer in OPTIMIZERS),
        *(("sgd", penalty) for penalty in REGULARIZERS),
    ]
    for optimizer, penalty in settings:
        model, training = case(
            "binary",
            table=False,
            optimizer=optimizer,
            momentum=0.5,
            dropout=0.2,
            gradient_clipping=1.0,
            schedule="cosine",
            regularization=penalty,
            regularization_rate=0.001,
        )
        answers = ask(workshop, library, model, with_epochs(training, 2), train=True)
        assert np.isfinite(answers["trained"]["predict_proba"]).all()
