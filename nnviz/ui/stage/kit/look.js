// How things are to look right now: the page's theme, the screen's density, the visitor's options.

import { isDark } from "./colour.js";

/** @import { Look, Options, StageData } from "../stream/given.d.ts" */

const DENSEST = 2;
// Of the palette, for the style sheet.
const NAMES = /** @type {const} */ ([
  "ink",
  "muted",
  "faint",
  "outline",
  "train",
  "test",
  "alarm",
  "panel",
]);
const PAPER = "#ffffff";
const SERIF = "'STIX Two Text', 'Latin Modern Math', Cambria, Georgia, 'Times New Roman', serif";

/**
 * @param {HTMLElement} root  inside the page, so that its theme reaches it
 * @param {StageData} data  as it came from Python
 * @param {Options} options  view switches
 * @param {boolean} [onPaper]  where all is dark on white
 * @returns {Look}
 */
export function readLook(root, data, options, onPaper = false) {
  const style = getComputedStyle(root);
  const background = onPaper ? PAPER : style.getPropertyValue("--st-background-color").trim();
  const dark = isDark(background || data.colours.light.background);
  const palette = data.colours[dark ? "dark" : "light"];
  for (const name of NAMES) root.style.setProperty(`--${name}`, palette[name]);
  root.style.setProperty("--negative", palette.negative_line);
  root.style.setProperty("--positive", palette.positive_line);
  return {
    palette,
    dark,
    background: background || palette.background,
    font: style.fontFamily || "sans-serif",
    serif: SERIF,
    ratio: Math.min(DENSEST, window.devicePixelRatio || 1),
    options,
    strings: data.strings,
  };
}

export const reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
