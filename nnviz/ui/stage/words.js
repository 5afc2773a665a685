// Formulas with today's numbers in words, for reading aloud, and names of quantities in plain text.

import { today } from "./expression.js";
import { brief } from "./exact.js";
import { fill } from "./format.js";

const ZERO_BELOW = 0x2080;

const subscripts = (text) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(ZERO_BELOW + Number(digit)));

function named(sign, strings, below) {
  if (sign.of) {
    return `\u2202${named(sign.of, strings, below)}/\u2202${named(sign.by, strings, below)}`;
  }
  if (sign.argument) {
    const argument = named(sign.argument, strings, below);
    return fill(strings.function_of, { name: sign.base, argument });
  }
  const text = sign.base + (sign.sub ? below(sign.sub) : "");
  return sign.layer ? fill(strings.sign_of_layer, { sign: text, layer: sign.layer }) : text;
}

/** A name as it stands beside a number: w₁₂ of layer 2. */
export const signText = (sign, strings) => named(sign, strings, subscripts);

/** A name as it is read aloud: w 1 2 of layer 2. */
export const spokenSign = (sign, strings) =>
  named(sign, strings, (sub) => ` ${[...sub.replace(",", "")].join(" ")}`);

/** A tree with today's numbers, in words. */
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

/** A whole line, with its result. */
export function spokenLine({ name, relation, tree, value }, strings) {
  const isResult = ["quantity", "constant"].includes(today(tree).kind);
  const verb = relation === "=" ? strings.aloud_is : strings.aloud_becomes;
  const start = `${spokenSign(name, strings)} ${verb} ${spokenTree(tree, strings)}`;
  return isResult ? `${start}.` : `${start}, ${strings.aloud_about} ${brief(value)}.`;
}
