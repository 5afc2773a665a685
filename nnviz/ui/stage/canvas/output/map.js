// The big panel where the data lies on a plane: what the network (or the neuron in focus) says at
// every place, the data on top, axes, and a key with numbers.

import { areNamed, axisText, drawAxes, sharpen, ticks, TITLE_LINE } from "../../kit/axes.js";
import { drawLegend, legendHint } from "./legend.js";
import { keyHeight } from "./legendnames.js";
import { drawPoints } from "./points.js";
import { fill, number, percent } from "../../kit/format.js";
import { showsWeights } from "./weightpictures.js";
import { later } from "../../kit/sure.js";
import { layerOf } from "../../kit/surface.js";
import { classesOf, MapPicture, valuesOf } from "./mappicture.js";
import { traceContour } from "./contour.js";
import { WeightPanel } from "./weightpanel.js";

/**
 * @import { DrawContext, Surface } from "../surfaces.d.ts"
 * @import { Frame } from "../../stream/frames.js"
 * @import { AxisEntry } from "../../stream/messages.d.ts"
 * @import { GraphFocus, MapSize, Size, Square, Told } from "../places.d.ts"
 * @import { Lit } from "./points.js"
 * @import { View } from "./mappicture.js"
 * @import { Look } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 */

const MARGIN = { left: 32, top: 20, right: 18, bottom: 56 };

export class MapPanel {
  /** @type {Model} */ model = later();
  /** @type {Look} */ look = later();
  /** @type {Size} */ size = later();
  /** @type {Square} */ plot = later();
  /** @type {DrawContext} */ context = later();
  /** @type {MapPicture} */ picture = later();
  /** What the key was drawn for. @type {string | null} */ keyDrawn = null;
  /** Cell of a tile that the pointer is over. @type {number | null} */ pointed = null;
  /** Points that stand out. @type {Lit | null} */ lit = null;
  /** @type {string | null} */ litKey = null;
  /** @type {View | null} */ view = null;
  isOfWeights = false;

  /** @param {Surface} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.pointLayer = layerOf(canvas);
    this.weights = new WeightPanel(canvas);
  }

  /** @param {Model} model @param {MapSize} size @param {Look} look */
  arrange(model, size, look) {
    this.model = model;
    this.look = look;
    this.size = size;
    const { ratio } = look;
    this.context = sharpen(this.canvas, size.width, size.height, ratio);
    this.context.font = `11px ${look.font}`;
    const key = keyHeight(this.context, model, size.side, look.strings);
    const side = Math.min(
      size.width - MARGIN.left - MARGIN.right,
      size.height - MARGIN.top - MARGIN.bottom - key,
    );
    const spare = size.width - MARGIN.left - MARGIN.right - side;
    this.plot = {
      x: MARGIN.left + Math.floor(spare / 2),
      y: MARGIN.top,
      width: side,
      height: side,
      side,
    };
    this.picture = new MapPicture(model, look);
    if (model.image) this.weights.arrange(model, size, look, this.plot);
    this.#drawPointLayer();
    // The key has changed whenever this has; null draws it anew.
    this.keyDrawn = null;
  }

  /** Take a frame: other points may be lit up. @param {Frame} frame */
  take({ arrays }) {
    const lit = { train: arrays.lit_train, test: arrays.lit_test };
    const key = lit.train || lit.test ? `${lit.train} ${lit.test}` : "";
    if (key === this.litKey) return;
    this.litKey = key;
    this.lit = key ? lit : null;
    this.#drawPointLayer();
  }

  /** Draw the model's points anew: they have changed. */
  showPoints() {
    this.#drawPointLayer();
  }

  #drawPointLayer() {
    const { plot, model, look } = this;
    const context = sharpen(this.pointLayer, plot.side, plot.side, look.ratio, false);
    context.clearRect(0, 0, plot.side, plot.side);
    const [low, high] = model.domain;
    const scale = plot.side / (high - low);
    /** @param {number} x @param {number} y @returns {[number, number]} */
    const placeOf = (x, y) => [(x - low) * scale, (high - y) * scale];
    drawPoints(context, model, look, plot.side, placeOf, this.lit);
  }

  /**
   * What the panel shows for a focus: {values, side, scale, oneClass}, or {output, scale}.
   *
   * @param {GraphFocus | null} focus
   * @returns {View}
   */
  #view(focus) {
    const { model } = this;
    const { arrays } = model.shown;
    if (focus?.kind !== "node" || (focus.layer === model.lastLayer && model.outputCount === 1)) {
      return { output: true, scale: model.outputScale };
    }
    const oneClass = focus.layer === model.lastLayer ? focus.index : null;
    const watched = focus.index >= 0 ? model.watched([focus.layer, focus.index]) : null;
    if (watched) return { ...watched, side: model.mapSize, oneClass };
    // Until the neuron's own map arrives, its tile, enlarged, stands in.
    const area = model.tileSize ** 2;
    const place = focus.layer ? model.tileIndex(focus.layer, focus.index) : focus.place;
    const tiles = focus.layer ? arrays.tiles : model.arrays.feature_tiles;
    const scales = focus.layer ? arrays.tile_scales : model.arrays.feature_scales;
    return {
      values: tiles.subarray(place * area, (place + 1) * area),
      side: model.tileSize,
      scale: scales[place],
      oneClass,
    };
  }

  /** @param {GraphFocus | null} focus */
  paint(focus) {
    const { context, plot, model, look } = this;
    this.isOfWeights = showsWeights(model, focus, look.options);
    if (this.isOfWeights && focus?.kind === "node") {
      this.weights.paint(focus.index);
      this.keyDrawn = null;
      return;
    }
    const view = this.#view(focus);
    this.view = view;
    const key = `${view.output} ${view.oneClass} ${number(view.scale)} ${Boolean(this.lit)} ${model.isTested}`;
    if (key !== this.keyDrawn) {
      this.#drawSurroundings(view);
      this.keyDrawn = key;
    }
    this.picture.paint(view);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.picture.canvas, plot.x, plot.y, plot.side, plot.side);
    if (view.output && model.task === "binary") {
      context.strokeStyle = look.palette.ink;
      context.globalAlpha = 0.55;
      context.lineWidth = 1.25;
      context.beginPath();
      traceContour(context, valuesOf(model, view), model.mapSize, plot);
      context.stroke();
      context.globalAlpha = 1;
    }
    context.drawImage(this.pointLayer, plot.x, plot.y, plot.side, plot.side);
  }

  /** @param {View} view */
  #drawSurroundings(view) {
    const { context, plot, model, look, size } = this;
    const { palette, font, serif } = look;
    context.fillStyle = look.background;
    context.fillRect(0, 0, size.width, size.height);
    const [across, up] = model.axes;
    /** @param {AxisEntry} axis @param {number} value */
    const shareOf = ({ low, high }, value) => (value - low) / (high - low);
    const named = areNamed(model.axes);
    drawAxes(
      context,
      plot,
      {
        xTicks: ticks(across.low, across.high, 6),
        yTicks: ticks(up.low, up.high, 6),
        xOf: (value) => plot.x + shareOf(across, value) * plot.side,
        yOf: (value) => plot.y + (1 - shareOf(up, value)) * plot.side,
        xTitle: across.label,
        yTitle: up.label,
        areNamed: named,
        serif,
      },
      palette,
      font,
    );
    const classes = view.output && this.picture.classRamps;
    const { oneClass } = view;
    const isOutput = Boolean(view.output);
    const isProbability = isOutput && model.outputKind === "probability";
    drawLegend(
      context,
      model,
      look,
      { x: plot.x, y: plot.y + plot.side + 30 + (named ? TITLE_LINE : 0), width: plot.side },
      classes ? null : { scale: view.scale, isProbability, oneClass, isOutput },
    );
  }

  /**
   * What the panel says at a place of the canvas, as text, or null beside it.
   *
   * @param {number} x
   * @param {number} y
   * @returns {Told}
   */
  probe(x, y) {
    const { plot, model, view, look } = this;
    const [across, down] = [(x - plot.x) / plot.side, (y - plot.y) / plot.side];
    const isWithin = across >= 0 && across < 1 && down >= 0 && down < 1;
    /** @param {number} size */
    const cellOf = (size) => Math.floor(down * size) * size + Math.floor(across * size);
    this.pointed = view && isWithin && !this.isOfWeights ? cellOf(model.tileSize) : null;
    if (this.isOfWeights) return this.weights.probe(x, y);
    if (!view || !isWithin) return this.#legendAt(across, y);
    const [first, second] = [across, 1 - down].map((share, axis) => {
      const { label } = model.axes[axis];
      return `${label} ${axisText(model.onAxis(axis, share), model.axes[axis])}`;
    });
    return fill(look.strings.probe, {
      place: `${first}, ${second}`,
      value: this.#valueAt(view, cellOf(model.mapSize), cellOf(view.side ?? model.mapSize)),
    });
  }

  /**
   * What the key under the map is about, or null beside it.
   *
   * @param {number} across
   * @param {number} y
   */
  #legendAt(across, y) {
    const { plot, size, model, look } = this;
    const top = plot.y + plot.side + 22;
    if (y < top || across < 0 || across > 1) return null;
    const box = { x: plot.x, y: top, width: plot.side, height: size.height - top };
    return { text: legendHint(model, look.strings, across, Boolean(this.view?.output)), box };
  }

  /**
   * @param {View} view
   * @param {number} cell  of the map
   * @param {number} place  of the view's values
   */
  #valueAt(view, cell, place) {
    const { model, look } = this;
    /** @param {number} k @param {number} probability */
    const named = (k, probability) =>
      fill(look.strings.class_at, { name: model.classNames[k], share: percent(probability) });
    if (view.output && this.picture.classRamps) {
      const { classes, confidence } = classesOf(model);
      return named(classes[cell], confidence[cell] / 255);
    }
    const share = (valuesOf(model, view)[place] - 127.5) / 127.5;
    if (view.output && model.outputKind === "probability") {
      const probability = (share + 1) / 2;
      return probability < 0.5 ? named(0, 1 - probability) : named(1, probability);
    }
    const isInUnit = view.output && model.task === "regression";
    return isInUnit ? number(model.inUnit(share * view.scale)) : number(share * view.scale, 2);
  }
}
