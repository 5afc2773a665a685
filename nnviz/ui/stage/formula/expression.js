// Formulas as trees. Each quantity in a tree has a sign that stands for it in general ("w_ij"), a
// name ("w_12 of layer 2") and today's value, so that one tree is shown as the formula, as the same
// formula with numbers put in, and in words, and cannot say two different things.

/**
 * A sign: `base` with what stands below and above it.
 *
 * @param {string} base
 * @param {{sub?: string, layer?: number, sample?: string, over?: string, argument?: object}} marks
 *   `layer` is written [2], `sample` (s); `over` is an accent; `argument` is the sign that a
 *   function is of
 */
export const sign = (base, marks = {}) => ({ base, ...marks });

/** The sign of a derivative of the loss, by another sign. */
export const slopeOfLoss = (by) => ({ of: sign("L"), by });

/** The sign of any derivative. */
export const slopeOf = (of, by) => ({ of, by });

/**
 * @param {object} general  sign in the formula
 * @param {number} value  today's
 * @param {object} [name]  sign of this very one, where the general one has letters for indices
 */
export const quantity = (general, value, name = general) => ({
  kind: "quantity",
  general,
  name,
  value,
});

/** A number that belongs to the formula itself; `text` where it is not written as digits. */
export const constant = (value, text = String(value)) => ({ kind: "constant", value, text });

/** A sum over an index; all terms have one general form, the first one's. */
export const sum = (index, terms) => ({ kind: "sum", index, items: terms });

export const plus = (...items) => ({ kind: "plus", items });
export const minus = (item) => ({ kind: "minus", items: [item] });
export const times = (...items) => ({ kind: "times", items });
export const over = (top, bottom) => ({ kind: "over", items: [top, bottom] });
export const power = (item, exponent) => ({ kind: "power", items: [item, exponent] });
export const root = (item) => ({ kind: "root", items: [item] });
export const size = (item) => ({ kind: "size", items: [item] });

/** A function of one or two arguments by its name. */
export const call = (name, ...items) => ({ kind: "call", name, items });

/**
 * One of several formulas, depending on a condition.
 *
 * @param {Array<[object, string]>} branches  formula and condition
 * @param {number} chosen  which of them holds today
 */
export const cases = (branches, chosen) => ({
  kind: "cases",
  items: branches.map(([item]) => item),
  conditions: branches.map(([, condition]) => condition),
  chosen,
});

/** What of a tree is there in numbers: for cases, the one that holds. */
export const today = (tree) => (tree.kind === "cases" ? tree.items[tree.chosen] : tree);

/** Every quantity that a tree shows in numbers, from left to right. */
export function quantitiesOf(tree) {
  const shown = today(tree);
  if (shown.kind === "quantity") return [shown];
  return (shown.items ?? []).flatMap(quantitiesOf);
}
