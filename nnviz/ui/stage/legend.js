// The key under the big panel: what the colours mean, with numbers, and which mark is which share.

import { softened } from "./colour.js";
import { drawMark } from "./points.js";
import { number } from "./format.js";

const BAR_WIDTH = 128;

/**
 * @param {{x: number, y: number, width: number}} place  left, top and the width there is
 * @param {?{scale: number, isProbability: boolean, oneClass: ?number}} ramp  what the ramp stands
 *   for, null for the colours of all classes
 */
export function drawLegend(context, model, look, place, ramp) {
  const { palette, font } = look;
  context.font = `11px ${font}`;
  context.textBaseline = "top";
  if (ramp) drawBar(context, palette, place, ramp);
  else drawClasses(context, model, look, place);
  drawShares(context, model, look, place);
}

function drawBar(context, palette, { x, y }, { scale, isProbability, oneClass }) {
  const ofClass = Number.isInteger(oneClass);
  const ends = ofClass ? [palette.classes[oneClass]] : [palette.negative, palette.positive];
  const stops = ends.map((end) => softened(palette, end));
  stops.splice(ends.length - 1, 0, palette.neutral);
  const gradient = context.createLinearGradient(x, 0, x + BAR_WIDTH, 0);
  stops.forEach((colour, i) => gradient.addColorStop(i / (stops.length - 1), colour));
  context.fillStyle = gradient;
  context.beginPath();
  context.roundRect(x, y, BAR_WIDTH, 9, 3);
  context.fill();
  context.strokeStyle = palette.outline;
  context.lineWidth = 0.5;
  context.stroke();
  context.fillStyle = palette.muted;
  const labels = isProbability || ofClass ? ["0", "0.5", "1"] : [-scale, 0, scale].map((v) => number(v));
  labels.forEach((label, i) => {
    context.textAlign = ["left", "center", "right"][i];
    context.fillText(label, x + (BAR_WIDTH * i) / 2, y + 13);
  });
}

function drawClasses(context, model, { palette, strings }, { x, y }) {
  context.textAlign = "left";
  for (let k = 0; k < model.classCount; k++) {
    context.fillStyle = palette.classes[k];
    context.beginPath();
    context.roundRect(x + k * 30, y - 1, 12, 12, 3);
    context.fill();
    context.fillStyle = palette.muted;
    context.fillText(String(k), x + k * 30 + 16, y);
  }
  context.fillText(strings.fainter, x, y + 15);
}

/** Which mark is which share. */
export function drawShares(context, model, { palette, strings, options, dark, font }, { x, y, width }) {
  context.font = `11px ${font}`;
  context.textBaseline = "top";
  context.textAlign = "right";
  let right = x + width;
  // What is lit up shows points of both shares.
  const both = options.show_test || model.frame?.header.spotlight;
  const kinds = both ? ["test", "train"] : ["train"];
  for (const kind of kinds) {
    const text = strings[`${kind}_points`];
    context.fillStyle = palette.muted;
    context.fillText(text, right, y);
    right -= context.measureText(text).width + 9;
    const anyClass = dark ? palette.outline : palette.muted;
    context.fillStyle = model.dimension === 1 ? palette[kind] : anyClass;
    context.strokeStyle = kind === "train" ? palette.train_point : palette.test_point;
    context.lineWidth = 1;
    context.beginPath();
    drawMark(context, kind, right, y + 5, 3.8);
    context.fill();
    context.stroke();
    right -= 15;
  }
}
