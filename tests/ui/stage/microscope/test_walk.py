"""The walk through one update as data: its stops, its formulas with the numbers of a real trace."""

from typing import Any

import pytest
from playwright.sync_api import Page

from nnviz.core.functions.activations import ACTIVATIONS
from nnviz.core.functions.losses import LOSSES
from nnviz.core.network.interventions import Interventions
from nnviz.core.optimizers.optimizers import OPTIMIZERS
from tests.ui.stage.harness.stage_page import STRINGS, run_module
from tests.ui.stage.microscope.traces import Traced, trace_of

# In JavaScript: a trace from the messages, the choice, and every stop with all of its choices.
READ = """
const { decode } = await import("./stream/frames.js");
const { Model } = await import("./stream/model.js");
const { Trace } = await import("./microscope/trace.js");
const [scene, message] = argument.messages.map((text) =>
  decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer));
const model = new Model(scene);
const trace = new Trace(message, model);
const choice = new m.Choice();
choice.fit(trace);
const stops = m.walk(trace);
"""

# What a tree is worth with the numbers that it shows, and how large the numbers are of whose sum it
# is made, which its rounding goes by: [value, size].
EVALUATE = """
const FUNCTIONS = {
  tanh: Math.tanh, ln: Math.log, sin: Math.sin, cos: Math.cos, sign: Math.sign,
  max: Math.max, min: Math.min,
};
const join = (parts, combine) => {
  const value = combine(...parts.map(([one]) => one));
  return [value, Math.max(Math.abs(value), ...parts.map(([, size]) => size))];
};
function evaluate(tree) {
  const parts = (tree.items ?? []).map(evaluate);
  switch (tree.kind) {
    case "quantity": return [tree.value, Math.abs(tree.value)];
    case "constant": return [tree.value, Math.abs(tree.value)];
    case "cases": return parts[tree.chosen];
    case "sum":
    case "plus": {
      const value = parts.reduce((total, [one]) => total + one, 0);
      return [value, parts.reduce((total, [, size]) => total + size, 0)];
    }
    case "minus": return [-parts[0][0], parts[0][1]];
    case "times": {
      const value = parts.reduce((product, [one]) => product * one, 1);
      return [value, parts.reduce((product, [, size]) => product * size, 1)];
    }
    case "over": {
      const [[top, size], [bottom]] = parts;
      return [top / bottom, size / Math.abs(bottom)];
    }
    case "power": return join([parts[0]], (base) => base ** parts[1][0]);
    case "root": return join(parts, Math.sqrt);
    case "size": return join(parts, Math.abs);
    case "call": return join(parts, FUNCTIONS[tree.name]);
    default: throw new Error(`no value of ${tree.kind}`);
  }
}
"""

# Lines whose numbers do not give the result that stands behind them.
WRONG = (
    READ
    + EVALUATE
    + """
const wrong = [];
let lines = 0;
const abouts = new Set();
for (const stop of stops) {
  for (let sample = 0; sample < trace.batch; sample++) {
    choice.sample = sample;
    const ofBatch = ["gradient", "update"].includes(stop.kind);
    for (let number = 0; number < m.countOf(stop, trace); number++) {
      if (ofBatch && sample) continue;
      choice.take(stop, trace, number);
      for (const line of m.linesOf(stop, trace, choice)) {
        lines += 1;
        abouts.add(`about_${line.about}`);
        const [value, size] = evaluate(line.tree);
        // The sigmoid is computed by way of tanh, near 1: its small values lose digits.
        const least = line.about === "probability" ? 0.05 : 0;
        const largest = Math.max(size, Math.abs(line.value), least);
        if (!(Math.abs(value - line.value) <= argument.tolerance * largest + 1e-30)) {
          wrong.push([stop.kind, stop.layer, number, line.about, value, line.value, size]);
        }
      }
    }
  }
}
return { lines, abouts: [...abouts], wrong: wrong.slice(0, 5) };
"""
)

TASKS: dict[str, dict[str, Any]] = {
    "mse": {"dataset": "sine", "hidden": (4, 3)},
    "huber": {"dataset": "bumps", "hidden": (4,)},
    "binary_cross_entropy": {"dataset": "circle", "hidden": (3, 2)},
    "softmax_cross_entropy": {"dataset": "blobs", "n_classes": 4, "hidden": (3,)},
}


#: Of the sum of the sizes of what is added up: some ten roundings of float32.
TOLERANCE = 3e-6


def wrong_lines(reader: Page, messages: list[str], tolerance: float = TOLERANCE) -> Any:
    """Lines whose numbers do not give their result, up to rounding."""
    argument = {"messages": messages, "tolerance": tolerance}
    found = run_module(reader, "microscope/walk/walk.js", WRONG, argument)
    assert found["lines"] > 10
    assert set(found["abouts"]) <= STRINGS.keys()
    return found["wrong"]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("loss", LOSSES)
def test_shown_numbers_give_the_shown_results(reader: Page, loss: str, optimizer: str) -> None:
    fields = TASKS[loss] | {"loss": loss, "optimizer": optimizer}
    for sample in (None, 3):
        messages = trace_of(sample, **fields)
        assert wrong_lines(reader, messages) == []


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_has_its_formula(reader: Page, activation: str) -> None:
    assert wrong_lines(reader, trace_of(activation=activation, hidden=(4, 3))) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"dropout": 0.4, "hidden": (6, 5)},
        {"regularization": "l1", "regularization_rate": 0.01},
        {"regularization": "l2", "regularization_rate": 0.03, "gradient_clipping": 0.01},
        {"gradient_clipping": 100.0},
        {"hidden": ()},
        {"dataset": "gauss", "steps": 2000},
        {
            "interventions": Interventions(frozenset({0, 3, 13}), frozenset({(1, 1)})),
            "activation": "relu",
        },
    ],
    ids=str,
)
def test_nothing_on_the_way_is_left_out(reader: Page, fields: dict[str, Any]) -> None:
    for sample in (None, 5):
        assert wrong_lines(reader, trace_of(sample, **fields)) == []


def test_a_wrong_number_would_be_found(reader: Page) -> None:
    assert wrong_lines(reader, trace_of(hidden=(3, 2)), tolerance=1e-12) != []


def test_the_stops_follow_the_update_through_the_network(reader: Page) -> None:
    body = READ + "return stops.map(({ kind, group, layer }) => [kind, group, layer]);"
    stops = run_module(
        reader, "microscope/walk/walk.js", body, {"messages": trace_of(hidden=(3, 2))}
    )
    assert stops == [
        ["z", "forward", 1],
        ["a", "forward", 1],
        ["z", "forward", 2],
        ["a", "forward", 2],
        ["z", "forward", 3],
        ["a", "forward", 3],
        ["loss", "loss", 3],
        ["delta", "backward", 3],
        ["gradient", "backward", 3],
        ["delta", "backward", 2],
        ["gradient", "backward", 2],
        ["delta", "backward", 1],
        ["gradient", "backward", 1],
        ["update", "update", 1],
        ["update", "update", 2],
        ["update", "update", 3],
        ["apply", "update", 3],
    ]


def test_an_update_that_is_not_made_ends_after_its_gradients(reader: Page) -> None:
    traced = Traced(steps=0, dataset="plane", hidden=(4,), activation="relu", learning_rate=10.0)
    while traced.run.trouble is None:
        traced.run.step()
    body = READ + "return [trace.isTrouble, stops.map(({ kind }) => kind)];"
    messages = traced.messages()[:2]
    is_trouble, kinds = run_module(reader, "microscope/walk/walk.js", body, {"messages": messages})
    assert is_trouble
    assert "update" not in kinds
    assert kinds[-2:] == ["gradient", "apply"]


HIGHLIGHTS = (
    READ
    + """
return stops.map((stop) => {
  choice.neurons = argument.neurons;
  choice.isBias = argument.bias;
  const found = m.highlightOf(stop, trace, choice);
  return [stop.kind, stop.layer, found && { ...found, nodes: found.nodes.map(String).sort() }];
});
"""
)


def test_the_graph_shows_just_what_a_stop_speaks_of(reader: Page) -> None:
    argument = {"messages": trace_of(4, hidden=(3, 2)), "neurons": [1, 2, 0, 0], "bias": False}
    found = {
        (kind, layer): focus
        for kind, layer, focus in run_module(
            reader, "microscope/walk/walk.js", HIGHLIGHTS, argument
        )
    }
    assert found["z", 2]["nodes"] == ["1,0", "1,1", "1,2", "2,0"]
    assert found["z", 2]["edges"] == [[2, 0, 0], [2, 1, 0], [2, 2, 0]]
    assert found["z", 2]["flow"] == 1
    assert found["a", 1]["nodes"] == ["1,2"]
    assert found["a", 1]["edges"] == []
    assert found["loss", 3]["nodes"] == ["3,0"]
    assert found["delta", 3]["edges"] == []
    assert found["delta", 1]["nodes"] == ["1,2", "2,0", "2,1"]
    assert found["delta", 1]["edges"] == [[2, 2, 0], [2, 2, 1]]
    assert found["delta", 1]["flow"] == -1
    for kind in ("gradient", "update"):
        assert found[kind, 1]["nodes"] == ["0,1", "1,2"]
        assert found[kind, 1]["edges"] == [[1, 1, 2]]
    assert found["apply", 3] is None
    argument["bias"] = True
    of_bias = run_module(reader, "microscope/walk/walk.js", HIGHLIGHTS, argument)
    assert [focus["nodes"] for kind, layer, focus in of_bias if (kind, layer) == ("update", 1)] == [
        ["1,2"]
    ]
