// The live loss curves: train and test over epochs, linear or logarithmic, values on hover.

import { drawAxes, logTicks, sharpen, ticks } from "../../kit/axes.js";
import { fill, loss, whole } from "../../kit/format.js";

/**
 * @import { DrawContext, Surface } from "../surfaces.d.ts"
 * @import { Frame } from "../../stream/frames.js"
 * @import { Moment, Placement } from "../part.d.ts"
 * @import { Look, Share, Strings } from "../../stream/given.d.ts"
 * @import { Plot, Size } from "../places.d.ts"
 */

const MARGIN = { left: 44, top: 20, right: 20, bottom: 22 };
const COLUMNS = 5;
const EPOCH = 0;
/** @type {{name: Share, column: number}[]} */
const SHARES = [
  { name: "train", column: 1 },
  { name: "test", column: 2 },
];

import { later } from "../../kit/sure.js";

// How many times as high as the run's own curve one that was left behind may stand.
const GHOST_ROOM = 1.5;

/**
 * Rows of number, epoch, train and test loss, as one list of curve points for each number.
 *
 * @param {Float32Array} rows
 */
function split(rows) {
  /** @type {Point[][]} */
  const curves = [];
  for (let i = 0; i < rows.length; i += 4) {
    (curves[rows[i]] ??= []).push(rows.subarray(i + 1, i + 4));
  }
  return curves;
}

/**
 * @typedef {Float32Array | number[]} Point  epoch, train and test loss, and what comes after them
 */
/** @typedef {(value: number) => number} Scale */

export class LossCurves {
  /** @type {Look} */ look = later();
  /** @type {Size} */ size = later();
  /** @type {Plot} */ plot = later();
  /** @type {DrawContext} */ context = later();
  /** Of the run, epoch by epoch. @type {Point[]} */ rows = [];
  /** Curves that were left behind. @type {Point[][]} */ ghosts = [];
  /** @type {Point | null} */ newest = null;
  /** What is drawn, and the last epoch in it. @type {Point[]} */ points = [];
  lastEpoch = 1;
  /** @type {number | null} */ hoverX = null;

  /** @param {Surface} canvas */
  constructor(canvas) {
    this.canvas = canvas;
  }

  /** What is drawn is the past of one scene. */
  adopt() {
    this.rows = [];
    this.ghosts = [];
  }

  /** @param {Pick<Placement, "sizes" | "look">} placement */
  arrange({ sizes: { curves: size }, look }) {
    this.size = size;
    this.look = look;
    this.context = sharpen(this.canvas, size.width, size.height, look.ratio);
    this.plot = {
      x: MARGIN.left,
      y: MARGIN.top,
      width: size.width - MARGIN.left - MARGIN.right,
      height: size.height - MARGIN.top - MARGIN.bottom,
    };
  }

  /** Show what another chart shows. @param {LossCurves} other */
  copy({ rows, ghosts, newest }) {
    this.rows = rows;
    this.ghosts = ghosts;
    this.newest = newest;
  }

  /**
   * Take a frame's new history; its own numbers are the newest point of the curves.
   *
   * @param {Frame} frame
   */
  take({ header, arrays }) {
    if (header.history_reset) this.rows = [];
    if (arrays.ghosts) this.ghosts = split(arrays.ghosts);
    const { history } = arrays;
    for (let i = 0; i < history.length; i += COLUMNS) {
      this.rows.push(history.subarray(i, i + COLUMNS));
    }
    this.newest = [header.epoch, header.train_loss ?? NaN, header.test_loss ?? NaN];
  }

  #points() {
    const last = this.rows[this.rows.length - 1];
    if (!this.newest || (last && last[EPOCH] >= this.newest[EPOCH])) return this.rows;
    return [...this.rows, this.newest];
  }

  /** @param {Point[]} points @returns {[number, number]} */
  #range(points) {
    let [low, high] = [Infinity, 0];
    for (const point of points) {
      for (const { column } of SHARES) {
        const value = point[column];
        if (!Number.isFinite(value)) continue;
        high = Math.max(high, value);
        if (value > 0) low = Math.min(low, value);
      }
    }
    high = Math.max(high, this.#ghostHeight(high));
    if (!(high > 0)) return this.look.options.log_loss ? [0.1, 1] : [0, 1];
    if (!this.look.options.log_loss) return [0, high * 1.06];
    low = Math.max(low, 1e-9);
    return [low / 1.3, Math.max(high * 1.3, low * 2)];
  }

  /** As much of the curves left behind as does not dwarf the run's own. @param {number} own */
  #ghostHeight(own) {
    let highest = 0;
    for (const ghost of this.ghosts) {
      for (const point of ghost) {
        for (const { column } of SHARES) {
          if (point[column] <= own * GHOST_ROOM) highest = Math.max(highest, point[column]);
        }
      }
    }
    return highest;
  }

  /** @param {Pick<Moment, "areCurvesDue">} moment */
  paint({ areCurvesDue }) {
    if (areCurvesDue) this.draw();
  }

  draw() {
    const { context, plot, look, size } = this;
    const { palette, font, serif, strings, options } = look;
    const points = this.#points();
    const ends = [points, ...this.ghosts].map((rows) => rows[rows.length - 1]?.[EPOCH] ?? 1);
    const lastEpoch = Math.max(1, ...ends);
    const [low, high] = this.#range(points);
    /** @type {Scale} */
    const scaleOf = options.log_loss ? Math.log : (value) => value;
    const [bottom, top] = [scaleOf(low), scaleOf(high)];
    /** @type {Scale} */
    const xOf = (epoch) => plot.x + (plot.width * epoch) / lastEpoch;
    /** @type {Scale} */
    const yOf = (value) => plot.y + (plot.height * (top - scaleOf(value))) / (top - bottom);
    this.points = points;
    this.lastEpoch = lastEpoch;
    context.fillStyle = look.background;
    context.fillRect(0, 0, size.width, size.height);
    const yTicks = options.log_loss ? logTicks(low, high) : ticks(low, high, 4);
    const xTicks = ticks(0, lastEpoch, Math.min(6, plot.width / 60));
    const axes = { xTicks, yTicks, xOf, yOf, xTitle: "", yTitle: "", grid: true, serif };
    drawAxes(context, plot, axes, palette, font);
    for (const ghost of this.ghosts) {
      for (const { column } of SHARES) {
        this.#drawCurve(ghost, column, palette.ghost, xOf, yOf, low, high);
      }
    }
    // Test first, so that the curve that training pushes down lies on top.
    for (const { name, column } of [...SHARES].reverse()) {
      this.#drawCurve(points, column, palette[name], xOf, yOf, low, Infinity);
    }
    this.#drawKey(strings);
    if (this.hoverX !== null) this.#drawCrosshair(this.hoverX, xOf, yOf);
  }

  /**
   * @param {Point[]} points
   * @param {number} column
   * @param {string} colour
   * @param {Scale} xOf
   * @param {Scale} yOf
   * @param {number} low
   * @param {number} high
   */
  #drawCurve(points, column, colour, xOf, yOf, low, high) {
    const { context, plot } = this;
    // At most two points a pixel: longer histories would cost without showing.
    const every = Math.max(1, Math.floor(points.length / (plot.width * 2)));
    context.beginPath();
    for (let i = 0; i < points.length; i += i + every < points.length ? every : 1) {
      const value = points[i][column];
      if (!Number.isFinite(value)) continue;
      context.lineTo(xOf(points[i][EPOCH]), yOf(Math.min(high, Math.max(value, low))));
    }
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.lineJoin = "round";
    context.stroke();
    const last = points[points.length - 1];
    if (!last || !Number.isFinite(last[column]) || high !== Infinity) return;
    context.fillStyle = colour;
    context.beginPath();
    context.arc(xOf(last[EPOCH]), yOf(Math.max(last[column], low)), 3.5, 0, 7);
    context.fill();
  }

  /** @param {Strings} strings */
  #drawKey(strings) {
    const { context, plot, look } = this;
    context.font = `12px ${look.font}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    let x = plot.x + 2;
    for (const { name, column } of SHARES) {
      // Where nothing is left to test with, there is no such curve.
      if (!this.points.some((point) => Number.isFinite(point[column])) && name === "test") continue;
      context.fillStyle = look.palette[name];
      context.beginPath();
      context.roundRect(x, plot.y - 13, 14, 3, 1.5);
      context.fill();
      context.fillStyle = look.palette.muted;
      const text = strings[`${name}_curve`];
      context.fillText(text, x + 19, plot.y - 11);
      x += 19 + context.measureText(text).width + 16;
    }
    context.textAlign = "right";
    context.fillText(strings.epochs, plot.x + plot.width, plot.y - 11);
  }

  /** @param {number} hoverX */
  #nearest(hoverX) {
    const { plot, points, lastEpoch } = this;
    const epoch = ((hoverX - plot.x) / plot.width) * lastEpoch;
    return points.reduce(
      (best, point) =>
        Math.abs(point[EPOCH] - epoch) < Math.abs(best[EPOCH] - epoch) ? point : best,
      points[0],
    );
  }

  /** @param {number} hoverX @param {Scale} xOf @param {Scale} yOf */
  #drawCrosshair(hoverX, xOf, yOf) {
    const { context, plot, look } = this;
    const point = this.#nearest(hoverX);
    if (!point) return;
    const x = xOf(point[EPOCH]);
    context.strokeStyle = look.palette.muted;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x, plot.y);
    context.lineTo(x, plot.y + plot.height);
    context.stroke();
    for (const { name, column } of SHARES) {
      if (!Number.isFinite(point[column])) continue;
      context.fillStyle = look.palette[name];
      context.strokeStyle = look.background;
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x, yOf(Math.max(point[column], 1e-12)), 4.5, 0, 7);
      context.fill();
      context.stroke();
    }
  }

  /**
   * Point the hover at a place (null: away); returns the values there as text, or null.
   *
   * @param {number | null} x
   */
  probe(x) {
    const { plot } = this;
    const inside = x !== null && plot && x >= plot.x - 6 && x <= plot.x + plot.width + 6;
    this.hoverX = inside && this.points.length ? x : null;
    if (this.hoverX === null) return null;
    const point = this.#nearest(this.hoverX);
    const { curve_at, curve_at_untested } = this.look.strings;
    return fill(Number.isFinite(point[2]) ? curve_at : curve_at_untested, {
      epoch: whole(point[EPOCH]),
      train: loss(point[1]),
      test: loss(point[2]),
    });
  }
}
