// Trees of expression.js as MathML, in general and with today's numbers put in.

import { today } from "./expression.js";
import { brief, whole32 } from "./exact.js";
import { layerMark } from "./notation.js";

const NAMESPACE = "http://www.w3.org/1998/Math/MathML";
const MINUS = "\u2212";
const DOT = "\u22c5";

/** @param {object} attributes  by name; null ones are left out */
export function math(tag, attributes, ...children) {
  const node = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const operator = (text, attributes) => math("mo", attributes, text);
const row = (...children) =>
  children.length === 1 ? children[0] : math("mrow", null, ...children);

/** Only what is tall needs tall fences. */
function fenced(open, inner, close) {
  const isTall = inner.matches("mfrac, mtable") || inner.querySelector("mfrac, mtable, munder");
  const stretch = { stretchy: String(Boolean(isTall)) };
  return row(
    operator(open, { ...stretch, form: "prefix" }),
    inner,
    operator(close, { ...stretch, form: "postfix" }),
  );
}

/** Names of one letter are slanted by MathML itself; longer ones are upright, as they should be. */
const letter = (base) => math("mi", null, base);

function withAccent(node, accent) {
  if (!accent) return node;
  return math("mover", { accent: "true" }, node, operator(accent, { stretchy: "false" }));
}

/** A sign of expression.js. */
export function signNode(sign) {
  if (sign.of) {
    const partial = (of) => row(operator("\u2202", { form: "prefix" }), signNode(of));
    return math("mfrac", null, partial(sign.of), partial(sign.by));
  }
  if (sign.argument) {
    return row(letter(sign.base), fenced("(", signNode(sign.argument), ")"));
  }
  const base = withAccent(letter(sign.base), sign.over);
  const above = [sign.layer && layerMark(sign.layer), sign.sample && `(${sign.sample})`].filter(
    Boolean,
  );
  const upper = above.length ? math("mtext", null, above.join("")) : null;
  const lower = sign.sub ? indices(sign.sub) : null;
  if (upper && lower) return math("msubsup", null, base, lower, upper);
  if (upper) return math("msup", null, base, upper);
  return lower ? math("msub", null, base, lower) : base;
}

/** Letters side by side are two indices, not a word. */
function indices(text) {
  if (!/^[a-z]+$/.test(text)) return math("mn", null, text);
  return row(...[...text].map(letter));
}

/** How tightly a kind of tree holds together; looser ones inside need parentheses. */
const TIGHTNESS = { plus: 1, sum: 1, minus: 1, cases: 1, times: 2, over: 3 };
const tightness = (tree) => TIGHTNESS[tree.kind] ?? 4;

class Writer {
  /** @param {boolean} inNumbers  whether quantities are written as today's numbers */
  constructor(inNumbers) {
    this.inNumbers = inNumbers;
  }

  /** In numbers only the case that holds is there. */
  resolve(tree) {
    return this.inNumbers ? today(tree) : tree;
  }

  write(given) {
    const tree = this.resolve(given);
    return this[tree.kind](tree);
  }

  /** Written so that it is one factor, base or argument. */
  tight(given, least) {
    const tree = this.resolve(given);
    const written = this.write(tree);
    const isNegative = this.inNumbers && tree.kind === "quantity" && tree.value < 0;
    // A power of what has marks above it already would run into them.
    const isMarked = !this.inNumbers && least > 3 && Boolean(tree.general?.layer);
    const isLoose = tightness(tree) < least || isNegative || isMarked;
    return isLoose ? fenced("(", written, ")") : written;
  }

  quantity(tree) {
    return this.inNumbers ? numberNode(tree) : signNode(tree.general);
  }

  constant({ text }) {
    return /^[\d.]/.test(text) ? math("mn", null, text) : letter(text);
  }

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

  plus({ items }) {
    const parts = this.terms({ kind: "plus", items });
    return row(
      ...parts.flatMap(({ between, node }) => (between ? [operator(between), node] : [node])),
    );
  }

  /** A sum's terms with the signs before them, sums inside it opened. */
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

  /** One term: its sign stands before it, and its first factor without one. */
  term(tree, isFirst) {
    const { isNegative, bare } = this.split(tree);
    const between = isNegative ? MINUS : isFirst ? null : "+";
    return { between, node: bare };
  }

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
        return { isNegative: true, bare: this.times(tree, true) };
      }
    }
    return { isNegative: false, bare: this.write(tree) };
  }

  minus({ items }) {
    return row(operator(MINUS, { form: "prefix" }), this.tight(items[0], 2));
  }

  times({ items }, withoutSign = false) {
    const parts = items.map((item, index) => {
      if (index === 0 && withoutSign) return numberNode(this.resolve(item), true);
      return this.tight(item, 2);
    });
    // In general signs side by side are a product; numbers need the dot.
    const isPlain = ({ kind, general }) => kind === "quantity" && !general.of;
    const dot = this.inNumbers || !items.every(isPlain) ? DOT : "\u2062";
    return row(...parts.flatMap((part, index) => (index ? [operator(dot), part] : [part])));
  }

  over({ items }) {
    return math("mfrac", null, this.write(items[0]), this.write(items[1]));
  }

  power({ items: [base, exponent] }) {
    return math("msup", null, this.tight(base, 4), row(this.write(exponent)));
  }

  root({ items }) {
    return math("msqrt", null, this.write(items[0]));
  }

  size({ items }) {
    return fenced("|", this.write(items[0]), "|");
  }

  call({ name, items }) {
    const inner = items.flatMap((item, index) =>
      index ? [operator(","), this.write(item)] : [this.write(item)],
    );
    return row(letter(name), operator("\u2061"), fenced("(", row(...inner), ")"));
  }

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

/** Today's number of a quantity; `size` without its sign, which stands before it then. */
export function numberNode({ value, name }, bare = false) {
  const node = math(
    "mn",
    { class: `number ${value < 0 ? "negative" : "positive"}` },
    brief(bare ? Math.abs(value) : value),
  );
  node.dataset.full = whole32(value);
  node.sign = name;
  return node;
}

const GENERAL = new Writer(false);
const NUMBERS = new Writer(true);

/**
 * A formula in pieces between which a line may break, as MathML does not break lines by itself.
 *
 * @returns {Array<{between: ?string, node: Element}>}  `between` is the sign before the piece
 */
export function pieces(given, isInNumbers) {
  const writer = isInNumbers ? NUMBERS : GENERAL;
  const tree = writer.resolve(given);
  const inner = tree.kind === "times" ? writer.resolve(tree.items.at(-1)) : null;
  if (!isInNumbers || inner?.kind !== "sum" || inner.items.length < 2) return writer.terms(tree);
  // Factors before a sum: the parentheses are opened in the first piece and closed in the last.
  const factors = writer.write({ kind: "times", items: tree.items.slice(0, -1) });
  const parts = writer.terms(inner).map(({ between, node }) => ({ between, node }));
  const [first, last] = [parts[0], parts.at(-1)];
  const signed = first.between ? [operator(first.between, { form: "prefix" })] : [];
  first.node = row(factors, operator(DOT), operator("("), ...signed, first.node);
  first.between = null;
  last.node = row(last.node, operator(")"));
  return parts;
}
