// The graph at a stop of the microscope: what it speaks of is framed and carries its numbers, all
// else steps back.

import { brief } from "../../formula/exact.js";

/**
 * @import { DrawContext } from "../surfaces.d.ts"
 * @import { NetworkView } from "./network.js"
 */

const REACH = 4;
const RADIUS = 7;
// Closer to each other than this, numbers would hide each other.
const VALUE_PITCH = 18;

/**
 * Frames around what a stop speaks of, a veil over the rest.
 *
 * @param {DrawContext} context
 * @param {NetworkView} view
 */
export function drawStop(context, { focus, look, model, size, tiles }) {
  if (focus?.kind !== "stop") return;
  const places = new Map(
    focus.nodes.map(([layer, index]) => [
      `${layer},${layer ? index : model.activeFeatures[index]}`,
      String([layer, index]) === String(focus.chosen),
    ]),
  );
  for (const { layer, index, x, y, width, height, slack } of tiles) {
    const isChosen = places.get(`${layer},${index}`);
    const reach = Math.min(REACH, slack);
    const right = Math.min(x + width + reach, size.width - 1.5);
    context.beginPath();
    context.roundRect(
      x - reach,
      y - reach,
      right - x + reach,
      height + 2 * reach,
      Math.min(RADIUS, height / 4),
    );
    if (isChosen === undefined) {
      context.globalAlpha = 0.72;
      context.fillStyle = look.background;
      context.fill();
      context.globalAlpha = 1;
    } else if (slack > 0 || isChosen || focus.nodes.length < model.features.length) {
      context.strokeStyle = isChosen ? look.palette.ink : look.palette.muted;
      context.lineWidth = isChosen ? 2.5 : 1;
      context.stroke();
    }
  }
}

/**
 * Today's numbers of the neurons that a stop speaks of, on them, where there is room for them.
 *
 * @param {DrawContext} context
 * @param {NetworkView} view
 */
export function drawValues(context, { focus, layout, look, model, size }) {
  if (focus?.kind !== "stop") return;
  context.font = `600 11px ${look.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [layer, index, value] of focus.values) {
    const { nodes, height } = layout.columns[layer];
    const next = nodes[1] ? nodes[1].y - nodes[0].y : Infinity;
    if ((layer === 0 && layout.columns[0].across > 1) || next < VALUE_PITCH) continue;
    const { x, y } = nodes[layer ? index : model.activeFeatures[index]];
    const middle = y + height / 2 - 3;
    const text = brief(value);
    const half = context.measureText(text).width / 2 + 5;
    const left = Math.min(x - half, size.width - 2 * half - 1);
    context.beginPath();
    context.roundRect(left, middle - 8, 2 * half, 16, 8);
    context.fillStyle = look.background;
    context.fill();
    context.strokeStyle = look.palette.outline;
    context.lineWidth = 1;
    context.stroke();
    context.fillStyle = look.palette.ink;
    context.fillText(text, left + half, middle + 0.5);
  }
}
