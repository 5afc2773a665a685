// Strokes of a pen. What they make of pixels needs a canvas: tests/ui/stage/canvas/test_tables.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { drawStrokes, greyValues } from "../../../../nnviz/ui/stage/drawing/handwriting.js";
import { PathContext } from "../../../../nnviz/ui/stage/record/vectorpath.js";

/** @import { DrawContext } from "../../../../nnviz/ui/stage/canvas/surfaces.d.ts" */

test("nothing drawn is paper all over", () => {
  assert.deepEqual(greyValues([], [2, 3]), new Uint8Array(6));
  assert.deepEqual(greyValues([[]], [8, 8]), new Uint8Array(64));
});

test("a stroke is a line through its points, and a touch a dot", () => {
  const context = Object.assign(new PathContext(), { lineWidth: 1, lineCap: "", lineJoin: "" });
  const stroked = Object.assign(context, { stroke() {} });
  drawStrokes(
    /** @type {DrawContext} */ (/** @type {unknown} */ (stroked)),
    [
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [[7, 8]],
    ],
    4,
  );
  assert.equal(context.current.commands.join(""), "M1 2L3 4L5 6M7 8L7 8");
  assert.deepEqual([context.lineWidth, context.lineCap, context.lineJoin], [4, "round", "round"]);
});
