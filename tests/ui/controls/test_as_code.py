"""The network on screen as a program: what is offered, and that its answers are the page's."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from nnviz.data import own_table, register
from nnviz.data.tables import Column, Recipe, Records
from nnviz.experiment import Experiment
from nnviz.export import PROGRAMS
from nnviz.export.sections.training import rows_as_written
from nnviz.live.run.run import LiveRun
from nnviz.ui.controls.transport import as_code
from tests.data.specs.test_drawn import drawing
from tests.export.programs import Job, Workshops
from tests.ui.pages.page import Page

#: Stands for points that somebody has drawn.
DRAWING = "drawing"
ASK = "import json, numpy, program; print(json.dumps(numpy.asarray({}).tolist()))"


@pytest.mark.parametrize("dataset", ["xor", "iris", "diabetes"])
def test_every_library_is_offered(dataset: str) -> None:
    page = Page(dataset=dataset)
    page.app.session_state["download"] = True
    page.run()
    assert [*PROGRAMS, "onnx"] == list(as_code.LIBRARIES)
    for name, program in as_code.LIBRARIES.items():
        page.check(page.app.selectbox(key="code-library").set_value(name).run())
        shown = [element.value for element in page.app.code]
        assert program.install in shown
        assert any(code.startswith('"""') for code in shown)


@pytest.mark.parametrize(
    ("dataset", "library"),
    [
        *((name, "numpy") for name in ("iris", "diabetes", "digits", "spiral", DRAWING)),
        *(("iris", library) for library in PROGRAMS if library != "numpy"),
        *(("diabetes", library) for library in PROGRAMS if library != "numpy"),
    ],
)
def test_a_program_answers_as_the_page(workshop: Workshops, dataset: str, library: str) -> None:
    if dataset == DRAWING:
        dataset = register(drawing(30)).name
    run = LiveRun(Experiment(dataset))
    run.step(20)
    model, training = as_code.taken(run)
    source = PROGRAMS[library].document(model, training).script()
    rows = rows_as_written(training.examples, model.preparation)
    wanted = "predict" if model.task == "regression" else "predict_proba"
    answers = np.asarray(workshop(library).run(Job(source, rows))[wanted])
    np.testing.assert_allclose(answers, getattr(model, wanted)(rows), rtol=1e-6, atol=1e-6)

    data = run.experiment.make_dataset()
    page = run.inspect(
        lambda trainer: trainer.network.predict(data.test_inputs[:5]).astype(np.float64)
    )
    if model.task == "regression":
        page = page[:, 0] if data.preparation is None else data.preparation.values_of(page[:, 0])
    elif page.shape[1] == 1:
        page = np.column_stack([1.0 - page, page])
    np.testing.assert_allclose(answers, page, rtol=1e-4, atol=1e-4)


def test_a_program_of_a_large_table_reads_it_from_the_file_beside_it(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    recipe = Recipe(
        (Column("size, in m"), Column("made", "date"), Column("=kind", "category", ("a", 'b,"c'))),
        "sort",
        "binary",
        ("no", "yes"),
    )
    values = np.column_stack(
        [rng.normal(size=3000), rng.integers(0, 20_000, 3000), rng.integers(0, 2, 3000)]
    ).astype(np.float64)
    values[::7, 0] = np.nan
    labels = (np.nan_to_num(values[:, 0]) + values[:, 2] > 0.5).astype(np.float64)
    spec = register(own_table(Records(recipe, values, labels)))
    run = LiveRun(Experiment(spec.name))
    run.step(5)
    model, training = as_code.taken(run)
    assert as_code.from_file(run.experiment)
    script = tmp_path / "program.py"
    script.write_text(PROGRAMS["numpy"].document(model, training).script(), encoding="utf-8")
    (tmp_path / as_code.CSV_FILE).write_text(as_code._table(run), encoding="utf-8", newline="")
    command = [sys.executable, "program.py", "train"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "yes" in done.stdout
    rows = rows_as_written(training.examples, model.preparation)
    command = [sys.executable, "-c", ASK.format(f"program.predict_proba({rows!r})")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    answers = json.loads(done.stdout.splitlines()[-1])
    np.testing.assert_allclose(answers, model.predict_proba(rows), atol=1e-6)
