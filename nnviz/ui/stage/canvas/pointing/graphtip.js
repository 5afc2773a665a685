// What is said beside a tile, a dot or a line of the graph: what it is, and what its number means.

import { fill, number } from "../../kit/format.js";
import { neuronLabel } from "../../formula/equation.js";
import { isSilenced } from "../graph/interventions.js";

/**
 * @import { BiasFocus, Box, EdgeFocus, Focus, NodeFocus } from "../places.d.ts"
 * @import { FrameHeader } from "../../stream/messages.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Strings } from "../../stream/given.d.ts"
 */

// |weight| from which on its source counts a little, counts, and counts a lot.
const SIZES = [0.1, 0.5, 1.5];
const HOW = ["hardly", "little", "some", "much"];

/**
 * @param {Model | null} model
 * @param {Focus | null} focus  of interaction.js
 * @param {Strings} strings
 * @param {(layer: number, place: number) => Box | null} boxOf  (layer, place) -> where that tile
 *   is: {x, y, width, height}
 * @returns {{text: string, box: Box | null} | null}  without a box it stands beside the pointer
 */
export function graphTip(model, focus, strings, boxOf) {
  if (!focus || !model?.frame) return null;
  const { layer } = focus;
  const { header } = model.frame;
  if (focus.kind === "edge") return { text: edgeText(model, header, focus, strings), box: null };
  if (focus.kind === "bias") {
    return { text: biasText(model, focus, strings), box: boxOf(layer, focus.index) };
  }
  return { text: nodeText(model, header, focus, strings), box: boxOf(layer, focus.place) };
}

/**
 * @param {Model} model
 * @param {FrameHeader} header
 * @param {EdgeFocus} focus
 * @param {Strings} strings
 */
function edgeText(model, header, { layer, from, to }, strings) {
  const weight = model.weight(layer, from, to);
  const [source, target] = [neuronLabel(model, layer - 1, from), neuronLabel(model, layer, to)];
  const isSourceOff = isSilenced(header, layer - 1, from);
  if (isSourceOff || isSilenced(header, layer, to)) {
    const neuron = isSourceOff ? source : target;
    return fill(strings.edge_off, { weight: number(weight), neuron });
  }
  const how = HOW[SIZES.filter((size) => Math.abs(weight) >= size).length];
  const sentence =
    strings[how === "hardly" ? "edge_hardly" : `edge_${how}_${weight < 0 ? "against" : "for"}`];
  return fill(sentence, { weight: number(weight), source, target });
}

/** @param {Model} model @param {BiasFocus} focus @param {Strings} strings */
function biasText(model, { layer, index }, strings) {
  const [neuron, bias] = [neuronLabel(model, layer, index), model.bias(layer, index)];
  return fill(bias < 0 ? strings.tip_bias_less : strings.tip_bias, { neuron, bias: number(bias) });
}

/**
 * @param {Model} model
 * @param {FrameHeader} header
 * @param {NodeFocus} focus
 * @param {Strings} strings
 */
function nodeText(model, header, { layer, index, place }, strings) {
  if (layer === 0) return inputText(model, place, strings);
  const neuron = neuronLabel(model, layer, index);
  if (isSilenced(header, layer, index)) return fill(strings.tip_off, { neuron });
  const values = { neuron, index: index + 1, layer };
  if (layer < model.lastLayer) {
    return fill(model.dimension === 1 ? strings.tip_neuron_line : strings.tip_neuron, values);
  }
  const [first, second] = model.classNames;
  if (model.task === "multiclass") {
    return fill(strings.tip_class, { name: model.classNames[index] });
  }
  if (model.task === "binary") return fill(strings.tip_output, { first, second });
  const value = { ...model.value };
  return fill(model.dimension === 1 ? strings.tip_value_line : strings.tip_value, value);
}

/** @param {Model} model @param {number} place @param {Strings} strings */
function inputText(model, place, strings) {
  const { label, active } = model.features[place];
  if (!active) return fill(strings.tip_unused, { name: label });
  if (model.image) return fill(strings.tip_pixel, { name: label });
  if (model.arrays.distributions) return fill(strings.tip_column, { name: label });
  return fill(model.dimension === 1 ? strings.tip_input_line : strings.tip_input, { name: label });
}
