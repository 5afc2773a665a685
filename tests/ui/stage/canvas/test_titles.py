"""Titles are whole, and what a colour stands for is said, at every usual size."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ui.stage.canvas.tables import table_messages
from tests.ui.stage.harness.stage_page import STRINGS, give, messages_of, run_module

#: Of the stage, where the window is 390, 1280 and 1400 wide.
WIDTHS = (358, 900, 1030)

LETTERS = tuple("abcdefghijklmnopqrstuvwxyzäöüß")

#: Words on a context that only remembers them.
WRITTEN = """
const [classNames, task, width, isOutput = true] = argument;
const real = document.createElement("canvas").getContext("2d");
const written = [];
const nothing = () => {};
const context = new Proxy({}, {
  get: (own, name) => {
    if (name in own) return own[name];
    if (name === "measureText") return (text) => {
      real.font = own.font ?? "11px sans-serif";
      return real.measureText(text);
    };
    if (name === "fillText") return (text, x, y) => written.push([text, x, y]);
    if (name === "createLinearGradient") return () => ({ addColorStop: nothing });
    return nothing;
  },
});
const palette = data.colours.light;
const look = { palette, strings: data.strings, options: { show_test: true }, font: "sans-serif" };
const axes = [{ label: "x" }, { label: "y" }];
const model = { classNames, task, axes, dimension: 2, isTested: true, frame: { header: {} } };
const ramp = task === "multiclass" ? null
  : { scale: 1, isProbability: isOutput, oneClass: null, isOutput };
m.drawLegend(context, model, look, { x: 0, y: 0, width }, ramp);
const { keyHeight } = await import("./canvas/output/legendnames.js");
const height = keyHeight(context, model, width + 52, data.strings);
return { written, height };
"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "fields",
    [
        {"dataset": "circle", "hidden": (16,) * 6},
        {"dataset": "blobs", "n_classes": 6},
        {"dataset": "bumps"},
        {"dataset": "sine"},
    ],
    ids=lambda fields: fields["dataset"],
)
def test_the_title_of_the_map_is_whole_whatever_is_pointed_at(
    page: Page, width: int, fields: dict[str, Any]
) -> None:
    page.evaluate("(width) => { host.style.width = `${width}px` }", width)
    give(page, messages_of(**fields)[2])
    title, map_canvas = page.locator(".map h2"), page.locator(".map canvas").first
    tops = set()
    walker = page.locator(".walker")
    walker.focus()
    for key in ("", *["ArrowRight"] * 7):
        if key:
            walker.press(key)
        page.wait_for_timeout(60)
        cut = title.evaluate(
            "(node) => [node.scrollWidth > node.clientWidth + 1,"
            " node.scrollHeight > node.clientHeight + 1]"
        )
        assert cut == [False, False], title.inner_text()
        box = map_canvas.bounding_box()
        assert box is not None
        tops.add(box["y"])
    assert len(tops) == 1


@pytest.mark.parametrize("width", [278, 313, 366])
def test_blue_is_said_to_be_class_1(reader: Page, width: int) -> None:
    found = run_module(reader, "canvas/output/legend.js", WRITTEN, [["0", "1"], "binary", width])
    places = {text: (x, y) for text, x, y in found["written"]}
    assert {"orange = class 0", "blue = class 1", "train", "test"} <= places.keys()
    assert found["height"] == 0
    # Nothing in two lines of it runs into what stands at the right.
    assert places["test"][0] == places["train"][0] == width


@pytest.mark.parametrize("width", [278, 313, 366])
@pytest.mark.parametrize("names", [["0", "1"], ["malignant", "benign, as far as anybody knows"]])
def test_on_the_map_of_a_neuron_the_colours_of_classes_are_those_of_the_points(
    reader: Page, names: list[str], width: int
) -> None:
    of_output, of_neuron = (
        run_module(reader, "canvas/output/legend.js", WRITTEN, [names, "binary", width, is_output])
        for is_output in (True, False)
    )
    assert "points:" not in [text for text, _, _ in of_output["written"]]
    places = {text: (x, y) for text, x, y in of_neuron["written"]}
    first = next(place for text, place in places.items() if text.startswith("orange = "))
    # Before the first name, in its line.
    assert places["points:"][0] < first[0]
    assert places["points:"][1] == first[1]
    # No map is larger than another.
    assert of_neuron["height"] == of_output["height"]
    if names == ["0", "1"] and width > 300:  # The page's own font is narrower than this one.
        assert "orange = class 0" in places
        assert places["blue = class 1"][0] == first[0]


def test_what_the_colours_of_the_map_mean_is_said_of_what_it_shows(page: Page) -> None:
    give(page, messages_of(dataset="circle", hidden=(2,))[2])
    title, walker = page.locator(".map h2 .term"), page.locator(".walker")
    expect(title).to_have_attribute("data-hint", STRINGS["hint_map"])
    walker.focus()
    walker.press("ArrowRight")
    expect(title).to_have_attribute("data-hint", STRINGS["hint_map_neuron"])
    walker.press("ArrowLeft")
    expect(title).to_have_attribute("data-hint", STRINGS["hint_map_input"])
    walker.press("Escape")
    expect(title).to_have_attribute("data-hint", STRINGS["hint_map"])


def test_two_classes_with_names_are_said_by_name(reader: Page) -> None:
    names = ["malignant", "benign, as far as anybody can tell"]
    found = run_module(reader, "canvas/output/legend.js", WRITTEN, [names, "binary", 313])
    texts = [text for text, _, _ in found["written"]]
    assert "orange = malignant" in texts
    assert any(text.startswith("blue = benign") for text in texts)
    assert found["height"] > 0


def test_thirty_classes_have_a_name_each_in_the_key(reader: Page) -> None:
    found = run_module(reader, "canvas/output/legend.js", WRITTEN, [LETTERS, "multiclass", 313])
    texts = [text for text, _, _ in found["written"]]
    assert set(LETTERS) <= set(texts)
    lowest = max(y for text, _, y in found["written"] if text in LETTERS)
    assert lowest <= found["height"]


def test_numbered_classes_are_told_to_be_classes(reader: Page) -> None:
    found = run_module(
        reader, "canvas/output/legend.js", WRITTEN, [["0", "1", "2"], "multiclass", 313]
    )
    assert [text for text, _, _ in found["written"]][:3] == ["class 0", "1", "2"]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_network_with_thirty_outputs_is_drawn(page: Page, width: int) -> None:
    page.evaluate("(width) => { host.style.width = `${width}px` }", width)
    give(page, table_messages(n_inputs=6, class_names=LETTERS))
    expect(page.locator(".map canvas").first).to_be_visible()
    graph = page.locator(".graph canvas").bounding_box()
    network = page.locator(".network").bounding_box()
    assert graph is not None
    assert network is not None
    assert graph["y"] + graph["height"] <= network["y"] + network["height"] + 1
