// Numbers and sentences as people read them.

export const MINUS = "\u2212";
const MISSING = "\u2013";

/** @param {string} text */
function withMinus(text) {
  return text.replace("-", MINUS);
}

/**
 * Three significant digits, short: 0.31, −1.2, 12.3, 4.5e−6; smaller ones than `least` by a power.
 *
 * @param {number} value
 * @param {number} [digits]
 * @param {number} [least]
 */
export function number(value, digits = 3, least = 1e-3) {
  if (!Number.isFinite(value)) return MISSING;
  const size = Math.abs(value);
  if (size !== 0 && (size < least || size >= 1e5)) {
    return withMinus(value.toExponential(1)).replace("e+", "e").replace("e-", `e${MINUS}`);
  }
  return withMinus(String(Number(value.toPrecision(digits))));
}

/**
 * A number by a power of ten, with no more digits than it has: 2e−5, −1.25e9.
 *
 * @param {number} value
 * @param {number} digits
 */
export function power(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  return withMinus(`${Number(mantissa)}e`) + withMinus(String(Number(exponent)));
}

/** A loss or an error, of steady width so that it can run without jumping. @param {number} value */
export function loss(value) {
  if (!Number.isFinite(value)) return MISSING;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e4)) {
    return withMinus(value.toExponential(2).replace("e+", "e").replace("e-", `e${MINUS}`));
  }
  return withMinus(value.toFixed(size < 10 ? 4 : 2));
}

/** @param {number} value */
export function percent(value) {
  return Number.isFinite(value) ? `${(100 * value).toFixed(1)}%` : MISSING;
}

/** @param {string} name @param {number} value */
export function metric(name, value) {
  return name.endsWith("accuracy") ? percent(value) : loss(value);
}

/**
 * A number with its thousands apart, and its decimals: −2,500.5.
 *
 * @param {number} value
 * @param {number} [decimals]
 */
export const grouped = (value, decimals = 3) =>
  withMinus(value.toLocaleString("en-US", { maximumFractionDigits: decimals }));

/**
 * A whole number with its thousands apart: 4,107; what comes after the point is dropped.
 *
 * @param {number} value
 */
export function whole(value) {
  return Math.floor(value).toLocaleString("en-US");
}

/**
 * Put values into a sentence with {named} placeholders.
 *
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
