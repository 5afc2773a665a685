// What every neuron answers to one sample: each tile in the one colour of its answer, with the
// number where there is room.

import { brief } from "../../formula/exact.js";
import { probabilityColour, signColour } from "../../kit/colour.js";

const ROOM_FOR_NUMBER = 24;

/** One number for each neuron after the inputs, layer after layer, as the server sends them. */
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

/** For each layer the answer that has the deepest colour: its largest, but 1 at least. */
function largestOf(model, answers) {
  return model.sizes.map((size, layer) => {
    if (layer === 0) return 1;
    const start = model.tileIndex(layer, 0);
    return answers.slice(start, start + size).reduce((most, a) => Math.max(most, Math.abs(a)), 1);
  });
}

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
