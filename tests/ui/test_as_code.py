"""The network on screen as a program: what is offered, and that its answers are the page's."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from nnviz.experiment import Experiment
from nnviz.export import PROGRAMS
from nnviz.export.training import rows_as_written
from nnviz.live.run import LiveRun
from nnviz.ui.controls import as_code
from tests.ui.page import Page


@pytest.mark.parametrize("dataset", ["xor", "iris", "diabetes"])
def test_every_library_is_offered(dataset: str) -> None:
    page = Page(dataset=dataset)
    page.app.session_state["download"] = True
    page.run()
    for name, program in PROGRAMS.items():
        page.check(page.app.selectbox(key="code-library").set_value(name).run())
        shown = [element.value for element in page.app.code]
        assert program.install in shown
        assert any(code.startswith('"""') for code in shown)


@pytest.mark.parametrize("library", ["numpy", "sklearn"])
@pytest.mark.parametrize("dataset", ["iris", "diabetes", "digits", "spiral"])
def test_a_program_answers_as_the_page(dataset: str, library: str, tmp_path: Path) -> None:
    run = LiveRun(Experiment(dataset))
    run.step(20)
    model, training = as_code.taken(run)
    script = tmp_path / "program.py"
    script.write_text(PROGRAMS[library].document(model, training).script(), encoding="utf-8")
    rows = rows_as_written(training.examples, model.preparation)
    ask = f"import json, program; print(json.dumps(program.outputs({rows!r}).tolist()))"
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    dataset_of_run = run.experiment.make_dataset()
    page = run.inspect(lambda t: t.network.forward(dataset_of_run.test_inputs[:5]).copy())
    answers = np.array(json.loads(done.stdout))
    np.testing.assert_allclose(answers, model.outputs(rows), atol=1e-6)
    np.testing.assert_allclose(answers, page, atol=1e-4)
