"""What the stage has no formula of yet, it shows by its name; what outputs are, a header says."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ui.stage.harness.boxes import box_of
from tests.ui.stage.harness.stage_page import give, messages_of, run_module, stage_page
from tests.ui.stage.harness.tabs import Tabs
from tests.ui.stage.microscope.microscope_page import go_to, line, open_microscope
from tests.ui.stage.microscope.test_walk import READ
from tests.ui.stage.microscope.traces import Traced
from tests.whole.newcomers import COPIES, FIELDS, NEWCOMERS, add_newcomers

#: A dataset with a loss of probabilities, and with its copy.
PAIRS = [("circle", *COPIES["binary"]), ("blobs", *COPIES["multiclass"])]

# All that is told of outputs, but the formulas of the loss.
TOLD = (
    READ
    + """
const { equation } = await import("./formula/equation.js");
const { panelTitle } = await import("./canvas/output/title.js");
const { sharesOf } = await import("./canvas/graph/answers.js");
const { equationsOf } = await import("./microscope/view/matrices.js");
model.frame = decode(Uint8Array.from(atob(argument.messages[2]), (c) => c.charCodeAt(0)).buffer);
const stop = stops.find(({ kind }) => kind === "loss");
const lines = m.linesOf(stop, trace, choice);
const answers = Float32Array.from({ length: model.outputCount }, (_, k) => trace.readable(k, 0));
return {
  title: panelTitle(model, null, data.strings, {}),
  equation: equation(model, model.lastLayer, 0, data.strings),
  shares: sharesOf(model, answers),
  lines: lines.map(({ about, value }) => [about.replace("class_loss", "loss"), value]),
  probability: lines[0].tree,
  letters: equationsOf(stop, trace, choice).flat().map((part) => part.letter ?? part),
};
"""
)


@pytest.fixture(autouse=True)
def newcomers(monkeypatch: pytest.MonkeyPatch) -> None:
    add_newcomers(monkeypatch)


@pytest.mark.parametrize("dataset", ["sine", "blobs"])
def test_a_newcomer_is_shown_by_its_name(page: Page, dataset: str) -> None:
    open_microscope(page, Traced(**(FIELDS | {"dataset": dataset})))
    activation, loss = NEWCOMERS["activation"], NEWCOMERS["loss"]
    for kind, layer, about, name in (
        ("a", 1, "a", activation),
        ("loss", 3, "loss", loss),
        ("delta", 3, "output_slope", f"{loss}′"),
        ("delta", 1, "slope", f"{activation}′"),
        ("update", 1, "penalty", f"{NEWCOMERS['regularization']}′"),
        ("update", 1, "step", NEWCOMERS["optimizer"]),
    ):
        go_to(page, kind, layer)
        expect(line(page, about)).to_contain_text(name)
    go_to(page, "apply", 3)


@pytest.mark.parametrize(("dataset", "old", "new"), PAIRS)
def test_outputs_of_a_copied_loss_are_told_as_those_of_the_loss(
    reader: Page, dataset: str, old: str, new: str
) -> None:
    def told(loss: str) -> Any:
        messages = Traced(dataset=dataset, loss=loss, hidden=(3, 2)).messages()
        return run_module(reader, "microscope/walk/walk.js", TOLD, {"messages": messages})

    found = told(new)
    assert found == told(old)
    assert found["lines"][0][0] == "probability"
    assert "P" in found["letters"]
    assert sum(found["shares"]) == pytest.approx(1.0)


@pytest.mark.parametrize(("dataset", "old", "new"), PAIRS)
def test_the_map_of_a_copied_loss_is_that_of_the_loss(
    tabs: Tabs, dataset: str, old: str, new: str
) -> None:
    def seen(loss: str) -> tuple[str, str, str]:
        with tabs.new() as page, stage_page(page):
            give(page, messages_of(dataset=dataset, loss=loss, hidden=(3, 2))[2])
            canvas = page.locator(".map canvas").first
            box = box_of(canvas)
            page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 0.4 * box["height"])
            tip = page.locator(".nnviz-stage > .tip:not(.hint)")
            expect(tip).to_contain_text("class")
            title = page.locator(".map h2").inner_text()
            return title, tip.inner_text(), canvas.evaluate("(node) => node.toDataURL()")

    assert seen(new) == seen(old)


@pytest.mark.parametrize(("dataset", "old", "new"), PAIRS)
def test_a_copied_loss_has_its_name_and_its_probabilities(
    page: Page, dataset: str, old: str, new: str
) -> None:
    open_microscope(page, Traced(dataset=dataset, loss=new, hidden=(3, 2)))
    go_to(page, "loss", 3)
    expect(line(page, "probability")).to_be_visible()
    expect(line(page, "loss")).to_contain_text(new)
    go_to(page, "delta", 3)
    expect(line(page, "output_slope")).to_contain_text(f"{new}′")
    go_to(page, "apply", 3)
