// Formulas as trees. Each quantity in a tree has a sign that stands for it in general ("w_ij"), a
// name ("w_12 of layer 2") and today's value, so that one tree is shown as the formula, as the same
// formula with numbers put in, and in words, and cannot say two different things.

/**
 * @import { Call, Cases, Constant, Derivative, Letter, OfOne, OfTwo } from "./trees.d.ts"
 * @import { Operation, PlainTree, Quantity, Sign, Sum, Tree } from "./trees.d.ts"
 */

/**
 * A sign: `base` with what stands below and above it.
 *
 * @param {string} base
 * @param {Omit<Letter, "base">} [marks]  `layer` is written [2], `sample` (s); `over` is an accent;
 *   `argument` is the sign that a function is of
 * @returns {Letter}
 */
export const sign = (base, marks = {}) => ({ base, ...marks });

/** The sign of a derivative of the loss, by another sign. @param {Sign} by @returns {Derivative} */
export const slopeOfLoss = (by) => ({ of: sign("L"), by });

/** The sign of any derivative. @param {Sign} of @param {Sign} by @returns {Derivative} */
export const slopeOf = (of, by) => ({ of, by });

/**
 * @param {Sign} general  sign in the formula
 * @param {number} value  today's
 * @param {Sign} [name]  sign of this very one, where the general one has letters for indices
 * @returns {Quantity}
 */
export const quantity = (general, value, name = general) => ({
  kind: "quantity",
  general,
  name,
  value,
});

/**
 * A number that belongs to the formula itself; `text` where it is not written as digits.
 *
 * @param {number} value
 * @param {string} [text]
 * @returns {Constant}
 */
export const constant = (value, text = String(value)) => ({ kind: "constant", value, text });

/**
 * A sum over an index; all terms have one general form, the first one's.
 *
 * @param {string} index
 * @param {Tree[]} terms
 * @returns {Sum}
 */
export const sum = (index, terms) => ({ kind: "sum", index, items: terms });

/** @param {...Tree} items @returns {Operation} */
export const plus = (...items) => ({ kind: "plus", items });
/** @param {Tree} item @returns {OfOne} */
export const minus = (item) => ({ kind: "minus", items: [item] });
/** @param {...Tree} items @returns {Operation} */
export const times = (...items) => ({ kind: "times", items });
/** @param {Tree} top @param {Tree} bottom @returns {OfTwo} */
export const over = (top, bottom) => ({ kind: "over", items: [top, bottom] });
/** @param {Tree} item @param {Tree} exponent @returns {OfTwo} */
export const power = (item, exponent) => ({ kind: "power", items: [item, exponent] });
/** @param {Tree} item @returns {OfOne} */
export const root = (item) => ({ kind: "root", items: [item] });
/** @param {Tree} item @returns {OfOne} */
export const size = (item) => ({ kind: "size", items: [item] });

/**
 * A function of one or two arguments by its name.
 *
 * @param {string} name
 * @param {...Tree} items
 * @returns {Call}
 */
export const call = (name, ...items) => ({ kind: "call", name, items });

/**
 * One of several formulas, depending on a condition.
 *
 * @param {[Tree, string][]} branches  formula and condition
 * @param {number} chosen  which of them holds today
 * @returns {Cases}
 */
export const cases = (branches, chosen) => ({
  kind: "cases",
  items: branches.map(([item]) => item),
  conditions: branches.map(([, condition]) => condition),
  chosen,
});

/**
 * What of a tree is there in numbers: for cases, the one that holds.
 *
 * @param {Tree} tree
 * @returns {PlainTree}
 */
export const today = (tree) => (tree.kind === "cases" ? today(tree.items[tree.chosen]) : tree);

/**
 * Every quantity that a tree shows in numbers, from left to right.
 *
 * @param {Tree} tree
 * @returns {Quantity[]}
 */
export function quantitiesOf(tree) {
  const shown = today(tree);
  if (shown.kind === "quantity") return [shown];
  return (shown.items ?? []).flatMap(quantitiesOf);
}
