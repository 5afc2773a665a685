// The key under the big panel: what the colours mean, with numbers and names, and which mark is
// which share.

import { cutTo } from "../../kit/text.js";
import { drawPoint } from "./points.js";
import { number } from "../../kit/format.js";
import { channels, outlineOf, softened } from "../../kit/colour.js";
import {
  isPairBeside,
  LINE,
  manyRows,
  NARROW_BAR,
  pairOf,
  pairRows,
  prefixWidth,
  SHARES,
  SPACE,
  SWATCH,
} from "./legendnames.js";

/**
 * @import { Entry } from "./legendnames.js"
 * @import { DrawContext } from "../surfaces.d.ts"
 * @import { Look, Palette, Share, Strings } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 */

/** @typedef {{x: number, y: number, width: number}} Place  left, top and the width there is */

/**
 * What the ramp stands for.
 *
 * @typedef {object} Ramp
 * @property {number} scale
 * @property {boolean} isProbability
 * @property {number | null | undefined} oneClass  the class whose probability it is
 * @property {boolean} isOutput
 */

const BAR_WIDTH = 128;
const NARROWEST_BAR = 64;
const BAR_LINES = 30;
/** Where the three labels of a ramp stand at their places. @type {CanvasTextAlign[]} */
const ALIGNED = ["left", "center", "right"];
const SHARES_FROM = 0.8;

/**
 * @param {DrawContext} context
 * @param {Model} model
 * @param {Look} look
 * @param {Place} place  left, top and the width there is
 * @param {Ramp | null} ramp
 */
export function drawLegend(context, model, look, place, ramp) {
  const { palette, font, strings } = look;
  context.font = `11px ${font}`;
  context.textBaseline = "top";
  let { y } = place;
  if (ramp) {
    const { oneClass } = ramp;
    const ends =
      typeof oneClass === "number"
        ? [palette.classes[oneClass]]
        : [palette.negative, palette.positive];
    const pair = model.task === "binary" ? pairOf(model, strings) : null;
    const isBeside = pair && isPairBeside(context, pair, place.width);
    // A neuron has colours of its own: those of the classes are the points'.
    const prefix = pair && !ramp.isOutput ? prefixWidth(context, strings) : 0;
    let barWidth = Math.min(BAR_WIDTH, place.width - SHARES - SPACE);
    if (isBeside) {
      const widest = Math.max(...pair.map((text) => context.measureText(text).width)) + SWATCH + 4;
      const left = place.width - SHARES - 2 * SPACE - prefix - widest;
      barWidth = Math.max(NARROWEST_BAR, Math.min(NARROW_BAR, left));
    }
    drawBar(context, palette, place, ends, barLabels(model, ramp), barWidth);
    if (pair) {
      const colours = [palette.negative, palette.positive];
      const room = place.width - barWidth - SHARES - 2 * SPACE - prefix - SWATCH - 4;
      const [x, top, rows] = isBeside
        ? [
            place.x + barWidth + SPACE,
            y - 2,
            pair.map((text, k) => [{ k, x: 0, text: cutTo(context, text, room) }]),
          ]
        : [place.x, y + BAR_LINES, pairRows(context, pair, place.width, strings)];
      if (prefix) {
        context.textAlign = "left";
        context.fillStyle = palette.muted;
        context.fillText(strings.points_are, x, top);
      }
      drawNames(context, rows, palette, { x: x + prefix, y: top }, colours, Boolean(prefix));
    }
    const isCramped = place.width < barWidth + 2 * (SHARES + SPACE);
    drawShares(context, model, look, { ...place, y }, isBeside || isCramped);
    return;
  }
  const rows = manyRows(context, model, strings, place.width);
  y = drawNames(context, rows, palette, place, palette.classes);
  const kinds = sharesShown(model, look).length;
  if (context.measureText(strings.fainter).width + kinds * SHARES <= place.width) {
    context.fillText(strings.fainter, place.x, y);
  }
  drawShares(context, model, look, { ...place, y });
}

/** @param {Model} model @param {Ramp} ramp */
function barLabels(model, { scale, isProbability, oneClass, isOutput }) {
  if (isProbability || Number.isInteger(oneClass)) return ["0", "0.5", "1"];
  const isInUnit = isOutput && model.task === "regression";
  return [-scale, 0, scale].map((value) => number(isInUnit ? model.inUnit(value) : value));
}

/**
 * A ramp from end to end, or from neutral to one end, with three labels.
 *
 * @param {DrawContext} context
 * @param {Palette} palette
 * @param {{x: number, y: number}} place
 * @param {string[]} ends
 * @param {string[]} labels
 * @param {number} [width]
 */
export function drawBar(context, palette, { x, y }, ends, labels, width = BAR_WIDTH) {
  const stops = ends.map((end) => softened(palette, end));
  stops.splice(ends.length - 1, 0, palette.neutral);
  const gradient = context.createLinearGradient(x, 0, x + width, 0);
  stops.forEach((colour, i) => gradient.addColorStop(i / (stops.length - 1), colour));
  context.fillStyle = gradient;
  context.beginPath();
  context.roundRect(x, y, width, 9, 3);
  context.fill();
  context.strokeStyle = palette.outline;
  context.lineWidth = 0.5;
  context.stroke();
  context.fillStyle = palette.muted;
  const needed = labels.reduce((sum, label) => sum + context.measureText(label).width + 4, 0);
  labels.forEach((label, i) => {
    if (i === 1 && needed > width) return;
    context.textAlign = ALIGNED[i];
    context.fillText(label, x + (width * i) / 2, y + 13);
  });
}

/**
 * @param {DrawContext} context
 * @param {Entry[][]} rows  of `classRows`
 * @param {Palette} palette
 * @param {{x: number, y: number}} place
 * @param {string[]} colours
 * @param {boolean} [ofPoints]  whether the colours are those of the points alone, and so round
 * @returns {number}  where the next line begins
 */
function drawNames(context, rows, palette, { x, y }, colours, ofPoints = false) {
  context.textAlign = "left";
  rows.forEach((row, line) => {
    for (const { k, x: left, text } of row) {
      context.fillStyle = colours[k];
      context.beginPath();
      context.roundRect(x + left, y + line * LINE - 1, SWATCH, SWATCH, ofPoints ? SWATCH / 2 : 3);
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

/**
 * What is said of the key at a place in it.
 *
 * @param {Model} model
 * @param {Strings} strings
 * @param {number} across  from its left end, 0, to its right end, 1
 * @param {boolean} isOutput  whether the map shows the network's answer
 */
export function legendHint(model, strings, across, isOutput) {
  if (across > SHARES_FROM) return model.isTested ? strings.hint_shares : strings.hint_train_points;
  if (!isOutput) return strings.hint_legend_neuron;
  return model.task === "regression" ? strings.hint_legend_value : strings.hint_legend;
}

/**
 * Whose points are on the map: what is lit up shows those of both shares.
 *
 * @param {Model} model
 * @param {Look} look
 * @returns {Share[]}
 */
function sharesShown(model, { options }) {
  const both = options.show_test || model.frame?.header.spotlight;
  return both && model.isTested ? ["train", "test"] : ["train"];
}

/**
 * Which mark is which share, side by side or one under the other.
 *
 * @param {DrawContext} context
 * @param {Model} model
 * @param {Look} look
 * @param {Place} place
 * @param {boolean} [isStacked]
 */
export function drawShares(context, model, look, { x, y, width }, isStacked = false) {
  const { palette, strings, dark, font } = look;
  context.font = `11px ${font}`;
  context.textBaseline = "top";
  context.textAlign = "right";
  let right = x + width;
  let top = y;
  const kinds = sharesShown(model, look);
  for (const kind of isStacked ? kinds : kinds.reverse()) {
    const text = strings[`${kind}_points`];
    context.fillStyle = palette.muted;
    context.fillText(text, right, top);
    right -= context.measureText(text).width + 9;
    const anyClass = dark ? palette.outline : palette.muted;
    const inside = channels(model.dimension === 1 ? palette[kind] : anyClass);
    const colours = { fill: inside, ...outlineOf(palette, kind, inside) };
    drawPoint(context, kind, right, top + 5, 3.8, colours);
    right = isStacked ? x + width : right - 15;
    if (isStacked) top += LINE;
  }
}
