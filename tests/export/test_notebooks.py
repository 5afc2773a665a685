"""Notebooks run from top to bottom in a kernel, and are of the notebook format."""

from json import loads
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from nnviz import Model, TableWarning
from nnviz.export import ONNX_PROGRAM, PROGRAMS, onnx_file_name, onnx_model
from nnviz.threads import ONE_THREAD
from tests.export.agreement import said_of
from tests.export.cases import TASKS, case, with_epochs
from tests.export.untidy import untidy_case


@pytest.fixture(autouse=True)
def _on_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ONE_THREAD.items():
        monkeypatch.setenv(name, value)


# Entries that have a literal: what a person would type into the cell.
# fmt: off
ROWS: list[list[Any]] = [
    [" 20.0", "$1,234", "31.12.2020", "FEMALE", 1.0, "Yes", "None", "0,1", "12:30",
     "5'11\"", "12%", "1949-01", "x", "+"],
    ["-", 5, "April 1, 2023", "unheard of", "02", None, "apnea", " 1,5 ", "NaN",
     "6' 2\"", 0.5, "Jan 1950", None, "-"],
    [None, "($7)", "n/a", " not said", True, "?", "NA", 0.25, "9:05 pm",
     5, "7.5 %", "", "X", "−"],
]
# fmt: on
ASKED = """
def refused(rows):
    try:
        return predict(rows)
    except ValueError as error:
        return str(error)

import json
rows = {rows!r}
wrong = [["abc", *row[1:]] for row in rows]
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    shares = np.asarray(predict_proba(rows)).tolist()
warned = [str(one.message) for one in caught if one.category is UserWarning]
print(json.dumps([shares, predict(rows), warned, refused(wrong)]))
"""


def checked(text: str) -> NotebookNode:
    """A notebook that is of the notebook format."""
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    return notebook


def run_all(notebooks: list[NotebookNode], folder: Path) -> list[NotebookNode]:
    """Run them one after the other in one kernel, which takes long to start; their cells."""
    merged = nbformat.v4.new_notebook(metadata=notebooks[0].metadata)
    for notebook in notebooks:
        for cell in notebook.cells:
            cell.id = f"{len(merged.cells)}"
            merged.cells.append(cell)
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(merged, timeout=60, kernel_name="python3", resources=resources).execute()
    return list(merged.cells)


def said_by(cell: NotebookNode) -> str:
    """What a cell has printed."""
    return "".join(one.text for one in cell.outputs if one.get("name") == "stdout")


def check_answers(text: str, model: Model) -> None:
    """What was printed for rows as people type them is what the model says of them."""
    shares, classes, warned, refusal = loads(text)
    expected, _ = said_of(model, ROWS)
    assert warned == expected
    assert len(warned) >= 4
    with pytest.warns(TableWarning):
        np.testing.assert_allclose(shares, model.predict_proba(ROWS), rtol=1e-6, atol=1e-6)
    with pytest.warns(TableWarning):
        assert classes == model.predict(ROWS).tolist()
    assert refusal == said_of(model, [["abc", *row[1:]] for row in ROWS])[1]


@pytest.mark.parametrize("library", [*PROGRAMS, "onnx"])
def test_notebooks_run_and_answer_rows_as_people_type_them(library: str, tmp_path: Path) -> None:
    """Those of all tasks, and one of a table as untidy as people's, asked about its rows."""
    model, training = untidy_case()
    program = ONNX_PROGRAM if library == "onnx" else PROGRAMS[library]
    (tmp_path / onnx_file_name(training.experiment)).write_bytes(onnx_model(model))
    asked = checked(program.document(model, with_epochs(training, 1)).notebook())
    asked.cells.append(nbformat.v4.new_code_cell(ASKED.format(rows=ROWS)))
    notebooks = [asked]
    # ONNX's reads the one file that lies beside it.
    tasks = () if library == "onnx" else TASKS
    for task in tasks:
        own, own_training = case(task, table=True)
        notebooks.append(checked(program.document(own, with_epochs(own_training, 2)).notebook()))
    n_asked = len(asked.cells)
    cells = run_all(notebooks, tmp_path)
    check_answers(said_by(cells[n_asked - 1]), model)
    mains = [cell for cell in cells[n_asked:] if cell.source.startswith("main(")]
    said = [said_by(cell) for cell in mains if cell.cell_type == "code"]
    assert len(said) == 2 * len(tasks)
    assert all(text.count(" -> ") == 5 for text in said)


def test_only_our_own_words_become_html() -> None:
    model, training = case("multiclass", table=True)
    for program in PROGRAMS.values():
        cells = loads(program.document(model, training).notebook())["cells"]
        for cell in cells:
            if cell["cell_type"] == "markdown":
                assert "<" not in "".join(cell["source"])
