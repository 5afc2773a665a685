// From pixels to the few colours of a GIF.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Quantizer } from "../../../../nnviz/ui/stage/record/quantize.js";

const COLOURS = Uint8Array.from([255, 255, 255, 0, 0, 0, 200, 20, 20, 204, 20, 20]);

/** @param {[number, number, number][]} colours */
const pixels = (...colours) => Uint8ClampedArray.from(colours.flatMap((rgb) => [...rgb, 255]));

test("a colour of the palette stays what it is, any other becomes the nearest", () => {
  const quantizer = new Quantizer(COLOURS);
  const found = quantizer.indices(pixels([255, 255, 255], [0, 0, 0], [190, 40, 10], [60, 60, 60]));
  assert.deepEqual([...found], [0, 1, 2, 1]);
});

test("of two colours of the palette that can hardly be told apart the first is taken", () => {
  assert.deepEqual([...new Quantizer(COLOURS).indices(pixels([202, 20, 20]))], [2]);
});

test("what nobody sees change is not written anew", () => {
  const quantizer = new Quantizer(COLOURS);
  const before = Uint8Array.from([3, 3]);
  assert.deepEqual([...quantizer.indices(pixels([201, 20, 20], [190, 20, 20]), before)], [3, 2]);
});
