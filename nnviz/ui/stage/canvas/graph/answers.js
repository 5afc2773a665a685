// What every neuron answers to one sample: each tile in the one colour of its answer, with the
// number where there is room.

import { brief } from "../../formula/exact.js";
import { probabilityColour, signColour } from "../../kit/colour.js";

/**
 * @import { DrawContext } from "../surfaces.d.ts"
 * @import { Look } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { NetworkView } from "./network.js"
 */

const ROOM_FOR_NUMBER = 24;

/**
 * One number for each neuron after the inputs, layer after layer, as the server sends them.
 *
 * @param {DrawContext} context
 * @param {NetworkView} view
 * @param {Float32Array} answers
 */
export function drawAnswers(context, { model, tiles, look }, answers) {
  const { palette } = look;
  const largest = largestOf(model, answers);
  for (const { layer, index, x, y, width, height } of tiles) {
    if (layer === 0) continue;
    const value = answers[model.tileIndex(layer, index)];
    const isShare = layer === model.lastLayer && model.task === "multiclass";
    context.fillStyle = isShare
      ? probabilityColour(palette, index, value)
      : signColour(palette, value / largest[layer]);
    context.fillRect(x, y, width, height);
    if (Math.min(width, height) >= ROOM_FOR_NUMBER) {
      drawNumber(context, look, brief(value), x + width / 2, y + height / 2);
    }
  }
}

/**
 * For each layer the answer that has the deepest colour: its largest, but 1 at least.
 *
 * @param {Model} model
 * @param {Float32Array} answers
 */
function largestOf(model, answers) {
  return model.sizes.map((size, layer) => {
    if (layer === 0) return 1;
    const start = model.tileIndex(layer, 0);
    return answers.slice(start, start + size).reduce((most, a) => Math.max(most, Math.abs(a)), 1);
  });
}

/**
 * @param {DrawContext} context
 * @param {Look} look
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
function drawNumber(context, look, text, x, y) {
  context.font = `600 10.5px ${look.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const half = context.measureText(text).width / 2 + 3;
  context.beginPath();
  context.roundRect(x - half, y - 7, 2 * half, 14, 7);
  context.fillStyle = look.background;
  context.globalAlpha = 0.85;
  context.fill();
  context.globalAlpha = 1;
  context.fillStyle = look.palette.ink;
  context.fillText(text, x, y + 0.5);
}

/**
 * What the last layer gives for each class, from 0 to 1, or null without answers.
 *
 * @param {Model} model
 * @param {Float32Array | undefined} answers
 */
export function sharesOf({ outputCount, outputKind }, answers) {
  if (!answers) return null;
  const outputs = [...answers.slice(answers.length - outputCount)];
  if (outputCount > 1) return outputs.map((value) => Math.max(0, Math.min(1, value)));
  const [value] = outputs;
  const share = outputKind === "probability" ? value : (value + 1) / 2;
  return [1 - share, share].map((part) => Math.max(0, Math.min(1, part)));
}
