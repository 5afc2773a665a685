"""An entry that stands in its registry alone stops nothing: it is called by its name, and what
cannot be written of it yet says so.
"""

import json
import re
from typing import Any

import numpy as np
import pytest

from nnviz.core.timeline.timeline import Timeline
from nnviz.experiment import Experiment
from nnviz.export import ONNX_PROGRAM, PROGRAMS, Training, UnwritableError, onnx_model
from nnviz.live.run.run import LiveRun
from nnviz.model import Model
from nnviz.saving import SavedRun, read_run, write_run
from nnviz.ui import panels
from nnviz.ui.controls.transport import as_code
from nnviz.ui.controls.transport.download import ENTRIES, Visitor
from tests.ui.article.article_page import Article
from tests.ui.pages.page import Page
from tests.whole.newcomers import FIELDS, NEWCOMERS, WEIGHTING, add_newcomers

#: The activation alone is new, as everything else is written for each library.
SENTENCE = "nnviz cannot write the activation “new_activation” for {} yet."


@pytest.fixture(autouse=True)
def newcomers(monkeypatch: pytest.MonkeyPatch) -> None:
    add_newcomers(monkeypatch)


def written(**fields: Any) -> tuple[Model, Training]:
    """A network, and what it is trained with."""
    return as_code.taken(LiveRun(Experiment(hidden=(3,), n_points=50, **fields)))


def opened() -> Page:
    """A page whose address has them all, after a while."""
    page = Page(**Experiment(**FIELDS).to_query())
    assert page.experiment == Experiment(**FIELDS)
    assert not page.session.complaints
    page.click("epoch")
    return page


def test_the_page_calls_them_by_their_names() -> None:
    page = opened()
    for field, name in NEWCOMERS.items():
        assert name in page.app.selectbox(key=f"field-{field}").options, field
    for field, name in NEWCOMERS.items():
        assert page.query[field] == name


@pytest.mark.parametrize(
    "tab", ["Curves", "How good?", "Gradients", "Weights", "Distributions", "Loss landscape"]
)
def test_the_panels_draw_them(monkeypatch: pytest.MonkeyPatch, tab: str) -> None:
    monkeypatch.setattr(panels, "is_in_view", lambda *_, **__: True)
    page = opened()
    page.app.session_state["panel"] = tab
    page.run()
    assert page.app.session_state["panel"] == tab


def test_the_page_and_its_report_call_a_class_weighting_by_its_name() -> None:
    page = Page(**Experiment(class_weights=WEIGHTING).to_query())
    assert not page.session.complaints
    assert WEIGHTING in page.app.selectbox(key="field-class_weights").options
    report = next(entry for entry in ENTRIES if entry.name == "report")
    visitor = Visitor("en", "UTC", "http://localhost")
    assert WEIGHTING in report.make(LiveRun(Experiment(class_weights=WEIGHTING)), visitor)


@pytest.mark.parametrize("task", ["circle", "blobs", "bumps", "iris"])
def test_each_download_is_made(task: str) -> None:
    run = LiveRun(Experiment(**(FIELDS | {"dataset": task})))
    run.step(3)
    for entry in ENTRIES:
        text = entry.make(run, Visitor("en", "UTC", "http://localhost"))
        assert entry.name != "report" or all(name in text for name in NEWCOMERS.values())


def test_a_saved_run_goes_on() -> None:
    timeline = Timeline(Experiment(**FIELDS))
    timeline.step(7)
    saved = read_run(write_run(SavedRun.of(timeline)))
    assert saved.experiment == timeline.trainer.experiment
    assert np.array_equal(saved.network().parameters, timeline.trainer.network.parameters)
    assert np.isfinite(Model.of(saved.experiment, saved.network()).outputs([[1.0, 2.0]])).all()


def test_the_article_takes_the_activation() -> None:
    page = Article()
    page.move("selectbox", "neuron-activation", NEWCOMERS["activation"])
    assert "`z tanh ln(1 + eᶻ)`" in page.text


@pytest.mark.parametrize("library", PROGRAMS)
@pytest.mark.parametrize("field", NEWCOMERS)
def test_a_program_that_cannot_be_written_says_so(library: str, field: str) -> None:
    name = NEWCOMERS[field]
    fields: dict[str, Any] = {field: name}
    model, training = written(**fields, regularization_rate=0.01)
    told = rf"^nnviz cannot write the [a-z ]+ “{name}” for {PROGRAMS[library].label} yet\.$"
    with pytest.raises(UnwritableError, match=told) as caught:
        PROGRAMS[library].document(model, training)
    assert caught.value.name == name


@pytest.mark.parametrize("library", PROGRAMS)
def test_a_program_weighs_classes_as_the_page_does(library: str) -> None:
    run = LiveRun(Experiment(hidden=(3,), dataset="breast_cancer", class_weights=WEIGHTING))
    weights = run.experiment.make_dataset().class_weights
    assert weights is not None
    assert np.unique(weights).size > 1
    text = PROGRAMS[library].document(*as_code.taken(run)).script()
    (numbers,) = re.findall(r"^CLASS_WEIGHTS = (\[.*\])$", text, flags=re.MULTILINE)
    assert np.allclose(json.loads(numbers), weights, rtol=1e-9)


def test_an_onnx_file_needs_no_more_than_its_activations() -> None:
    with pytest.raises(UnwritableError, match=f"^{SENTENCE.format('ONNX')}$"):
        onnx_model(written(activation=NEWCOMERS["activation"])[0])
    model, training = written(optimizer=NEWCOMERS["optimizer"], loss=NEWCOMERS["loss"])
    assert onnx_model(model)
    assert ONNX_PROGRAM.document(model, training).script()


def test_of_a_setting_that_is_not_at_work_nothing_is_written() -> None:
    model, training = written(regularization=NEWCOMERS["regularization"], regularization_rate=0.0)
    for program in PROGRAMS.values():
        assert program.document(model, training).script()


def test_the_page_says_it_in_place_of_the_program() -> None:
    page = Page(activation=NEWCOMERS["activation"], hidden="3")
    page.app.session_state["download"] = True
    page.run()
    for name, program in as_code.LIBRARIES.items():
        page.check(page.app.selectbox(key="code-library").set_value(name).run())
        told = [caption.value for caption in page.app.caption]
        onnx = SENTENCE.format("ONNX")
        own = [] if name == "onnx" else [SENTENCE.format(program.label)]
        assert [text for text in told if NEWCOMERS["activation"] in text] == [*own, onnx]
        keys = {button.proto.id.rpartition("-download-")[2] for button in buttons(page)}
        assert not keys & {"program", "onnx"}
        assert "report" in keys


def buttons(page: Page) -> Any:
    """All that can be downloaded."""
    return page.app.get("download_button")
