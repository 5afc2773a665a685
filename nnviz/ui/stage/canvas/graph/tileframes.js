// What stands still in the graph: borders of tiles, names of inputs and outputs, captions.

import { cutTo } from "../../kit/text.js";
import { inputFont } from "../layout/shape.js";

/**
 * @import { DrawContext } from "../surfaces.d.ts"
 * @import { NetworkView } from "./network.js"
 */

const RADIUS = 5;
const LABEL_GAP = 8;

/**
 * Rounded borders and names: all that only a new scene, theme or trouble changes.
 *
 * @param {DrawContext} context
 * @param {NetworkView} view
 * @param {number | null} troubleLayer
 */
export function drawFrames(context, view, troubleLayer) {
  const { look, model, tiles } = view;
  const { palette, background } = look;
  context.textBaseline = "middle";
  for (const tile of tiles) {
    const { layer, x, y, width, height, off } = tile;
    if (layer === 0 && model.image) continue;
    const radius = Math.min(RADIUS, height / 5);
    // The corners are painted over with the background rather than clipped at every frame.
    context.fillStyle = background;
    context.beginPath();
    context.rect(x - 0.5, y - 0.5, width + 1, height + 1);
    context.roundRect(x, y, width, height, radius);
    context.fill("evenodd");
    const alarmed = layer > 0 && layer === troubleLayer;
    context.strokeStyle = alarmed ? palette.alarm : palette.outline;
    context.lineWidth = alarmed ? 2.5 : 1;
    context.globalAlpha = off ? 0.55 : 1;
    context.beginPath();
    context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, radius);
    context.stroke();
    context.globalAlpha = 1;
  }
  drawInputNames(context, view);
  drawOutputNames(context, view);
  drawCaptions(context, view);
}

/** @param {DrawContext} context @param {NetworkView} view */
function drawInputNames(context, { look, layout, model, tiles }) {
  const { kind, labels, height } = layout.columns[0];
  if (kind !== "column") return;
  const { palette } = look;
  context.font = inputFont(model, look, height);
  context.textAlign = "right";
  for (const { layer, index, x, y, off } of tiles) {
    if (layer > 0) continue;
    context.fillStyle = off ? palette.muted : palette.ink;
    context.globalAlpha = off ? 0.8 : 1;
    const text = cutTo(context, model.inputNames[index], labels - LABEL_GAP - 2);
    context.fillText(text, x - LABEL_GAP, y + height / 2);
  }
  context.globalAlpha = 1;
}

/** @param {DrawContext} context @param {NetworkView} view */
function drawOutputNames(context, { look, layout, model, tiles }) {
  const { outputLabel } = layout;
  if (!outputLabel) return;
  context.font = `11px ${look.font}`;
  context.textAlign = "left";
  context.fillStyle = look.palette.muted;
  for (const { layer, index, x, y, width, height } of tiles) {
    if (layer !== model.lastLayer) continue;
    const text = cutTo(context, model.classNames[index], outputLabel - 4);
    context.fillText(text, x + width + 5, y + height / 2);
  }
}

/** @param {DrawContext} context @param {NetworkView} view */
function drawCaptions(context, { look, layout, model, size }) {
  const { strings, palette, font } = look;
  const { columns } = layout;
  context.textAlign = "center";
  context.fillStyle = palette.muted;
  const pitch = columns[1].x - columns[0].right + columns[0].width / 2;
  context.font = `${pitch < 60 ? 10 : 12}px ${font}`;
  columns.forEach(({ layer, x }) => {
    // Hidden layers have a stepper above and their activation below it.
    const hidden = layer > 0 && layer < model.lastLayer;
    const text = hidden
      ? model.activations[layer - 1].name.replace("_", " ")
      : layer === 0
        ? strings.inputs
        : strings.output;
    const half = context.measureText(text).width / 2;
    const place = Math.min(size.width - half - 1, Math.max(half + 1, x));
    context.fillText(text, place, layout.head - 14, pitch * 1.05);
  });
}
