// The losses as trees: of one example, and their derivatives by an output. All of today's results
// are the server's; the trees say how they come about. A loss that is not listed here is shown by
// its name: as a mean over the outputs, or of probabilities of classes as a sum over them.

import {
  call,
  cases,
  constant,
  minus,
  over,
  plus,
  power,
  quantity,
  sign,
  size,
  sum,
  times,
} from "./expression.js";
import { activation } from "./signs.js";

/**
 * @import { OutputKind } from "../stream/model.js"
 * @import { Quantity, Tree } from "./trees.d.ts"
 * @import { Trace } from "../microscope/trace.js"
 */

const one = constant(1);
const two = constant(2);
/** @param {Tree} item */
const exp = (item) => power(constant(Math.E, "e"), item);

// Below this probability of what is right, float32 has lost digits of it: the loss then is
// told from the output itself, as the server computes it.
const SURE = 0.01;

/** @param {Trace} trace */
const outputs = (trace) => Array.from({ length: trace.sizes[trace.last] }, (_, k) => k);
/** @param {Trace} trace */
const several = (trace) => trace.sizes[trace.last] > 1;

/** @param {Trace} trace @param {number} index @param {number} sample @param {string} [letter] */
export function output(trace, index, sample, letter = several(trace) ? "k" : undefined) {
  const found = activation(trace, trace.last, index, sample, letter);
  return several(trace) ? found : { ...found, name: sign("o"), general: sign("o") };
}

/** @param {Trace} trace @param {string} letter @param {number} index @param {number} value */
function ofOutput(trace, letter, index, value) {
  /** @param {string} sub */
  const marks = (sub) => (several(trace) ? { sub } : {});
  return quantity(sign(letter, marks("k")), value, sign(letter, marks(String(index + 1))));
}

/** @param {Trace} trace @param {number} index @param {number} sample */
export const target = (trace, index, sample) =>
  ofOutput(trace, "t", index, trace.target(index, sample));

/** @param {Trace} trace @param {number} index @param {number} sample */
export const probability = (trace, index, sample) =>
  ofOutput(trace, "p", index, trace.readable(index, sample));

/** @param {Trace} trace @param {number} index @param {number} sample */
const error = (trace, index, sample) =>
  plus(output(trace, index, sample), minus(target(trace, index, sample)));

/** The mean over the outputs; of one output, it alone. @param {Tree[]} terms */
function mean(terms) {
  const { length } = terms;
  if (length === 1) return terms[0];
  return times(over(one, quantity(sign("n"), length)), sum("k", terms));
}

/** @param {Trace} trace @param {number} index @param {number} sample */
function huber(trace, index, sample) {
  const wrong = error(trace, index, sample);
  const distance = Math.abs(trace.of("a", trace.last, index, sample) - trace.target(index, sample));
  return cases(
    [
      [over(power(wrong, two), two), "|o \u2212 t| < 1"],
      [plus(size(wrong), minus(over(one, two))), "|o \u2212 t| \u2265 1"],
    ],
    distance < 1 ? 0 : 1,
  );
}

/** @param {Trace} trace @param {number} index @param {number} sample */
function binaryCrossEntropy(trace, index, sample) {
  const isOne = trace.target(index, sample) > 0.5;
  const p = probability(trace, index, sample);
  const o = output(trace, index, sample);
  const sure = (isOne ? p.value : 1 - p.value) >= SURE;
  if (sure) {
    /** @type {[Tree, string][]} */
    const branches = [
      [minus(call("ln", p)), "t = 1"],
      [minus(call("ln", plus(one, minus(p)))), "t = 0"],
    ];
    return cases(branches, isOne ? 0 : 1);
  }
  /** @type {[Tree, string][]} */
  const branches = [
    [call("ln", plus(one, exp(minus(o)))), "t = 1"],
    [call("ln", plus(one, exp(o))), "t = 0"],
  ];
  return cases(branches, isOne ? 0 : 1);
}

/** @param {Trace} trace @param {number} sample */
function softmaxCrossEntropy(trace, sample) {
  const right = outputs(trace).find((k) => trace.target(k, sample) > 0.5) ?? 0;
  /** @param {Quantity} found @param {string} letter */
  const marked = (found, letter) => ({ ...found, general: sign(letter, { sub: "c" }) });
  const p = marked(probability(trace, right, sample), "p");
  if (p.value >= SURE) return minus(call("ln", p));
  const all = outputs(trace).map((k) => exp(output(trace, k, sample, "i")));
  return plus(call("ln", sum("i", all)), minus(marked(output(trace, right, sample), "o")));
}

/**
 * @typedef {object} Loss
 * @property {(trace: Trace, sample: number) => Tree} value  of one example
 * @property {number} factor  of its derivative
 * @property {(trace: Trace, index: number, sample: number) => Tree} slope  by one output
 * @property {boolean} [isOfClasses]  whether it is one for all outputs, rather than a mean over
 *   them
 * @property {boolean} [isOfOneClass]  whether its value is told of c, the class that is right
 */

/**
 * An output as a person reads it, where that is not the output itself.
 *
 * @type {Partial<Record<OutputKind, (trace: Trace, index: number, sample: number) => Tree>>}
 */
const READABLE = {
  probability: (trace, index, sample) =>
    over(one, plus(one, exp(minus(output(trace, index, sample))))),
  shares: (trace, index, sample) =>
    over(
      exp(output(trace, index, sample)),
      sum(
        "i",
        outputs(trace).map((k) => exp(output(trace, k, sample, "i"))),
      ),
    ),
};

/** What makes outputs readable, if they are not. @param {Trace} trace */
export const readableOf = ({ model }) => READABLE[model.outputKind];

/** @type {Partial<Record<string, Loss>>} */
const LOSSES = {
  mse: {
    value: (trace, sample) => mean(outputs(trace).map((k) => power(error(trace, k, sample), two))),
    factor: 2,
    slope: error,
  },
  huber: {
    value: (trace, sample) => mean(outputs(trace).map((k) => huber(trace, k, sample))),
    factor: 1,
    slope: (trace, index, sample) => {
      const wrong = error(trace, index, sample);
      const distance = trace.of("a", trace.last, index, sample) - trace.target(index, sample);
      return cases(
        [
          [wrong, "|o \u2212 t| < 1"],
          [one, "o \u2212 t \u2265 1"],
          [constant(-1, "\u22121"), "o \u2212 t \u2264 \u22121"],
        ],
        Math.abs(distance) < 1 ? 0 : distance > 0 ? 1 : 2,
      );
    },
  },
  binary_cross_entropy: {
    value: (trace, sample) => mean(outputs(trace).map((k) => binaryCrossEntropy(trace, k, sample))),
    factor: 1,
    slope: (trace, index, sample) =>
      plus(probability(trace, index, sample), minus(target(trace, index, sample))),
  },
  softmax_cross_entropy: {
    value: softmaxCrossEntropy,
    factor: 1,
    slope: (trace, index, sample) =>
      plus(probability(trace, index, sample), minus(target(trace, index, sample))),
    isOfClasses: true,
    isOfOneClass: true,
  },
};

/** @param {string} name @param {OutputKind} kind @returns {Loss} */
function named(name, kind) {
  const isOfClasses = kind === "shares";
  const answer = isOfClasses ? probability : output;
  /** @param {string} called @param {Trace} trace @param {number} index @param {number} sample */
  const term = (called, trace, index, sample) =>
    call(called, answer(trace, index, sample), target(trace, index, sample));
  return {
    value: (trace, sample) => {
      const terms = outputs(trace).map((k) => term(name, trace, k, sample));
      return isOfClasses ? sum("k", terms) : mean(terms);
    },
    factor: 1,
    slope: (trace, index, sample) => term(`${name}\u2032`, trace, index, sample),
    isOfClasses,
  };
}

/** @param {Trace} trace */
export const lossOf = ({ model }) => LOSSES[model.loss] ?? named(model.loss, model.outputKind);

/**
 * What the class of an example is weighed with, or null where all classes count alike.
 *
 * @param {Trace} trace
 * @param {number} sample
 */
export function classWeight(trace, sample) {
  const { weights } = trace.arrays;
  return weights ? quantity(sign("\u03c9"), weights[sample]) : null;
}

/**
 * What stands above in the derivative of the loss; null where that is 1.
 *
 * @param {Trace} trace
 * @param {number} sample
 */
function factorOf(trace, sample) {
  const { factor } = lossOf(trace);
  /** @type {Tree[]} */
  const parts = factor === 1 ? [] : [constant(factor)];
  const weight = classWeight(trace, sample);
  if (weight) parts.push(weight);
  if (!parts.length) return null;
  return parts.length > 1 ? times(...parts) : parts[0];
}

/**
 * What the derivative of one output's part is divided by: the outputs (if a mean over them is
 * taken) and the batch, where there are several.
 *
 * @param {Trace} trace
 * @param {number} index
 * @param {number} sample
 * @returns {Tree}
 */
export function lossSlopeTree(trace, index, sample) {
  const { slope, isOfClasses } = lossOf(trace);
  const parts = [];
  if (several(trace) && !isOfClasses) parts.push(quantity(sign("n"), trace.sizes[trace.last]));
  if (trace.batch > 1) parts.push(quantity(sign("B"), trace.batch));
  const difference = slope(trace, index, sample);
  const factor = factorOf(trace, sample);
  if (!parts.length) return factor === null ? difference : times(factor, difference);
  const bottom = parts.length > 1 ? times(...parts) : parts[0];
  return times(over(factor ?? one, bottom), difference);
}
