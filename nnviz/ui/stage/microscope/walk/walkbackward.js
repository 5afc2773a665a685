// The stops of the backward pass as lines of formulas: the chain rule, factor by factor.

import { constant, quantity, slopeOf, slopeOfLoss, sum, times } from "../../formula/expression.js";
import { slopeTree } from "../../formula/formulas.js";
import { lossSlopeTree, output } from "../../formula/losses.js";
import {
  activation,
  activationSign,
  neuron,
  parameterSigns,
  sent,
  slope,
  weight,
} from "../../formula/signs.js";

import { must } from "../../kit/sure.js";

/**
 * @import { Chosen } from "../stops.d.ts"
 * @import { LineDraft, Sign, Tree } from "../../formula/trees.d.ts"
 * @import { Trace } from "../trace.js"
 */

/** @param {number} count */
const range = (count) => Array.from({ length: count }, (_, i) => i);

/** A derivative as a quantity that is only shown in general. @param {Sign} of @param {Sign} by */
const rate = (of, by) => quantity(slopeOf(of, by), NaN);

/**
 * What arrives at a neuron from behind: u.
 *
 * @param {Trace} trace
 * @param {Chosen} chosen
 * @returns {LineDraft}
 */
function arrivingLine(trace, { layer, to, sample }) {
  const u = neuron(trace, "upstream", layer, to, sample);
  const line = { about: "upstream", lhs: u.general, name: u.name, value: u.value };
  if (layer === trace.last) {
    const o = output(trace, to, sample);
    return {
      ...line,
      about: "output_slope",
      chain: quantity(slopeOfLoss(o.general), NaN),
      tree: lossSlopeTree(trace, to, sample),
    };
  }
  const z = neuron(trace, "z", layer + 1, 0, sample, "k").general;
  const own = sent(trace, layer, to, sample, "j").general;
  const terms = range(trace.sizes[layer + 1]).map((k) =>
    times(neuron(trace, "delta", layer + 1, k, sample, "k"), weight(trace, layer + 1, to, k, "jk")),
  );
  return {
    ...line,
    chain: sum("k", [times(quantity(slopeOfLoss(z), NaN), rate(z, own))]),
    tree: sum("k", terms),
  };
}

/**
 * f'(z), unless it is 1 for everything.
 *
 * @param {Trace} trace
 * @param {Chosen} chosen
 * @returns {LineDraft | null}
 */
function slopeLine(trace, { layer, to, sample }) {
  const { name, identity } = trace.model.activations[layer - 1];
  // Nothing goes through a neuron that is switched off, whatever its slope.
  if (identity || trace.isSilenced(layer, to)) return null;
  const z = neuron(trace, "z", layer, to, sample);
  const a = activation(trace, layer, to, sample);
  const found = slope(trace, layer, to, sample);
  return {
    about: "slope",
    lhs: found.general,
    name: found.name,
    chain: rate(activationSign(trace, layer, "j"), z.general),
    tree: slopeTree(name, z, a),
    value: found.value,
  };
}

/** δ = u · m · f'(z) @param {Trace} trace @param {Chosen} chosen */
export function deltaLines(trace, chosen) {
  const { layer, to, sample } = chosen;
  const delta = neuron(trace, "delta", layer, to, sample);
  const a = activationSign(trace, layer, "j");
  const z = neuron(trace, "z", layer, to, sample).general;
  const onward = sent(trace, layer, to, sample, "j").general;
  /** @type {Tree[]} */
  const factors = [neuron(trace, "upstream", layer, to, sample)];
  const chain = [quantity(slopeOfLoss(onward), NaN)];
  if (trace.hasDropout && layer < trace.last) {
    factors.push(neuron(trace, "mask", layer, to, sample));
    chain.push(rate(onward, a));
  }
  factors.push(trace.isSilenced(layer, to) ? constant(0) : slope(trace, layer, to, sample));
  chain.push(rate(a, z));
  const product = {
    about: "delta",
    lhs: delta.general,
    name: delta.name,
    chain: times(...chain),
    tree: times(...factors),
    value: delta.value,
  };
  const slopes = slopeLine(trace, chosen);
  return [arrivingLine(trace, chosen), ...(slopes ? [slopes] : []), product];
}

/**
 * ∂L/∂w = Σ a δ, ∂L/∂b = Σ δ; the sum is over the batch.
 *
 * @param {Trace} trace
 * @param {Chosen} chosen
 */
export function gradientLines(trace, chosen) {
  const { layer, to } = chosen;
  const from = must(chosen.from, "parameter");
  const isBias = from === trace.sizes[layer - 1];
  const mark = trace.batch > 1 ? "s" : undefined;
  const z = neuron(trace, "z", layer, to, 0, "j", mark).general;
  const [general, name] = parameterSigns(trace, layer, from, to);
  const terms = range(trace.batch).map((sample) => {
    const delta = neuron(trace, "delta", layer, to, sample, "j", mark);
    return isBias ? delta : times(delta, sent(trace, layer - 1, from, sample, "i", mark));
  });
  const chain = times(quantity(slopeOfLoss(z), NaN), rate(z, general));
  /** @param {Tree[]} one */
  const whole = (one) => (trace.batch > 1 ? sum("s", one) : one[0]);
  return [
    {
      about: isBias ? "bias_gradient" : "gradient",
      lhs: slopeOfLoss(general),
      name: slopeOfLoss(name),
      chain: whole([chain]),
      tree: whole(terms),
      value: trace.arrays.gradient[trace.place(layer, from, to)],
    },
  ];
}
