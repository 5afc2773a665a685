// The matrices that equations are made of, as data.

/**
 * @import { Chosen, Matrix } from "../stops.d.ts"
 * @import { Trace } from "../trace.js"
 */

/** @typedef {Matrix["marked"]} Mark */
/** @typedef {Matrix["pick"]} Pick */

export const EXAMPLE = "example";

/**
 * Examples by neurons of a layer; a click chooses the example and, in `own`, the neuron.
 *
 * @param {Trace} trace
 * @param {string} letter
 * @param {number} layer
 * @param {Float32Array} array
 * @param {Mark} marked
 * @param {boolean} [own]
 * @returns {Matrix}
 */
export function byExample(trace, letter, layer, array, marked, own = true) {
  const { batch } = trace;
  return {
    letter,
    layer,
    shape: [batch, trace.sizes[layer]],
    at: (row, column) => array[column * batch + row],
    marked,
    pick: (row, column) => (own ? { sample: row, number: column } : { sample: row }),
    of: [EXAMPLE, layer],
  };
}

/**
 * The weights of a layer in a flat vector, or the biases as one row.
 *
 * @param {Trace} trace
 * @param {string} letter
 * @param {Float32Array} vector
 * @param {number} layer
 * @param {boolean} isBias
 * @param {Mark} marked
 * @param {Pick} pick
 * @returns {Matrix}
 */
export function ofParameters(trace, letter, vector, layer, isBias, marked, pick) {
  const fanIn = trace.sizes[layer - 1];
  const first = isBias ? fanIn : 0;
  return {
    letter,
    layer,
    shape: [isBias ? 1 : fanIn, trace.sizes[layer]],
    at: (row, column) => vector[trace.place(layer, first + row, column)],
    marked,
    pick,
    of: [isBias ? null : layer - 1, layer],
  };
}

/**
 * @template Result
 * @param {(row: number, column: number) => Result} between
 * @returns {(row: number, column: number) => Result}
 */
const flip = (between) => (row, column) => between(column, row);

/** @param {Matrix} matrix @returns {Matrix} */
export function transposed({ letter, layer, shape, at, marked, pick, of }) {
  return {
    letter,
    isTransposed: true,
    layer,
    shape: [shape[1], shape[0]],
    at: flip(at),
    marked: flip(marked),
    pick: flip(pick),
    of: [of[1], of[0]],
  };
}

/** @param {Trace} trace @param {number} layer */
const inputLetter = (trace, layer) => {
  if (layer === 0) return "X";
  return trace.hasDropout ? "\u00c3" : "A";
};

/** @param {Trace} trace @param {number} layer @param {Mark} marked */
export function inputs(trace, layer, marked) {
  return byExample(
    trace,
    inputLetter(trace, layer),
    layer,
    trace.array("sent", layer),
    marked,
    false,
  );
}

/**
 * Makers of matrices of a layer in which the chosen neuron's and example's element is marked.
 *
 * @param {Trace} trace
 * @param {Chosen} chosen
 * @returns {(letter: string, array: Float32Array) => Matrix}
 */
export function elements(trace, { layer, to, sample }) {
  /** @type {Mark} */
  const marked = (row, column) => row === sample && column === to;
  return (letter, array) => byExample(trace, letter, layer, array, marked);
}
