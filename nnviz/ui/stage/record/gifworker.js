// Makes a GIF beside the page, so that the picture goes on moving meanwhile.

import { Gif } from "./gif.js";
import { Quantizer } from "./quantize.js";

/**
 * What the page says: first how large pictures are and in what colours, then each picture, then
 * that it was the last.
 *
 * @typedef {{width: number, height: number, colours: Uint8Array}} Opening
 * @typedef {{pixels: ArrayBuffer, at: number}} Picture
 * @typedef {{end: number}} Ending
 */

/** @type {Gif} */
let gif;
/** @type {Quantizer} */
let quantizer;
/** @type {Uint8Array | null} */
let indices = null;

/** @param {MessageEvent<Opening | Picture | Ending>} event */
self.onmessage = ({ data }) => {
  if ("colours" in data) {
    gif = new Gif(data.width, data.height, data.colours);
    quantizer = new Quantizer(data.colours);
  } else if ("pixels" in data) {
    indices = quantizer.indices(new Uint8ClampedArray(data.pixels), indices);
    gif.add(indices, data.at);
  } else {
    const bytes = gif.end(data.end).slice();
    self.postMessage(bytes, { transfer: [bytes.buffer] });
  }
};
