// A neuron's equation with today's numbers, as pieces of text: of many terms the largest ones, and
// how many more there are.

import { fill, number } from "../kit/format.js";
import { layerMark, neuronSign } from "./notation.js";
import { shorten } from "../kit/text.js";

/**
 * @import { Model } from "../stream/model.js"
 * @import { Strings } from "../stream/given.d.ts"
 */

/**
 * A piece of text that is marked in one way or another.
 *
 * @typedef {object} Marked
 * @property {string} [lower]
 * @property {string} [upper]
 * @property {number} [layer]  whose mark stands above
 * @property {string} [value]  a number, and what it is: its sign and kind
 * @property {string} [sign]
 * @property {string} [kind]
 * @property {string} [strong]
 * @property {string} [aside]
 */
/** @typedef {string | Marked} Piece */

const MINUS = "\u2212";
/** A longer sum shows its largest terms. */
export const EQUATION_TERMS = 16;
const LARGEST_SHOWN = 12;
/** Of an output, by its kind. */
const LETTERS = { values: "ŷ", probability: "p", shares: "z" };
const NAME_MOST = 24;

/**
 * Pieces of a name: text, and text that stands lower or higher.
 *
 * @param {Model} model
 * @param {number} layer
 * @param {number} index
 * @returns {Piece[]}
 */
export function neuronName(model, layer, index) {
  if (layer === 0) return [shorten(model.inputNames[model.activeFeatures[index]], NAME_MOST)];
  if (layer === model.lastLayer) return outputName(model, index);
  return ["a", { upper: layerMark(layer), lower: String(index + 1), layer }];
}

/** @param {Model} model @param {number} index @returns {Piece[]} */
function outputName(model, index) {
  const letter = LETTERS[model.outputKind];
  if (model.outputCount === 1) return [letter];
  return [letter, { lower: shorten(model.classNames[index], NAME_MOST) }];
}

/**
 * A neuron's name on one line of plain text.
 *
 * @param {Model} model
 * @param {number} layer
 * @param {number} index
 */
export function neuronLabel(model, layer, index) {
  if (layer > 0 && layer < model.lastLayer) return neuronSign(layer, index);
  const texts = neuronName(model, layer, index).map((piece) =>
    typeof piece === "string" ? piece : (piece.lower ?? ""),
  );
  return texts.join(texts[texts.length - 1].length > 2 ? " " : "");
}

/**
 * The function around the sum; none where the activation is the identity.
 *
 * @param {Model} model
 * @param {number} layer
 */
function functionName(model, layer) {
  if (layer === model.lastLayer && model.outputKind === "probability") return "sigmoid";
  const { name, identity } = model.activations[layer - 1];
  return identity ? "" : name;
}

/**
 * Which sources a sum shows: all, or the ones with the largest weights, largest first.
 *
 * @param {Model} model
 * @param {number} layer
 * @param {number} index
 */
function shownSources(model, layer, index) {
  const sources = Array.from({ length: model.sizes[layer - 1] }, (_, from) => from);
  if (sources.length <= EQUATION_TERMS) return sources;
  /** @param {number} from */
  const size = (from) => Math.abs(model.weight(layer, from, index));
  return sources.sort((a, b) => size(b) - size(a)).slice(0, LARGEST_SHOWN);
}

/**
 * Pieces of "a = tanh(0.31·x₁ − 1.2·x₂ + 0.05)".
 *
 * @param {Model} model
 * @param {number} layer
 * @param {number} index
 * @param {Strings} strings
 */
export function equation(model, layer, index, strings) {
  const pieces = [...neuronName(model, layer, index), " = "];
  const around = functionName(model, layer);
  if (around) pieces.push({ strong: around }, "(");
  const shown = shownSources(model, layer, index);
  shown.forEach((from, place) => {
    pushTerm(pieces, model.weight(layer, from, index), place === 0);
    pieces.push("\u00b7", ...neuronName(model, layer - 1, from));
  });
  const rest = model.sizes[layer - 1] - shown.length;
  if (rest) pieces.push(" + ", { aside: fill(strings.smaller_terms, { count: rest }) });
  pushTerm(pieces, model.bias(layer, index), false, "bias");
  if (around) pieces.push(")");
  if (layer === model.lastLayer && model.outputKind === "shares") {
    pieces.push(",  p = ", { strong: "softmax" }, "(z)");
  }
  return pieces;
}

/** @param {Piece[]} pieces @param {number} value @param {boolean} isFirst @param {string} [kind] */
function pushTerm(pieces, value, isFirst, kind = "weight") {
  const sign = value < 0 ? (isFirst ? MINUS : ` ${MINUS} `) : isFirst ? "" : " + ";
  pieces.push(sign, {
    value: number(Math.abs(value)),
    sign: value < 0 ? "negative" : "positive",
    kind,
  });
}
