// The stops of the forward pass and of the loss, as lines of formulas.

import { constant, over, plus, quantity, sign, sum, times } from "../../formula/expression.js";
import { activationTree } from "../../formula/formulas.js";
import { classWeight, lossOf, probability, readableOf } from "../../formula/losses.js";
import { activation, bias, neuron, sent, weight } from "../../formula/signs.js";

/**
 * @import { Chosen } from "../stops.d.ts"
 * @import { LineDraft } from "../../formula/trees.d.ts"
 * @import { Trace } from "../trace.js"
 */

/** @param {number} count */
const range = (count) => Array.from({ length: count }, (_, i) => i);

/** z = Σ w a + b @param {Trace} trace @param {Chosen} chosen @returns {LineDraft[]} */
export function sumLines(trace, { layer, to, sample }) {
  const z = neuron(trace, "z", layer, to, sample);
  const terms = range(trace.sizes[layer - 1]).map((from) =>
    times(weight(trace, layer, from, to), sent(trace, layer - 1, from, sample)),
  );
  return [
    {
      about: "z",
      lhs: z.general,
      name: z.name,
      tree: plus(sum("i", terms), bias(trace, layer, to)),
      value: z.value,
    },
  ];
}

/** a = f(z), and what dropout leaves of it. @param {Trace} trace @param {Chosen} chosen */
export function activationLines(trace, { layer, to, sample }) {
  const z = neuron(trace, "z", layer, to, sample);
  const a = activation(trace, layer, to, sample);
  const value = activationTree(trace.model.activations[layer - 1].name, z);
  const off = trace.isSilenced(layer, to);
  const tree = off ? times(constant(0), value) : value;
  /** @type {LineDraft[]} */
  const lines = [{ about: "a", lhs: a.general, name: a.name, tree, value: a.value }];
  if (trace.hasDropout && layer < trace.last) {
    const rest = sent(trace, layer, to, sample, "j");
    lines.push({
      about: "dropout",
      lhs: rest.general,
      name: rest.name,
      tree: times(a, neuron(trace, "mask", layer, to, sample)),
      value: rest.value,
    });
  }
  return lines;
}

/** The loss of one example, and of the batch. @param {Trace} trace @param {Chosen} chosen */
export function lossLines(trace, { to, sample }) {
  const { value, isOfOneClass } = lossOf(trace);
  const readable = readableOf(trace);
  /** @type {LineDraft[]} */
  const lines = [];
  if (readable) {
    const p = probability(trace, to, sample);
    const tree = readable(trace, to, sample);
    lines.push({ about: "probability", lhs: p.general, name: p.name, tree, value: p.value });
  }
  const { losses } = trace.arrays;
  /** @param {number} index @param {string} [s] */
  const one = (index, s) => quantity(sign("\u2113", { sample: s }), losses[index]);
  const lhs = trace.batch > 1 ? one(sample, "s").general : sign("L");
  const kind = isOfOneClass ? "class_loss" : "loss";
  const about = trace.arrays.weights ? `weighted_${kind}` : kind;
  const factor = classWeight(trace, sample);
  const alone = value(trace, sample);
  const weighted = factor ? times(factor, alone) : alone;
  lines.push({ about, lhs, name: lhs, tree: weighted, value: losses[sample] });
  if (trace.batch > 1) {
    const share = over(constant(1), quantity(sign("B"), trace.batch));
    const all = sum(
      "s",
      range(trace.batch).map((index) => one(index, "s")),
    );
    const tree = times(share, all);
    lines.push({ about: "batch_loss", lhs: sign("L"), tree, value: trace.header.loss ?? NaN });
  }
  return lines;
}
