"""What the stage's modules make of messages from Python; the *.test.js have what needs neither."""

import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

from nnviz.live.frames.frames import pack
from tests.ui.stage.harness.stage_page import as_text, messages_of, run_module


def test_messages_are_decoded_as_they_were_packed(reader: Page) -> None:
    arrays: dict[str, NDArray[Any]] = {
        "parameters": np.array([1.5, -2.25, np.inf], np.float32),
        "tiles": np.arange(7, dtype=np.uint8),
    }
    decoded = run_module(
        reader,
        "stream/frames.js",
        """const data = Uint8Array.from(atob(argument), (c) => c.charCodeAt(0)).buffer;
        const { kind, header, arrays } = m.decode(data);
        return [kind, header.step, header.name, [...arrays.parameters], [...arrays.tiles]];""",
        as_text(pack(2, {"step": 3, "name": "x₁²"}, arrays)),
    )
    assert decoded == [2, 3, "x₁²", [1.5, -2.25, float("inf")], list(range(7))]


def test_weights_and_equations_are_those_of_the_network(reader: Page) -> None:
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
    seen = run_module(reader, "formula/equation.js", script, messages)
    assert seen["weights"] == pytest.approx(network.parameters.tolist())
    first, second = (f"{abs(w):.3g}" for w in network.weights[0][:, 0])
    assert re.fullmatch(rf"a = tanh\(−?{first}·x₁ [+−] {second}·x₁x₂ [+−] [\d.]+\)", seen["hidden"])
    assert seen["last"].startswith("p = sigmoid(")
    assert experiment.loss == "binary_cross_entropy"
