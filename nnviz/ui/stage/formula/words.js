// Formulas with today's numbers in words, for reading aloud, and names of quantities in plain text.

import { today } from "./expression.js";
import { brief } from "./exact.js";
import { fill } from "../kit/format.js";
import { layerMark, lowered } from "./notation.js";

/**
 * @import { Line, Sign, Tree } from "./trees.d.ts"
 * @import { Strings } from "../stream/given.d.ts"
 */

/**
 * @typedef {object} Way
 * @property {(text: string) => string} below
 * @property {(text: string, layer: number) => string} ofLayer
 */

/**
 * @param {Sign} sign
 * @param {Strings} strings
 * @param {Way} way  to write an index, and a sign with its layer
 * @returns {string}
 */
function named(sign, strings, way) {
  if (sign.of) {
    return `\u2202${named(sign.of, strings, way)}/\u2202${named(sign.by, strings, way)}`;
  }
  if (sign.argument) {
    const argument = named(sign.argument, strings, way);
    return fill(strings.function_of, { name: sign.base, argument });
  }
  const text = sign.base + (sign.sub ? way.below(sign.sub) : "");
  return sign.layer ? way.ofLayer(text, sign.layer) : text;
}

/** @type {Way} */
const SEEN = { below: lowered, ofLayer: (text, layer) => text + layerMark(layer) };

/** A name as it stands beside a number: w₁₂[2]. @param {Sign} sign @param {Strings} strings */
export const signText = (sign, strings) => named(sign, strings, SEEN);

/** A name as it is read aloud: w 1 2 of layer 2. @param {Sign} sign @param {Strings} strings */
const spokenSign = (sign, strings) =>
  named(sign, strings, {
    below: (sub) => ` ${[...sub.replace(",", "")].join(" ")}`,
    ofLayer: (text, layer) => fill(strings.sign_of_layer, { sign: text, layer }),
  });

/**
 * A tree with today's numbers, in words.
 *
 * @param {Tree} given
 * @param {Strings} strings
 * @returns {string}
 */
export function spokenTree(given, strings) {
  const tree = today(given);
  const parts = (tree.items ?? []).map((item) => spokenTree(item, strings));
  switch (tree.kind) {
    case "quantity":
      return brief(tree.value);
    case "constant":
      return tree.text;
    case "sum":
    case "plus":
      return parts
        .map((part, index) => {
          const isMinus = today(tree.items[index]).kind === "minus";
          return index && !isMinus ? `${strings.aloud_plus} ${part}` : part;
        })
        .join(" ");
    case "minus":
      return `${strings.aloud_minus} ${parts[0]}`;
    case "times":
      return parts.join(` ${strings.aloud_times} `);
    case "over":
      return parts.join(` ${strings.aloud_over} `);
    case "power":
      return parts.join(` ${strings.aloud_power} `);
    case "root":
      return `${strings.aloud_root} ${parts[0]}`;
    case "size":
      return `${strings.aloud_size} ${parts[0]}`;
    default:
      return `${tree.name} ${strings.aloud_of} ${parts.join(", ")}`;
  }
}

/** A whole line, with its result. @param {Line} line @param {Strings} strings */
export function spokenLine({ name, relation, tree, value }, strings) {
  const isResult = ["quantity", "constant"].includes(today(tree).kind);
  const verb = relation === "=" ? strings.aloud_is : strings.aloud_becomes;
  const start = `${spokenSign(name, strings)} ${verb} ${spokenTree(tree, strings)}`;
  return isResult ? `${start}.` : `${start}, ${strings.aloud_about} ${brief(value)}.`;
}
