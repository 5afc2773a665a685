"""The walk through one update as data: its stops, its formulas with the numbers of a real trace."""

from typing import Any

import pytest
from playwright.sync_api import Page

from nnviz.core.activations import ACTIVATIONS
from nnviz.core.hold import Hold
from nnviz.core.losses import LOSSES
from nnviz.core.optimizers import OPTIMIZERS
from tests.ui.stage.stage_page import run_module
from tests.ui.stage.traces import trace_of

# In JavaScript: a trace from the messages, the choice, and every stop with all of its choices.
READ = """
const { decode } = await import("./frames.js");
const { Model } = await import("./model.js");
const { Trace } = await import("./trace.js");
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
for (const stop of stops) {
  for (let sample = 0; sample < trace.batch; sample++) {
    choice.sample = sample;
    const ofBatch = ["gradient", "update"].includes(stop.kind);
    for (let number = 0; number < m.countOf(stop, trace); number++) {
      if (ofBatch && sample) continue;
      choice.take(stop, trace, number);
      for (const line of m.linesOf(stop, trace, choice)) {
        lines += 1;
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
return { lines, wrong: wrong.slice(0, 5) };
"""
)

TASKS: dict[str, dict[str, Any]] = {
    "mse": {"dataset": "sine", "hidden": (4, 3)},
    "huber": {"dataset": "bumps", "hidden": (4,)},
    "binary_cross_entropy": {"dataset": "circle", "hidden": (3, 2)},
    "softmax_cross_entropy": {"dataset": "blobs", "n_classes": 4, "hidden": (3,)},
}


def wrong_lines(page: Page, messages: list[str], tolerance: float = 3e-6) -> Any:
    argument = {"messages": messages, "tolerance": tolerance}
    found = run_module(page, "walk.js", WRONG, argument)
    assert found["lines"] > 20
    return found["wrong"]


def test_every_loss_has_a_task() -> None:
    assert TASKS.keys() == LOSSES.keys()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("loss", LOSSES)
def test_shown_numbers_give_the_shown_results(page: Page, loss: str, optimizer: str) -> None:
    fields = TASKS[loss] | {"loss": loss, "optimizer": optimizer}
    for sample in (None, 3):
        messages = trace_of(sample, **fields)
        assert wrong_lines(page, messages) == []
