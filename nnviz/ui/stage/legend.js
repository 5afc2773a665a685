// The key under the big panel: what the colours mean, with numbers and names, and which mark is
// which share.

import { areNamed, TITLE_LINE } from "./axes.js";
import { cutTo } from "./text.js";
import { drawPoint } from "./points.js";
import { number } from "./format.js";
import { channels, outlineOf, softened } from "./colour.js";

const BAR_WIDTH = 128;
const BAR_LINES = 30;
const SWATCH = 12;
const LINE = 16;
// Between names; tighter where that saves a line.
const ENTRY_GAPS = [12, 9, 6];
// Of a map's width, what its axes take.
const MARGINS = 52;

/** Whether the classes have names of their own, rather than numbers. */
export const hasNames = ({ classNames }) => classNames.some((name, k) => name !== String(k));

/** What the key needs beyond its two lines, under a map that is `side` wide with its margins. */
export function keyHeight(context, model, side) {
  const title = areNamed(model.axes) ? TITLE_LINE : 0;
  if (model.task === "regression") return title;
  const rows = classRows(context, model.classNames, side - MARGINS).length;
  if (model.task === "multiclass") return title + (rows - 1) * LINE;
  return title + (hasNames(model) ? rows * LINE : 0);
}

/** Names as they are placed in lines of a width: [{k, x, text}, ...] for each line. */
function classRows(context, names, width) {
  const found = ENTRY_GAPS.map((gap) => rowsWith(gap, context, names, width));
  const fewest = Math.min(...found.map(({ length }) => length));
  return found.find(({ length }) => length === fewest);
}

function rowsWith(gap, context, names, width) {
  const most = Math.max(48, width / 3 - SWATCH - gap);
  const rows = [[]];
  let x = 0;
  names.forEach((name, k) => {
    const text = cutTo(context, name, most);
    const needed = SWATCH + 4 + context.measureText(text).width;
    if (x > 0 && x + needed > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1).push({ k, x, text });
    x += needed + gap;
  });
  return rows;
}

/**
 * @param {{x: number, y: number, width: number}} place  left, top and the width there is
 * @param {?{scale: number, isProbability: boolean, oneClass: ?number, isOutput: boolean}} ramp
 *   what the ramp stands for, null for the colours of all classes
 */
export function drawLegend(context, model, look, place, ramp) {
  const { palette, font, strings } = look;
  context.font = `11px ${font}`;
  context.textBaseline = "top";
  let { y } = place;
  if (ramp) {
    const isOne = Number.isInteger(ramp.oneClass);
    const ends = isOne ? [palette.classes[ramp.oneClass]] : [palette.negative, palette.positive];
    drawBar(context, palette, place, ends, barLabels(model, ramp));
    if (model.task === "binary" && hasNames(model)) {
      const colours = [palette.negative, palette.positive];
      drawNames(context, model, palette, { ...place, y: y + BAR_LINES }, colours);
    }
  } else {
    y = drawNames(context, model, palette, place, palette.classes);
    context.fillText(strings.fainter, place.x, y);
  }
  drawShares(context, model, look, { ...place, y });
}

function barLabels(model, { scale, isProbability, oneClass, isOutput }) {
  if (isProbability || Number.isInteger(oneClass)) return ["0", "0.5", "1"];
  const isInUnit = isOutput && model.task === "regression";
  return [-scale, 0, scale].map((value) => number(isInUnit ? model.inUnit(value) : value));
}

/** A ramp from end to end, or from neutral to one end, with three labels. */
export function drawBar(context, palette, { x, y }, ends, labels) {
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
  labels.forEach((label, i) => {
    context.textAlign = ["left", "center", "right"][i];
    context.fillText(label, x + (BAR_WIDTH * i) / 2, y + 13);
  });
}

/** @returns {number} where the next line begins */
function drawNames(context, { classNames }, palette, { x, y, width }, colours) {
  context.textAlign = "left";
  const rows = classRows(context, classNames, width);
  rows.forEach((row, line) => {
    for (const { k, x: left, text } of row) {
      context.fillStyle = colours[k];
      context.beginPath();
      context.roundRect(x + left, y + line * LINE - 1, SWATCH, SWATCH, 3);
      context.fill();
      context.strokeStyle = palette.outline;
      context.lineWidth = 0.5;
      context.stroke();
      context.fillStyle = palette.muted;
      context.fillText(text, x + left + SWATCH + 4, y + line * LINE);
    }
  });
  return y + rows.length * LINE;
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
    const fill = channels(model.dimension === 1 ? palette[kind] : anyClass);
    drawPoint(context, kind, right, y + 5, 3.8, { fill, ...outlineOf(palette, kind, fill) });
    right -= 15;
  }
}
