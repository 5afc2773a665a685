// What is remarkable at a stop.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Choice } from "../../../../../nnviz/ui/stage/microscope/walk/walk.js";
import { notesOf } from "../../../../../nnviz/ui/stage/microscope/walk/notes.js";
import { traced, TROUBLE } from "../traced.js";

/**
 * @import { Stop } from "../../../../../nnviz/ui/stage/microscope/stops.d.ts"
 * @import { Trace } from "../../../../../nnviz/ui/stage/microscope/trace.js"
 */

const LIMITS = { flat: 0.01, bounded: ["tanh"] };

/** @param {Trace} trace @param {Stop["kind"]} kind @param {number} [layer] */
function notes(trace, kind, layer = 1, limits = LIMITS) {
  const choice = new Choice();
  choice.fit(trace);
  const found = notesOf({ kind, group: "forward", layer }, trace, choice, limits);
  return found.map(({ name, isAlarm }) => (isAlarm ? `${name}!` : name));
}

test("an ordinary update is nothing to speak of", () => {
  for (const kind of /** @type {Stop["kind"][]} */ (["z", "a", "delta", "gradient", "update"])) {
    assert.deepEqual(notes(traced(), kind), []);
  }
});

test("a neuron in the flat parts of its function is saturated, and others are named", () => {
  const trace = traced();
  trace.arrays.slope1.fill(0.001);
  assert.deepEqual(notes(trace, "a"), ["saturated!", "others_saturated"]);
  assert.deepEqual(notes(trace, "a", 1, { flat: 0.01, bounded: [] }), ["dead!", "others_flat"]);
});

test("one flat example is no dead neuron", () => {
  const trace = traced();
  trace.arrays.slope1[0] = 0;
  assert.deepEqual(notes(trace, "delta", 1, { flat: 0.01, bounded: [] }), ["flat"]);
});

test("what is off, dropped, frozen or clipped is named", () => {
  assert.deepEqual(notes(traced([2, 3, 1], 4, { header: { silenced: [[1, 0]] } }), "a"), [
    "silenced",
  ]);
  const mask1 = new Float32Array(12);
  assert.deepEqual(notes(traced([2, 3, 1], 4, { arrays: { mask1 } }), "a"), ["dropped"]);
  const frozen = new Uint8Array(13).fill(1);
  assert.deepEqual(notes(traced([2, 3, 1], 4, { arrays: { frozen } }), "gradient"), ["frozen"]);
  const header = { clip_factor: 0.5, clipping: 1, gradient_norm: 2 };
  assert.deepEqual(notes(traced([2, 3, 1], 4, { header }), "update"), ["clipped"]);
});

test("gradients that vanish or explode are alarms", () => {
  const none = traced();
  none.arrays.gradient.fill(0);
  assert.deepEqual(notes(none, "gradient"), ["no_gradient!"]);
  const vanishing = traced();
  vanishing.arrays.gradient.fill(1e-5, 0, 9);
  assert.deepEqual(notes(vanishing, "gradient"), ["vanishing!"]);
  const exploding = traced();
  exploding.arrays.gradient.fill(NaN);
  assert.deepEqual(notes(exploding, "gradient"), ["exploding!"]);
});

test("an update that is not made says why", () => {
  assert.deepEqual(notes(traced([2, 3, 1], 4, { header: { trouble: TROUBLE } }), "apply", 2), [
    "trouble!",
  ]);
  assert.deepEqual(notes(traced(), "apply", 2), []);
});
