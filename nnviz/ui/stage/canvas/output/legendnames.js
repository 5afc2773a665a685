// The names in the key under the big panel: whether they stand beside the ramp, and how they are
// put in lines where they do not.

import { areNamed, TITLE_LINE } from "../../kit/axes.js";
import { classText, hasNames } from "../../formula/notation.js";
import { cutTo } from "../../kit/text.js";
import { fill } from "../../kit/format.js";

/**
 * @import { DrawContext } from "../surfaces.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Strings } from "../../stream/given.d.ts"
 */

/**
 * @typedef {{k: number, x: number, text: string}} Entry  a class's number, and its name in a line
 */

// Where names of two classes stand beside it, it leaves them room; and more where they are told to
// be those of the points.
export const NARROW_BAR = 96;
export const SWATCH = 12;
export const LINE = 16;
// Between names; tighter where that saves a line.
const ENTRY_GAPS = [12, 9, 6];
// Of a map's width, what its axes take.
const MARGINS = 52;
// What the two shares take at the right, one under the other, and the space before them.
export const SHARES = 46;
export const SPACE = 10;

/**
 * What two classes are called in the key: by colour and by name, "blue = class 1".
 *
 * @param {Model} model
 * @param {Strings} strings
 */
export function pairOf(model, strings) {
  const [first, second] = model.classNames.map((name) => classText(model, name, strings));
  return [fill(strings.orange_is, { name: first }), fill(strings.blue_is, { name: second })];
}

/**
 * Whether the names of two classes fit beside the ramp, under a map that is `width` wide.
 *
 * @param {DrawContext} context
 * @param {string[]} pair
 * @param {number} width
 */
export function isPairBeside(context, pair, width) {
  const room = width - NARROW_BAR - SHARES - 2 * SPACE;
  return pair.every((text) => SWATCH + 4 + context.measureText(text).width <= room);
}

/**
 * Width of the words that tell that colours are those of the points, with the space after them.
 *
 * @param {DrawContext} context
 * @param {Strings} strings
 */
export const prefixWidth = (context, { points_are }) => context.measureText(points_are).width + 5;

/**
 * Lines of two names under the ramp: alike for every view, so that no map is larger than another.
 *
 * @param {DrawContext} context
 * @param {string[]} pair
 * @param {number} width
 * @param {Strings} strings
 */
export const pairRows = (context, pair, width, strings) =>
  classRows(context, pair, width - prefixWidth(context, strings), 1);

/**
 * What the key needs beyond its two lines, under a map that is `side` wide with its margins.
 *
 * @param {DrawContext} context
 * @param {Model} model
 * @param {number} side
 * @param {Strings} strings
 */
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
 *
 * @param {DrawContext} context
 * @param {Model} model
 * @param {Strings} strings
 * @param {number} width
 */
export function manyRows(context, model, strings, width) {
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
 * @param {DrawContext} context
 * @param {string[]} names
 * @param {number} width
 * @param {number} [across]  how many may stand in a line at least, however long they are
 * @returns {Entry[][]}
 */
function classRows(context, names, width, across = 3) {
  const found = ENTRY_GAPS.map((gap) => rowsWith(gap, context, names, width, across));
  const fewest = Math.min(...found.map(({ length }) => length));
  return found.find(({ length }) => length === fewest) ?? [];
}

/**
 * @param {number} gap
 * @param {DrawContext} context
 * @param {string[]} names
 * @param {number} width
 * @param {number} across
 * @returns {Entry[][]}
 */
function rowsWith(gap, context, names, width, across) {
  const most = Math.max(48, width / across - SWATCH - gap);
  /** @type {Entry[]} */
  let row = [];
  const rows = [row];
  let x = 0;
  names.forEach((name, k) => {
    const text = cutTo(context, name, most);
    const needed = SWATCH + 4 + context.measureText(text).width;
    if (x > 0 && x + needed > width) {
      row = [];
      rows.push(row);
      x = 0;
    }
    row.push({ k, x, text });
    x += needed + gap;
  });
  return rows;
}
