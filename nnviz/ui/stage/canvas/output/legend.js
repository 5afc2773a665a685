// The key under the big panel: what the colours mean, with numbers and names, and which mark is
// which share.

import { areNamed, TITLE_LINE } from "../../kit/axes.js";
import { cutTo } from "../../kit/text.js";
import { drawPoint } from "./points.js";
import { classText, hasNames } from "../../formula/notation.js";
import { fill, number } from "../../kit/format.js";
import { channels, outlineOf, softened } from "../../kit/colour.js";

const BAR_WIDTH = 128;
// Where names of two classes stand beside it, it leaves them room; and more where they are told to
// be those of the points.
const NARROW_BAR = 96;
const NARROWEST_BAR = 64;
const BAR_LINES = 30;
const SWATCH = 12;
const LINE = 16;
// Between names; tighter where that saves a line.
const ENTRY_GAPS = [12, 9, 6];
// Of a map's width, what its axes take.
const MARGINS = 52;
// What the two shares take at the right, one under the other, and the space before them.
const SHARES = 46;
const SHARES_FROM = 0.8;
const SPACE = 10;

/** What two classes are called in the key: by colour and by name, "blue = class 1". */
function pairOf(model, strings) {
  const [first, second] = model.classNames.map((name) => classText(model, name, strings));
  return [fill(strings.orange_is, { name: first }), fill(strings.blue_is, { name: second })];
}

/** Whether the names of two classes fit beside the ramp, under a map that is `width` wide. */
function isPairBeside(context, pair, width) {
  const room = width - NARROW_BAR - SHARES - 2 * SPACE;
  return pair.every((text) => SWATCH + 4 + context.measureText(text).width <= room);
}

/** Width of the words that tell that colours are those of the points, with the space after them. */
const prefixWidth = (context, { points_are }) => context.measureText(points_are).width + 5;

/**
 * Lines of two names under the ramp: alike for every view, so that no map is larger than another.
 */
const pairRows = (context, pair, width, strings) =>
  classRows(context, pair, width - prefixWidth(context, strings), 1);

/** What the key needs beyond its two lines, under a map that is `side` wide with its margins. */
export function keyHeight(context, model, side, strings) {
  const title = areNamed(model.axes) ? TITLE_LINE : 0;
  if (model.task === "regression") return title;
  const width = side - MARGINS;
  if (model.task === "binary") {
    const pair = pairOf(model, strings);
    if (isPairBeside(context, pair, width)) return title;
    return title + pairRows(context, pair, width, strings).length * LINE;
  }
  return title + (manyRows(context, model, strings, width).length - 1) * LINE;
}

/**
 * Lines of many names: the first of bare numbers tells that they are classes, where it has room.
 */
function manyRows(context, model, strings, width) {
  const { classNames } = model;
  const rows = classRows(context, classNames, width);
  if (hasNames(model)) return rows;
  const told = classNames.map((name, k) => (k ? name : fill(strings.class_named, { name })));
  const longer = classRows(context, told, width);
  return longer.length === rows.length ? longer : rows;
}

/**
 * Names as they are placed in lines of a width: [{k, x, text}, ...] for each line.
 *
 * @param {number} across  how many may stand in a line at least, however long they are
 */
function classRows(context, names, width, across = 3) {
  const found = ENTRY_GAPS.map((gap) => rowsWith(gap, context, names, width, across));
  const fewest = Math.min(...found.map(({ length }) => length));
  return found.find(({ length }) => length === fewest);
}

function rowsWith(gap, context, names, width, across) {
  const most = Math.max(48, width / across - SWATCH - gap);
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

function barLabels(model, { scale, isProbability, oneClass, isOutput }) {
  if (isProbability || Number.isInteger(oneClass)) return ["0", "0.5", "1"];
  const isInUnit = isOutput && model.task === "regression";
  return [-scale, 0, scale].map((value) => number(isInUnit ? model.inUnit(value) : value));
}

/** A ramp from end to end, or from neutral to one end, with three labels. */
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
    context.textAlign = ["left", "center", "right"][i];
    context.fillText(label, x + (width * i) / 2, y + 13);
  });
}

/**
 * @param {Array} rows  of `classRows`
 * @param {boolean} ofPoints  whether the colours are those of the points alone, and so round
 * @returns {number} where the next line begins
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
 * @param {number} across  from its left end, 0, to its right end, 1
 * @param {boolean} isOutput  whether the map shows the network's answer
 */
export function legendHint(model, strings, across, isOutput) {
  if (across > SHARES_FROM) return model.isTested ? strings.hint_shares : strings.hint_train_points;
  if (!isOutput) return strings.hint_legend_neuron;
  return model.task === "regression" ? strings.hint_legend_value : strings.hint_legend;
}

/** Whose points are on the map: what is lit up shows those of both shares. */
function sharesShown(model, { options }) {
  const both = options.show_test || model.frame?.header.spotlight;
  return both && model.isTested ? ["train", "test"] : ["train"];
}

/** Which mark is which share, side by side or one under the other. */
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
