// The line where a map is zero.

import assert from "node:assert/strict";
import { test } from "node:test";

import { traceContour } from "../../../../../nnviz/ui/stage/canvas/output/contour.js";
import { VectorPath } from "../../../../../nnviz/ui/stage/record/vectorpath.js";

/** @param {number[]} values @param {number} size */
function lines(values, size) {
  const path = new VectorPath();
  traceContour(path, Uint8Array.from(values), size, { x: 0, y: 0, side: 10 * size });
  return path.commands.join("");
}

test("between two halves it runs straight, where the values say", () => {
  assert.equal(lines([0, 255, 0, 255], 2), "M10 5L10 15");
  // A quarter of the way: 127.5 lies so between 102 and 204.
  assert.equal(lines([102, 204, 102, 204], 2), "M7.5 5L7.5 15");
  assert.equal(lines([0, 0, 255, 255], 2), "M15 10L5 10");
});

test("where all is of one sign there is none", () => {
  assert.equal(lines([0, 10, 20, 127], 2), "");
  assert.equal(lines([128, 200, 255, 130], 2), "");
});

test("a corner is cut off, and two corners that face each other both are", () => {
  assert.equal(lines([255, 0, 0, 0], 2), "M10 5L5 10");
  assert.equal(lines([255, 0, 0, 255], 2).match(/M/g)?.length, 2);
});

test("around a summit it is closed", () => {
  const ends = [...lines([0, 0, 0, 0, 255, 0, 0, 0, 0], 3).matchAll(/[ML]([\d.]+ [\d.]+)/g)];
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const [, place] of ends) counts.set(place, (counts.get(place) ?? 0) + 1);
  assert.equal(ends.length, 8);
  assert.deepEqual([...counts.values()], [2, 2, 2, 2]);
});
