// The inputs of a table in the graph: the histogram of each, or, where they are the pixels of a
// picture, that picture.

import { later } from "../../kit/sure.js";

/**
 * @import { DrawContext } from "../surfaces.d.ts"
 * @import { Look } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { PixelValue, Tile } from "../places.d.ts"
 */

// Bars of a histogram in the data, and the narrowest that one is drawn.
const BINS = 24;
const BAR_LEAST = 1.5;

export class InputView {
  /** @type {Model} */ model = later();
  /** @type {Look} */ look = later();
  /** @type {Tile[]} */ tiles = [];

  /** @param {Model} model @param {Tile[]} tiles @param {Look} look */
  arrange(model, tiles, look) {
    this.model = model;
    this.look = look;
    this.tiles = tiles.filter(({ layer }) => layer === 0);
  }

  /** Histograms of the training share: they stand still. @param {DrawContext} context */
  drawDistributions(context) {
    const { look, tiles } = this;
    const { distributions } = this.model.arrays;
    if (!distributions) return;
    const { palette } = look;
    for (const { index, x, y, width, height, off } of tiles) {
      context.globalAlpha = off ? 0.3 : 1;
      context.fillStyle = palette.panel;
      context.fillRect(x, y, width, height);
      const bins = distributions.subarray(index * BINS, (index + 1) * BINS);
      const bars = grouped(bins, Math.min(BINS, Math.floor((width - 4) / BAR_LEAST)));
      const step = (width - 4) / bars.length;
      context.fillStyle = palette.muted;
      context.beginPath();
      bars.forEach((share, i) => {
        const bar = share * (height - 4);
        if (bar > 0) {
          context.rect(x + 2 + i * step, y + height - 1 - bar, Math.max(1, step - 0.4), bar);
        }
      });
      context.fill();
    }
    context.globalAlpha = 1;
  }

  /**
   * The picture that the inputs are pixels of.
   *
   * @param {DrawContext} context
   * @param {PixelValue} valueOf  pixel -> its value, 0 to 1
   */
  drawImage(context, valueOf) {
    const { look, tiles } = this;
    const { palette } = look;
    for (const { index, x, y, width, height, off } of tiles) {
      context.fillStyle = palette.panel;
      context.fillRect(x, y, width, height);
      context.globalAlpha = off ? 0 : Math.max(0, Math.min(1, valueOf(index)));
      context.fillStyle = palette.ink;
      context.fillRect(x, y, width, height);
      context.globalAlpha = 1;
      if (off) this.#cross(context, x, y, width, height);
    }
    this.#drawGrid(context);
  }

  /**
   * A pixel that is no input.
   *
   * @param {DrawContext} context
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  #cross(context, x, y, width, height) {
    context.strokeStyle = this.look.palette.outline;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x + 2, y + height - 2);
    context.lineTo(x + width - 2, y + 2);
    context.stroke();
  }

  /** @param {DrawContext} context */
  #drawGrid(context) {
    const { look, tiles } = this;
    context.strokeStyle = look.palette.outline;
    context.lineWidth = 1;
    context.globalAlpha = 0.5;
    context.beginPath();
    for (const { x, y, width, height } of tiles) context.rect(x + 0.5, y + 0.5, width, height);
    context.stroke();
    context.globalAlpha = 1;
  }
}

/**
 * Neighbouring bars taken together, so that there are no more than `most`.
 *
 * @param {Float32Array} bins
 * @param {number} most
 */
function grouped(bins, most) {
  const each = Math.ceil(bins.length / Math.max(1, most));
  if (each === 1) return bins;
  const bars = [];
  for (let i = 0; i < bins.length; i += each) bars.push(Math.max(...bins.subarray(i, i + each)));
  return bars;
}
