"""The stage's JavaScript modules, one by one, in a real Chromium."""

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

from nnviz.live.frames.frames import pack
from tests.ui.stage.stage_page import as_text, messages_of, run_module


def test_messages_are_decoded_as_they_were_packed(page: Page) -> None:
    arrays: dict[str, NDArray[Any]] = {
        "parameters": np.array([1.5, -2.25, np.inf], np.float32),
        "tiles": np.arange(7, dtype=np.uint8),
    }
    decoded = run_module(
        page,
        "stream/frames.js",
        """const data = Uint8Array.from(atob(argument), (c) => c.charCodeAt(0)).buffer;
        const { kind, header, arrays } = m.decode(data);
        return [kind, header.step, header.name, [...arrays.parameters], [...arrays.tiles]];""",
        as_text(pack(2, {"step": 3, "name": "x₁²"}, arrays)),
    )
    assert decoded == [2, 3, "x₁²", [1.5, -2.25, float("inf")], list(range(7))]


@pytest.mark.parametrize(
    ("features", "hidden", "outputs"), [(7, [4, 2], 1), (7, [16] * 6, 6), (4, [], 1), (7, [1], 3)]
)
def test_the_graph_fits_every_width(
    page: Page, features: int, hidden: list[int], outputs: int
) -> None:
    layouts = run_module(
        page,
        "canvas/layout/layout.js",
        """const [features, hidden, outputs] = argument;
        const inputs = { features, image: null, isFlat: false, labelWidth: 20 };
        const shape = { inputs, hidden, outputs, outputLabel: outputs > 1 ? 7 : 0 };
        const tallest = Math.max(features, ...hidden, outputs);
        const size = { tallest, equation: 1500, caption: 900, key: 0 };
        const found = [];
        for (let width = 320; width <= 2600; width += 60) {
          for (const height of [300, 500, 900, Infinity]) {
            const sizes = m.panels(width, size, { height, head: 54 });
            found.push({ width, sizes, layout: m.graphLayout(sizes.graph, shape) });
          }
        }
        return found;""",
        [features, hidden, outputs],
    )
    for found in layouts:
        graph, layout = found["sizes"]["graph"], found["layout"]
        tile, columns = layout["tile"], layout["columns"]
        assert graph["width"] <= found["width"]
        assert [len(column["nodes"]) for column in columns] == [features, *hidden, outputs]
        assert tile >= 12
        assert columns[0]["x"] - tile / 2 >= 40
        assert columns[-1]["x"] + tile / 2 <= graph["width"]
        for left, right in pairwise(columns):
            assert right["x"] - left["x"] > max(tile, layout["stepper"]["width"])
        for column in columns:
            assert column["nodes"][0]["y"] - tile / 2 >= layout["head"]
            assert column["nodes"][-1]["y"] + tile / 2 <= graph["height"]
            for above, below in pairwise(column["nodes"]):
                assert below["y"] - above["y"] > tile


@pytest.mark.parametrize("width", [660, 940, 1580, 2220])
@pytest.mark.parametrize("height", [480, 560, 900, 1200])
def test_a_wide_stage_keeps_within_its_height_and_uses_its_width(
    page: Page, width: int, height: int
) -> None:
    found = run_module(
        page,
        "canvas/layout/layout.js",
        """const [width, height] = argument;
        const head = { one: 28, two: 54 }[m.headsOf(m.mapSide(width, { height }))];
        const size = { tallest: 8, equation: 800, caption: 900, key: 0 };
        return { head, ...m.panels(width, size, { height, head }) };""",
        [width, height],
    )
    assert found["arrangement"] == "wide"
    side, curves, graph = found["map"]["side"], found["curves"]["height"], found["graph"]
    below = found["head"] + found["map"]["height"] + 12 + 28 + curves
    assert below <= height
    assert graph["width"] + 28 + side == width
    assert 28 + graph["height"] + 4 + found["inspector"] == pytest.approx(below, abs=60)
    # As large as the width lets it be, unless the height does not.
    wanted = min(max(270, 0.36 * width), 760)
    assert side == pytest.approx(wanted, abs=1) or below >= height - 60


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.314159, "0.314"), (-1.2, "−1.2"), (0, "0"), (1e-7, "1.0e−7"), (123456, "1.2e5")],
)
def test_numbers_are_short(page: Page, value: float, text: str) -> None:
    assert run_module(page, "kit/format.js", "return m.number(argument)", value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25, "0.2500"),
        (-0.53, "−0.5300"),
        (12.345, "12.35"),
        (2e-5, "2.00e−5"),
        (-1.1e10, "−1.10e10"),
    ],
)
def test_losses_have_a_steady_width(page: Page, value: float, text: str) -> None:
    assert run_module(page, "kit/format.js", "return m.loss(argument)", value) == text


def test_ticks_are_round_and_within(page: Page) -> None:
    body = "return [m.ticks(-6, 6, 6), m.ticks(0, 0.137, 4), m.logTicks(0.001, 3)]"
    plain, small, powers = run_module(page, "kit/axes.js", body)
    assert plain == [-6, -4, -2, 0, 2, 4, 6]
    assert small == [0, 0.05, 0.1]
    assert powers == pytest.approx([0.001, 0.01, 0.1, 1])


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (
            [0.05, 500, 2500, -1000.5, 20000, 3e6],
            ["0.05", "500", "2,500", "−1,000.5", "20k", "3M"],
        ),
        ([0, 0.0002, 0.0004, 0.0006, 0.0008], ["0", "0.0002", "0.0004", "0.0006", "0.0008"]),
        ([-0.00015, 0, 2e-7], ["−1.5e−4", "0", "2e−7"]),
        ([100_000, 100_200, 100_400], ["100k", "100.2k", "100.4k"]),
        ([1_000_000, 1_001_000], ["1M", "1.001M"]),
        ([1e9, 1.002e9, -2e12], ["1e9", "1.002e9", "−2e12"]),
        ([0.6931461, 0.6931462, 0.6931463], ["0.6931461", "0.6931462", "0.6931463"]),
        ([100_000.25, 100_000.5], ["100.00025k", "100.0005k"]),
    ],
)
def test_ticks_are_short_and_no_two_alike(
    page: Page, values: list[float], texts: list[str]
) -> None:
    assert run_module(page, "kit/axes.js", "return argument.map(m.tickText)", values) == texts


def test_a_place_on_an_axis_of_large_numbers_is_told_whole(page: Page) -> None:
    body = "return m.axisText(123456.7, { low: 100000, high: 200000 })"
    assert run_module(page, "kit/axes.js", body) == "123,457"


def test_weights_and_equations_are_those_of_the_network(page: Page) -> None:
    experiment, run, messages = messages_of(hidden=(3, 2), features=("x1", "x1_x2"))
    network = run.inspect(lambda trainer: trainer.network)
    script = """const { decode } = await import('./stream/frames.js');
        const { Model } = await import('./stream/model.js');
        const [scene, frame] = argument.map((text) =>
          decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer));
        const model = new Model(scene);
        model.frame = frame;
        const weights = [];
        for (let layer = 1; layer <= model.lastLayer; layer++)
          for (let from = 0; from <= model.sizes[layer - 1]; from++)
            for (let to = 0; to < model.sizes[layer]; to++)
              weights.push(model.weight(layer, from, to));
        const text = (layer, index) => m.equation(model, layer, index, {})
          .map((piece) => typeof piece === "string" ? piece : (piece.value ?? piece.strong ?? ""))
          .join("");
        return { weights, hidden: text(1, 0), last: text(3, 0) };"""
    seen = run_module(page, "formula/equation.js", script, messages)
    assert seen["weights"] == pytest.approx(network.parameters.tolist())
    first, second = (f"{abs(w):.3g}" for w in network.weights[0][:, 0])
    assert re.fullmatch(rf"a = tanh\(−?{first}·x₁ [+−] {second}·x₁x₂ [+−] [\d.]+\)", seen["hidden"])
    assert seen["last"].startswith("p = sigmoid(")
    assert experiment.loss == "binary_cross_entropy"
