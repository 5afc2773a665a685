// What is remarkable at a stop, named where it happens: neurons that have stopped learning,
// gradients that vanish or explode, what was clipped, frozen or switched off.

import { must } from "../../kit/sure.js";

/**
 * @import { Choice } from "./walk.js"
 * @import { Chosen, Note, Stop } from "../stops.d.ts"
 * @import { Trace } from "../trace.js"
 * @import { UnitLimits } from "../../stream/given.d.ts"
 */

// Of the first layer's gradient to the last one's: below this, hardly anything arrives.
const VANISHED_SHARE = 1e-3;
const VANISHED_NORM = 1e-7;
// With any usual learning rate a gradient this long throws the network far off.
const EXPLODING_NORM = 1e3;

/**
 * @param {string} name
 * @param {Note["values"]} [values]
 * @param {boolean} [isAlarm]
 * @returns {Note}
 */
const note = (name, values = {}, isAlarm = false) => ({ name, values, isAlarm });

/**
 * The neuron that is chosen, where it has stopped learning or was switched off.
 *
 * @param {Trace} trace
 * @param {Chosen} chosen
 * @param {UnitLimits} limits
 */
function ofNeuron(trace, { layer, to, sample }, { flat, bounded }) {
  if (trace.isSilenced(layer, to)) return [note("silenced", { neuron: to + 1 })];
  const found = [];
  if (trace.hasDropout && layer < trace.last && trace.of("mask", layer, to, sample) === 0) {
    found.push(note("dropped", { neuron: to + 1 }));
  }
  const slopes = trace.slopes(layer, to);
  const { name } = trace.model.activations[layer - 1];
  const slope = slopes[sample];
  if (bounded.includes(name)) {
    if (Math.abs(slope) < flat) found.push(note("saturated", { slope, neuron: to + 1 }, true));
  } else if (slopes.every((one) => Math.abs(one) < flat)) {
    const kind = trace.batch === 1 ? "flat" : "dead";
    found.push(note(kind, { slope, neuron: to + 1, count: trace.batch }, trace.batch > 1));
  } else if (slope === 0) {
    found.push(note("flat", { slope, neuron: to + 1 }));
  }
  return found;
}

/**
 * Other neurons of the layer that are dead in this batch.
 *
 * @param {Trace} trace
 * @param {Chosen} chosen
 * @param {UnitLimits} limits
 */
function ofLayer(trace, { layer, to }, { flat, bounded }) {
  const { name } = trace.model.activations[layer - 1];
  const others = Array.from({ length: trace.sizes[layer] }, (_, index) => index).filter(
    (index) =>
      index !== to &&
      !trace.isSilenced(layer, index) &&
      trace.slopes(layer, index).every((slope) => Math.abs(slope) < flat),
  );
  if (!others.length) return [];
  const kind = bounded.includes(name) ? "others_saturated" : "others_flat";
  return [note(kind, { neurons: others.map((index) => index + 1).join(", ") })];
}

/** @param {Trace} trace @param {Chosen} chosen */
const isFrozen = (trace, { layer, from, to }) =>
  trace.isFrozen(trace.place(layer, must(from, "parameter"), to));

/** @param {Trace} trace @param {Chosen} chosen */
function ofGradient(trace, chosen) {
  const { layer } = chosen;
  const norm = trace.norm("gradient", layer);
  const last = trace.norm("gradient", trace.last);
  const found = [];
  const isFirst = layer === 1 && trace.last > 1;
  if (norm < VANISHED_NORM) found.push(note("no_gradient", { norm }, true));
  else if (isFirst && norm < VANISHED_SHARE * last) {
    found.push(note("vanishing", { norm, last, times: last / norm }, true));
  }
  if (!(norm < EXPLODING_NORM)) found.push(note("exploding", { norm }, true));
  if (isFrozen(trace, chosen)) found.push(note("frozen"));
  return found;
}

/** @param {Trace} trace @param {Chosen} chosen */
function ofUpdate(trace, chosen) {
  const { header } = trace;
  const found = [];
  const { clip_factor: factor, gradient_norm: norm, clipping: limit } = header;
  if (factor !== null && factor < 1) {
    found.push(note("clipped", { norm: norm ?? NaN, limit, factor }));
  }
  if (isFrozen(trace, chosen)) found.push(note("frozen"));
  return found;
}

/** @param {Trace} trace */
function ofTrouble({ header }) {
  if (!header.trouble) return [];
  const { layer, value } = header.trouble;
  return [note("trouble", { layer, value: value ?? NaN }, true)];
}

/**
 * @param {Stop} stop
 * @param {Trace} trace
 * @param {Choice} choice
 * @param {UnitLimits} limits  of `nnviz.analysis.units`
 * @returns {Note[]}  `name` of the sentence
 */
export function notesOf(stop, trace, choice, limits) {
  const chosen = choice.in(stop, trace);
  switch (stop.kind) {
    case "a":
    case "delta":
      return [...ofNeuron(trace, chosen, limits), ...ofLayer(trace, chosen, limits)];
    case "gradient":
      return ofGradient(trace, chosen);
    case "update":
      return ofUpdate(trace, chosen);
    case "apply":
      return ofTrouble(trace);
    default:
      return [];
  }
}
