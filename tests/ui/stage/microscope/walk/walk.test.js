// The walk through one update. With the numbers of real runs:
// tests/ui/stage/microscope/test_walk.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as steps from "../../../../../nnviz/ui/stage/microscope/walk/walk.js";
import { today } from "../../../../../nnviz/ui/stage/formula/expression.js";
import { Walker } from "../../../../../nnviz/ui/stage/microscope/walk/walker.js";
import { traced, TROUBLE } from "../traced.js";

/**
 * @import { Stop } from "../../../../../nnviz/ui/stage/microscope/stops.d.ts"
 * @import { Tree } from "../../../../../nnviz/ui/stage/formula/trees.d.ts"
 */

/** What a tree is worth with the numbers that it shows. @param {Tree} given @returns {number} */
function worth(given) {
  const tree = today(given);
  const parts = (tree.items ?? []).map(worth);
  switch (tree.kind) {
    case "quantity":
    case "constant":
      return tree.value;
    case "sum":
    case "plus":
      return parts.reduce((total, part) => total + part, 0);
    case "times":
      return parts.reduce((product, part) => product * part, 1);
    case "minus":
      return -parts[0];
    case "over":
      return parts[0] / parts[1];
    case "power":
      return parts[0] ** parts[1];
    case "call":
      assert.equal(tree.name, "tanh");
      return Math.tanh(parts[0]);
    default:
      throw new Error(`no value of ${tree.kind}`);
  }
}

/** @param {Stop["kind"]} kind @param {number} layer @param {Stop[]} stops */
function stopOf(kind, layer, stops) {
  const found = stops.find((stop) => stop.kind === kind && stop.layer === layer);
  assert.ok(found);
  return found;
}

test("the stops follow the update through the network", () => {
  const stops = steps.walk(traced([2, 3, 1]));
  assert.deepEqual(
    stops.map(({ kind, layer }) => `${kind}${layer}`),
    [
      ...["z1", "a1", "z2", "a2", "loss2", "delta2", "gradient2", "delta1", "gradient1"],
      ...["update1", "update2", "apply2"],
    ],
  );
  assert.deepEqual(
    [...new Set(stops.map(({ group }) => group))],
    ["forward", "loss", "backward", "update"],
  );
});

test("an update that is not made ends after its gradients", () => {
  const stops = steps.walk(traced([2, 3, 1], 4, { header: { trouble: TROUBLE } }));
  assert.deepEqual(
    stops.slice(-2).map(({ kind }) => kind),
    ["gradient", "apply"],
  );
});

for (const [sizes, batch] of /** @type {[number[], number][]} */ ([
  [[2, 3, 1], 4],
  [[3, 4, 2, 2], 3],
  [[2, 1], 1],
])) {
  test(`shown numbers give the shown results, in ${sizes} with ${batch}`, () => {
    const trace = traced(sizes, batch);
    const choice = new steps.Choice();
    choice.fit(trace);
    let lines = 0;
    for (const stop of steps.walk(trace)) {
      for (let sample = 0; sample < batch; sample++) {
        choice.sample = sample;
        for (let number = 0; number < steps.countOf(stop, trace); number++) {
          choice.take(stop, trace, number);
          assert.equal(choice.number(stop, trace), number);
          for (const { about, tree, value } of steps.linesOf(stop, trace, choice)) {
            const off = Math.abs(worth(tree) - value);
            assert.ok(off <= 1e-6, `${stop.kind} ${stop.layer} ${about}: ${off}`);
            lines += 1;
          }
        }
      }
    }
    assert.ok(lines > 10);
  });
}

test("a wrong number would be found", () => {
  const trace = traced();
  trace.arrays.z1[0] += 0.01;
  const choice = new steps.Choice();
  choice.fit(trace);
  const [line] = steps.linesOf({ kind: "z", group: "forward", layer: 1 }, trace, choice);
  assert.ok(Math.abs(worth(line.tree) - line.value) > 0.005);
});

test("the graph shows just what a stop speaks of", () => {
  const trace = traced([2, 3, 1]);
  const choice = new steps.Choice();
  choice.neurons = [1, 2, 0];
  const stops = steps.walk(trace);
  /** @type {(kind: Stop["kind"], layer: number) => [string[], string[], number]} */
  const seen = (kind, layer) => {
    const found = steps.highlightOf(stopOf(kind, layer, stops), trace, choice);
    assert.ok(found);
    return [found.nodes.map(String).sort(), found.edges.map(String).sort(), found.flow];
  };
  assert.deepEqual(seen("z", 2), [["1,0", "1,1", "1,2", "2,0"], ["2,0,0", "2,1,0", "2,2,0"], 1]);
  assert.deepEqual(seen("a", 1), [["1,2"], [], 0]);
  assert.deepEqual(seen("delta", 1), [["1,2", "2,0"], ["2,2,0"], -1]);
  assert.deepEqual(seen("gradient", 1), [["0,1", "1,2"], ["1,1,2"], 0]);
  choice.isBias = true;
  assert.deepEqual(seen("update", 1), [["1,2"], [], 0]);
  assert.equal(steps.highlightOf(stopOf("apply", 2, stops), trace, choice), null);
});

test("what was chosen stays from stop to stop, as far as there is such a thing", () => {
  const choice = new steps.Choice();
  const wide = traced([2, 5, 1]);
  choice.fit(wide);
  choice.take({ kind: "gradient", group: "backward", layer: 1 }, wide, 5 * 2 + 4);
  assert.deepEqual([choice.isBias, choice.neurons[1]], [true, 4]);
  choice.sample = 3;
  choice.fit(traced([2, 3, 1], 2));
  assert.deepEqual([choice.neurons, choice.sample], [[0, 2, 0], 1]);
});

test("a click in the graph leads to the stop that speaks of the same there", () => {
  const walker = new Walker();
  assert.equal(walker.pick({ kind: "bias", layer: 1, index: 0 }), false);
  walker.take(traced([2, 3, 1]));
  assert.ok(walker.pick({ kind: "node", layer: 2, index: 0, place: 0 }));
  assert.deepEqual([walker.stop.kind, walker.stop.layer], ["z", 2]);
  assert.equal(walker.pick({ kind: "node", layer: 0, index: 0, place: 0 }), false);
  walker.index = walker.stops.findIndex(({ kind }) => kind === "update");
  assert.ok(walker.pick({ kind: "edge", layer: 1, from: 1, to: 2 }));
  assert.deepEqual(walker.choice.in(walker.stop, traced()), {
    layer: 1,
    from: 1,
    to: 2,
    sample: 0,
  });
});

test("one goes no further than the ends, and around among neurons and examples", () => {
  const walker = new Walker();
  walker.take(traced([2, 3, 1], 4));
  assert.equal(walker.go(-1), false);
  assert.ok(walker.go(99));
  assert.equal(walker.index, walker.last);
  assert.equal(walker.choose(0), false);
  walker.go(0);
  assert.ok(walker.choose(-1));
  assert.equal(walker.choice.neurons[1], 2);
  assert.ok(walker.chooseSample(-1));
  assert.equal(walker.choice.sample, 3);
});

test("the numerical derivative stands beside the gradient of what is chosen", () => {
  const trace = traced();
  const choice = new steps.Choice();
  choice.fit(trace);
  const stop = stopOf("gradient", 1, steps.walk(trace));
  assert.equal(steps.checkOf(stop, trace, choice), null);
  trace.arrays.numerical = trace.arrays.gradient.map((value) => value * 2);
  const check = steps.checkOf(stop, trace, choice);
  assert.equal(check?.difference, 0.5);
  assert.equal(check?.areZero, false);
  trace.arrays.numerical.fill(0);
  trace.arrays.gradient.fill(0);
  assert.equal(steps.checkOf(stop, trace, choice)?.areZero, true);
});
