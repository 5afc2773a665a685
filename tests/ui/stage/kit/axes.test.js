// Ticks of axes, and places on them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { axisText, logTicks, ticks, tickText } from "../../../../nnviz/ui/stage/kit/axes.js";

test("ticks are round and within", () => {
  assert.deepEqual(ticks(-6, 6, 6), [-6, -4, -2, 0, 2, 4, 6]);
  assert.deepEqual(ticks(0, 0.137, 4), [0, 0.05, 0.1]);
  assert.deepEqual(ticks(3, 3, 4), [3]);
});

test("ticks of a logarithmic axis are powers of ten, and more where there are few", () => {
  /** @type {(found: number[], wanted: number[]) => void} */
  const areClose = (found, wanted) => {
    assert.equal(found.length, wanted.length);
    found.forEach((tick, i) => assert.ok(Math.abs(tick / wanted[i] - 1) < 1e-9));
  };
  areClose(logTicks(0.001, 3), [0.001, 0.01, 0.1, 1]);
  areClose(logTicks(0.1, 3), [0.1, 0.2, 0.5, 1, 2]);
});

/** @type {[number[], string[]][]} */
const TEXTS = [
  [
    [0.05, 500, 2500, -1000.5, 20000, 3e6],
    ["0.05", "500", "2,500", "−1,000.5", "20k", "3M"],
  ],
  [
    [0, 0.0002, 0.0004, 0.0006, 0.0008],
    ["0", "0.0002", "0.0004", "0.0006", "0.0008"],
  ],
  [
    [-0.00015, 0, 2e-7],
    ["−1.5e−4", "0", "2e−7"],
  ],
  [
    [100_000, 100_200, 100_400],
    ["100k", "100.2k", "100.4k"],
  ],
  [
    [1_000_000, 1_001_000],
    ["1M", "1.001M"],
  ],
  [
    [1e9, 1.002e9, -2e12],
    ["1e9", "1.002e9", "−2e12"],
  ],
  [
    [0.6931461, 0.6931462, 0.6931463],
    ["0.6931461", "0.6931462", "0.6931463"],
  ],
  [
    [100_000.25, 100_000.5],
    ["100.00025k", "100.0005k"],
  ],
];

for (const [values, texts] of TEXTS) {
  test(`ticks at ${values} are short and no two alike`, () => {
    assert.deepEqual(values.map(tickText), texts);
  });
}

test("a place on an axis of large numbers is told whole", () => {
  assert.equal(axisText(123456.7, { low: 100000, high: 200000 }), "123,457");
  assert.equal(axisText(0.123456, { low: 0, high: 1 }), "0.12");
});
