// What is in focus, in numbers: a neuron's equation or one weight, as they stand now.

import { element, setText } from "../../kit/dom.js";
import { equation, neuronLabel, neuronName } from "../../formula/equation.js";
import { explain } from "../../kit/hints.js";
import { fill, number } from "../../kit/format.js";
import { shorten } from "../../kit/text.js";
import { showsWeights } from "../output/weightpictures.js";

/**
 * @import { Focus } from "../places.d.ts"
 * @import { Look, Options, Strings } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Piece } from "../../formula/equation.js"
 */

// Letters of a name in a title.
const NAME_MOST = 18;
/** @param {string | number} name */
const nameOf = (name) => shorten(String(name), NAME_MOST);

/** @param {Piece[]} pieces */
function render(pieces) {
  return pieces.map((piece) => {
    if (typeof piece === "string") return piece;
    if (piece.value) {
      return element("span", { class: `value ${piece.sign} ${piece.kind}`, text: piece.value });
    }
    if (piece.strong) return element("b", { text: piece.strong });
    if (piece.aside) return element("span", { class: "aside", text: piece.aside });
    const marks = element("span", { class: "indices" });
    if (piece.upper) marks.append(element("sup", { text: piece.upper }));
    if (piece.lower) marks.append(element("sub", { text: piece.lower }));
    return marks;
  });
}

/** The pieces in words, for reading aloud. @param {Piece[]} pieces @param {Strings} strings */
function plain(pieces, strings) {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if (piece.upper) {
        const { lower: index = "", layer = "" } = piece;
        return ` ${fill(strings.neuron_indices, { index, layer })}`;
      }
      return piece.value ?? piece.strong ?? piece.aside ?? piece.lower;
    })
    .join("");
}

/** @param {Model} model @param {Strings} strings */
function outputTitle({ loss, task, classNames, value }, strings) {
  if (loss === "binary_cross_entropy") {
    return fill(strings.probability_title, { name: nameOf(classNames[1]) });
  }
  if (task !== "regression") return strings.output_title;
  return fill(strings.value_title, { name: nameOf(value.name) });
}

/**
 * The title of the big panel for a focus: whose answer, or whose weights, it shows.
 *
 * @param {Model} model
 * @param {Focus | null} focus
 * @param {Strings} strings
 * @param {Options} options
 */
export function panelTitle(model, focus, strings, options) {
  if (focus?.kind !== "node") return outputTitle(model, strings);
  if (showsWeights(model, focus, options)) {
    const { index } = focus;
    return model.lastLayer === 1
      ? fill(strings.output_weights_title, { name: nameOf(model.classNames[index] ?? index + 1) })
      : fill(strings.weights_title, { neuron: neuronLabel(model, 1, index) });
  }
  if (focus.layer === 0) {
    return fill(strings.input_title, { name: nameOf(model.inputNames[focus.place]) });
  }
  if (focus.layer === model.lastLayer) {
    return model.outputCount > 1
      ? fill(strings.class_title, { name: nameOf(model.classNames[focus.index]) })
      : outputTitle(model, strings);
  }
  return fill(strings.neuron_title, { index: focus.index + 1, layer: focus.layer });
}

/**
 * What the big panel's colours and marks mean, while it shows what is in focus.
 *
 * @param {Model} model
 * @param {Focus | null} focus
 * @param {Strings} strings
 */
function panelHint({ dimension, task, lastLayer, outputCount }, focus, strings) {
  const start = dimension === 1 ? "hint_plot" : "hint_map";
  if (focus?.kind === "node" && focus.layer < lastLayer) {
    return strings[focus.layer ? `${start}_neuron` : `${start}_input`];
  }
  if (focus?.kind === "node" && outputCount > 1) return strings.hint_map_class;
  return dimension === 2 && task === "regression" ? strings.hint_map_value : strings[start];
}

/**
 * Write the title of the big panel, and what explains it.
 *
 * @param {HTMLElement} node
 * @param {Model} model
 * @param {Focus | null} focus
 * @param {Strings} strings
 * @param {Options & {isPad: boolean}} options  `isPad` where digits are drawn in its place
 */
export function writeTitle(node, model, focus, strings, options) {
  const title = panelTitle(model, focus, strings, options);
  setText(node, options.isPad ? strings.pad_title : title);
  explain(node, panelHint(model, focus, strings));
}

/**
 * How to read the graph: what the inputs show, what the tiles, and what the lines between.
 *
 * @param {Model} model
 * @param {Strings} strings
 * @param {boolean} isDrawn
 */
export function keyText(model, strings, isDrawn) {
  if (isDrawn) return [strings.key_drawn, strings.key_lines].join(" ");
  const inputs = model.image ? strings.key_image : strings.key_distributions;
  const isTable = model.image || model.arrays.distributions;
  const tiles = isTable ? [inputs, strings.key_map_tiles] : [strings.key_tiles];
  return [...tiles, strings.key_lines].join(" ");
}

/**
 * Pieces that say all about a focus, or null when nothing is in focus.
 *
 * @param {Model} model
 * @param {Focus | null} focus
 * @param {Strings} strings
 * @returns {Piece[] | null}
 */
function describe(model, focus, strings) {
  if (!focus || !model.frame) return null;
  if (focus.kind === "bias") {
    const value = model.bias(focus.layer, focus.index);
    const sign = value < 0 ? "negative" : "positive";
    const name = neuronName(model, focus.layer, focus.index);
    return [
      strings.edited_bias,
      " ",
      ...name,
      ":  b = ",
      { value: number(value, 4), sign, kind: "bias" },
    ];
  }
  if (focus.kind === "edge") {
    const { layer, from, to } = focus;
    const value = model.weight(layer, from, to);
    const sign = value < 0 ? "negative" : "positive";
    return [
      strings.weight_from,
      " ",
      ...neuronName(model, layer - 1, from),
      " \u2192 ",
      ...neuronName(model, layer, to),
      ":  w = ",
      { value: number(value, 4), sign, kind: "weight" },
    ];
  }
  if (focus.layer === 0) {
    const { label, active } = model.features[focus.place];
    const sentence = active ? strings.input_on : strings.input_off;
    return [fill(sentence, { name: label })];
  }
  return equation(model, focus.layer, focus.index, strings);
}

export class Detail {
  /** @param {HTMLElement} line  seen @param {HTMLElement} spoken  read aloud, for keyboard walks */
  constructor(line, spoken) {
    this.line = line;
    this.spoken = spoken;
  }

  /** @param {Model} model @param {Focus | null} focus @param {Strings} strings */
  show(model, focus, strings) {
    const pieces = describe(model, focus, strings);
    this.line.classList.toggle("idle", !pieces);
    this.line.replaceChildren(...(pieces ? render(pieces) : [strings.hint]));
  }

  /** @param {Model} model @param {Focus | null} focus @param {Look} look */
  speak(model, focus, { strings, options }) {
    const pieces = describe(model, focus, strings);
    this.spoken.textContent = pieces
      ? `${panelTitle(model, focus, strings, options)}: ${plain(pieces, strings)}`
      : "";
  }
}
