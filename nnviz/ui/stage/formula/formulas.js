// The formulas of activations, with derivatives, as trees. z and a are quantities; an activation
// that is not listed here is shown by its name, with the formula as the server writes it.

import { call, cases, constant, minus, over, plus, power, root, times } from "./expression.js";

/** @import { Quantity, Tree } from "./trees.d.ts" */

const one = constant(1);
const two = constant(2);
/** @param {Tree} item */
const exp = (item) => power(constant(Math.E, "e"), item);
/** @param {Tree} z */
const logistic = (z) => over(one, plus(one, exp(minus(z))));
/** @param {Quantity} z @param {Tree} yes @param {Tree} no */
const ifPositive = (z, yes, no) =>
  cases(
    [
      [yes, "z > 0"],
      [no, "z \u2264 0"],
    ],
    z.value > 0 ? 0 : 1,
  );

// Of GELU's inner function u = √(2/π) (z + 0.044715 z³).
const GELU_SCALE = root(over(two, constant(Math.PI, "\u03c0")));
/** @param {Tree} z */
const geluInner = (z) =>
  times(GELU_SCALE, plus(z, times(constant(0.044715), power(z, constant(3)))));
/** @param {Tree} z */
const geluTanh = (z) => call("tanh", geluInner(z));
/** @param {Tree} z */
const geluInnerSlope = (z) =>
  times(GELU_SCALE, plus(one, times(constant(0.134145), power(z, two))));

/**
 * @typedef {object} Formula
 * @property {(z: Quantity) => Tree} value
 * @property {(z: Quantity, a: Quantity) => Tree} slope
 */

/** @type {Partial<Record<string, Formula>>} */
const FORMULAS = {
  linear: { value: (z) => z, slope: () => one },
  relu: {
    value: (z) => call("max", constant(0), z),
    slope: (z) => ifPositive(z, one, constant(0)),
  },
  leaky_relu: {
    value: (z) => call("max", times(constant(0.01), z), z),
    slope: (z) => ifPositive(z, one, constant(0.01)),
  },
  elu: {
    value: (z) => ifPositive(z, z, plus(exp(z), minus(one))),
    slope: (z) => ifPositive(z, one, exp(z)),
  },
  gelu: {
    value: (z) => times(over(z, two), plus(one, geluTanh(z))),
    slope: (z) =>
      plus(
        over(plus(one, geluTanh(z)), two),
        times(over(z, two), plus(one, minus(power(geluTanh(z), two))), geluInnerSlope(z)),
      ),
  },
  silu: {
    value: (z) => over(z, plus(one, exp(minus(z)))),
    slope: (z, a) => plus(logistic(z), times(a, plus(one, minus(logistic(z))))),
  },
  sigmoid: { value: logistic, slope: (_, a) => times(a, plus(one, minus(a))) },
  tanh: { value: (z) => call("tanh", z), slope: (_, a) => plus(one, minus(power(a, two))) },
  softplus: { value: (z) => call("ln", plus(one, exp(z))), slope: logistic },
  sine: { value: (z) => call("sin", z), slope: (z) => call("cos", z) },
};

/** The tree of a = f(z). @param {string} name @param {Quantity} z @returns {Tree} */
export function activationTree(name, z) {
  return FORMULAS[name]?.value(z) ?? call(name, z);
}

/**
 * The tree of f'(z).
 *
 * @param {string} name
 * @param {Quantity} z
 * @param {Quantity} a
 * @returns {Tree}
 */
export function slopeTree(name, z, a) {
  return FORMULAS[name]?.slope(z, a) ?? call(`${name}\u2032`, z);
}
