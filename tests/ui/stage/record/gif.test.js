// The GIF encoder: what it writes is read again, and is the same to the byte for ever, as pictures
// that people keep are compared with each other. tests/ui/stage/record/test_gif.py has another
// program read it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { Gif, TRANSPARENT } from "../../../../nnviz/ui/stage/record/gif.js";

/** Indices that look like chance. @param {number} count @param {number} seed */
function noise(count, seed) {
  let state = seed;
  return Uint8Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return (state >> 12) % TRANSPARENT;
  });
}

const PALETTE = Uint8Array.from({ length: 3 * TRANSPARENT }, (_, i) => (i * 89) % 256);

/** The codes of a picture, after the format's own description. @param {Uint8Array} data */
function decompressed(data) {
  /** @type {number[]} */
  const out = [];
  /** @type {number[][]} */
  let table = [];
  let width = 9;
  const clear = () => {
    table = Array.from({ length: 258 }, (_, i) => (i < 256 ? [i] : []));
    width = 9;
  };
  clear();
  /** @type {number[] | null} */
  let previous = null;
  let [bits, count, at] = [0, 0, 0];
  for (;;) {
    while (count < width) {
      bits |= data[at++] << count;
      count += 8;
    }
    const code = bits & ((1 << width) - 1);
    bits >>= width;
    count -= width;
    if (code === 257) return out;
    if (code === 256) {
      clear();
      previous = null;
      continue;
    }
    /** @type {number[]} */
    const entry = table[code] ?? [...(previous ?? []), previous?.[0] ?? NaN];
    out.push(...entry);
    if (previous && table.length < 4096) table.push([...previous, entry[0]]);
    if (table.length === 1 << width && width < 12) width += 1;
    previous = entry;
  }
}

/** Boxes, delays and indices of all frames in a file. @param {Uint8Array} file */
function read(file) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  assert.equal(new TextDecoder().decode(file.subarray(0, 6)), "GIF89a");
  const size = [view.getUint16(6, true), view.getUint16(8, true)];
  const frames = [];
  let at = 13 + 3 * 256;
  let delay = 0;
  while (file[at] !== 0x3b) {
    if (file[at] === 0x21) {
      if (file[at + 1] === 0xf9) delay = view.getUint16(at + 4, true);
      at += 2;
      while (file[at]) at += file[at] + 1;
      at += 1;
      continue;
    }
    assert.equal(file[at], 0x2c);
    const box = [...new Uint16Array(file.slice(at + 1, at + 9).buffer)];
    assert.equal(file[at + 10], 8);
    at += 11;
    const parts = [];
    for (; file[at]; at += file[at] + 1) parts.push(...file.subarray(at + 1, at + 1 + file[at]));
    at += 1;
    frames.push({ box, delay, indices: decompressed(Uint8Array.from(parts)) });
  }
  assert.equal(at, file.length - 1);
  return { size, frames };
}

test("a picture comes back, be it noise or one colour", () => {
  for (const picture of [noise(173 * 131, 3), new Uint8Array(173 * 131).fill(9)]) {
    const gif = new Gif(173, 131, PALETTE);
    gif.add(picture, 0);
    const { size, frames } = read(gif.end(500));
    assert.deepEqual(size, [173, 131]);
    assert.deepEqual(frames[0].box, [0, 0, 173, 131]);
    assert.deepEqual(Uint8Array.from(frames[0].indices), picture);
    assert.equal(frames[0].delay, 50);
  }
});

test("only what differs is written, and what does not lets the one before through", () => {
  const first = new Uint8Array(16).fill(1);
  const second = first.slice();
  second[5] = 7;
  second[10] = 8;
  const gif = new Gif(4, 4, PALETTE);
  gif.add(first, 0);
  gif.add(second, 100);
  const [, frame] = read(gif.end(200)).frames;
  assert.deepEqual(frame.box, [1, 1, 2, 2]);
  assert.deepEqual(frame.indices, [7, TRANSPARENT, TRANSPARENT, 8]);
});

test("a picture that is as the one before stays for longer", () => {
  const picture = noise(12, 1);
  const gif = new Gif(4, 3, PALETTE);
  for (const at of [0, 120, 240]) gif.add(picture.slice(), at);
  gif.add(noise(12, 2), 360);
  const { frames } = read(gif.end(1400));
  assert.deepEqual(
    frames.map(({ delay }) => delay),
    [36, 104],
  );
});

test("no picture stays for less than browsers believe", () => {
  const gif = new Gif(1, 1, PALETTE);
  gif.add(Uint8Array.from([1]), 0);
  gif.add(Uint8Array.from([2]), 4);
  assert.deepEqual(
    read(gif.end(8)).frames.map(({ delay }) => delay),
    [2, 2],
  );
});

test("the file is the same to the byte", () => {
  const gif = new Gif(64, 48, PALETTE);
  gif.add(noise(64 * 48, 5), 0);
  gif.add(noise(64 * 48, 6), 100);
  gif.add(new Uint8Array(64 * 48).fill(3), 250);
  const sum = createHash("sha256").update(gif.end(1750)).digest("hex");
  assert.equal(sum, "1fc365a937c3cae54af2ba1c8df79464ef2ed2018af6e77e543b5aab355cbe1a");
});
