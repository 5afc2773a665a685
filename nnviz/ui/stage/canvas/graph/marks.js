// Signs on the graph's tiles and edges: how large a bias is, what is off, what is frozen.

import { isSilenced } from "./interventions.js";
import { pathFor } from "../../kit/surface.js";

/**
 * @import { DrawContext } from "../surfaces.d.ts"
 * @import { Palette } from "../../stream/given.d.ts"
 * @import { NetworkView } from "./network.js"
 */

/**
 * A dot at each neuron's lower left corner: colour for the sign, size for the bias.
 *
 * @param {DrawContext} context
 * @param {NetworkView} view
 */
export function drawBiases(context, { model, layout, tiles, look }) {
  const { palette, background } = look;
  const unit = Math.max(1.6, layout.tile / 16);
  const paths = [pathFor(context), pathFor(context)];
  const rims = pathFor(context);
  for (const { layer, index, x, y } of tiles) {
    if (layer === 0) continue;
    const bias = model.bias(layer, index);
    const radius = unit * (0.75 + 1.5 * (1 - Math.exp(-Math.abs(bias) / 1.5)));
    const [cx, cy] = [x + 1, y + layout.tile - 1];
    const path = paths[bias < 0 ? 0 : 1];
    path.moveTo(cx + radius, cy);
    path.arc(cx, cy, radius, 0, 7);
    rims.moveTo(cx + radius + 1.3, cy);
    rims.arc(cx, cy, radius + 1.3, 0, 7);
  }
  context.fillStyle = background;
  context.fill(rims);
  context.fillStyle = palette.negative_line;
  context.fill(paths[0]);
  context.fillStyle = palette.positive_line;
  context.fill(paths[1]);
}

/**
 * What a person holds still: a bar across a neuron that is off, a pin on what is frozen.
 *
 * @param {DrawContext} context
 * @param {NetworkView} view
 */
export function drawHeld(context, { model, layout, tiles, edges, look }) {
  const { palette, background } = look;
  const { header } = model.shown;
  /** @type {[string, number][]} */
  const strokes = [
    [background, 6],
    [palette.alarm, 2.5],
  ];
  context.lineCap = "round";
  for (const { layer, index, x, y } of tiles) {
    if (!isSilenced(header, layer, index)) continue;
    const inset = layout.tile * 0.16;
    for (const [colour, width] of strokes) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(x + inset, y + inset);
      context.lineTo(x + layout.tile - inset, y + layout.tile - inset);
      context.stroke();
    }
  }
  const frozen = new Set(header.frozen);
  for (const { layer, index, x, y } of tiles) {
    if (layer === 0 || !frozen.has(model.weightIndex(layer, model.sizes[layer - 1], index))) {
      continue;
    }
    drawPin(context, palette, background, x + 1, y + layout.tile - 1, 6.5);
  }
  for (const [x, y] of edges.middlesOf(frozen)) drawPin(context, palette, background, x, y, 3.5);
  context.lineCap = "butt";
}

/**
 * A square ring: what it surrounds does not move.
 *
 * @param {DrawContext} context
 * @param {Palette} palette
 * @param {string} background
 * @param {number} x
 * @param {number} y
 * @param {number} half
 */
function drawPin(context, palette, background, x, y, half) {
  context.fillStyle = background;
  if (half < 5) context.fillRect(x - half, y - half, 2 * half, 2 * half);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.75;
  context.strokeRect(x - half, y - half, 2 * half, 2 * half);
}
