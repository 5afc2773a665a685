// The geometry of the stage: all that it shows has its place, whatever the width and the network.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as layout from "../../../../../nnviz/ui/stage/canvas/layout/layout.js";

/** @import { Column, InputShape } from "../../../../../nnviz/ui/stage/canvas/places.d.ts" */

/** @template T @param {T[]} list @returns {[T, T][]} each with the next */
const pairs = (list) => list.slice(1).map((next, i) => [list[i], next]);

/** @type {[number, number[], number][]} */
const NETWORKS = [
  [7, [4, 2], 1],
  [7, [16, 16, 16, 16, 16, 16], 6],
  [4, [], 1],
  [7, [1], 3],
];

/** @param {number} features @param {number[]} hidden @param {number} outputs */
function* layouts(features, hidden, outputs) {
  /** @type {InputShape} */
  const inputs = { features, image: null, isFlat: false, labelWidth: 20 };
  const shape = { inputs, hidden, outputs, outputLabel: outputs > 1 ? 7 : 0 };
  const tallest = Math.max(features, ...hidden, outputs);
  const size = { tallest, equation: 1500, caption: 900, key: 0 };
  for (let width = 320; width <= 2600; width += 60) {
    for (const height of [300, 500, 900, Infinity]) {
      const { graph } = layout.panels(width, size, { height, head: 54 });
      yield { width, graph, ...layout.graphLayout(graph, shape) };
    }
  }
}

for (const [features, hidden, outputs] of NETWORKS) {
  test(`a graph of ${features}, ${hidden} and ${outputs} fits every width`, () => {
    let count = 0;
    for (const { width, graph, tile, columns, head, stepper } of layouts(
      features,
      hidden,
      outputs,
    )) {
      count += 1;
      assert.ok(graph.width <= width);
      const counts = columns.map(({ nodes }) => nodes.length);
      assert.deepEqual(counts, [features, ...hidden, outputs]);
      assert.ok(tile >= 12);
      assert.ok(columns[0].x - tile / 2 >= 40);
      assert.ok(columns[columns.length - 1].x + tile / 2 <= graph.width);
      for (const [left, right] of pairs(/** @type {Column[]} */ (columns))) {
        assert.ok(right.x - left.x > Math.max(tile, stepper.width));
      }
      for (const { nodes } of columns) {
        assert.ok(nodes[0].y - tile / 2 >= head);
        assert.ok(nodes[nodes.length - 1].y + tile / 2 <= graph.height);
        for (const [above, below] of pairs(nodes)) assert.ok(below.y - above.y > tile);
      }
    }
    assert.equal(count, 39 * 4);
  });
}

for (const width of [660, 940, 1580, 2220]) {
  for (const height of [480, 560, 900, 1200]) {
    test(`a stage of ${width} by ${height} keeps within its height and uses its width`, () => {
      const head = layout.headsOf(layout.mapSide(width, { height })) === "one" ? 28 : 54;
      const size = { tallest: 8, equation: 800, caption: 900, key: 0 };
      const { arrangement, map, curves, graph, inspector } = layout.panels(width, size, {
        height,
        head,
      });
      assert.equal(arrangement, "wide");
      const below = head + map.height + 12 + 28 + curves.height;
      assert.ok(below <= height);
      assert.equal(graph.width + 28 + map.side, width);
      assert.ok(Math.abs(28 + graph.height + 4 + inspector - below) <= 60);
      // As large as the width lets it be, unless the height does not.
      const wanted = Math.min(Math.max(270, 0.36 * width), 760);
      assert.ok(Math.abs(map.side - wanted) <= 1 || below >= height - 60);
    });
  }
}

for (const width of [358, 700, 1100, 1400]) {
  for (const image of /** @type {InputShape["image"][]} */ ([null, [8, 8]])) {
    test(`sixty-four ${image ? "pixels" : "columns"} have their places in ${width}`, () => {
      const inputs = { features: 64, image, isFlat: image === null, labelWidth: 80 };
      const shape = { inputs, hidden: [16, 16], outputs: 10, outputLabel: 8 };
      const size = { equation: 900, caption: 900, key: 0, tallest: 16 };
      const { graph } = layout.panels(width, size);
      const columns = /** @type {Column[]} */ (layout.graphLayout(graph, shape).columns);
      for (const { nodes, width: across, height: down } of columns) {
        const [xs, ys] = [nodes.map(({ x }) => x), nodes.map(({ y }) => y)];
        assert.ok(Math.min(...xs) >= across / 2 - 1);
        assert.ok(Math.min(...ys) >= down / 2);
        assert.ok(Math.max(...ys) + down / 2 <= graph.height + 1);
        assert.ok(Math.max(...xs) + across / 2 <= graph.width);
      }
      for (const [left, right] of pairs(columns)) {
        const gap = right.nodes[0].x - Math.max(...left.nodes.map(({ x }) => x));
        assert.ok(gap >= (left.width + right.width) / 2);
      }
    });
  }
}

test("a phone stacks, a tablet has two below, a screen has them beside", () => {
  assert.equal(layout.arrangementFor(400), "narrow");
  assert.equal(layout.arrangementFor(600), "medium");
  assert.equal(layout.arrangementFor(700), "wide");
  assert.equal(layout.arrangementFor(700, true), "medium");
});
