// Gives the stage's parts their sizes, for the width and the room that there are.

import { graphLayout, headsOf, mapSide, panels } from "./layout.js";
import { shapeOf } from "./shape.js";

/**
 * Fit all into the room.
 *
 * @param {object} parts  of the skeleton
 * @param {object} model
 * @param {{look: object, width: number, room: object, key: string, fitSwitches: Function}} given
 *   room as `Room` measures it, key: the text below the graph, fitSwitches() shows the switches
 *   that are wanted over map and chart
 * @returns {{sizes: object, layout: object}}  of the panels, and of what is in the graph
 */
export function fit(parts, model, { look, width, room, key, fitSwitches }) {
  const { root, mapHead, inspector } = parts;
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
  const isCompact = room.microscope && sizes.arrangement === "narrow";
  return { sizes, layout: graphLayout(sizes.graph, { ...shape, isCompact }) };
}
