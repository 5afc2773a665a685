// Formulas as trees, and what is said of them in words.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as make from "../../../../nnviz/ui/stage/formula/expression.js";
import { isExact, whole32 } from "../../../../nnviz/ui/stage/formula/exact.js";
import { signText, spokenLine, spokenTree } from "../../../../nnviz/ui/stage/formula/words.js";

const STRINGS = {
  aloud_plus: "plus",
  aloud_minus: "minus",
  aloud_times: "times",
  aloud_over: "over",
  aloud_power: "to the power of",
  aloud_root: "root of",
  aloud_size: "size of",
  aloud_of: "of",
  aloud_is: "is",
  aloud_becomes: "becomes",
  aloud_about: "about",
  sign_of_layer: "{sign} of layer {layer}",
  function_of: "{name} of {argument}",
};

const w = make.quantity(make.sign("w"), -0.5);
const x = make.quantity(make.sign("x"), 2);

test("of cases the one that holds is what there is in numbers", () => {
  const tree = make.cases(
    [
      [w, "z > 0"],
      [make.constant(0), "z ≤ 0"],
    ],
    1,
  );
  assert.deepEqual(make.today(tree), make.constant(0));
  assert.deepEqual(make.quantitiesOf(tree), []);
  assert.deepEqual(make.quantitiesOf({ ...tree, chosen: 0 }), [w]);
});

test("quantities are found from left to right", () => {
  const tree = make.plus(make.times(w, x), make.minus(make.power(x, make.constant(2))));
  assert.deepEqual(make.quantitiesOf(tree), [w, x, x]);
});

test("a quantity that has no name of its own has the general one", () => {
  assert.equal(w.name, w.general);
  const named = make.quantity(make.sign("w"), 1, make.sign("w", { sub: "12" }));
  assert.deepEqual(named.name, { base: "w", sub: "12" });
});

test("names are written with their layer", () => {
  assert.equal(signText(make.sign("w", { sub: "12", layer: 2 }), {}), "w₁₂[2]");
  assert.equal(signText(make.slopeOfLoss(make.sign("b", { sub: "1" })), {}), "∂L/∂b₁");
  const slope = make.sign("f′", { argument: make.sign("z", { sub: "3", layer: 1 }) });
  assert.equal(signText(slope, STRINGS), "f′ of z₃[1]");
});

test("a tree is read aloud with its numbers", () => {
  const tree = make.plus(make.times(w, x), make.minus(x), make.call("tanh", w));
  assert.equal(spokenTree(tree, STRINGS), "−0.5 times 2 minus 2 plus tanh of −0.5");
  assert.equal(
    spokenTree(make.over(make.root(x), make.size(w)), STRINGS),
    "root of 2 over size of −0.5",
  );
});

test("a line is read aloud with its result, once", () => {
  const line = { about: "", lhs: x.name, name: x.name, relation: "=", chain: null };
  assert.equal(spokenLine({ ...line, tree: x, value: 2 }, STRINGS), "x is 2.");
  const moved = { ...line, relation: "←", tree: make.times(w, x), value: -1 };
  assert.equal(spokenLine(moved, STRINGS), "x becomes −0.5 times 2, about −1.");
});

test("a number is told whole by the fewest digits that mean it", () => {
  assert.equal(whole32(Math.fround(0.1)), "0.1");
  assert.equal(whole32(Math.fround(-1 / 3)), "−0.33333334");
  assert.equal(whole32(NaN), "NaN");
  assert.ok(isExact(0.25));
  assert.ok(!isExact(Math.fround(0.1)));
});
