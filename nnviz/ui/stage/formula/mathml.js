// Trees of expression.js as MathML, in general and with today's numbers put in.
//
// Why not Temml, which others keep: it reads TeX (168 kB of it), and there is none here. The same
// trees become formulas, numbers and spoken sentences, each number knows what it is the value of,
// and a formula comes in pieces between which its line may break.

import { today } from "./expression.js";
import { fenced, letter, math, numberNode, operator, row, signNode } from "./mathnodes.js";

/**
 * @import { Call, Cases, Constant, OfOne, OfTwo, Quantity, Sum, Tree } from "./trees.d.ts"
 */

/** @typedef {{between: string | null, node: Element}} Piece  `between` is the sign before it */

const MINUS = "\u2212";
const DOT = "\u22c5";

/**
 * How tightly a kind of tree holds together; looser ones inside need parentheses.
 *
 * @type {Partial<Record<string, number>>}
 */
const TIGHTNESS = { plus: 1, sum: 1, minus: 1, cases: 1, times: 2, over: 3 };
/** @param {Tree} tree */
const tightness = (tree) => TIGHTNESS[tree.kind] ?? 4;

class Writer {
  /** @param {boolean} inNumbers  whether quantities are written as today's numbers */
  constructor(inNumbers) {
    this.inNumbers = inNumbers;
  }

  /** In numbers only the case that holds is there. @param {Tree} tree */
  resolve(tree) {
    return this.inNumbers ? today(tree) : tree;
  }

  /** @param {Tree} given @returns {Element} */
  write(given) {
    const tree = this.resolve(given);
    // Each kind of tree has the method of its name, which takes trees of just that kind.
    const method = /** @type {(tree: Tree) => Element} */ (this[tree.kind]);
    return method.call(this, tree);
  }

  /**
   * Written so that it is one factor, base or argument.
   *
   * @param {Tree} given
   * @param {number} least
   */
  tight(given, least) {
    const tree = this.resolve(given);
    const written = this.write(tree);
    const isNegative = this.inNumbers && tree.kind === "quantity" && tree.value < 0;
    // A power of what has marks above it already would run into them.
    const isSign = !this.inNumbers && tree.kind === "quantity";
    const isMarked = isSign && least > 3 && Boolean(tree.general.layer);
    const isLoose = tightness(tree) < least || isNegative || isMarked;
    return isLoose ? fenced("(", written, ")") : written;
  }

  /** @param {Quantity} tree */
  quantity(tree) {
    return this.inNumbers ? numberNode(tree) : signNode(tree.general);
  }

  /** @param {Constant} tree */
  constant({ text }) {
    return /^[\d.]/.test(text) ? math("mn", null, text) : letter(text);
  }

  /** @param {Sum} tree */
  sum({ index, items }) {
    if (this.inNumbers) return this.plus({ items });
    const sigma = math(
      "munder",
      null,
      operator("\u2211", { movablelimits: "false" }),
      letter(index),
    );
    return row(sigma, this.tight(items[0], 2));
  }

  /** @param {{items: Tree[]}} tree */
  plus({ items }) {
    const parts = this.terms({ kind: "plus", items });
    return row(
      ...parts.flatMap(({ between, node }) => (between ? [operator(between), node] : [node])),
    );
  }

  /**
   * A sum's terms with the signs before them, sums inside it opened.
   *
   * @param {Tree} given
   * @returns {Piece[]}
   */
  terms(given) {
    const tree = this.resolve(given);
    const isOpen = tree.kind === "plus" || (tree.kind === "sum" && this.inNumbers);
    if (!isOpen) return [this.term(tree, true)];
    const parts = [];
    for (const item of tree.items) {
      const inner = this.resolve(item);
      const opens = inner.kind === "plus" || (inner.kind === "sum" && this.inNumbers);
      if (opens) {
        for (const each of inner.items) {
          parts.push(this.term(this.resolve(each), parts.length === 0));
        }
      } else {
        parts.push(this.term(inner, parts.length === 0));
      }
    }
    return parts;
  }

  /**
   * One term: its sign stands before it, and its first factor without one.
   *
   * @param {Tree} tree
   * @param {boolean} isFirst
   * @returns {Piece}
   */
  term(tree, isFirst) {
    const { isNegative, bare } = this.split(tree);
    const between = isNegative ? MINUS : isFirst ? null : "+";
    return { between, node: bare };
  }

  /** @param {Tree} tree */
  split(tree) {
    if (tree.kind === "minus") {
      const inner = this.resolve(tree.items[0]);
      return { isNegative: true, bare: this.tight(inner, 2) };
    }
    if (this.inNumbers && tree.kind === "quantity" && tree.value < 0) {
      return { isNegative: true, bare: numberNode(tree, true) };
    }
    if (this.inNumbers && tree.kind === "times") {
      const first = this.resolve(tree.items[0]);
      if (first.kind === "quantity" && first.value < 0) {
        return { isNegative: true, bare: this.product(tree.items, first) };
      }
    }
    return { isNegative: false, bare: this.write(tree) };
  }

  /** @param {OfOne} tree */
  minus({ items }) {
    return row(operator(MINUS, { form: "prefix" }), this.tight(items[0], 2));
  }

  /** @param {{items: Tree[]}} tree */
  times({ items }) {
    return this.product(items, null);
  }

  /**
   * Factors side by side; `bare` is the first one where it is to be without its sign.
   *
   * @param {Tree[]} items
   * @param {Quantity | null} bare
   */
  product(items, bare) {
    const parts = items.map((item, index) =>
      index === 0 && bare ? numberNode(bare, true) : this.tight(item, 2),
    );
    // In general signs side by side are a product; numbers need the dot.
    /** @param {Tree} item */
    const isPlain = (item) => item.kind === "quantity" && !item.general.of;
    const dot = this.inNumbers || !items.every(isPlain) ? DOT : "\u2062";
    return row(...parts.flatMap((part, index) => (index ? [operator(dot), part] : [part])));
  }

  /** @param {OfTwo} tree */
  over({ items }) {
    return math("mfrac", null, this.write(items[0]), this.write(items[1]));
  }

  /** @param {OfTwo} tree */
  power({ items: [base, exponent] }) {
    return math("msup", null, this.tight(base, 4), row(this.write(exponent)));
  }

  /** @param {OfOne} tree */
  root({ items }) {
    return math("msqrt", null, this.write(items[0]));
  }

  /** @param {OfOne} tree */
  size({ items }) {
    return fenced("|", this.write(items[0]), "|");
  }

  /** @param {Call} tree */
  call({ name, items }) {
    const inner = items.flatMap((item, index) =>
      index ? [operator(","), this.write(item)] : [this.write(item)],
    );
    return row(letter(name), operator("\u2061"), fenced("(", row(...inner), ")"));
  }

  /** @param {Cases} tree */
  cases({ items, conditions }) {
    const rows = items.map((item, index) =>
      math(
        "mtr",
        null,
        math("mtd", null, this.write(item)),
        math("mtd", null, math("mtext", null, conditions[index])),
      ),
    );
    return row(operator("{", { stretchy: "true" }), math("mtable", { class: "cases" }, ...rows));
  }
}

const GENERAL = new Writer(false);
const NUMBERS = new Writer(true);

/**
 * A formula in pieces between which a line may break, as MathML does not break lines by itself.
 *
 * @param {Tree} given
 * @param {boolean} isInNumbers
 * @returns {Piece[]}  `between` is the sign before the piece
 */
export function pieces(given, isInNumbers) {
  const writer = isInNumbers ? NUMBERS : GENERAL;
  const tree = writer.resolve(given);
  if (!isInNumbers || tree.kind !== "times") return writer.terms(tree);
  const inner = writer.resolve(tree.items[tree.items.length - 1]);
  if (inner.kind !== "sum" || inner.items.length < 2) return writer.terms(tree);
  // Factors before a sum: the parentheses are opened in the first piece and closed in the last.
  const factors = writer.write({ kind: "times", items: tree.items.slice(0, -1) });
  const parts = writer.terms(inner).map(({ between, node }) => ({ between, node }));
  const [first, last] = [parts[0], parts[parts.length - 1]];
  const signed = first.between ? [operator(first.between, { form: "prefix" })] : [];
  first.node = row(factors, operator(DOT), operator("("), ...signed, first.node);
  first.between = null;
  last.node = row(last.node, operator(")"));
  return parts;
}
