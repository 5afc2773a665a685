// Colours as pictures need them: a ramp of 256 packed pixels, so that painting a map is one table
// look-up per cell. The palettes themselves come from Python (nnviz/ui/page/theme.py).

export function channels(hex) {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** One pixel of an ImageData seen as Uint32Array (little endian, as every browser's platform). */
function pack([red, green, blue]) {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

export function mix(from, to, share) {
  return from.map((channel, i) => Math.round(channel + (to[i] - channel) * share));
}

const linear = (byte) => {
  const share = byte / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const encoded = (light) =>
  Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));

/** Relative luminance of red, green and blue, 0 to 1 (WCAG 2.2). */
export function luminance(colour) {
  const [red, green, blue] = colour.map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A colour's hue at another luminance: darker in proportion, or with white in it. */
function atLuminance(colour, wanted) {
  const now = luminance(colour);
  if (now > wanted) return colour.map((byte) => encoded((linear(byte) * wanted) / now));
  const part = now < 1 ? (wanted - now) / (1 - now) : 0;
  return colour.map((byte) => encoded(linear(byte) + (1 - linear(byte)) * part));
}

/**
 * Outline and halo of a data point, by its share and its colour. Whatever lies under the point, it
 * has a contrast of 3 or more with one of the two, and so have its neighbours.
 *
 * @param {number[]} fill  red, green and blue
 * @returns {{ring: number[], halo: number[]}}
 */
export function outlineOf(palette, kind, fill) {
  const ring = atLuminance(fill, palette[`${kind}_ring`]);
  const { light, dark } = palette.halos;
  return { ring, halo: channels(luminance(ring) > palette.halos_meet ? dark : light) };
}

/** CSS colour of red, green and blue. */
export const css = (colour) => `rgb(${colour.join(" ")})`;

/** Bytes 0..255, which mean -1..+1, to pixels from negative through neutral to positive. */
export function signRamp(palette, discretize, strongest = 1) {
  const [negative, neutral, positive] = ["negative", "neutral", "positive"].map((name) =>
    channels(palette[name]),
  );
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    const value = (byte - 127.5) / 127.5;
    const strength = strongest * (discretize ? 0.9 : Math.abs(value));
    return pack(mix(neutral, value < 0 ? negative : positive, strength));
  });
}

/** Per class: bytes 0..255, the confidence 0..1, to pixels. A guess (1/k) is neutral. */
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

/** One class's probability: bytes 127..255, which mean 0..1, from neutral to its colour. */
export function probabilityRamp(palette, index, strongest = 1) {
  const neutral = channels(palette.neutral);
  const full = channels(palette.classes[index]);
  return Uint32Array.from({ length: 256 }, (_, byte) =>
    pack(mix(neutral, full, (strongest * Math.max(0, byte - 127.5)) / 127.5)),
  );
}

/** Red, green and blue of a value in -1..+1. */
export function signChannels(palette, value) {
  const share = Math.min(1, Math.abs(value));
  const end = channels(value < 0 ? palette.negative : palette.positive);
  return mix(channels(palette.neutral), end, share);
}

/** CSS colour of a value in -1..+1. */
export const signColour = (palette, value) => css(signChannels(palette, value));

/** CSS colour of a class's probability, 0..1. */
export function probabilityColour(palette, index, share) {
  const full = channels(palette.classes[index]);
  return css(mix(channels(palette.neutral), full, Math.max(0, Math.min(1, share))));
}

/** An end of a ramp, as it is under the data points, as CSS colour. */
export function softened(palette, end) {
  return css(mix(channels(palette.neutral), channels(end), palette.under_points));
}

/** Whether a CSS colour (as the browser computes it) is dark. */
export function isDark(colour) {
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
