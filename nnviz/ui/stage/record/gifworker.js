// Makes a GIF beside the page, so that the picture goes on moving meanwhile.

import { Gif } from "./gif.js";
import { Quantizer } from "./quantize.js";

let gif = null;
let quantizer = null;
let indices = null;

self.onmessage = ({ data }) => {
  if (data.colours) {
    gif = new Gif(data.width, data.height, data.colours);
    quantizer = new Quantizer(data.colours);
  } else if (data.pixels) {
    indices = quantizer.indices(new Uint8ClampedArray(data.pixels), indices);
    gif.add(indices, data.at);
  } else {
    const bytes = gif.end(data.end).slice();
    self.postMessage(bytes, [bytes.buffer]);
  }
};
