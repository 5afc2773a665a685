// The graph's tiles where the data lies on a plane: all of them below each other in one picture, so
// that a frame is one look-up per pixel and one stamp per tile.

import { pixelsOf } from "../../kit/surface.js";
import { probabilityRamp, signRamp } from "../../kit/colour.js";

/**
 * @import { DrawContext } from "../surfaces.d.ts"
 * @import { Look } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Tile } from "../places.d.ts"
 */

export class Atlas {
  /**
   * @param {HTMLCanvasElement} canvas  to paint the picture on
   * @param {Model} model
   * @param {Look} look
   */
  constructor(canvas, model, { palette, options }) {
    this.canvas = canvas;
    this.model = model;
    // Features first, unless they are drawn as histograms or as a picture, then neurons layer by
    // layer.
    const isDrawnElsewhere = Boolean(model.image || model.arrays.distributions);
    this.firstNeuron = isDrawnElsewhere ? 0 : model.features.length;
    canvas.width = model.tileSize;
    canvas.height = model.tileSize * (this.firstNeuron + model.tileCount);
    this.context = pixelsOf(canvas, { willReadFrequently: true });
    this.image = this.context.createImageData(canvas.width, canvas.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.ramp = signRamp(palette, options.discretize);
    const classCount = model.task === "multiclass" ? model.outputCount : 0;
    this.classRamps = Array.from({ length: classCount }, (_, k) => probabilityRamp(palette, k));
    if (this.firstNeuron) this.#paint(model.arrays.feature_tiles, 0, this.ramp);
  }

  /**
   * @param {Uint8Array | Float32Array} bytes @param {number} firstTile @param {Uint32Array} ramp
   */
  #paint(bytes, firstTile, ramp) {
    const start = firstTile * this.model.tileSize ** 2;
    const { pixels } = this;
    for (let i = 0; i < bytes.length; i++) pixels[start + i] = ramp[bytes[i]];
  }

  /** Take a frame's tiles. @param {Uint8Array | Float32Array} tiles */
  take(tiles) {
    const { model, firstNeuron } = this;
    const area = model.tileSize ** 2;
    this.#paint(tiles, firstNeuron, this.ramp);
    this.classRamps.forEach((ramp, k) => {
      const tile = model.tileIndex(model.lastLayer, k);
      this.#paint(tiles.subarray(tile * area, (tile + 1) * area), firstNeuron + tile, ramp);
    });
    this.context.putImageData(this.image, 0, 0);
  }

  /**
   * Stamp a tile; inputs that are drawn elsewhere have none.
   *
   * @param {DrawContext} context
   * @param {Tile} tile
   */
  draw(context, { layer, index, x, y, width, height, off }) {
    const { canvas, model, firstNeuron } = this;
    if (layer === 0 && !firstNeuron) return;
    const side = model.tileSize;
    const place = layer === 0 ? index : firstNeuron + model.tileIndex(layer, index);
    if (off) context.globalAlpha = 0.3;
    context.drawImage(canvas, 0, place * side, side, side, x, y, width, height);
    if (off) context.globalAlpha = 1;
  }
}
