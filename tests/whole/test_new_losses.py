"""A copy of a loss under another name is trained, read, shown and exported as the loss itself."""

import re
from typing import Any

import numpy as np
import pytest

from nnviz.core.timeline.timeline import Timeline
from nnviz.experiment import Experiment
from nnviz.export import ONNX_PROGRAM, PROGRAMS, UnwritableError, onnx_model
from nnviz.export.sections import functions
from nnviz.export.sections.training import rows_as_written
from nnviz.live.frames.frames import unpack
from nnviz.live.frames.requests import TraceRequest
from nnviz.live.run.run import LiveRun
from nnviz.live.stream.feed import Feed
from nnviz.ui import panels
from nnviz.ui.controls.transport import as_code
from nnviz.ui.controls.transport.download import ENTRIES, Visitor
from tests.ui.pages.page import Page
from tests.whole.newcomers import COPIES, add_newcomers

#: A dataset with a loss, and with its copy.
PAIRS = [
    (dataset, *COPIES[task])
    for dataset, task in (
        ("circle", "binary"),
        ("breast_cancer", "binary"),
        ("blobs", "multiclass"),
        ("iris", "multiclass"),
    )
]
pytestmark = pytest.mark.parametrize(("dataset", "old", "new"), PAIRS)


@pytest.fixture(autouse=True)
def newcomers(monkeypatch: pytest.MonkeyPatch) -> None:
    add_newcomers(monkeypatch)


def run_of(dataset: str, loss: str) -> LiveRun:
    """A run after a few updates."""
    run = LiveRun(Experiment(dataset=dataset, loss=loss, hidden=(4, 3), n_points=100))
    run.step(20)
    return run


def test_it_trains_as_the_loss_does(dataset: str, old: str, new: str) -> None:
    known, copy = (Timeline(Experiment(dataset=dataset, loss=loss)) for loss in (old, new))
    first = copy.trainer.evaluate().train_loss
    for timeline in (known, copy):
        timeline.step(200)
    assert np.array_equal(copy.trainer.network.parameters, known.trainer.network.parameters)
    assert 0.0 < copy.trainer.evaluate().train_loss < first


def test_its_probabilities_are_the_same(dataset: str, old: str, new: str) -> None:
    known, copy = (run_of(dataset, loss) for loss in (old, new))
    table = next(entry for entry in ENTRIES if entry.name == "predictions")
    visitor = Visitor("en", "UTC", "http://localhost")
    assert table.make(copy, visitor) == table.make(known, visitor)
    model, training = as_code.taken(copy)
    rows = rows_as_written(training.train_rows, model.preparation)
    found = model.predict_proba(rows)
    assert np.array_equal(found, as_code.taken(known)[0].predict_proba(rows))
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    page = copy.trainer.network.predict(copy.trainer.dataset.train_inputs)
    np.testing.assert_allclose(found[:, -page.shape[1] :], page, atol=1e-5)


def test_the_stage_is_sent_the_same(dataset: str, old: str, new: str) -> None:
    def sent(loss: str) -> list[Any]:
        feed = Feed(run_of(dataset, loss))
        feed.trace_request = TraceRequest(0, False)
        return [unpack(message) for message in feed.next()]

    for (kind, header, arrays), (same, expected, others) in zip(sent(new), sent(old), strict=True):
        if "task" in expected:
            assert header["output_kind"] in ("probability", "shares")
            expected["loss"] = new
        assert (kind, header) == (same, expected)
        assert arrays.keys() == others.keys()
        assert all(np.array_equal(arrays[name], others[name]) for name in arrays)


def test_the_report_has_the_same_map(dataset: str, old: str, new: str) -> None:
    report = next(entry for entry in ENTRIES if entry.name == "report")
    visitor = Visitor("en", "UTC", "http://localhost")
    texts = [report.make(run_of(dataset, loss), visitor) for loss in (old, new)]
    known, copy = (re.findall(r"data:image/png;base64,[^\"']+", text) for text in texts)
    assert copy == known
    assert new in texts[1]


def test_the_panels_take_its_outputs_for_probabilities(
    monkeypatch: pytest.MonkeyPatch, dataset: str, old: str, new: str
) -> None:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)
    page = Page(dataset=dataset, loss=new)
    page.app.session_state["panel"] = "How good?"
    page.click("epoch")
    assert not page.session.complaints
    assert len(page.app.get("plotly_chart")) == 3
    assert "outputs are no probabilities" not in page.text


def test_an_onnx_file_is_the_same(dataset: str, old: str, new: str) -> None:
    known, copy = (as_code.taken(run_of(dataset, loss)) for loss in (old, new))
    assert onnx_model(copy[0]) == onnx_model(known[0])
    assert ONNX_PROGRAM.document(*copy).script() == ONNX_PROGRAM.document(*known).script()


@pytest.mark.parametrize("library", PROGRAMS)
def test_a_program_needs_no_more_than_its_formula(
    monkeypatch: pytest.MonkeyPatch, library: str, dataset: str, old: str, new: str
) -> None:
    known, copy = (as_code.taken(run_of(dataset, loss)) for loss in (old, new))
    program = PROGRAMS[library]
    told = f"^nnviz cannot write the loss “{new}” for {program.label} yet\\.$"
    with pytest.raises(UnwritableError, match=told):
        program.document(*copy)
    monkeypatch.setitem(functions.LOSSES, new, functions.LOSSES[old])
    monkeypatch.setitem(program.spelt, "loss", {*program.spelt["loss"], new})
    text = program.document(*copy).script()
    # scikit-learn's own networks have the loss that they know: for another they are not taken.
    monkeypatch.setattr("nnviz.export.frameworks.sklearn_program.fits_mlp", lambda _: False)
    assert text == program.document(*known).script()
