// Signs and numbers of formulas as MathML.

import { brief, whole32 } from "./exact.js";
import { layerMark } from "./notation.js";

/** @import { Sign } from "./trees.d.ts" */

// What a number on the page is the value of.
/** @type {WeakMap<Element, Sign>} */
const SIGNS = new WeakMap();

const NAMESPACE = "http://www.w3.org/1998/Math/MathML";

/**
 * @param {string} tag
 * @param {Record<string, string | null> | null | undefined} attributes  by name; null ones are left
 *   out
 * @param {...(Node | string)} children
 */
export function math(tag, attributes, ...children) {
  const node = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** @param {string} text @param {Record<string, string>} [attributes] */
export const operator = (text, attributes) => math("mo", attributes, text);
/** @param {...Element} children */
export const row = (...children) =>
  children.length === 1 ? children[0] : math("mrow", null, ...children);

/**
 * Only what is tall needs tall fences.
 *
 * @param {string} open
 * @param {Element} inner
 * @param {string} close
 */
export function fenced(open, inner, close) {
  const isTall = inner.matches("mfrac, mtable") || inner.querySelector("mfrac, mtable, munder");
  const stretch = { stretchy: String(Boolean(isTall)) };
  return row(
    operator(open, { ...stretch, form: "prefix" }),
    inner,
    operator(close, { ...stretch, form: "postfix" }),
  );
}

/**
 * Names of one letter are slanted by MathML itself; longer ones are upright, as they should be.
 *
 * @param {string} base
 */
export const letter = (base) => math("mi", null, base);

/** @param {Element} node @param {string} [accent] */
function withAccent(node, accent) {
  if (!accent) return node;
  return math("mover", { accent: "true" }, node, operator(accent, { stretchy: "false" }));
}

/** A sign of expression.js. @param {Sign} sign @returns {Element} */
export function signNode(sign) {
  if (sign.of) {
    /** @param {Sign} of */
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

/** Letters side by side are two indices, not a word. @param {string} text */
function indices(text) {
  if (!/^[a-z]+$/.test(text)) return math("mn", null, text);
  return row(...[...text].map(letter));
}

/**
 * Today's number of a quantity; `size` without its sign, which stands before it then.
 *
 * @param {{value: number, name: Sign}} one
 * @param {boolean} [bare]
 */
export function numberNode({ value, name }, bare = false) {
  const node = math(
    "mn",
    { class: `number ${value < 0 ? "negative" : "positive"}` },
    brief(bare ? Math.abs(value) : value),
  );
  node.dataset.full = whole32(value);
  SIGNS.set(node, name);
  return node;
}

/** The sign of a number that `numberNode` has made. @param {Element} node */
export const signOf = (node) => SIGNS.get(node);
