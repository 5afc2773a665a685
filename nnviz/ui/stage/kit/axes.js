// Tick marks at round numbers, and the drawing of axes that all three charts share.

import { contextOf } from "./surface.js";
import { cutTo } from "./text.js";
import { grouped, MINUS, number, power } from "./format.js";

/**
 * @import { AxisEntry } from "../stream/messages.d.ts"
 * @import { Palette } from "../stream/given.d.ts"
 * @import { Plot } from "../canvas/places.d.ts"
 * @import { DrawContext, Surface } from "../canvas/surfaces.d.ts"
 */

/**
 * Height of the line that the name of the horizontal axis takes, where it is more than a letter.
 */
export const TITLE_LINE = 16;

/**
 * About `count` round numbers between two others.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} count
 */
export function ticks(low, high, count) {
  const span = high - low;
  if (!(span > 0)) return [low];
  const rough = span / Math.max(1, count);
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5, 10].find((factor) => unit * factor >= rough * 0.999) ?? 10);
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    found.push(Number((i * step).toPrecision(12)));
  }
  return found;
}

/**
 * Powers of ten between two numbers; with few of them, their 2- and 5-fold too.
 *
 * @param {number} low
 * @param {number} high
 */
export function logTicks(low, high) {
  const factors = Math.log10(high / low) < 2 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(Math.log10(high / low) / 5));
  const found = [];
  for (let exponent = Math.floor(Math.log10(low)); exponent <= Math.log10(high); exponent++) {
    if (exponent % every) continue;
    for (const factor of factors) {
      const value = factor * 10 ** exponent;
      if (value >= low * 0.999 && value <= high * 1.001) found.push(value);
    }
  }
  return found;
}

/** Whether any axis is called more than a letter and an index. @param {AxisEntry[]} axes */
export const areNamed = (axes) => axes.some(({ label }) => Array.from(label).length > 2);

/**
 * A value on an axis from low to high: as many digits as a place on the screen can tell.
 *
 * @param {number} value
 * @param {{low: number, high: number}} axis
 */
export function axisText(value, { low, high }) {
  const finest = Math.abs(high - low) / 100;
  const decimals = Math.min(12, Math.max(0, Math.ceil(-Math.log10(finest))));
  const told = Number(value.toFixed(decimals));
  // A date or a price, say, of which a power of ten would tell too little.
  return Math.abs(told) >= 1e5 ? grouped(told) : number(told, 6);
}

// Letters of a small number up to which it is written out; longer, it leaves the margin.
const MOST_LETTERS = 6;
// Ticks are round: with so many digits none is cut, and so no two are alike.
const DIGITS = 12;

/**
 * Text of a tick: as the other numbers of the page, but many thousands short, to stay narrow.
 *
 * @param {number} value
 */
export function tickText(value) {
  const size = Math.abs(value);
  if (size >= 1e9) return power(value, DIGITS);
  if (size >= 1e6) return `${number(value / 1e6, DIGITS)}M`;
  if (size >= 1e4) return `${number(value / 1e3, DIGITS)}k`;
  if (size >= 1e3) return grouped(value, DIGITS - 3);
  const written = number(value, DIGITS, 0);
  const isLong = size < 1e-3 && written.replace(MINUS, "").length > MOST_LETTERS;
  return size && (isLong || written.includes("e")) ? power(value, DIGITS) : written;
}

/**
 * @typedef {object} Axes
 * @property {number[]} xTicks
 * @property {number[]} yTicks
 * @property {(value: number) => number} xOf  a value's place on the canvas
 * @property {(value: number) => number} yOf
 * @property {string} xTitle  stands at the end of its axis
 * @property {string} yTitle
 * @property {string} serif  family of mathematics, for titles
 * @property {boolean} [grid]
 * @property {boolean} [areNamed]  whether titles are names: the horizontal one then has a line
 *   below the ticks
 */

/**
 * Grid lines and labels around a plot rectangle.
 *
 * @param {DrawContext} context
 * @param {Plot} plot
 * @param {Axes} axes
 *   the `serif` family of mathematics; where they are names the horizontal one has a line below the
 *   ticks
 * @param {Palette} palette
 * @param {string} font  family
 */
export function drawAxes(context, plot, axes, palette, font) {
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  context.font = `11px ${font}`;
  context.lineWidth = 1;
  context.strokeStyle = palette.faint;
  context.fillStyle = palette.muted;
  context.beginPath();
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const tick of axes.xTicks) {
    const x = Math.round(axes.xOf(tick)) + 0.5;
    context.moveTo(x, axes.grid ? plot.y : bottom);
    context.lineTo(x, bottom + 4);
    context.fillText(tickText(tick), x, bottom + 6);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const tick of axes.yTicks) {
    const y = Math.round(axes.yOf(tick)) + 0.5;
    context.moveTo(plot.x - 4, y);
    context.lineTo(axes.grid ? right : plot.x, y);
    context.fillText(tickText(tick), plot.x - 6, y);
  }
  context.stroke();
  drawTitles(context, plot, axes, palette, font);
}

/**
 * @param {DrawContext} context
 * @param {Plot} plot
 * @param {Axes} axes
 * @param {Palette} palette
 * @param {string} font  family
 */
function drawTitles(context, plot, axes, palette, font) {
  const { xTitle, yTitle, serif } = axes;
  const [right, bottom] = [plot.x + plot.width, plot.y + plot.height];
  context.fillStyle = palette.ink;
  context.textBaseline = "alphabetic";
  if (axes.areNamed) {
    context.font = `12px ${font}`;
    context.textAlign = "right";
    context.fillText(cutTo(context, xTitle, plot.width), right, bottom + 15 + TITLE_LINE);
    context.textAlign = "left";
    context.fillText(cutTo(context, yTitle, plot.width), plot.x, plot.y - 7);
    return;
  }
  context.font = `italic 13px ${serif}`;
  context.textAlign = "left";
  context.fillText(xTitle, right + 5, bottom + 4);
  context.fillText(yTitle, plot.x - 4, plot.y - 7);
}

/**
 * Size a canvas for sharp drawing; returns its context, scaled to CSS pixels.
 *
 * @param {Surface} canvas
 * @param {number} width
 * @param {number} height
 * @param {number} ratio
 * @param {boolean} [opaque]
 */
export function sharpen(canvas, width, height, ratio, opaque = true) {
  const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== deviceWidth) canvas.width = deviceWidth;
  if (canvas.height !== deviceHeight) canvas.height = deviceHeight;
  if (canvas.style) {
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = contextOf(canvas, { alpha: !opaque });
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
