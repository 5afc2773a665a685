// The 255 colours that a GIF may have, chosen from those that the stage draws with: the ramps
// between a theme's colours hold whatever maps, edges and soft rims mix from them, whichever comes
// up. A colour then never changes from frame to frame, which a palette made of each frame could not
// promise.
//
// So gifenc's quantizer, which looks for the colours of given pixels, has nothing to find here; nor
// does it keep what hardly changes, on which the size of the file depends.

import { TRANSPARENT } from "./gif.js";
import { channels, mix, outlineOf } from "../kit/colour.js";

/**
 * @import { Colour } from "../kit/colour.js"
 * @import { Palette } from "../stream/given.d.ts"
 */

// Bits of each channel that tell which colour is the nearest.
const BITS = 6;
// Colours of a theme that stand for themselves, that lines fade with, and of the two signs.
const NAMED = /** @type {const} */ (["outline", "muted", "faint", "panel", "ghost", "alarm"]);
const LINES = /** @type {const} */ (["negative_line", "positive_line", "train", "test"]);
const SIGNS = /** @type {const} */ (["negative", "positive"]);

/** @typedef {"ink" | "neutral" | typeof NAMED[number] | typeof LINES[number]} PlainName */
/** @typedef {PlainName | typeof SIGNS[number]} ColourName */

// Of 255, in each channel: what nobody sees change need not be written anew.
const TOLERANCE = 5;

/**
 * @param {Colour} from
 * @param {Colour} to
 * @param {number} count
 * @returns {Colour[]}  the colours between two, both included
 */
const ramp = (from, to, count) =>
  Array.from({ length: count }, (_, i) => mix(from, to, i / (count - 1)));

/**
 * Colours of one theme.
 *
 * @param {Palette} palette  of theme.py
 * @param {Colour} background  red, green and blue; becomes the first colour
 * @param {number} classCount  classes with a colour of their own; 0 or 2 where the signs' serve
 * @returns {Uint8Array}  red, green and blue of each
 */
export function themeColours(palette, background, classCount) {
  /** @param {ColourName} name */
  const of = (name) => channels(palette[name]);
  const ink = of("ink");
  const several = classCount > 2 ? classCount : 0;
  // One of each class's colours is that of its points' outlines.
  const steps = several ? Math.floor(130 / several) - 1 : 0;
  const fills = several ? palette.classes.slice(0, several) : [palette.negative, palette.positive];
  const outlines = fills.flatMap((fill) =>
    Object.values(outlineOf(palette, "train", channels(fill))),
  );
  const signs = several ? 14 : 56;
  const found = [
    background,
    ...ramp(background, ink, 28),
    ...NAMED.map(of),
    ...Object.values(palette.halos).map(channels),
    ...outlines,
    ...LINES.flatMap((name) => ramp(background, of(name), several ? 9 : 14)),
    ...SIGNS.flatMap((name) => [
      ...ramp(of("neutral"), of(name), signs),
      // Under the line between two classes.
      ...ramp(mix(of("neutral"), ink, 0.55), mix(of(name), ink, 0.55), several ? 2 : 8),
    ]),
    ...palette.classes
      .slice(0, several)
      .flatMap((hex) => ramp(of("neutral"), channels(hex), steps)),
  ];
  const unique = [...new Map(found.map((colour) => [String(colour), colour])).values()];
  return Uint8Array.from(unique.slice(0, TRANSPARENT).flat());
}

/** From pixels to indices of the nearest colours. */
export class Quantizer {
  /** @param {Uint8Array} colours  red, green and blue of each */
  constructor(colours) {
    this.colours = colours;
    this.known = new Int16Array(1 << (3 * BITS)).fill(-1);
    // A colour of the palette itself stays what it is; of two in one cell the first.
    for (let i = colours.length / 3 - 1; i >= 0; i--) {
      this.known[this.#cell(colours[3 * i], colours[3 * i + 1], colours[3 * i + 2])] = i;
    }
  }

  /** @param {number} red @param {number} green @param {number} blue */
  #cell(red, green, blue) {
    const drop = 8 - BITS;
    return ((red >> drop) << (2 * BITS)) | ((green >> drop) << BITS) | (blue >> drop);
  }

  /** @param {number} red @param {number} green @param {number} blue */
  #nearest(red, green, blue) {
    const { colours } = this;
    let [best, least] = [0, Infinity];
    for (let i = 0; i < colours.length; i += 3) {
      const [r, g, b] = [colours[i] - red, colours[i + 1] - green, colours[i + 2] - blue];
      const distance = r * r + g * g + b * b;
      if (distance < least) [best, least] = [i / 3, distance];
    }
    return best;
  }

  /** @param {number} index @param {number} red @param {number} green @param {number} blue */
  #isClose(index, red, green, blue) {
    const { colours } = this;
    return (
      Math.abs(colours[3 * index] - red) <= TOLERANCE &&
      Math.abs(colours[3 * index + 1] - green) <= TOLERANCE &&
      Math.abs(colours[3 * index + 2] - blue) <= TOLERANCE
    );
  }

  /**
   * @param {Uint8ClampedArray} pixels  red, green, blue and alpha of each
   * @param {Uint8Array | null} [before]  indices of the picture before: kept where they still are
   *   close
   * @returns {Uint8Array}
   */
  indices(pixels, before = null) {
    const found = new Uint8Array(pixels.length / 4);
    for (let i = 0, p = 0; i < found.length; i++, p += 4) {
      if (before && this.#isClose(before[i], pixels[p], pixels[p + 1], pixels[p + 2])) {
        found[i] = before[i];
        continue;
      }
      const cell = this.#cell(pixels[p], pixels[p + 1], pixels[p + 2]);
      if (this.known[cell] < 0) {
        this.known[cell] = this.#nearest(pixels[p], pixels[p + 1], pixels[p + 2]);
      }
      found[i] = this.known[cell];
    }
    return found;
  }
}
