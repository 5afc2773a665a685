"""Explanations in the graph: what a line, a tile and the controls of a neuron stand for."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from nnviz.core.network.interventions import Interventions
from tests.ui.stage.canvas.steered import Steered, open_editor
from tests.ui.stage.harness.boxes import box_of, overlap
from tests.ui.stage.harness.stage_page import run_module

TIP_OF_A_LINE = """
const [weight, silenced] = argument;
const model = {
  frame: { header: { silenced } },
  lastLayer: 2,
  outputKind: "probability",
  outputCount: 1,
  inputNames: ["x\u2081", "x\u2082"],
  activeFeatures: [0, 1],
  weight: () => weight,
};
const focus = { kind: "edge", layer: 1, from: 0, to: 0 };
return m.graphTip(model, focus, data.strings, () => null).text;
"""


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        (0.05, "w = 0.05: x₁ hardly counts for a₁[1]."),
        (0.25, "w = 0.25: x₁ counts a little, for a₁[1]."),
        (-0.25, "w = −0.25: x₁ counts a little, against a₁[1]."),
        (0.7, "w = 0.7: x₁ counts, for a₁[1]."),
        (-3, "w = −3: x₁ counts a lot, against a₁[1]."),
    ],
)
def test_a_line_says_what_its_weight_means(page: Page, weight: float, said: str) -> None:
    assert run_module(page, "canvas/pointing/graphtip.js", TIP_OF_A_LINE, [weight, []]) == said
    off = run_module(page, "canvas/pointing/graphtip.js", TIP_OF_A_LINE, [weight, [[1, 0]]])
    assert off.endswith("a₁[1] is off, so nothing runs along this line.")


def tip_of(page: Page) -> Locator:
    return page.locator(".nnviz-stage > .tip:not(.hint)")


def test_a_tile_is_explained_beside_it_to_mouse_and_keyboard(page: Page) -> None:
    Steered(page)
    stepper, graph = box_of(page.locator(".stepper").first), box_of(page.locator(".graph"))
    across, down = stepper["x"] + stepper["width"] / 2, 0
    for down in range(int(graph["y"]) + 60, int(graph["y"] + graph["height"]), 8):
        page.mouse.move(across, down)
        if tip_of(page).is_visible() and "neuron 1" in tip_of(page).inner_text():
            break
    expect(tip_of(page)).to_contain_text("a₁[1], neuron 1 of hidden layer 1")
    pointer = {"x": across, "y": down, "width": 1, "height": 1}
    assert not overlap(box_of(tip_of(page)), pointer)
    page.keyboard.press("Escape")
    expect(tip_of(page)).to_be_hidden()
    page.mouse.move(0, 0)
    page.locator(".walker").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(tip_of(page)).to_contain_text("a₂[1], neuron 2 of hidden layer 1")
    page.keyboard.press("Escape")
    expect(tip_of(page)).to_be_hidden()


def test_the_text_on_how_to_read_the_graph_stays_while_one_edits(page: Page) -> None:
    Steered(page)
    key = page.locator(".key")
    before = box_of(key)
    editor = box_of(open_editor(page))
    expect(key).to_contain_text("Lines are weights")
    assert box_of(key) == before
    root = box_of(page.locator(".nnviz-stage"))
    assert editor["y"] + editor["height"] <= root["y"] + root["height"]


def test_buttons_name_what_they_act_on_whatever_is_chosen(page: Page) -> None:
    Steered(page)
    editor = open_editor(page)
    names = ["Freeze bias", "Switch a₁[1] off", "Freeze a₁[1]"]
    assert editor.get_by_role("switch").all_inner_texts() == names
    editor.locator("select").select_option("1")
    names[0] = "Freeze weight"
    assert editor.get_by_role("switch").all_inner_texts() == names
    # Of the output nothing can be switched off.
    page.locator(".walker").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert editor.locator("button:visible").all_inner_texts() == [
        "Freeze bias",
        "Undo",
        "Freeze output",
    ]


def coloured(page: Page) -> int:
    """How many pixels of the graph between the inputs and the first layer have a strong colour."""
    graph = page.locator(".graph canvas")
    pixels = np.asarray(Image.open(BytesIO(graph.screenshot())).convert("RGB"), np.int64)
    inputs = box_of(page.locator(".feature").first)
    left = int(inputs["x"] + inputs["width"] - box_of(graph)["x"]) + 16
    part = pixels[80:, left : left + 40]
    return int((part.max(axis=2) - part.min(axis=2) > 40).sum())


def test_lines_of_a_neuron_that_is_off_are_off(page: Page) -> None:
    steered = Steered(page)
    assert coloured(page) > 50
    steered.run.intervene(Interventions(silenced=frozenset((1, index) for index in range(4))))
    steered.answer()
    # They fade; none is left in the end.
    for _ in range(100):
        if not coloured(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError("lines of a neuron that is off are still coloured")
