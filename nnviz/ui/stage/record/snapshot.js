// One picture of the stage, as a file: pixels, or shapes.

import { fill, whole } from "../kit/format.js";
import { Sheet } from "./sheet.js";
import { VectorCanvas } from "./vector.js";

const PIXEL_RATIO = 2;

/** @param {object} shown  see Sheet.paint @returns {Promise<Blob>} */
export function pngOf(shown) {
  const canvas = document.createElement("canvas");
  new Sheet(canvas, PIXEL_RATIO).paint(shown);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))));
  });
}

/** @param {object} shown  see Sheet.paint @returns {Promise<Blob>} */
export async function svgOf(shown) {
  const surface = new VectorCanvas();
  new Sheet(surface, 1).paint(shown);
  const { strings } = shown.look;
  const about = fill(strings.picture_of, {
    sizes: shown.model.sizes.join(", "),
    epoch: whole(shown.model.frame.header.epoch),
  });
  return new Blob([surface.svg(about)], { type: "image/svg+xml" });
}

/** What to call a file of what is shown. */
export function fileName({ name, model }, ending) {
  const epoch = Math.floor(model.frame.header.epoch);
  return [`nnviz`, ...(name ? [name] : []), `epoch-${epoch}.${ending}`].join("-");
}

/** Hand a file to the browser to be saved. */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  // Not at once: the browser has yet to begin reading it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
