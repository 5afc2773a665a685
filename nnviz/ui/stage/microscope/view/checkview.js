// How far the derivative of backpropagation is from that of finite differences, in words.

import { brief } from "../../formula/exact.js";
import { element } from "../../kit/dom.js";
import { fill, number } from "../../kit/format.js";
import { math, numberNode } from "../../formula/mathnodes.js";

/**
 * @import { checkOf } from "../walk/walk.js"
 * @import { Strings } from "../../stream/given.d.ts"
 */

// float32 has seven digits.
const DIGITS = 7;

/** @typedef {NonNullable<ReturnType<typeof checkOf>>} Check */

/** @param {Check} check @param {Strings} strings */
export function checkView(check, strings) {
  const [before, after] = strings.numerical_is.split("{value}");
  const numerical = element("span", {}, math("math", null, numberNode(check.numerical)));
  const found = [
    element("p", {}, before, numerical, after),
    element("p", { class: "agreement", text: agreement(check, strings) }),
  ];
  if (Number.isFinite(check.ofLayer)) {
    const value = number(check.ofLayer);
    found.push(element("p", { text: fill(strings.layer_agrees, { value }) }));
  }
  return found;
}

/** @param {Check} check @param {Strings} strings */
function agreement({ difference, areZero }, strings) {
  if (areZero) return strings.both_are_zero;
  const digits = difference ? Math.floor(-Math.log10(difference)) : DIGITS;
  if (digits >= DIGITS) return fill(strings.all_digits_agree, { digits: DIGITS });
  if (digits === 1) return strings.one_digit_agrees;
  if (digits > 1) return fill(strings.digits_agree, { digits });
  return fill(strings.no_digits_agree, { share: brief(difference) });
}
