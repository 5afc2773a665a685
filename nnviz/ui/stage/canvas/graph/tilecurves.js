// Tiles where the data lies on a line: a small curve each, the area under it filled by sign. All
// tiles share one path per colour, as a stroke per tile would cost more than all the rest.

import { pathFor } from "../../kit/surface.js";

const POINTS = 32;

export class TileCurves {
  constructor(model, tiles, side, palette) {
    Object.assign(this, { model, tiles, side, palette });
    this.step = (model.curveSize - 1) / (POINTS - 1);
    this.values = null;
    this.scales = null;
  }

  take(values, scales) {
    this.values = values;
    this.scales = scales;
  }

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

  #trace(tile, positive, negative, line) {
    const { model, side } = this;
    const isFeature = tile.layer === 0;
    if (!isFeature && !this.values) return;
    const values = isFeature ? model.arrays.feature_tiles : this.values;
    const place = isFeature ? tile.index : model.tileIndex(tile.layer, tile.index);
    const scale = (isFeature ? model.arrays.feature_scales : this.scales)[place] || 1;
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
