// The big panel where the data lies on a line: the network's curve (or that of the neuron in focus)
// over the points, with axes to read values from.

import { axisText, drawAxes, sharpen, ticks } from "../../kit/axes.js";
import { drawShares } from "./legend.js";
import { drawPoints } from "./points.js";
import { fill, number } from "../../kit/format.js";
import { later, must } from "../../kit/sure.js";
import { layerOf } from "../../kit/surface.js";

/**
 * @import { DrawContext, Surface } from "../surfaces.d.ts"
 * @import { GraphFocus, Plot, Size } from "../places.d.ts"
 * @import { Look } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 */

const MARGIN = { left: 40, top: 20, right: 18, bottom: 46 };

/**
 * @typedef {{output?: boolean, values: Uint8Array | Float32Array, range: [number, number]}} View
 */

export class PlotPanel {
  /** @type {Model} */ model = later();
  /** @type {Look} */ look = later();
  /** @type {Size} */ size = later();
  /** @type {Plot} */ plot = later();
  /** @type {DrawContext} */ context = later();
  /** @type {DrawContext} */ groundContext = later();
  /** @type {string | null} */ groundDrawn = null;
  /** @type {View | null} */ view = null;
  /** @type {[number, number]} */ range = [0, 1];
  /** A cell of a tile that is pointed at: there are none on a line. @type {null} */ pointed = null;

  /** @param {Surface} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.ground = layerOf(canvas);
  }

  /** @param {Model} model @param {Size} size @param {Look} look */
  arrange(model, size, look) {
    this.model = model;
    this.look = look;
    this.size = size;
    this.context = sharpen(this.canvas, size.width, size.height, look.ratio);
    this.groundContext = sharpen(this.ground, size.width, size.height, look.ratio);
    this.plot = {
      x: MARGIN.left,
      y: MARGIN.top,
      width: size.width - MARGIN.left - MARGIN.right,
      height: size.height - MARGIN.top - MARGIN.bottom,
    };
    this.groundDrawn = null;
  }

  /** @param {GraphFocus | null} focus @returns {View} */
  #view(focus) {
    const { model } = this;
    if (focus?.kind !== "node" || focus.layer === model.lastLayer) {
      const values = must(model.shown.arrays.output, "output");
      return { output: true, values, range: model.valueRange };
    }
    const watched = focus.index >= 0 ? model.watched([focus.layer, focus.index]) : null;
    const place = focus.layer ? model.tileIndex(focus.layer, focus.index) : focus.place;
    const { tiles, tile_scales } = model.shown.arrays;
    const { feature_tiles, feature_scales } = model.arrays;
    const own = (focus.layer ? tiles : feature_tiles).subarray(
      place * model.curveSize,
      (place + 1) * model.curveSize,
    );
    const scale = watched?.scale || (focus.layer ? tile_scales : feature_scales)[place] || 1;
    return { values: watched?.values ?? own, range: [-scale * 1.1, scale * 1.1] };
  }

  /** @param {number} value */
  /** Nothing of a frame is to be prepared. */
  take() {}

  /** Draw the model's points anew: they have changed. */
  showPoints() {
    this.groundDrawn = null;
  }

  /** @param {number} value */
  xOf(value) {
    const [low, high] = this.model.domain;
    return this.plot.x + ((value - low) / (high - low)) * this.plot.width;
  }

  /** @param {number} value @param {[number, number]} range */
  yOf(value, [low, high]) {
    return this.plot.y + ((high - value) / (high - low)) * this.plot.height;
  }

  /** @param {GraphFocus | null} focus */
  paint(focus) {
    const { context, plot, model, look, size } = this;
    const view = this.#view(focus);
    this.view = view;
    const key = `${view.range.map((end) => end.toPrecision(2)).join()} ${Boolean(view.output)}`;
    if (key !== this.groundDrawn) {
      this.#drawGround(view);
      this.groundDrawn = key;
      this.range = view.range;
    }
    context.drawImage(this.ground, 0, 0, size.width, size.height);
    context.save();
    context.beginPath();
    context.rect(plot.x, plot.y, plot.width, plot.height);
    context.clip();
    context.beginPath();
    for (let i = 0; i < view.values.length; i++) {
      // Values are those at the centres of equal cells.
      const x = plot.x + (plot.width * (i + 0.5)) / model.curveSize;
      context.lineTo(x, this.yOf(view.values[i], this.range));
    }
    context.lineJoin = "round";
    // A veil, not a wall: points close to the curve must stay visible.
    context.globalAlpha = 0.5;
    context.strokeStyle = look.background;
    context.lineWidth = 5;
    context.stroke();
    context.globalAlpha = 1;
    context.strokeStyle = view.output ? look.palette.ink : look.palette.positive_line;
    context.lineWidth = 2.75;
    context.stroke();
    context.restore();
  }

  /** @param {View} view */
  #drawGround(view) {
    const { groundContext: context, plot, model, look, size } = this;
    const [axis] = model.axes;
    const [low, high] = view.range;
    /** @type {[number, number]} */
    const range = [this.#inUnit(view, low), this.#inUnit(view, high)];
    context.fillStyle = look.background;
    context.fillRect(0, 0, size.width, size.height);
    drawAxes(
      context,
      plot,
      {
        xTicks: ticks(axis.low, axis.high, 6),
        yTicks: ticks(...range, 6),
        xOf: (value) => plot.x + ((value - axis.low) / (axis.high - axis.low)) * plot.width,
        yOf: (value) => this.yOf(value, range),
        xTitle: axis.label,
        yTitle: view.output ? model.value.name : "a",
        grid: true,
        serif: look.serif,
      },
      look.palette,
      look.font,
    );
    if (!view.output) return;
    context.save();
    context.beginPath();
    context.rect(plot.x, plot.y, plot.width, plot.height);
    context.clip();
    drawPoints(context, model, look, plot.width, (x, y) => [this.xOf(x), this.yOf(y, view.range)]);
    context.restore();
    drawShares(context, model, look, {
      x: plot.x,
      y: plot.y + plot.height + 28,
      width: plot.width,
    });
  }

  /** @param {number} x @param {number} y */
  probe(x, y) {
    const { plot, model, view, look } = this;
    const share = (x - plot.x) / plot.width;
    if (!view || share < 0 || share > 1 || y < plot.y || y > plot.y + plot.height) return null;
    const value = view.values[Math.min(model.curveSize - 1, Math.floor(share * model.curveSize))];
    const [axis] = model.axes;
    return fill(look.strings.probe, {
      place: `${axis.label} ${axisText(model.onAxis(0, share), axis)}`,
      value: number(this.#inUnit(view, value)),
    });
  }

  /**
   * The network's output is said in the unit of the data.
   *
   * @param {View} view
   * @param {number} value
   */
  #inUnit({ output }, value) {
    return output && this.model.task === "regression" ? this.model.inUnit(value) : value;
  }
}
