// Tiles where the data lies on a line: a small curve each, the area under it filled by sign. All
// tiles share one path per colour, as a stroke per tile would cost more than all the rest.

import { pathFor } from "../../kit/surface.js";

/**
 * @import { DrawContext, DrawPath } from "../surfaces.d.ts"
 * @import { Model } from "../../stream/model.js"
 * @import { Palette } from "../../stream/given.d.ts"
 * @import { Tile } from "../places.d.ts"
 */

const POINTS = 32;

export class TileCurves {
  /** @param {Model} model @param {Tile[]} tiles @param {number} side @param {Palette} palette */
  constructor(model, tiles, side, palette) {
    this.model = model;
    this.tiles = tiles;
    this.side = side;
    this.palette = palette;
    this.step = (model.curveSize - 1) / (POINTS - 1);
    /** @type {Float32Array | Uint8Array | null} */
    this.values = null;
    /** @type {Float32Array | null} */
    this.scales = null;
  }

  /** @param {Float32Array | Uint8Array} values @param {Float32Array} scales */
  take(values, scales) {
    this.values = values;
    this.scales = scales;
  }

  /** @param {DrawContext} context */
  draw(context) {
    const { palette, side } = this;
    const [positive, negative, line] = [pathFor(context), pathFor(context), pathFor(context)];
    context.fillStyle = palette.panel;
    for (const tile of this.tiles) {
      context.fillRect(tile.x, tile.y, side, side);
      this.#trace(tile, positive, negative, line);
    }
    context.globalAlpha = 0.55;
    context.fillStyle = palette.positive;
    context.fill(positive);
    context.fillStyle = palette.negative;
    context.fill(negative);
    context.globalAlpha = 1;
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.4;
    context.lineJoin = "round";
    context.stroke(line);
  }

  /**
   * @param {Tile} tile
   * @param {DrawPath} positive
   * @param {DrawPath} negative
   * @param {DrawPath} line
   */
  #trace(tile, positive, negative, line) {
    const { model, side } = this;
    const isFeature = tile.layer === 0;
    const values = isFeature ? model.arrays.feature_tiles : this.values;
    const scales = isFeature ? model.arrays.feature_scales : this.scales;
    if (!values || !scales) return;
    const place = isFeature ? tile.index : model.tileIndex(tile.layer, tile.index);
    const scale = scales[place] || 1;
    const start = place * model.curveSize;
    const zero = tile.y + side / 2;
    const height = 0.42 * side;
    positive.moveTo(tile.x, zero);
    negative.moveTo(tile.x, zero);
    for (let i = 0; i < POINTS; i++) {
      const x = tile.x + (side * i) / (POINTS - 1);
      const value = values[start + Math.round(i * this.step)] / scale;
      const y = zero - height * Math.max(-1.15, Math.min(1.15, value));
      positive.lineTo(x, Math.min(y, zero));
      negative.lineTo(x, Math.max(y, zero));
      if (i) line.lineTo(x, y);
      else line.moveTo(x, y);
    }
    positive.lineTo(tile.x + side, zero);
    negative.lineTo(tile.x + side, zero);
  }
}
