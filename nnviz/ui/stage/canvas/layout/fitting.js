// Gives the stage's parts their sizes, for the width and the room that there are.

import { fill } from "../../kit/format.js";
import { graphLayout, headsOf, mapSide, panels } from "./layout.js";
import { shapeOf } from "./shape.js";

/**
 * @import { Model } from "../../stream/model.js"
 * @import { Look, Strings } from "../../stream/given.d.ts"
 * @import { Parts } from "./skeleton.js"
 * @import { GraphLayout, Panels, StageRoom } from "../places.d.ts"
 */

/**
 * How to read the graph: what the inputs show, what the tiles, and what the lines between.
 *
 * @param {Model} model
 * @param {Strings} strings
 * @param {boolean} isDrawn
 */
function keyText(model, strings, isDrawn) {
  if (isDrawn) return [strings.key_drawn, strings.key_lines].join(" ");
  const inputs = model.image ? strings.key_image : strings.key_distributions;
  const isTable = model.image || model.arrays.distributions;
  const tiles = isTable ? [inputs, strings.key_map_tiles] : [strings.key_tiles];
  return [...tiles, strings.key_lines].join(" ");
}

/**
 * Say what graph and map are, and how to read the graph.
 *
 * @param {Parts} parts
 * @param {Model} model
 * @param {Strings} strings
 * @param {string} key
 */
function nameAll({ graphCanvas, mapCanvas, key: line }, model, strings, key) {
  const sizes = model.sizes.join(", ");
  graphCanvas.setAttribute("aria-label", fill(strings.graph, { sizes }));
  line.textContent = key;
  mapCanvas.setAttribute("aria-label", model.dimension === 1 ? strings.plot : strings.map);
}

/**
 * @typedef {object} Given
 * @property {Look} look
 * @property {number} width
 * @property {StageRoom} room  as `Room` measures it
 * @property {boolean} isPad  whether digits are drawn in the place of the map
 * @property {() => void} fitSwitches  shows the switches that are wanted over map and chart
 */

/**
 * Fit all into the room.
 *
 * @param {Parts} parts  of the skeleton
 * @param {Model} model
 * @param {Given} given
 * @returns {{sizes: Panels, layout: GraphLayout}}  of the panels, and of what is in the graph
 */
export function fit(parts, model, { look, width, room, isPad, fitSwitches }) {
  const { root, mapHead, inspector } = parts;
  const key = keyText(model, look.strings, isPad);
  const shape = shapeOf(model, look, width, key, room);
  const side = mapSide(width, { ...room, key: shape.key });
  root.dataset.heads = headsOf(side);
  root.style.setProperty("--side", `${side}px`);
  // Before the height of the switches is asked for.
  fitSwitches();
  const sizes = panels(width, shape, { ...room, head: mapHead.offsetHeight });
  root.style.setProperty("--side", `${sizes.column}px`);
  root.style.setProperty("--graph", `${sizes.graph.height}px`);
  inspector.style.minHeight = `${sizes.inspector}px`;
  nameAll(parts, model, look.strings, key);
  const isCompact = room.microscope && sizes.arrangement === "narrow";
  return { sizes, layout: graphLayout(sizes.graph, { ...shape, isCompact }) };
}
