// What a stop does to all examples at once, as matrices: rows are examples, weights are
// (fan_in, fan_out), as in `inputs @ weights + biases`. Data only; matrixview.js draws them.

import { byExample, elements, EXAMPLE, inputs, ofParameters, transposed } from "./matrixparts.js";

/**
 * @import { Choice } from "../walk/walk.js"
 * @import { Chosen, Equation, Matrix, Stop } from "../stops.d.ts"
 * @import { Trace } from "../trace.js"
 */

/**
 * @typedef {Matrix["marked"]} Mark
 * @typedef {Matrix["pick"]} Pick
 */

/** @param {Trace} trace @param {Chosen} chosen @returns {Equation} */
function sumEquation(trace, chosen) {
  const { layer, to, sample } = chosen;
  /** @type {Mark} */
  const column = (_, index) => index === to;
  /** @type {Pick} */
  const pick = (_, index) => ({ number: index });
  return [
    elements(trace, chosen)("Z", trace.array("z", layer)),
    "=",
    inputs(trace, layer - 1, (row) => row === sample),
    "",
    ofParameters(trace, "W", trace.arrays.before, layer, false, column, pick),
    "+",
    ofParameters(trace, "b", trace.arrays.before, layer, true, column, pick),
  ];
}

/** @param {Trace} trace @param {Chosen} chosen @returns {Equation[]} */
function activationEquation(trace, chosen) {
  const { layer } = chosen;
  const make = elements(trace, chosen);
  const letter = layer === trace.last ? "O" : "A";
  /** @type {Equation} */
  const shown = [
    make(letter, trace.array("a", layer)),
    "= f\u2009(",
    make("Z", trace.array("z", layer)),
    ")",
  ];
  if (!trace.hasDropout || layer === trace.last) return [shown];
  return [
    shown,
    [
      make("\u00c3", trace.array("sent", layer)),
      "=",
      make("A", trace.array("a", layer)),
      "\u2218",
      make("M", trace.array("mask", layer)),
    ],
  ];
}

/** @param {Trace} trace @param {Chosen} chosen @returns {Equation} */
function lossEquation(trace, chosen) {
  const { arrays, batch } = trace;
  const make = elements(trace, chosen);
  const outputs =
    trace.model.outputKind === "values"
      ? make("O", trace.array("a", trace.last))
      : make("P", arrays.readable);
  /** @type {Matrix} */
  const each = {
    letter: "\u2113",
    shape: [batch, 1],
    at: (row) => arrays.losses[row],
    marked: (row) => row === chosen.sample,
    pick: (row) => ({ sample: row }),
    of: [EXAMPLE, null],
  };
  return [each, "= \u2113\u2009(", outputs, ",", make("T", arrays.targets), ")"];
}

/** @param {Trace} trace @param {Chosen} chosen @returns {Equation[]} */
function deltaEquations(trace, chosen) {
  const { layer, to, sample } = chosen;
  const make = elements(trace, chosen);
  /** @type {Equation} */
  const shown = [make("\u0394", trace.array("delta", layer)), "="];
  shown.push(make("U", trace.array("upstream", layer)), "\u2218");
  if (trace.hasDropout && layer < trace.last) {
    shown.push(make("M", trace.array("mask", layer)), "\u2218");
  }
  shown.push(make("F\u2032", trace.array("slope", layer)));
  if (layer === trace.last) return [shown];
  const next = layer + 1;
  const behind = trace.array("delta", next);
  const weights = ofParameters(
    trace,
    "W",
    trace.arrays.before,
    next,
    false,
    (row) => row === to,
    (row) => ({ number: row }),
  );
  return [
    [
      make("U", trace.array("upstream", layer)),
      "=",
      byExample(trace, "\u0394", next, behind, (row) => row === sample, false),
      "",
      transposed(weights),
    ],
    shown,
  ];
}

/**
 * Both parts of a layer's block, in which a click chooses the parameter.
 *
 * @param {Trace} trace
 * @param {Chosen} chosen
 * @param {[string, string]} letters
 * @param {Float32Array} vector
 * @returns {[Matrix, Matrix]}
 */
function block(trace, { layer, from, to }, [letter, small], vector) {
  const width = trace.sizes[layer];
  const fanIn = trace.sizes[layer - 1];
  return [
    ofParameters(
      trace,
      letter,
      vector,
      layer,
      false,
      (row, column) => row === from && column === to,
      (row, column) => ({ number: row * width + column }),
    ),
    ofParameters(
      trace,
      small,
      vector,
      layer,
      true,
      (_, column) => from === fanIn && column === to,
      (_, column) => ({ number: fanIn * width + column }),
    ),
  ];
}

/** @param {Trace} trace @param {Chosen} chosen @returns {Equation[]} */
function gradientEquations(trace, chosen) {
  const { layer, from, to } = chosen;
  const isBias = from === trace.sizes[layer - 1];
  const [weights, biases] = block(
    trace,
    chosen,
    ["\u2202L/\u2202W", "\u2202L/\u2202b"],
    trace.arrays.gradient,
  );
  const deltas = () =>
    byExample(
      trace,
      "\u0394",
      layer,
      trace.array("delta", layer),
      (_, column) => column === to,
      false,
    );
  const sources = transposed(inputs(trace, layer - 1, (_, column) => !isBias && column === from));
  /** @type {Matrix} */
  const ones = {
    letter: "1",
    isTransposed: true,
    shape: [1, trace.batch],
    at: () => 1,
    marked: () => isBias,
    pick: (_, column) => ({ sample: column }),
    of: [null, EXAMPLE],
  };
  return [
    [weights, "=", sources, "", deltas()],
    [biases, "=", ones, "", deltas()],
  ];
}

/** @param {Trace} trace @param {Chosen} chosen @returns {Equation[]} */
function updateEquations(trace, chosen) {
  const { arrays } = trace;
  const [after, before, step] = [
    block(trace, chosen, ["W", "b"], trace.vector("after")),
    block(trace, chosen, ["W", "b"], arrays.decayed ?? arrays.before),
    block(trace, chosen, ["\u0394W", "\u0394b"], trace.vector("step")),
  ];
  return [0, 1].map((part) => [
    { ...after[part], caption: "after" },
    "\u2190",
    { ...before[part], caption: arrays.decayed ? "decayed" : "before" },
    "\u2212",
    step[part],
  ]);
}

/** @type {Record<Stop["kind"], (trace: Trace, chosen: Chosen) => Equation[]>} */
const EQUATIONS = {
  z: (trace, chosen) => [sumEquation(trace, chosen)],
  a: activationEquation,
  loss: (trace, chosen) => [lossEquation(trace, chosen)],
  delta: deltaEquations,
  gradient: gradientEquations,
  update: updateEquations,
  apply: () => [],
};

/**
 * The equations of a stop, between matrices, for what is chosen in it.
 *
 * @param {Stop} stop
 * @param {Trace} trace
 * @param {Choice} choice
 */
export function equationsOf(stop, trace, choice) {
  return EQUATIONS[stop.kind](trace, choice.in(stop, trace));
}
