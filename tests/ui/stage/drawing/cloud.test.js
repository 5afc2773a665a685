// The points of a drawing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cloud } from "../../../../nnviz/ui/stage/drawing/cloud.js";
import { Model } from "../../../../nnviz/ui/stage/stream/model.js";
import { sceneOf } from "../microscope/traced.js";

const LIMITS = { most: 10, place_steps: 5000, value_steps: 10000 };

/** @param {number} count @param {number} [most] */
function cloudOf(count, most = LIMITS.most) {
  const cloud = new Cloud({ ...LIMITS, most });
  for (let i = 0; i < count; i++) cloud.add(i / 2, 0, i % 2);
  return cloud;
}

test("a point moves without changing sides, and back", () => {
  const cloud = cloudOf(8);
  const ranks = cloud.points.map(({ rank }) => rank);
  cloud.mark();
  const point = cloud.nearest(1, 0, 0.1);
  assert.ok(point);
  cloud.move(point, 5, 5);
  assert.deepEqual(
    cloud.points.map(({ rank }) => rank),
    ranks,
  );
  assert.equal(cloud.points[2].x, 5);
  cloud.undo();
  assert.equal(cloud.points[2].x, 1);
  assert.ok([4, 5].includes(ranks.filter((rank) => rank < 0.5).length));
});

test("no more points than there may be", () => {
  const cloud = cloudOf(12);
  assert.equal(cloud.points.length, 10);
  assert.ok(cloud.isFull);
});

test("the nearest point is the nearest, and none where none is near", () => {
  const cloud = cloudOf(4);
  assert.equal(cloud.nearest(1.1, 0, 1)?.x, 1);
  assert.equal(cloud.nearest(1.1, 3, 1), null);
});

test("what is undone can be done again, until something else is done", () => {
  const cloud = cloudOf(2);
  cloud.mark();
  cloud.erase(0, 0, 0.1);
  assert.equal(cloud.points.length, 1);
  cloud.undo();
  assert.equal(cloud.points.length, 2);
  cloud.redo();
  assert.equal(cloud.points.length, 1);
  cloud.undo();
  cloud.mark();
  cloud.redo();
  assert.equal(cloud.points.length, 2);
  // What came to nothing is no step back.
  cloud.unmark();
  assert.equal(cloud.past.length, 0);
});

test("points are divided by their ranks, and one is for training in any case", () => {
  const cloud = cloudOf(8);
  const { train_labels, test_labels, train_points } = cloud.arrays(0.5);
  assert.equal(train_labels.length + test_labels.length, 8);
  assert.equal(train_points.length, 2 * train_labels.length);
  assert.equal(cloud.arrays(1).test_labels.length, 0);
  assert.equal(cloud.arrays(0).train_labels.length, 1);
});

test("they go over the stream in eight bytes each", () => {
  const cloud = new Cloud(LIMITS);
  cloud.points = [{ x: -1.5, y: 2, label: 0.25, rank: 1 }];
  const read = (/** @type {string} */ text) => {
    const view = new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
    return [0, 2, 4].map((at) => view.getInt16(at, true)).concat(view.getUint16(6, true));
  };
  assert.deepEqual(read(cloud.pack("regression")), [-7500, 10000, 2500, 65535]);
  cloud.points[0].label = 3;
  assert.deepEqual(read(cloud.pack("multiclass")), [-7500, 10000, 3, 65535]);
});

test("classes become values and values classes, and none is lost", () => {
  const cloud = new Cloud(LIMITS);
  const classes = { task: "multiclass", classes: 3 };
  const values = { task: "regression", classes: 0 };
  for (const label of [0, 1, 2]) cloud.add(0, 0, label);
  cloud.convert(classes, values);
  assert.deepEqual(
    cloud.points.map(({ label }) => label),
    [-1, 0, 1],
  );
  cloud.convert(values, classes);
  assert.deepEqual(
    cloud.points.map(({ label }) => label),
    [0, 1, 2],
  );
  cloud.convert(classes, { task: "binary", classes: 2 });
  assert.deepEqual(
    cloud.points.map(({ label }) => label),
    [0, 1, 1],
  );
});

test("of more points than there can be, some of each share are kept", () => {
  const model = new Model(sceneOf({ task: "binary" }));
  model.arrays.train_labels = new Float32Array(30).fill(1);
  model.arrays.train_points = new Float32Array(60);
  model.arrays.test_labels = new Float32Array(20);
  model.arrays.test_points = new Float32Array(40);
  const cloud = new Cloud(LIMITS);
  cloud.adopt(model, 0.6);
  assert.equal(cloud.points.length, 5);
  assert.equal(cloud.points.filter(({ rank }) => rank < 0.6).length, 3);
  assert.deepEqual(
    cloud.points.map(({ label }) => label),
    [1, 1, 1, 0, 0],
  );
});
