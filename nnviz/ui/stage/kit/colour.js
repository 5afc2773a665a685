// Colours as pictures need them: a ramp of 256 packed pixels, so that painting a map is one table
// look-up per cell. The palettes themselves come from Python (nnviz/ui/common/theme.py).

import { pixelsOf } from "./surface.js";

/** @import { Palette, Share } from "../stream/given.d.ts" */
/** @typedef {[number, number, number]} Colour  red, green and blue */

/** @param {string} hex @returns {Colour} */
export function channels(hex) {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/**
 * One pixel of an ImageData seen as Uint32Array (little endian, as every browser's platform).
 *
 * @param {Colour} colour
 */
function pack([red, green, blue]) {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** @param {Colour} from @param {Colour} to @param {number} share @returns {Colour} */
export function mix(from, to, share) {
  /** @param {number} i */
  const between = (i) => Math.round(from[i] + (to[i] - from[i]) * share);
  return [between(0), between(1), between(2)];
}

/** @param {number} byte */
const linear = (byte) => {
  const share = byte / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** @param {number} light */
const encoded = (light) =>
  Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));

/** Relative luminance of red, green and blue, 0 to 1 (WCAG 2.2). @param {Colour} colour */
function luminance(colour) {
  const [red, green, blue] = each(colour, linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * A colour's hue at another luminance: darker in proportion, or with white in it.
 *
 * @param {Colour} colour
 * @param {number} wanted
 * @returns {Colour}
 */
function atLuminance(colour, wanted) {
  const now = luminance(colour);
  if (now > wanted) return each(colour, (byte) => encoded((linear(byte) * wanted) / now));
  const part = now < 1 ? (wanted - now) / (1 - now) : 0;
  return each(colour, (byte) => encoded(linear(byte) + (1 - linear(byte)) * part));
}

/** @param {Colour} colour @param {(byte: number) => number} change @returns {Colour} */
const each = ([red, green, blue], change) => [change(red), change(green), change(blue)];

/**
 * Outline and halo of a data point, by its share and its colour. Whatever lies under the point, it
 * has a contrast of 3 or more with one of the two, and so have its neighbours.
 *
 * @param {Palette} palette
 * @param {Share} kind
 * @param {Colour} fill  red, green and blue
 * @returns {{ring: Colour, halo: Colour}}
 */
export function outlineOf(palette, kind, fill) {
  const ring = atLuminance(fill, palette[`${kind}_ring`]);
  const { light, dark } = palette.halos;
  return { ring, halo: channels(luminance(ring) > palette.halos_meet ? dark : light) };
}

/** CSS colour of red, green and blue. @param {Colour} colour */
export const css = (colour) => `rgb(${colour.join(" ")})`;

/**
 * Bytes 0..255, which mean -1..+1, to pixels from negative through neutral to positive.
 *
 * @param {Palette} palette
 * @param {boolean} discretize
 * @param {number} [strongest]
 */
export function signRamp(palette, discretize, strongest = 1) {
  const [negative, neutral, positive] = [palette.negative, palette.neutral, palette.positive].map(
    channels,
  );
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    const value = (byte - 127.5) / 127.5;
    const strength = strongest * (discretize ? 0.9 : Math.abs(value));
    return pack(mix(neutral, value < 0 ? negative : positive, strength));
  });
}

/**
 * Per class: bytes 0..255, the confidence 0..1, to pixels. A guess (1/k) is neutral.
 *
 * @param {Palette} palette
 * @param {number} classCount
 * @param {boolean} discretize
 */
export function classRamps(palette, classCount, discretize) {
  const neutral = channels(palette.neutral);
  const guess = 1 / classCount;
  return Array.from({ length: classCount }, (_, index) => {
    const full = channels(palette.classes[index]);
    return Uint32Array.from({ length: 256 }, (_, byte) => {
      const share = Math.max(0, (byte / 255 - guess) / (1 - guess));
      const strength = discretize ? 0.9 : 0.08 + 0.92 * share;
      return pack(mix(neutral, full, palette.under_points * strength));
    });
  });
}

/**
 * One class's probability: bytes 127..255, which mean 0..1, from neutral to its colour.
 *
 * @param {Palette} palette
 * @param {number} index
 * @param {number} [strongest]
 */
export function probabilityRamp(palette, index, strongest = 1) {
  const neutral = channels(palette.neutral);
  const full = channels(palette.classes[index]);
  return Uint32Array.from({ length: 256 }, (_, byte) =>
    pack(mix(neutral, full, (strongest * Math.max(0, byte - 127.5)) / 127.5)),
  );
}

/** Red, green and blue of a value in -1..+1. @param {Palette} palette @param {number} value */
export function signChannels(palette, value) {
  const share = Math.min(1, Math.abs(value));
  const end = channels(value < 0 ? palette.negative : palette.positive);
  return mix(channels(palette.neutral), end, share);
}

/** CSS colour of a value in -1..+1. @param {Palette} palette @param {number} value */
export const signColour = (palette, value) => css(signChannels(palette, value));

/**
 * CSS colour of a class's probability, 0..1.
 *
 * @param {Palette} palette
 * @param {number} index
 * @param {number} share
 */
export function probabilityColour(palette, index, share) {
  const full = channels(palette.classes[index]);
  return css(mix(channels(palette.neutral), full, Math.max(0, Math.min(1, share))));
}

/**
 * An end of a ramp, as it is under the data points, as CSS colour.
 *
 * @param {Palette} palette
 * @param {string} end
 */
export function softened(palette, end) {
  return css(mix(channels(palette.neutral), channels(end), palette.under_points));
}

/** Whether a CSS colour (as the browser computes it) is dark. @param {string} colour */
export function isDark(colour) {
  const probe = pixelsOf(document.createElement("canvas"));
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
