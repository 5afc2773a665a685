// The title of the big panel: whose answer it shows, or whose weights, and how to read them.

import { explain } from "../../kit/hints.js";
import { fill } from "../../kit/format.js";
import { neuronLabel } from "../../formula/equation.js";
import { setText } from "../../kit/dom.js";
import { shorten } from "../../kit/text.js";
import { showsWeights } from "./weightpictures.js";

/**
 * @import { Focus } from "../places.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Options, Strings } from "../../stream/given.d.ts"
 */

// Letters of a name in a title.
const NAME_MOST = 18;
/** @param {string | number} name */
const nameOf = (name) => shorten(String(name), NAME_MOST);

/** @param {Model} model @param {Strings} strings */
function outputTitle({ outputKind, task, classNames, value }, strings) {
  if (outputKind === "probability") {
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
