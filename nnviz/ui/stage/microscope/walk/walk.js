// The walk through one update: its stops, and what each of them says, as data. No DOM here.
//
// A stop is {kind, group, layer}. What there is to choose within it is a neuron (from null) or a
// parameter (from: its source, the number of sources for the bias), for one example of the batch.

import { quantity, sign } from "../../formula/expression.js";
import { applyLines, updateLines } from "./walkupdate.js";
import { activationLines, lossLines, sumLines } from "./walkforward.js";
import { deltaLines, gradientLines } from "./walkbackward.js";
import { must } from "../../kit/sure.js";

/**
 * @import { Chosen, Matter, Stop } from "../stops.d.ts"
 * @import { Line, LineDraft } from "../../formula/trees.d.ts"
 * @import { Focus, StopFocus } from "../../canvas/places.d.ts"
 * @import { LayerArray, Trace } from "../trace.js"
 */

/** All stops of a trace, in order. @param {Trace} trace @returns {Stop[]} */
export function walk(trace) {
  const layers = Array.from({ length: trace.last }, (_, i) => i + 1);
  /** @type {(kind: Stop["kind"], group: Stop["group"], layer: number) => Stop} */
  const stop = (kind, group, layer) => ({ kind, group, layer });
  return [
    ...layers.flatMap((layer) => [stop("z", "forward", layer), stop("a", "forward", layer)]),
    stop("loss", "loss", trace.last),
    ...layers
      .toReversed()
      .flatMap((layer) => [stop("delta", "backward", layer), stop("gradient", "backward", layer)]),
    // What would blow up is not made.
    ...(trace.isTrouble ? [] : layers.map((layer) => stop("update", "update", layer))),
    stop("apply", "update", trace.last),
  ];
}

/** @param {Stop} stop */
const isOfParameters = ({ kind }) => kind === "gradient" || kind === "update";

/**
 * How many neurons, or weights and biases, there are to choose from in a stop; 0 for none.
 *
 * @param {Stop} stop
 * @param {Trace} trace
 */
export function countOf(stop, trace) {
  if (stop.kind === "apply") return 0;
  return isOfParameters(stop) ? trace.model.blockSize(stop.layer) : trace.sizes[stop.layer];
}

/**
 * What is chosen, layer by layer, so that the walk stays with it from stop to stop: a neuron in
 * each layer, whether a weight or a bias, and an example of the batch.
 */
export class Choice {
  constructor() {
    /** @type {number[]} */
    this.neurons = [];
    this.isBias = false;
    this.sample = 0;
  }

  /** Let go of what a trace of another shape does not have. @param {Trace} trace */
  fit(trace) {
    this.neurons = trace.sizes.map((size, layer) => Math.min(this.neurons[layer] ?? 0, size - 1));
    this.sample = Math.min(this.sample, trace.batch - 1);
  }

  /** @param {Stop} stop @param {Trace} trace @returns {Chosen} */
  in(stop, trace) {
    const { layer } = stop;
    const fanIn = trace.sizes[layer - 1];
    const from = isOfParameters(stop) ? (this.isBias ? fanIn : this.neurons[layer - 1]) : null;
    return { layer, from, to: this.neurons[layer], sample: this.sample };
  }

  /**
   * Number of the choice among those of the stop, as countOf counts them.
   *
   * @param {Stop} stop
   * @param {Trace} trace
   */
  number(stop, trace) {
    const { from, to } = this.in(stop, trace);
    return from === null ? to : from * trace.sizes[stop.layer] + to;
  }

  /** @param {Stop} stop @param {Trace} trace @param {number} number */
  take(stop, trace, number) {
    const { layer } = stop;
    const width = trace.sizes[layer];
    this.neurons[layer] = number % width;
    if (!isOfParameters(stop)) return;
    const from = Math.floor(number / width);
    this.isBias = from === trace.sizes[layer - 1];
    if (!this.isBias) this.neurons[layer - 1] = from;
  }
}

/**
 * The stop that speaks of a place in the graph, as this one does of its own, with the choice there.
 *
 * @param {Stop} stop
 * @param {Trace} trace
 * @param {Focus | null} focus  node or edge under the pointer
 * @returns {{layer: number, number: number} | null}  null where there is none
 */
export function choiceAt(stop, trace, focus) {
  if (!focus || stop.kind === "apply") return null;
  const layer = focus.layer;
  const to = focus.kind === "edge" ? focus.to : focus.index;
  if (layer === 0 || (stop.kind === "loss" && layer !== trace.last)) return null;
  const from = focus.kind === "edge" ? focus.from : trace.sizes[layer - 1];
  return { layer, number: isOfParameters(stop) ? from * trace.sizes[layer] + to : to };
}

/**
 * What a stop speaks of, as a focus of the graph, or null for everything.
 *
 * @param {Stop} stop
 * @param {Trace} trace
 * @param {Choice} choice
 * @returns {StopFocus | null}  nodes [layer, index], edges [layer, from, to], values [layer, index,
 *   number]; flow is 1 where numbers go forward along the edges, -1 where they go back, else 0
 */
export function highlightOf(stop, trace, choice) {
  if (stop.kind === "apply") return null;
  const { layer, from, to, sample } = choice.in(stop, trace);
  /** @type {StopFocus} */
  const found = { kind: "stop", nodes: [], edges: [], chosen: [layer, to], values: [], flow: 0 };
  /** @param {LayerArray | null} name @param {number} of @param {number[]} indices */
  const add = (name, of, indices) => {
    for (const index of indices) {
      found.nodes.push([of, index]);
      if (name) found.values.push([of, index, trace.of(name, of, index, sample)]);
    }
  };
  /** @param {number} of */
  const all = (of) => Array.from({ length: trace.sizes[of] }, (_, index) => index);
  HIGHLIGHTS[stop.kind]({ found, add, all, trace, layer, from, to, sample });
  return found;
}

/**
 * What a stop speaks of is put together of.
 *
 * @typedef {object} Making
 * @property {StopFocus} found
 * @property {(name: LayerArray | null, of: number, indices: number[]) => void} add
 * @property {(of: number) => number[]} all  indices of a layer
 * @property {Trace} trace
 */
/** @typedef {Making & Chosen} Highlighted */

/** @type {Record<Exclude<Matter, "apply">, (stop: Highlighted) => void>} */
const HIGHLIGHTS = {
  z({ found, add, all, layer, to }) {
    add("sent", layer - 1, all(layer - 1));
    add("z", layer, [to]);
    found.edges = all(layer - 1).map((index) => [layer, index, to]);
    found.flow = 1;
  },
  a: ({ add, layer, to }) => add("a", layer, [to]),
  loss({ found, add, all, trace, layer, sample }) {
    add(null, layer, all(layer));
    found.values = all(layer).map((index) => [layer, index, trace.readable(index, sample)]);
  },
  delta({ found, add, all, trace, layer, to }) {
    add("delta", layer, [to]);
    if (layer === trace.last) return;
    add("delta", layer + 1, all(layer + 1));
    found.edges = all(layer + 1).map((index) => [layer + 1, to, index]);
    found.flow = -1;
  },
  gradient(stop) {
    // Of a batch there are as many numbers as examples: none of them is the one to show.
    const isOne = stop.trace.batch === 1;
    parameterHighlight(stop, isOne ? "delta" : null, isOne ? "sent" : null);
  },
  update: (stop) => parameterHighlight(stop, null, null),
};

/**
 * @param {Highlighted} stop
 * @param {LayerArray | null} name
 * @param {LayerArray | null} nameOfSource
 */
function parameterHighlight({ found, add, trace, layer, from, to }, name, nameOfSource) {
  add(name, layer, [to]);
  if (from === null || from === trace.sizes[layer - 1]) return;
  add(nameOfSource, layer - 1, [from]);
  found.edges = [[layer, from, to]];
}

/** @type {Record<Matter, (trace: Trace, chosen: Chosen) => LineDraft[]>} */
const LINES = {
  z: sumLines,
  a: activationLines,
  loss: lossLines,
  delta: deltaLines,
  gradient: gradientLines,
  update: updateLines,
  apply: applyLines,
};

/**
 * The formulas of a stop for what is chosen in it.
 *
 * @param {Stop} stop
 * @param {Trace} trace
 * @param {Choice} choice
 * @returns {Line[]}  `about` names the sentence above the line, `lhs` is the sign in general and
 *   `name` its own; `chain` says the same in derivatives; `tree` in quantities
 */
export function linesOf(stop, trace, choice) {
  return LINES[stop.kind](trace, choice.in(stop, trace)).map((line) => ({
    name: line.lhs,
    relation: "=",
    chain: null,
    ...line,
  }));
}

/**
 * The numerical derivative beside the gradient of what is chosen, where it was asked for.
 *
 * @param {Stop} stop
 * @param {Trace} trace
 * @param {Choice} choice
 */
export function checkOf(stop, trace, choice) {
  const { numerical, gradient } = trace.arrays;
  if (stop.kind !== "gradient" || !numerical) return null;
  const { layer, from, to } = choice.in(stop, trace);
  const place = trace.place(layer, must(from, "parameter"), to);
  const [one, other] = [gradient[place], numerical[place]];
  const largest = Math.max(Math.abs(one), Math.abs(other));
  return {
    numerical: quantity(sign("numerical"), other),
    difference: largest ? Math.abs(one - other) / largest : 0,
    areZero: largest === 0,
    ofLayer: trace.header.check?.relative_errors[layer - 1] ?? NaN,
  };
}
