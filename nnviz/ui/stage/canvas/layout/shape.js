// What the layout has to know of a scene: how many there are of everything, and how long the names
// are, in pixels.

import { EQUATION_TERMS } from "../../formula/equation.js";
import { keyHeight } from "../output/legendnames.js";
import { mapSide } from "./layout.js";
import { longest } from "../../kit/text.js";
import { pixelsOf } from "../../kit/surface.js";

/**
 * @import { Model } from "../../stream/model.js"
 * @import { Look } from "../../stream/given.d.ts"
 * @import { StageRoom } from "../places.d.ts"
 */

// Usual width of "− 0.383·a₂ ", of what stands before a name in it, and of the rest of a name.
const TERM = 84;
const FACTOR = 64;
const NAME_MOST = 170;
// In an equation names are larger than beside their tiles.
const LARGER = 1.2;
// Of more inputs than this, tiles stand side by side.
const TALLEST_INPUTS = 16;

const context = pixelsOf(document.createElement("canvas"));

/**
 * What `panels` and `graphLayout` of layout.js want to know, in the room that `panels` is given.
 *
 * @param {Model} model
 * @param {Look} look
 * @param {number} width
 * @param {string} caption  the text under the graph that says how to read it
 * @param {StageRoom} [room]
 */
export function shapeOf(model, look, width, caption, room) {
  const { features, hidden, outputCount, image, classNames } = model;
  context.font = inputFont(model, look);
  const labelWidth = longest(context, model.inputNames);
  const name = Math.min(NAME_MOST, LARGER * labelWidth);
  // The left-hand side and the bias take the room of about two terms more.
  const terms = model.sizes.slice(0, -1).map((count, layer) => {
    const shown = Math.min(count, EQUATION_TERMS) + 2;
    return shown * (layer ? TERM : Math.max(TERM, FACTOR + name));
  });
  context.font = `12.5px ${look.font}`;
  const captionWidth = context.measureText(caption).width;
  context.font = `11px ${look.font}`;
  /** @param {number} side */
  const keyBelow = (side) =>
    model.dimension === 1 ? 0 : keyHeight(context, model, side, look.strings);
  // What the key needs makes the map smaller, and a smaller map may make the key higher.
  const key = keyBelow(mapSide(width, { ...room, key: keyBelow(mapSide(width, room)) }));
  const inputs = image ? image[0] : Math.min(features.length, TALLEST_INPUTS);
  return {
    tallest: Math.max(inputs, ...hidden, outputCount),
    equation: Math.max(...terms),
    caption: captionWidth,
    key,
    inputs: {
      features: features.length,
      image,
      isFlat: Boolean(model.arrays.distributions),
      labelWidth,
    },
    hidden,
    outputs: outputCount,
    outputLabel: outputCount > 1 ? longest(context, classNames) : 0,
  };
}

/**
 * Letters are slanted as in formulas; names of columns are not.
 *
 * @param {Model} model
 * @param {Look} look
 * @param {number} [height]
 */
export function inputFont(model, look, height = 24) {
  const isSmall = height < 22;
  if (model.arrays.distributions) return `${isSmall ? 11 : 12}px ${look.font}`;
  return `italic ${isSmall ? 11 : 14}px ${look.serif}`;
}
