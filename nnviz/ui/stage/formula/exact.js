// Numbers of the microscope: short in the formulas, and whole where a person looks closer.

import { number } from "../kit/format.js";

const MINUS = "\u2212";
// More digits than this no float32 needs to be told from its neighbours.
const DIGITS = 9;

/**
 * As on the rest of the stage, and honest about what is no number any more.
 *
 * @param {number} value
 * @param {number} [digits]
 */
export function brief(value, digits = 3) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? `${MINUS}\u221e` : "\u221e";
  return number(value, digits);
}

/** The shortest decimal that means just this float32. @param {number} value */
export function whole32(value) {
  if (!Number.isFinite(value)) return brief(value);
  const single = Math.fround(value);
  for (let digits = 1; digits <= DIGITS; digits++) {
    const text = single.toPrecision(digits);
    if (Math.fround(Number(text)) === single) return tidy(Number(text));
  }
  return tidy(single);
}

/** @param {number} value */
function tidy(value) {
  return String(value).replace("-", MINUS).replace("e-", `e${MINUS}`).replace("e+", "e");
}

/** Whether the short form leaves nothing out. @param {number} value */
export function isExact(value) {
  return Number(brief(value).replaceAll(MINUS, "-")) === value;
}
