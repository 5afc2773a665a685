// Numbers and sentences as people read them.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as format from "../../../../nnviz/ui/stage/kit/format.js";

/** @type {[number, string][]} */
const NUMBERS = [
  [0.314159, "0.314"],
  [-1.2, "−1.2"],
  [0, "0"],
  [1e-7, "1.0e−7"],
  [123456, "1.2e5"],
  [NaN, "–"],
  [-Infinity, "–"],
];

for (const [value, text] of NUMBERS) {
  test(`${value} is short`, () => assert.equal(format.number(value), text));
}

/** @type {[number, string][]} */
const LOSSES = [
  [0.25, "0.2500"],
  [-0.53, "−0.5300"],
  [12.345, "12.35"],
  [2e-5, "2.00e−5"],
  [-1.1e10, "−1.10e10"],
];

for (const [value, text] of LOSSES) {
  test(`a loss of ${value} has a steady width`, () => assert.equal(format.loss(value), text));
}

test("more digits, and smaller numbers, where they are asked for", () => {
  assert.equal(format.number(3.14159265, 5), "3.1416");
  assert.equal(format.number(0.0002, 3), "2.0e−4");
  assert.equal(format.number(0.0002, 3, 0), "0.0002");
  assert.equal(format.power(-1.25e9, 12), "−1.25e9");
  assert.equal(format.power(2e-5, 12), "2e−5");
});

test("an accuracy is a share, every other metric a loss", () => {
  assert.equal(format.metric("balanced_accuracy", 0.9166), "91.7%");
  assert.equal(format.metric("rmse", 0.9166), "0.9166");
  assert.equal(format.percent(NaN), "–");
});

test("thousands stand apart", () => {
  assert.equal(format.grouped(-2500.5), "−2,500.5");
  assert.equal(format.whole(4107.9), "4,107");
});

test("a sentence takes its values by their names", () => {
  assert.equal(format.fill("{a} of {b}, {a}", { a: 1, b: "two" }), "1 of two, 1");
});
