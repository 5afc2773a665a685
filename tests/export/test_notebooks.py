"""Notebooks run from top to bottom in a kernel, and are of the notebook format."""

from json import loads

import nbformat
import pytest
from nbclient import NotebookClient

from nnviz.export import PROGRAMS
from tests.export.cases import TASKS, case, with_epochs


@pytest.mark.parametrize("library", list(PROGRAMS))
def test_notebooks_run(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of all tasks one after the other, in one kernel."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    notebooks = []
    for task in TASKS:
        model, training = case(task, table=True)
        text = PROGRAMS[library].document(model, with_epochs(training, 2)).notebook()
        notebooks.append(nbformat.reads(text, as_version=4))
        nbformat.validate(notebooks[-1])
    merged = nbformat.v4.new_notebook(metadata=notebooks[0].metadata)
    for notebook in notebooks:
        for cell in notebook.cells:
            cell.id = f"{len(merged.cells)}"
            merged.cells.append(cell)
    NotebookClient(merged, timeout=60, kernel_name="python3").execute()
    said = [
        "".join(output.get("text", "") for output in cell.outputs)
        for cell in merged.cells
        if cell.cell_type == "code" and cell.source.startswith("main(")
    ]
    assert len(said) == 2 * len(TASKS)
    assert all(text.count(" -> ") == 5 for text in said)


def test_only_our_own_words_become_html() -> None:
    model, training = case("multiclass", table=True)
    for program in PROGRAMS.values():
        cells = loads(program.document(model, training).notebook())["cells"]
        for cell in cells:
            if cell["cell_type"] == "markdown":
                assert "<" not in "".join(cell["source"])
