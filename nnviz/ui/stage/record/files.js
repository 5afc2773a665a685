// One picture of the stage, as a file: pixels, or shapes.

import { fill, whole } from "../kit/format.js";
import { Sheet } from "./sheet.js";
import { VectorCanvas } from "./vector.js";

/** @import { Shown } from "./sheet.js" */

const PIXEL_RATIO = 2;

/** @param {Shown} shown  see Sheet.paint @returns {Promise<Blob>} */
export function pngOf(shown) {
  const canvas = document.createElement("canvas");
  new Sheet(canvas, PIXEL_RATIO).paint(shown);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))));
  });
}

/** @param {Shown} shown  see Sheet.paint @returns {Promise<Blob>} */
export async function svgOf(shown) {
  const surface = new VectorCanvas();
  new Sheet(surface, 1).paint(shown);
  const { strings } = shown.look;
  const about = fill(strings.picture_of, {
    sizes: shown.model.sizes.join(", "),
    epoch: whole(shown.model.shown.header.epoch),
  });
  return new Blob([surface.svg(about)], { type: "image/svg+xml" });
}

/** What to call a file of what is shown. @param {Shown} shown @param {string} ending */
export function fileName({ name, model }, ending) {
  const epoch = Math.floor(model.shown.header.epoch);
  return [`nnviz`, ...(name ? [name] : []), `epoch-${epoch}.${ending}`].join("-");
}

/** Hand a file to the browser to be saved. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  // Not at once: the browser has yet to begin reading it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
