// What is in focus, in numbers: a neuron's equation or one weight, as they stand now.

import { element } from "./dom.js";
import { fill, number } from "./format.js";

const MINUS = "\u2212";

/** Pieces of a name: text, and text that stands lower or higher. */
function neuronName(model, layer, index) {
  if (layer === 0) return [model.features[model.activeFeatures[index]].label];
  if (layer === model.lastLayer) return outputName(model, index, model.loss);
  return ["a", { upper: `[${layer}]`, lower: String(index + 1), layer }];
}

function outputName(model, index, loss) {
  const letter = { binary_cross_entropy: "p", softmax_cross_entropy: "z" }[loss] ?? "ŷ";
  return model.outputCount > 1 ? [letter, { lower: String(index) }] : [letter];
}

/** A neuron's name on one line of plain text. */
export function neuronLabel(model, layer, index) {
  if (layer > 0 && layer < model.lastLayer) return `a${layer}.${index + 1}`;
  return neuronName(model, layer, index)
    .map((piece) => piece.lower ?? piece)
    .join("");
}

/** The function around the sum; none where the activation is the identity. */
function functionName(model, layer) {
  if (layer === model.lastLayer && model.loss === "binary_cross_entropy") return "sigmoid";
  const { name } = model.activations[layer - 1];
  return name === "linear" ? "" : name;
}

/** Pieces of "a = tanh(0.31·x₁ − 1.2·x₂ + 0.05)". */
export function equation(model, layer, index) {
  const pieces = [...neuronName(model, layer, index), " = "];
  const around = functionName(model, layer);
  if (around) pieces.push({ strong: around }, "(");
  for (let from = 0; from < model.sizes[layer - 1]; from++) {
    pushTerm(pieces, model.weight(layer, from, index), from === 0);
    pieces.push("\u00b7", ...neuronName(model, layer - 1, from));
  }
  pushTerm(pieces, model.bias(layer, index), false, "bias");
  if (around) pieces.push(")");
  if (layer === model.lastLayer && model.loss === "softmax_cross_entropy") {
    pieces.push(",  p = ", { strong: "softmax" }, "(z)");
  }
  return pieces;
}

function pushTerm(pieces, value, isFirst, kind = "weight") {
  const sign = value < 0 ? (isFirst ? MINUS : ` ${MINUS} `) : isFirst ? "" : " + ";
  pieces.push(sign, { value: number(Math.abs(value)), sign: value < 0 ? "negative" : "positive", kind });
}

function render(pieces) {
  return pieces.map((piece) => {
    if (typeof piece === "string") return piece;
    if (piece.value) {
      return element("span", { class: `value ${piece.sign} ${piece.kind}`, text: piece.value });
    }
    if (piece.strong) return element("b", { text: piece.strong });
    const marks = element("span", { class: "indices" });
    if (piece.upper) marks.append(element("sup", { text: piece.upper }));
    if (piece.lower) marks.append(element("sub", { text: piece.lower }));
    return marks;
  });
}

/** The pieces in words, for reading aloud. */
function plain(pieces, strings) {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if (piece.upper) {
        return ` ${fill(strings.neuron_indices, { index: piece.lower, layer: piece.layer })}`;
      }
      return piece.value ?? piece.strong ?? piece.lower;
    })
    .join("");
}

function outputTitle(model, strings) {
  return model.loss === "binary_cross_entropy" ? strings.probability_title : strings.output_title;
}

/** The title of the big panel for a focus: whose answer it shows. */
export function panelTitle(model, focus, strings) {
  if (focus?.kind !== "node") return outputTitle(model, strings);
  if (focus.layer === 0) {
    return fill(strings.input_title, { name: model.features[focus.place].label });
  }
  if (focus.layer === model.lastLayer) {
    return model.outputCount > 1
      ? fill(strings.class_title, { name: focus.index })
      : outputTitle(model, strings);
  }
  return fill(strings.neuron_title, { index: focus.index + 1, layer: focus.layer });
}

/** Pieces that say all about a focus, or null when nothing is in focus. */
function describe(model, focus, strings) {
  if (!focus || !model.frame) return null;
  if (focus.kind === "bias") {
    const value = model.bias(focus.layer, focus.index);
    const sign = value < 0 ? "negative" : "positive";
    const name = neuronName(model, focus.layer, focus.index);
    return [strings.edited_bias, " ", ...name, ":  b = ", { value: number(value, 4), sign, kind: "bias" }];
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
  return equation(model, focus.layer, focus.index);
}

export class Detail {
  /** @param {HTMLElement} line  seen @param {HTMLElement} spoken  read aloud, for keyboard walks */
  constructor(line, spoken) {
    this.line = line;
    this.spoken = spoken;
  }

  show(model, focus, strings) {
    const pieces = describe(model, focus, strings);
    this.line.classList.toggle("idle", !pieces);
    this.line.replaceChildren(...(pieces ? render(pieces) : [strings.hint]));
  }

  speak(model, focus, strings) {
    const pieces = describe(model, focus, strings);
    this.spoken.textContent = pieces
      ? `${panelTitle(model, focus, strings)}: ${plain(pieces, strings)}`
      : "";
  }
}
