// The example that a stop looks at: its inputs (pixels also as the picture that they are) and its
// target, in one row that stays small however many there are.

import { classText } from "../../formula/notation.js";
import { element } from "../../kit/dom.js";
import { fill } from "../../kit/format.js";
import { math, numberNode, signNode } from "../../formula/mathnodes.js";
import { must } from "../../kit/sure.js";
import { pixelsOf } from "../../kit/surface.js";
import { sent } from "../../formula/signs.js";
import { target } from "../../formula/losses.js";

/**
 * @import { Choice } from "../walk/walk.js"
 * @import { Look, Strings } from "../../stream/given.d.ts"
 * @import { Quantity, Sign } from "../../formula/trees.d.ts"
 * @import { Trace } from "../trace.js"
 */

/** @typedef {(sign: string, name: string, step: number) => HTMLElement} StepButton */

/**
 * @param {{trace: Trace, choice: Choice, look: Look}} shown
 * @param {Strings} strings
 * @param {StepButton} button  (sign, name, step) -> a button that goes to an example of the batch
 * @returns {{parts: Node[], values: HTMLElement}}  `values` may have more in it than it shows
 */
export function exampleRow({ trace, choice, look }, strings, button) {
  const { sample } = choice;
  const values = element(
    "div",
    { class: "values", "data-control": "values" },
    ...numbered(trace.sizes[0], (index) => sent(trace, 0, index, sample)),
  );
  /** @type {HTMLElement[]} */
  const targets = numbered(trace.sizes[trace.last], (index) => target(trace, index, sample));
  const name = trace.classOf(sample);
  if (name !== null) targets.unshift(element("b", { text: classText(trace.model, name, strings) }));
  const arrow = element("span", { class: "arrow", text: "\u2192" });
  const parts = [
    element("div", { class: "steps" }, ...steps(trace, sample, strings, button)),
    ...(trace.model.image ? [miniature(trace, sample, look)] : []),
    values,
    element("div", { class: "targets" }, arrow, ...targets),
  ];
  return { parts, values };
}

/**
 * Which example it is, and the ways to others of its batch.
 *
 * @param {Trace} trace
 * @param {number} sample
 * @param {Strings} strings
 * @param {StepButton} button
 */
function steps({ header, batch }, sample, strings, button) {
  const number = header.samples[sample] + 1;
  /** @param {string} text */
  const name = (text) => element("span", { class: "name", text });
  if (batch === 1) return [name(fill(strings.single_example, { index: number }))];
  return [
    button("\u2212", strings.previous_of_batch, -1),
    name(fill(strings.example_of_batch, { index: sample + 1, count: batch, number })),
    button("+", strings.next_of_batch, 1),
  ];
}

/**
 * So many quantities, each with its name.
 *
 * @param {number} count
 * @param {(index: number) => Quantity} quantityAt
 */
function numbered(count, quantityAt) {
  return Array.from({ length: count }, (_, index) => {
    const one = quantityAt(index);
    return pair(one.name, one);
  });
}

/**
 * An example of pixels as the picture that it is.
 *
 * @param {Trace} trace
 * @param {number} sample
 * @param {Look} look
 */
function miniature(trace, sample, { palette }) {
  const [rows, columns] = must(trace.model.image, "picture");
  const canvas = element("canvas", {
    class: "miniature",
    width: columns,
    height: rows,
    "aria-hidden": "true",
  });
  const context = pixelsOf(canvas);
  const valueOf = trace.pictureOf(sample);
  context.fillStyle = palette.ink;
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    context.globalAlpha = Math.max(0, Math.min(1, valueOf(pixel)));
    context.fillRect(pixel % columns, Math.floor(pixel / columns), 1, 1);
  }
  return canvas;
}

/** @param {Sign} name @param {Quantity} one */
function pair(name, one) {
  const equals = math("mo", null, "=");
  return element(
    "span",
    { class: "piece" },
    math("math", null, signNode(name), equals, numberNode(one)),
  );
}
