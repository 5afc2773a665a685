// The equations of a stop between matrices: what stands left of the sign is what stands right of
// it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Choice } from "../../../../../nnviz/ui/stage/microscope/walk/walk.js";
import { equationsOf } from "../../../../../nnviz/ui/stage/microscope/view/matrices.js";
import { traced } from "../traced.js";

/**
 * @import { Equation, Matrix, Stop } from "../../../../../nnviz/ui/stage/microscope/stops.d.ts"
 */

const trace = traced([2, 3, 1], 4);

/** @param {Stop["kind"]} kind @param {number} layer @param {Choice} [choice] */
function equations(kind, layer, choice = new Choice()) {
  choice.fit(trace);
  return equationsOf({ kind, group: "forward", layer }, trace, choice);
}

/** @param {Equation} equation @returns {Matrix[]} */
const matricesOf = (equation) => equation.filter((part) => typeof part !== "string");

/** @param {Matrix} one @param {Matrix} other */
function product(one, other) {
  assert.equal(one.shape[1], other.shape[0]);
  return (/** @type {number} */ row, /** @type {number} */ column) => {
    let sum = 0;
    for (let k = 0; k < one.shape[1]; k++) sum += one.at(row, k) * other.at(k, column);
    return sum;
  };
}

/** @param {Matrix} left @param {(row: number, column: number) => number} right */
function areEqual(left, right) {
  for (let row = 0; row < left.shape[0]; row++) {
    for (let column = 0; column < left.shape[1]; column++) {
      assert.ok(Math.abs(left.at(row, column) - right(row, column)) < 1e-6);
    }
  }
}

test("sums are inputs times weights plus biases", () => {
  const [z, x, w, b] = matricesOf(equations("z", 1)[0]);
  const times = product(x, w);
  areEqual(z, (row, column) => times(row, column) + b.at(0, column));
  assert.deepEqual([z.letter, x.letter, w.letter, b.letter], ["Z", "X", "W", "b"]);
});

test("what arrives is the deltas behind times the weights transposed", () => {
  const [[u, , delta, , weights], [own, , upstream, , slope]] = equations("delta", 1);
  assert.ok(typeof u !== "string" && typeof delta !== "string" && typeof weights !== "string");
  assert.ok(weights.isTransposed);
  areEqual(u, product(delta, weights));
  assert.ok(typeof own !== "string" && typeof upstream !== "string" && typeof slope !== "string");
  areEqual(own, (row, column) => upstream.at(row, column) * slope.at(row, column));
});

test("gradients are inputs transposed times deltas, and sums of deltas", () => {
  const [ofWeights, ofBiases] = equations("gradient", 2).map(matricesOf);
  areEqual(ofWeights[0], product(ofWeights[1], ofWeights[2]));
  areEqual(ofBiases[0], product(ofBiases[1], ofBiases[2]));
});

test("new parameters are the old ones less the step", () => {
  for (const equation of equations("update", 1)) {
    const [after, before, step] = matricesOf(equation);
    areEqual(after, (row, column) => before.at(row, column) - step.at(row, column));
    assert.deepEqual([after.caption, before.caption], ["after", "before"]);
  }
});

test("what is chosen is marked in each, and a click there chooses it", () => {
  const choice = new Choice();
  choice.neurons = [1, 2, 0];
  choice.sample = 3;
  const [z, x, w] = matricesOf(equations("z", 1, choice)[0]);
  assert.ok(z.marked(3, 2) && !z.marked(2, 2) && !z.marked(3, 1));
  assert.deepEqual(z.pick(3, 2), { sample: 3, number: 2 });
  assert.ok(x.marked(3, 0) && !x.marked(0, 0));
  assert.deepEqual(x.pick(3, 0), { sample: 3 });
  assert.ok(w.marked(0, 2) && !w.marked(0, 1));
  const [[weights]] = equations("gradient", 1, choice);
  assert.ok(typeof weights !== "string");
  assert.ok(weights.marked(1, 2) && !weights.marked(0, 2));
  assert.deepEqual(weights.pick(1, 2), { number: 1 * 3 + 2 });
});

test("there is none where all moves at once", () => {
  assert.deepEqual(equations("apply", 2), []);
});
