// The stops of the update as lines of formulas: from a gradient to the parameter that it moves.

import {
  call,
  constant,
  minus,
  over,
  plus,
  quantity,
  sign,
  slopeOfLoss,
  times,
} from "../../formula/expression.js";
import { decayLine, optimizerLines } from "../../formula/optimizers.js";
import { must } from "../../kit/sure.js";
import { parameterSigns } from "../../formula/signs.js";

/**
 * @import { Chosen } from "../stops.d.ts"
 * @import { LineDraft, Tree } from "../../formula/trees.d.ts"
 * @import { Trace } from "../trace.js"
 */

/** @param {Trace} trace */
const lambda = ({ header }) => quantity(sign("\u03bb"), header.regularization_rate);

/**
 * What regularization pulls a weight by, at rate 1; one that is not listed is shown by its name.
 *
 * @type {Partial<Record<string, (weight: Tree) => Tree>>}
 */
const PENALTIES = {
  l1: (weight) => call("sign", weight),
  l2: (weight) => weight,
};

/**
 * What regularization adds: λ w or λ sign(w), on weights alone.
 *
 * @param {Trace} trace
 * @param {number} place
 * @param {Tree} weight
 * @param {boolean} isBias
 * @returns {LineDraft | null}
 */
function penaltyLine(trace, place, weight, isBias) {
  const { penalty } = trace.arrays;
  if (!penalty) return null;
  const { regularization } = trace.header;
  const pull = PENALTIES[regularization]?.(weight) ?? call(`${regularization}\u2032`, weight);
  return {
    about: isBias ? "no_penalty" : "penalty",
    lhs: sign("r"),
    tree: isBias ? constant(0) : times(lambda(trace), pull),
    value: penalty[place],
  };
}

/**
 * What clipping multiplies the whole gradient by.
 *
 * @param {Trace} trace
 * @returns {LineDraft | null}
 */
function clippingLine({ header }) {
  if (!header.clipping) return null;
  const factor = header.clip_factor ?? NaN;
  const norm = quantity(sign("\u2016g\u2016"), header.gradient_norm ?? NaN);
  const ratio = over(quantity(sign("c"), header.clipping), norm);
  return {
    about: factor < 1 ? "clipped" : "not_clipped",
    lhs: sign("q"),
    tree: call("min", constant(1), ratio),
    value: factor,
  };
}

/**
 * Everything that becomes of one parameter's gradient.
 *
 * @param {Trace} trace
 * @param {Chosen} chosen
 * @returns {LineDraft[]}
 */
export function updateLines(trace, chosen) {
  const { layer, to } = chosen;
  const from = must(chosen.from, "parameter");
  const place = trace.place(layer, from, to);
  const { arrays } = trace;
  const [general, name] = parameterSigns(trace, layer, from, to);
  const parameter = quantity(general, arrays.before[place], name);
  /** @param {Tree} tree @returns {LineDraft} */
  const moved = (tree) => ({
    about: "new",
    lhs: general,
    name,
    relation: "\u2190",
    tree,
    value: trace.vector("after")[place],
  });
  if (trace.isFrozen(place)) return [{ ...moved(parameter), about: "frozen" }];
  const penalty = penaltyLine(trace, place, parameter, from === trace.sizes[layer - 1]);
  const clipping = clippingLine(trace);
  const gradient = quantity(slopeOfLoss(general), arrays.gradient[place], slopeOfLoss(name));
  const pulled = penalty ? plus(gradient, quantity(sign("r"), penalty.value)) : gradient;
  const g = quantity(sign("g"), trace.vector("used")[place]);
  const used = {
    about: "used",
    lhs: g.general,
    tree: clipping ? times(quantity(sign("q"), clipping.value), pulled) : pulled,
    value: g.value,
  };
  const decay = decayLine(trace, place, parameter);
  const { lines, step } = optimizerLines(trace, place, g);
  return [
    ...(penalty ? [penalty] : []),
    ...(clipping ? [clipping] : []),
    used,
    ...(decay ? [decay.line] : []),
    ...lines,
    moved(plus(decay?.decayed ?? parameter, minus(step))),
  ];
}

/** The last stop has no formula of its own: everything moves at once. @returns {LineDraft[]} */
export const applyLines = () => [];
