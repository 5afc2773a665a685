// What the optimizers do with one parameter's gradient, line by line, as their papers write it. An
// arrow stands where a number is replaced: to its right the old one, from the next line on the new
// one. An optimizer that is not listed here is shown by its name.

import {
  call,
  constant,
  minus,
  over,
  plus,
  power,
  quantity,
  root,
  sign,
  times,
} from "./expression.js";

/**
 * @import { LineDraft, Quantity, Tree } from "./trees.d.ts"
 * @import { Trace } from "../microscope/trace.js"
 */

const one = constant(1);
const two = constant(2);

/** @type {Partial<Record<string, string>>} */
const GREEK = {
  mu: "\u03bc",
  rho: "\u03c1",
  epsilon: "\u03b5",
  beta1: "\u03b2",
  beta2: "\u03b2",
  decay: "\u03bb",
  t: "t",
};
/** @type {Partial<Record<string, string>>} */
const INDEX = { beta1: "1", beta2: "2" };

/** The constants of the optimizer as quantities by their names. @param {Trace} trace */
function constantsOf({ header }) {
  /** @type {Known} */
  const known = {};
  for (const [name, value] of Object.entries(header.constants)) {
    const sub = INDEX[name];
    known[name] = quantity(sign(GREEK[name] ?? name, sub ? { sub } : {}), value);
  }
  return known;
}

/** @param {Trace} trace */
const rate = ({ header }) => quantity(sign("\u03b7"), header.learning_rate);

/**
 * @param {Trace} trace
 * @param {string} name
 * @param {"before" | "after"} when
 * @param {number} place
 */
const moment = (trace, name, when, place) =>
  quantity(sign(name), trace.arrays[`moment_${name}_${when}`][place]);

/**
 * A moment's line: the old one and something of the gradient make the new one.
 *
 * @param {Trace} trace
 * @param {string} name
 * @param {number} place
 * @param {string} about
 * @param {Tree} tree
 * @returns {LineDraft}
 */
function replaced(trace, name, place, about, tree) {
  const { value } = moment(trace, name, "after", place);
  return { about, lhs: sign(name), relation: "\u2190", tree, value };
}

/** @param {Trace} trace @param {number} place @param {Quantity} g @param {Known} known */
function velocity(trace, place, g, { mu }) {
  const tree = plus(times(mu, moment(trace, "v", "before", place)), g);
  return replaced(trace, "v", place, "velocity", tree);
}

/** share · old + (1 − share) · new @param {Tree} share @param {Tree} old @param {Tree} fresh */
const blended = (share, old, fresh) =>
  plus(times(share, old), times(plus(one, minus(share)), fresh));

/** @param {Trace} trace @param {Quantity} g @param {Tree} square @param {Known} known */
const adaptive = (trace, g, square, { epsilon }) =>
  over(times(rate(trace), g), plus(root(square), epsilon));

/** @param {Trace} trace @param {number} place @param {Quantity} g @param {Known} known */
function adam(trace, place, g, known) {
  const { beta1, beta2, epsilon, t } = known;
  const [m, v] = [moment(trace, "m", "after", place), moment(trace, "v", "after", place)];
  /** @param {Tree} item @param {Tree} beta */
  const unbiased = (item, beta) => over(item, plus(one, minus(power(beta, t))));
  return {
    moments: [
      replaced(trace, "m", place, "mean", blended(beta1, moment(trace, "m", "before", place), g)),
      replaced(
        trace,
        "v",
        place,
        "mean_square",
        blended(beta2, moment(trace, "v", "before", place), power(g, two)),
      ),
    ],
    step: times(rate(trace), over(unbiased(m, beta1), plus(root(unbiased(v, beta2)), epsilon))),
  };
}

/** @typedef {Record<string, Quantity>} Known  constants by their names */
/**
 * Lines of what it remembers of one parameter, and the step that it makes of that.
 *
 * @typedef {(trace: Trace, place: number, g: Quantity, known: Known) =>
 *   {moments: LineDraft[], step: Tree}} Optimizer
 */

/** @type {Partial<Record<string, Optimizer>>} */
const OPTIMIZERS = {
  sgd: (trace, _, g) => ({ moments: [], step: times(rate(trace), g) }),
  momentum: (trace, place, g, known) => ({
    moments: [velocity(trace, place, g, known)],
    step: times(rate(trace), moment(trace, "v", "after", place)),
  }),
  nesterov: (trace, place, g, known) => ({
    moments: [velocity(trace, place, g, known)],
    step: times(rate(trace), plus(g, times(known.mu, moment(trace, "v", "after", place)))),
  }),
  adagrad: (trace, place, g, known) => ({
    moments: [
      replaced(
        trace,
        "s",
        place,
        "sum_of_squares",
        plus(moment(trace, "s", "before", place), power(g, two)),
      ),
    ],
    step: adaptive(trace, g, moment(trace, "s", "after", place), known),
  }),
  rmsprop: (trace, place, g, known) => ({
    moments: [
      replaced(
        trace,
        "s",
        place,
        "mean_square",
        blended(known.rho, moment(trace, "s", "before", place), power(g, two)),
      ),
    ],
    step: adaptive(trace, g, moment(trace, "s", "after", place), known),
  }),
  adam,
  adamw: adam,
};

/** @param {string} name @returns {Optimizer} */
const named = (name) => (_trace, _place, g) => ({ moments: [], step: call(name, g) });

/**
 * Lines from the optimizer's gradient to the parameter's step.
 *
 * @param {Trace} trace
 * @param {number} place  of the parameter in the flat vectors
 * @param {Quantity} g  the gradient that the optimizer is given, as a quantity
 * @returns {{lines: LineDraft[], step: Quantity}}  the lines, and the step as a quantity
 */
export function optimizerLines(trace, place, g) {
  const { optimizer } = trace.header;
  const linesOf = OPTIMIZERS[optimizer] ?? named(optimizer);
  const { moments, step } = linesOf(trace, place, g, constantsOf(trace));
  const moved = quantity(sign("\u0394"), trace.vector("step")[place]);
  return {
    lines: [...moments, { about: "step", lhs: moved.general, tree: step, value: moved.value }],
    step: moved,
  };
}

/**
 * Weight decay's line, and the decayed parameter as a quantity; null where there is none.
 *
 * @param {Trace} trace
 * @param {number} place
 * @param {Quantity} parameter
 */
export function decayLine(trace, place, parameter) {
  if (!trace.arrays.decayed) return null;
  const { decay } = constantsOf(trace);
  const value = trace.arrays.decayed[place];
  const tree = times(plus(one, minus(times(rate(trace), decay))), parameter);
  /** @type {LineDraft} */
  const line = {
    about: "decay",
    lhs: parameter.general,
    name: parameter.name,
    relation: "\u2190",
    tree,
    value,
  };
  return { line, decayed: { ...parameter, value } };
}
