// Paths told in SVG.

import assert from "node:assert/strict";
import { test } from "node:test";

import { digits, VectorPath } from "../../../../nnviz/ui/stage/record/vectorpath.js";

test("hundredths of a pixel are enough", () => {
  assert.equal(digits(1.23456), "1.23");
  assert.equal(digits(-0.001), "0");
});

test("a path is told as it was drawn", () => {
  const path = new VectorPath();
  path.moveTo(1, 2);
  path.lineTo(3, 4.5);
  path.bezierCurveTo(1, 1, 2, 2, 3, 3);
  path.closePath();
  assert.equal(path.element(' fill="none"'), '<path d="M1 2L3 4.5C1 1 2 2 3 3Z" fill="none"/>');
});

test("a line without a beginning begins where it goes, as on a canvas", () => {
  const path = new VectorPath();
  path.lineTo(1, 2);
  path.lineTo(3, 4);
  assert.equal(path.commands.join(""), "M1 2L3 4");
});

test("of two places to begin at, the second counts", () => {
  const path = new VectorPath();
  path.moveTo(1, 2);
  path.moveTo(5, 6);
  path.lineTo(7, 8);
  assert.equal(path.commands.join(""), "M5 6L7 8");
});

test("a box, and one with round corners that are no larger than it", () => {
  const path = new VectorPath();
  path.rect(1, 2, 3, 4);
  assert.equal(path.commands.join(""), "M1 2H4V6H1Z");
  const round = new VectorPath();
  round.roundRect(0, 0, 4, 10, 9);
  assert.equal(
    round.commands.join(""),
    "M2 0h0a2 2 0 0 1 2 2v6a2 2 0 0 1 -2 2h0a2 2 0 0 1 -2 -2v-6a2 2 0 0 1 2 -2Z",
  );
});

test("discs alone are discs, with lines beside them they are arcs", () => {
  const path = new VectorPath();
  path.moveTo(9, 5);
  path.arc(5, 5, 4, 0, 7);
  assert.equal(path.element(""), '<g><circle cx="5" cy="5" r="4"/></g>');
  path.moveTo(0, 0);
  path.lineTo(1, 1);
  assert.equal(path.element(""), '<path d="M9 5a4 4 0 1 1 -8 0a4 4 0 1 1 8 0ZM0 0L1 1"/>');
  assert.throws(() => path.arc(0, 0, 1, 0, 3), /only whole circles/);
});
