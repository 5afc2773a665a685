"""The ONNX file, run by a runtime of its own, answers as the page does."""

import builtins
import subprocess
import sys
from json import loads
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest

from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.data import FEATURES
from nnviz.data.division.targets import LOSSES_OF_TASK
from nnviz.export import PackageNeededError, onnx_model
from nnviz.export.sections.training import rows_as_written
from nnviz.model import Model
from tests.export.cases import NASTY, TASKS, case, experiment, point_model

ROOT = Path(__file__).resolve().parents[2]


def answers_of(model: Model, rows: Any) -> dict[str, Any]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        onnx_model(model), options, providers=["CPUExecutionProvider"]
    )
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, {"rows": model.values_of(rows)}), strict=True))


def check(model: Model, rows: Any) -> None:
    answers = answers_of(model, rows)
    np.testing.assert_allclose(answers["outputs"], model.outputs(rows), rtol=1e-6, atol=1e-6)
    if model.task == "regression":
        np.testing.assert_allclose(answers["values"], model.predict(rows), rtol=1e-6, atol=1e-6)
    else:
        np.testing.assert_allclose(
            answers["probabilities"], model.predict_proba(rows), rtol=1e-6, atol=1e-6
        )
        chosen = [model.classes[i] for i in answers["class"]]
        assert chosen == model.predict(rows).tolist()


@pytest.mark.filterwarnings("ignore::nnviz.TableWarning")
@pytest.mark.parametrize("table", [False, True], ids=["points", "table"])
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("activation", list(ACTIVATIONS))
def test_the_file_answers_as_the_page_does(activation: str, task: str, table: bool) -> None:
    model, training = case(task, table=table, activation=activation)
    check(model, rows_as_written(training.train_rows, model.preparation))


@pytest.mark.parametrize(
    ("task", "loss"), [(task, loss) for task, losses in LOSSES_OF_TASK.items() for loss in losses]
)
def test_other_losses_and_silenced_neurons(task: str, loss: str) -> None:
    run = experiment(task, loss=loss)
    model = point_model(run, frozenset({(1, 0), (2, 3)}))
    check(model, run.make_dataset().train_points)


@pytest.mark.parametrize("dataset", ["circle", "sine"])
def test_every_feature(dataset: str) -> None:
    run = experiment("binary").with_(dataset=dataset)
    names = tuple(name for name, f in FEATURES.items() if f.dimension == run.dimension)
    model = point_model(run.with_(features=names))
    check(model, run.make_dataset().train_points)


def test_names_are_in_the_metadata() -> None:
    model, _ = case("multiclass", table=True)
    found = {p.key: p.value for p in onnx.load_from_string(onnx_model(model)).metadata_props}
    assert loads(found["classes"]) == list(NASTY[1:5])


def test_a_missing_package_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "onnx":
            raise ImportError(name)
        return usual(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PackageNeededError, match="pip install onnx") as caught:
        onnx_model(case("binary", table=False)[0])
    assert caught.value.command == "pip install onnx"


def test_the_package_is_not_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, nnviz.export; print({'onnx', 'torch', 'keras', 'sklearn'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
