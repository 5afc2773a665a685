// The container that messages come in; tests/ui/stage/test_modules.py reads what Python writes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { decode, FRAME, SCENE } from "../../../../nnviz/ui/stage/stream/frames.js";

/**
 * A message: its prefix, its header filled up to a multiple of 8, its arrays.
 *
 * @param {number} kind
 * @param {object} header
 * @param {Record<string, Float32Array | Uint8Array>} arrays
 * @param {number} [version]
 */
function packed(kind, header, arrays, version = 1) {
  const blank = (/** @type {Uint8Array} */ bytes) => -bytes.length & 7;
  const text = (/** @type {number} */ first) => {
    /** @type {Record<string, [string, number, number]>} */
    const listed = {};
    let at = first;
    for (const [name, array] of Object.entries(arrays)) {
      const bytes = new Uint8Array(array.buffer);
      listed[name] = [array instanceof Float32Array ? "f4" : "u1", at, array.length];
      at += bytes.length + blank(bytes);
    }
    return JSON.stringify({ ...header, arrays: listed });
  };
  // With offsets that take as many letters.
  const length = Math.ceil(new TextEncoder().encode(text(100)).length / 8) * 8 + 8;
  const head = new TextEncoder().encode(text(8 + length));
  const size = new Uint8Array(4);
  /** @type {Uint8Array[]} */
  const parts = [Uint8Array.from([kind, version, 0, 0]), size];
  new DataView(size.buffer).setUint32(0, length, true);
  parts.push(head, new Uint8Array(length - head.length).fill(32));
  for (const array of Object.values(arrays)) {
    const bytes = new Uint8Array(array.buffer);
    parts.push(bytes, new Uint8Array(blank(bytes)));
  }
  return Uint8Array.from(parts.flatMap((part) => [...part])).buffer;
}

test("a header and arrays come out as they went in", () => {
  const arrays = {
    parameters: Float32Array.from([1.5, -2.25, Infinity]),
    tiles: Uint8Array.from([0, 1, 2, 3, 4, 5, 6]),
    none: new Float32Array(),
  };
  const message = decode(packed(FRAME, { step: 3, name: "x₁²" }, arrays));
  assert.equal(message.kind, FRAME);
  assert.deepEqual(message.arrays, arrays);
  assert.equal(Object(message.header).name, "x₁²");
});

test("arrays are looked at in place", () => {
  const buffer = packed(SCENE, {}, { train_labels: Float32Array.from([1, 2]) });
  const message = decode(buffer);
  assert.ok(message.kind === SCENE);
  assert.equal(message.arrays.train_labels.buffer, buffer);
});

test("a version that this page does not know is refused", () => {
  assert.throws(() => decode(packed(FRAME, {}, {}, 2)), /version 2/);
});
