// What is in focus, in numbers: a neuron's equation or one weight, as they stand now.

import { element } from "../../kit/dom.js";
import { equation, neuronName } from "../../formula/equation.js";
import { fill, number } from "../../kit/format.js";
import { panelTitle } from "../output/title.js";

/**
 * @import { Focus } from "../places.d.ts"
 * @import { Look, Strings } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Written } from "../part.d.ts"
 * @import { Piece } from "../../formula/equation.js"
 */

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
  /**
   * @param {HTMLElement} line  seen
   * @param {HTMLElement} spoken  read aloud, for keyboard walks
   * @param {Strings} strings
   */
  constructor(line, spoken, strings) {
    this.line = line;
    this.spoken = spoken;
    this.strings = strings;
  }

  /** @param {Written} written */
  write({ model, focus }) {
    const pieces = describe(model, focus, this.strings);
    this.line.classList.toggle("idle", !pieces);
    this.line.replaceChildren(...(pieces ? render(pieces) : [this.strings.hint]));
  }

  /** @param {Model} model @param {Focus | null} focus @param {Look} look */
  speak(model, focus, { strings, options }) {
    const pieces = describe(model, focus, strings);
    this.spoken.textContent = pieces
      ? `${panelTitle(model, focus, strings, options)}: ${plain(pieces, strings)}`
      : "";
  }
}
