// Names that people gave to columns and classes can be of any length: cut to the room there is.

/** @import { DrawContext } from "../canvas/surfaces.d.ts" */

const ELLIPSIS = "\u2026";

/**
 * @param {DrawContext} context  with the font that the text is going to have
 * @param {string} text
 * @param {number} width  that there is, in pixels
 */
export function cutTo(context, text, width) {
  if (context.measureText(text).width <= width) return text;
  const letters = Array.from(text);
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    const isWithin = context.measureText(start(letters, middle)).width <= width;
    if (isWithin) fits = middle;
    else tooMany = middle;
  }
  return start(letters, fits);
}

/** At most so many letters. @param {string} text @param {number} most */
export function shorten(text, most) {
  const letters = Array.from(text);
  return letters.length <= most ? text : start(letters, most - 1);
}

/** @param {string[]} letters @param {number} count */
const start = (letters, count) => letters.slice(0, count).join("").trimEnd() + ELLIPSIS;

/** Width of the longest of some texts. @param {DrawContext} context @param {string[]} texts */
export function longest(context, texts) {
  return texts.reduce((most, text) => Math.max(most, context.measureText(text).width), 0);
}
