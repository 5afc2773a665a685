"""A model answers as the network that it was taken from, in the words of its table."""

from typing import Any

import numpy as np
import pytest

from nnviz import Experiment, TableWarning, Trainer
from nnviz.core.functions.losses import LOSSES
from nnviz.data.division.targets import LOSSES_OF_TASK
from nnviz.data.tables import guess, read_table, records_of
from nnviz.export.sections.training import rows_as_written
from nnviz.model import Model
from tests.export.cases import DATASET_OF_TASK, NAMES, NASTY, case
from tests.export.untidy import case_of


@pytest.mark.parametrize(
    ("task", "loss"), [(task, loss) for task, losses in LOSSES_OF_TASK.items() for loss in losses]
)
def test_answers_of_points(task: str, loss: str) -> None:
    run = Experiment(DATASET_OF_TASK[task], n_points=40, loss=loss)
    trainer = Trainer(run)
    trainer.epoch(3)
    model = Model.of(run, trainer.network)
    points = run.make_dataset().test_points
    page = trainer.network.predict(trainer.dataset.test_inputs)
    if task == "regression":
        np.testing.assert_allclose(model.predict(points), page[:, 0], atol=1e-5)
        with pytest.raises(TypeError):
            model.predict_proba(points)
        return
    shares = model.predict_proba(points)
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)
    assert (shares >= 0.0).all()
    if LOSSES[loss].has_probabilities:
        np.testing.assert_allclose(shares[:, -page.shape[1] :], page, atol=1e-5)
    accuracy = np.mean(model.predict(points) == run.make_dataset().test_labels)
    assert accuracy == pytest.approx(trainer.evaluate().test_metric)


def test_it_is_a_copy() -> None:
    run = Experiment(n_points=40)
    trainer = Trainer(run)
    model = Model.of(run, trainer.network)
    before = model.outputs([[1.0, 2.0]])
    trainer.epoch(2)
    assert (model.outputs([[1.0, 2.0]]) == before).all()


def test_switched_off_neurons_stay_so() -> None:
    run = Experiment(n_points=40)
    trainer = Trainer(run)
    trainer.network.silenced = frozenset({(1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (2, 1)})
    model = Model.of(run, trainer.network)
    outputs = model.outputs([[1.0, 2.0], [3.0, -4.0]])
    assert outputs[0, 0] == outputs[1, 0]


def test_rows_of_a_table() -> None:
    model, _ = case("multiclass", table=True)
    rows: list[list[Any]] = [
        [41.0, NAMES[2], "2001-02-03", 8, 0.5],
        [None, "unheard of", "", "nan", "NA"],
    ]
    with pytest.warns(TableWarning) as told:
        values = model.values_of(rows)
    assert [str(one.message) for one in told][1:3] == [
        f"Column “{NAMES[2]}” has a value that was not there in training in 1 of the rows, the "
        "first of them “unheard of” in row 2. It counts as none of those that were.",
        f"Column “{NAMES[3]}” has no value in 1 of the rows, the first of them row 2. "
        "“2000-07-21”, what is usual there, stands in for it.",
    ]
    assert {one.filename for one in told} == {__file__}
    assert values[0, 1] == 2.0
    assert values[0, 2] == (np.datetime64("2001-02-03") - np.datetime64("1970-01-01")).astype(int)
    assert values[1, 1] == -1.0
    assert np.isnan(values[1, [0, 2, 3, 4]]).all()
    columns = model.preparation.recipe.columns if model.preparation else ()
    table = {column.name: [row[i] for row in rows] for i, column in enumerate(columns)}
    for ask in (
        model.values_of,
        model.inputs_of,
        model.outputs,
        model.predict_proba,
        model.predict,
    ):
        with pytest.warns(TableWarning) as told:
            ask(table)
        assert len(told) == 5
        assert {one.filename for one in told} == {__file__}
    with pytest.warns(TableWarning):
        np.testing.assert_array_equal(model.values_of(table), values)
    with pytest.warns(TableWarning):
        assert set(model.predict(rows)) <= set(NASTY[1:5])


def test_values_come_in_the_unit_of_the_table() -> None:
    model, training = case("regression", table=True)
    assert model.preparation
    rows = rows_as_written(training.train_rows, model.preparation)
    inputs = model.preparation.transform(training.train_rows)
    with pytest.warns(TableWarning, match="has no value"):
        np.testing.assert_allclose(model.inputs_of(rows), inputs)
    expected = model.network.forward(inputs)[:, 0]
    labels = training.train_labels
    with pytest.warns(TableWarning, match="has no value"):
        answers = model.predict(rows)
    np.testing.assert_allclose(answers, expected * labels.std() + labels.mean())


def test_rows_of_another_form_are_refused() -> None:
    points, _ = case("binary", table=False)
    with pytest.raises(ValueError, match=r"rows must be \(n, 2\)"):
        points.outputs([[1.0, 2.0, 3.0]])
    table, _ = case("binary", table=True)
    with pytest.raises(ValueError, match="is missing"):
        table.outputs({"age": [1.0]})


def test_a_point_without_a_number_is_refused() -> None:
    points, _ = case("binary", table=False)
    for row in ([1.0, None], [float("nan"), 1.0], [1.0, float("inf")]):
        with pytest.raises(ValueError, match="row 2 is no point"):
            points.predict([[0.0, 0.0], row])


def test_what_was_mended_in_a_file_is_said_to_whoever_asks() -> None:
    lines = [f"{150 + i},{50 + i % 7},{('small', 'large')[i % 2]}," for i in range(40)]
    table = read_table("\n".join(["height,weight,size", *lines]))
    model, _ = case_of(records_of(table, guess(table)))
    whole = model.predict([[155, 90], [205, 45]]).tolist()
    assert model.predict(b"height,weight\n155,90,\n205,45,\n").tolist() == whole
    for ask in (model.predict, model.predict_proba, model.outputs):
        with pytest.warns(TableWarning) as told:
            ask(b"weight,height\n90,155\n45\n")
        assert len(told) == 2
        assert "Rows with fewer cells than the table has columns: 1" in str(told[0].message)
        assert "Column “height” has no value" in str(told[1].message)
