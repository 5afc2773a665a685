// What the tip beside the pointer says in the graph: the number of an edge, and names that stand
// shortened, or not at all, beside their tiles.

import { number } from "./format.js";

// As short as this, a name is always whole beside its tile.
const SHORT = 6;
const isShort = (name) => Array.from(name).length <= SHORT;

/** @returns {?string} */
export function graphTip(model, focus, layout) {
  if (!focus) return null;
  const { kind, layer } = focus;
  if (kind === "edge") {
    const weight = `w = ${number(model.weight(layer, focus.from, focus.to))}`;
    const name = layer === 1 ? model.inputNames[model.activeFeatures[focus.from]] : "";
    return isShort(name) ? weight : `${name}: ${weight}`;
  }
  if (kind !== "node") return null;
  const isBare = layer === 0 && layout.columns[0].kind !== "column";
  const name = layer === 0 ? model.inputNames[focus.place] : outputName(model, focus);
  return isBare || !isShort(name) ? name : null;
}

const outputName = (model, { layer, index }) =>
  layer === model.lastLayer && model.outputCount > 1 ? model.classNames[index] : "";
