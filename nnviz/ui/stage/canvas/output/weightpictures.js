// What each neuron of the first layer is given by every pixel, as a picture: its incoming weights
// where their pixels are. Each picture's deepest colour is its own largest weight.

import { later, must } from "../../kit/sure.js";
import { pixelsOf } from "../../kit/surface.js";
import { signRamp } from "../../kit/colour.js";

/**
 * @import { Box, GraphFocus } from "../places.d.ts"
 * @import { DrawContext } from "../surfaces.d.ts"
 * @import { Look, Options } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 */

const OPAQUE = 255 << 24;

/**
 * Whether a focus on a neuron is answered with its weights rather than its response.
 *
 * @param {Model} model
 * @param {GraphFocus | null} focus
 * @param {Options} options
 */
export const showsWeights = (model, focus, options) =>
  Boolean(options.weight_tiles && model.image) && focus?.kind === "node" && focus.layer === 1;

export class WeightPictures {
  /** @type {Model} */ model = later();
  rows = 0;
  columns = 0;
  ramp = new Uint32Array();
  nothing = 0;
  canvas = document.createElement("canvas");
  /** @type {CanvasRenderingContext2D} */ context = later();
  /** @type {ImageData} */ image = later();
  pixels = new Uint32Array();
  /** Of each picture, what its deepest colour stands for. */
  largest = new Float32Array();

  /** @param {Model} model @param {Look} look */
  arrange(model, { palette, background }) {
    const [rows, columns] = must(model.image, "picture");
    this.model = model;
    this.rows = rows;
    this.columns = columns;
    this.ramp = signRamp(palette, false);
    // Where an input is switched off there is no weight, and no picture.
    this.nothing = packed(background);
    this.canvas = document.createElement("canvas");
    this.canvas.width = columns;
    this.canvas.height = rows * model.sizes[1];
    this.context = pixelsOf(this.canvas, { willReadFrequently: true });
    this.image = this.context.createImageData(columns, this.canvas.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.largest = new Float32Array(model.sizes[1]);
  }

  /**
   * Weight from a pixel, NaN where its input is switched off.
   *
   * @param {number} pixel
   * @param {number} index
   */
  weight(pixel, index) {
    const input = this.model.inputOfFeature[pixel];
    return input < 0 ? NaN : this.model.weight(1, input, index);
  }

  /** Take the weights of the model's frame. */
  take() {
    const area = this.rows * this.columns;
    for (let index = 0; index < this.largest.length; index++) {
      let largest = 0;
      for (let pixel = 0; pixel < area; pixel++) {
        const size = Math.abs(this.weight(pixel, index));
        if (size > largest && size < Infinity) largest = size;
      }
      this.largest[index] = largest;
      for (let pixel = 0; pixel < area; pixel++) {
        const weight = this.weight(pixel, index);
        const share = Math.max(-1, Math.min(1, weight / (largest || 1)));
        this.pixels[index * area + pixel] = Number.isNaN(share)
          ? this.nothing
          : this.ramp[Math.round(127.5 + 127.5 * share)];
      }
    }
    this.context.putImageData(this.image, 0, 0);
  }

  /**
   * Draw a neuron's picture into a rectangle.
   *
   * @param {DrawContext} context
   * @param {number} index
   * @param {Box} box
   */
  draw(context, index, { x, y, width, height }) {
    const { canvas, rows, columns } = this;
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, index * rows, columns, rows, x, y, width, height);
    context.imageSmoothingEnabled = true;
  }
}

/** A CSS colour as a pixel. @param {string} colour */
function packed(colour) {
  const context = pixelsOf(document.createElement("canvas"));
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return (OPAQUE | (blue << 16) | (green << 8) | red) >>> 0;
}
