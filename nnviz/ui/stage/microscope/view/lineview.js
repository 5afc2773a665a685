// One line of a stop: what it is, the formula in general, and the same with today's numbers.

import { quantitiesOf, today } from "../../formula/expression.js";
import { element } from "../../kit/dom.js";
import { isExact } from "../../formula/exact.js";
import { fill } from "../../kit/format.js";
import { math, numberNode, signNode } from "../../formula/mathnodes.js";
import { pieces } from "../../formula/mathml.js";

/**
 * @import { Line, Tree } from "../../formula/trees.d.ts"
 * @import { Strings } from "../../stream/given.d.ts"
 */

const MOST_TERMS = 16;

/**
 * MathML that is an inline of its own, so that lines can break between such pieces.
 *
 * @param {...Node} nodes
 */
const inline = (...nodes) =>
  element("span", { class: "piece" }, math("math", { displaystyle: "true" }, ...nodes));

/** @param {string} text */
const operator = (text) => math("mo", { form: "infix" }, text);

/**
 * Signs before the numbers and before the result; a single number is the result itself.
 *
 * @param {Line} line
 */
function relationsOf({ relation, tree, value }) {
  if (["quantity", "constant"].includes(today(tree).kind)) return { first: relation, last: null };
  const shown = quantitiesOf(tree).map((one) => one.value);
  return { first: relation, last: [...shown, value].every(isExact) ? "=" : "\u2248" };
}

/**
 * Pieces of a sum, the rest of a long one behind a button that brings it.
 *
 * @param {Tree} tree
 * @param {boolean} isInNumbers
 * @param {Strings} strings
 * @returns {HTMLElement[]}
 */
function shownPieces(tree, isInNumbers, strings) {
  const all = pieces(tree, isInNumbers).map(({ between, node }) =>
    inline(...(between ? [operator(between)] : []), node),
  );
  if (all.length <= MOST_TERMS) return all;
  const rest = all.splice(MOST_TERMS);
  /** @type {HTMLElement} */
  const more = element("button", {
    type: "button",
    class: "more",
    text: fill(strings.more_terms, { count: rest.length }),
    onclick: () => more.replaceWith(...rest),
  });
  return [...all, element("span", { text: " + " }), more];
}

/** @param {Line} line  of walk.js @param {Strings} strings */
export function lineView(line, strings) {
  const { about, lhs, name, chain, tree, value, relation } = line;
  const general = element("div", { class: "formula general" }, inline(signNode(lhs)));
  for (const part of [chain, tree]) {
    if (!part) continue;
    const [first, ...rest] = shownPieces(part, false, strings);
    const sign = part === chain ? "=" : relation;
    general.append(
      element("span", { class: "end" }, element("span", { class: "relation", text: sign }), first),
      ...rest,
    );
  }
  const numbers = element("div", { class: "formula numbers" }, inline(signNode(name)));
  const { first, last } = relationsOf(line);
  numbers.append(element("span", { class: "relation", text: first }));
  // The result is not torn from its sign.
  const result = element("span", { class: "end" }, inline(numberNode({ value, name })));
  result.firstElementChild?.classList.add("result");
  if (last) {
    numbers.append(...shownPieces(tree, true, strings));
    result.prepend(element("span", { class: "relation", text: last }));
  }
  numbers.append(result);
  return element(
    "div",
    { class: "line", "data-about": about },
    element("p", { class: "about", text: strings[`about_${about}`] }),
    general,
    numbers,
  );
}
