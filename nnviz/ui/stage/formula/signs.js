// Which sign stands for what, in general and for one of them. Neurons count from 1 on the page.

import { quantity, sign } from "./expression.js";

/**
 * @import { Trace } from "../microscope/trace.js"
 * @import { Quantity, Sign } from "./trees.d.ts"
 */

/**
 * A label such as "x₁x₂²" is written as it is; the index inside it is part of it.
 *
 * @param {Trace} trace
 * @param {number} index
 */
function inputName(trace, index) {
  return sign(trace.model.features[trace.model.activeFeatures[index]].label);
}

/**
 * Letter and marks of what a layer sends on: x, a, with dropout ã, of the output o.
 *
 * @param {Trace} trace
 * @param {number} layer
 * @param {string} sub
 * @param {string} [sample]
 */
function sentSign(trace, layer, sub, sample) {
  if (layer === 0) return sign("x", { sub, sample });
  if (layer === trace.last) return sign("o", { sub, sample });
  return sign("a", { sub, layer, sample, over: trace.hasDropout ? "~" : undefined });
}

/** @param {Trace} trace @param {number} layer @param {string} [sub] @param {string} [sample] */
export const activationSign = (trace, layer, sub, sample) =>
  layer === trace.last ? sign("o", { sub, sample }) : sign("a", { sub, layer, sample });

/**
 * What a neuron sends on, by letter `i` in general; `s` where examples are told apart.
 *
 * @param {Trace} trace
 * @param {number} layer
 * @param {number} index
 * @param {number} sample
 * @param {string} [letter]
 * @param {string} [s]
 */
export function sent(trace, layer, index, sample, letter = "i", s) {
  const name = layer === 0 ? inputName(trace, index) : sentSign(trace, layer, String(index + 1));
  return quantity(sentSign(trace, layer, letter, s), trace.of("sent", layer, index, sample), name);
}

const LETTERS = {
  z: "z",
  mask: "m",
  upstream: "u",
  delta: "\u03b4",
};

/**
 * A number of a neuron: name is z, mask, upstream or delta.
 *
 * @param {Trace} trace
 * @param {keyof typeof LETTERS} name
 * @param {number} layer
 * @param {number} index
 * @param {number} sample
 * @param {string} [letter]
 * @param {string} [s]
 */
export function neuron(trace, name, layer, index, sample, letter = "j", s) {
  const general = sign(LETTERS[name], { sub: letter, layer, sample: s });
  const own = sign(LETTERS[name], { sub: String(index + 1), layer });
  return quantity(general, trace.of(name, layer, index, sample), own);
}

/**
 * f'(z) of a neuron.
 *
 * @param {Trace} trace
 * @param {number} layer
 * @param {number} index
 * @param {number} sample
 */
export function slope(trace, layer, index, sample) {
  const z = neuron(trace, "z", layer, index, sample);
  /** @param {Sign} argument */
  const of = (argument) => sign("f\u2032", { argument });
  return quantity(of(z.general), trace.of("slope", layer, index, sample), of(z.name));
}

/**
 * @param {Trace} trace
 * @param {number} layer
 * @param {number} index
 * @param {number} sample
 * @param {string} [letter]
 * @returns {Quantity}
 */
export function activation(trace, layer, index, sample, letter = "j") {
  return quantity(
    activationSign(trace, layer, letter),
    trace.of("a", layer, index, sample),
    activationSign(trace, layer, String(index + 1)),
  );
}

/**
 * Index of a weight, as text: two digits with a comma where they would run together.
 *
 * @param {number} from
 * @param {number} to
 * @param {boolean} many
 */
function pair(from, to, many) {
  return many ? `${from},${to}` : `${from}${to}`;
}

/** @param {Trace} trace @param {number} layer @param {number} from @param {number} to */
function weightSign(trace, layer, from, to) {
  const many = Math.max(trace.sizes[layer - 1], trace.sizes[layer]) > 9;
  return sign("w", { sub: pair(from + 1, to + 1, many), layer });
}

/** @param {number} layer @param {number} to */
const biasSign = (layer, to) => sign("b", { sub: String(to + 1), layer });

/**
 * @param {Trace} trace
 * @param {number} layer
 * @param {number} from
 * @param {number} to
 * @param {string} [indices]
 */
export function weight(trace, layer, from, to, indices = "ij") {
  const general = sign("w", { sub: indices, layer });
  return quantity(general, trace.weight(layer, from, to), weightSign(trace, layer, from, to));
}

/** @param {Trace} trace @param {number} layer @param {number} to */
export function bias(trace, layer, to) {
  return quantity(sign("b", { sub: "j", layer }), trace.bias(layer, to), biasSign(layer, to));
}

/**
 * Signs of one parameter, in general and its own: a weight's, or a bias's.
 *
 * @param {Trace} trace
 * @param {number} layer
 * @param {number} from
 * @param {number} to
 */
export function parameterSigns(trace, layer, from, to) {
  return from === trace.sizes[layer - 1]
    ? [sign("b", { sub: "j", layer }), biasSign(layer, to)]
    : [sign("w", { sub: "ij", layer }), weightSign(trace, layer, from, to)];
}
