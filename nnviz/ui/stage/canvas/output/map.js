// The big panel where the data lies on a plane: what the network (or the neuron in focus) says at
// every place, the data on top, axes, and a key with numbers.

import { classRamps, probabilityRamp, signRamp } from "../../kit/colour.js";
import { areNamed, axisText, drawAxes, sharpen, ticks, TITLE_LINE } from "../../kit/axes.js";
import { drawLegend, keyHeight, legendHint } from "./legend.js";
import { drawPoints } from "./points.js";
import { fill, number, percent } from "../../kit/format.js";
import { showsWeights } from "./weightpictures.js";
import { layerOf } from "../../kit/surface.js";
import { traceContour } from "./contour.js";
import { WeightPanel } from "./weightpanel.js";

const MARGIN = { left: 32, top: 20, right: 18, bottom: 56 };

export class MapPanel {
  constructor(canvas) {
    this.canvas = canvas;
    this.pointLayer = layerOf(canvas);
    this.picture = document.createElement("canvas");
    this.weights = new WeightPanel(canvas);
    // Cell of a tile that the pointer is over, or null.
    this.pointed = null;
  }

  arrange(model, size, look) {
    Object.assign(this, { model, look, size });
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
    this.ramp = signRamp(look.palette, look.options.discretize, look.palette.under_points);
    this.classRamps =
      model.task === "multiclass"
        ? classRamps(look.palette, model.classCount, look.options.discretize)
        : null;
    this.oneClassRamps = [];
    if (model.image) this.weights.arrange(model, size, look, this.plot);
    this.#drawPointLayer();
    // The key has changed whenever this has; null draws it anew.
    this.keyDrawn = null;
  }

  /** Take a frame: other points may be lit up. */
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
    const placeOf = (x, y) => [(x - low) * scale, (high - y) * scale];
    drawPoints(context, model, look, plot.side, placeOf, this.lit);
  }

  /** What the panel shows for a focus: {values, side, scale, oneClass}, or {output, scale}. */
  #view(focus) {
    const { model } = this;
    const { arrays } = model.frame;
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

  paint(focus) {
    const { context, plot, model, look } = this;
    this.isOfWeights = showsWeights(model, focus, look.options);
    if (this.isOfWeights) {
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
    this.#fillPicture(view);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.picture, plot.x, plot.y, plot.side, plot.side);
    if (view.output && model.task === "binary") {
      context.strokeStyle = look.palette.ink;
      context.globalAlpha = 0.55;
      context.lineWidth = 1.25;
      context.beginPath();
      traceContour(context, model.frame.arrays.output, model.mapSize, plot);
      context.stroke();
      context.globalAlpha = 1;
    }
    context.drawImage(this.pointLayer, plot.x, plot.y, plot.side, plot.side);
  }

  #fillPicture(view) {
    const { picture, model } = this;
    const { output, classes, confidence } = model.frame.arrays;
    const side = view.output ? model.mapSize : view.side;
    if (picture.width !== side || !this.image) {
      picture.width = picture.height = side;
      this.pictureContext = picture.getContext("2d", { willReadFrequently: true });
      this.image = this.pictureContext.createImageData(side, side);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
    const { pixels, classRamps: ramps } = this;
    if (view.output && ramps) {
      for (let i = 0; i < pixels.length; i++) pixels[i] = ramps[classes[i]][confidence[i]];
    } else {
      const values = view.output ? output : view.values;
      const ramp = this.#rampFor(view);
      for (let i = 0; i < pixels.length; i++) pixels[i] = ramp[values[i]];
    }
    this.pictureContext.putImageData(this.image, 0, 0);
  }

  #rampFor({ oneClass }) {
    if (!Number.isInteger(oneClass)) return this.ramp;
    const { palette } = this.look;
    return (this.oneClassRamps[oneClass] ??= probabilityRamp(
      palette,
      oneClass,
      palette.under_points,
    ));
  }

  #drawSurroundings(view) {
    const { context, plot, model, look, size } = this;
    const { palette, font, serif } = look;
    context.fillStyle = look.background;
    context.fillRect(0, 0, size.width, size.height);
    const [across, up] = model.axes;
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
    const classes = view.output && this.classRamps;
    const { oneClass } = view;
    const isProbability = view.output && model.loss === "binary_cross_entropy";
    drawLegend(
      context,
      model,
      look,
      { x: plot.x, y: plot.y + plot.side + 30 + (named ? TITLE_LINE : 0), width: plot.side },
      classes ? null : { scale: view.scale, isProbability, oneClass, isOutput: view.output },
    );
  }

  /** What the panel says at a place of the canvas, as text, or null beside it. */
  probe(x, y) {
    const { plot, model, view, look } = this;
    const [across, down] = [(x - plot.x) / plot.side, (y - plot.y) / plot.side];
    const isWithin = Boolean(view) && across >= 0 && across < 1 && down >= 0 && down < 1;
    const cellOf = (size) => Math.floor(down * size) * size + Math.floor(across * size);
    this.pointed = isWithin && !this.isOfWeights ? cellOf(model.tileSize) : null;
    if (this.isOfWeights) return this.weights.probe(x, y);
    if (!isWithin) return this.#legendAt(across, y);
    const [first, second] = [across, 1 - down].map((share, axis) => {
      const { label } = model.axes[axis];
      return `${label} ${axisText(model.onAxis(axis, share), model.axes[axis])}`;
    });
    return fill(look.strings.probe, {
      place: `${first}, ${second}`,
      value: this.#valueAt(cellOf(model.mapSize), cellOf(view.side ?? model.mapSize)),
    });
  }

  /** What the key under the map is about, or null beside it. */
  #legendAt(across, y) {
    const { plot, size, model, look } = this;
    const top = plot.y + plot.side + 22;
    if (y < top || across < 0 || across > 1) return null;
    const box = { x: plot.x, y: top, width: plot.side, height: size.height - top };
    return { text: legendHint(model, look.strings, across, Boolean(this.view.output)), box };
  }

  /** @param {number} cell  of the map @param {number} place  of the view's values */
  #valueAt(cell, place) {
    const { view, model, look } = this;
    const { output, classes, confidence } = model.frame.arrays;
    const named = (k, probability) =>
      fill(look.strings.class_at, { name: model.classNames[k], share: percent(probability) });
    if (view.output && this.classRamps) return named(classes[cell], confidence[cell] / 255);
    const share = ((view.output ? output : view.values)[place] - 127.5) / 127.5;
    if (view.output && model.loss === "binary_cross_entropy") {
      const probability = (share + 1) / 2;
      return probability < 0.5 ? named(0, 1 - probability) : named(1, probability);
    }
    const isInUnit = view.output && model.task === "regression";
    return isInUnit ? number(model.inUnit(share * view.scale)) : number(share * view.scale, 2);
  }
}
