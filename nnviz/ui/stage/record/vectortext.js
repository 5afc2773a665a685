// What an SVG is written with.

import { digits } from "./vectorpath.js";

/** @typedef {Record<string, string | number | null>} Attributes  null ones are left out */

const ESCAPES = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ESCAPES.get(sign) ?? sign);

/** Attributes as text, those that are null left out. @param {Attributes} attributes */
export const written = (attributes) =>
  Object.entries(attributes)
    .flatMap(([name, value]) => {
      if (value === null) return [];
      return [` ${name}="${escaped(typeof value === "number" ? digits(value) : value)}"`];
    })
    .join("");
