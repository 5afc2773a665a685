// The picture of the map, cell by cell: what a neuron responds, or what the network answers.

import { classRamps, probabilityRamp, signRamp } from "../../kit/colour.js";
import { must } from "../../kit/sure.js";
import { pixelsOf } from "../../kit/surface.js";

/**
 * @import { Look } from "../../stream/given.d.ts"
 * @import { Model } from "../../stream/model.js"
 */

/** @typedef {Uint8Array | Float32Array} Values */
/**
 * What the panel shows for a focus: the network's answer, or what a neuron responds.
 *
 * @typedef {{output: true, scale: number, oneClass?: undefined, side?: undefined}} AnswerView
 * @typedef {{output?: false, values: Values, side: number, scale: number, oneClass: number | null}}
 *   NeuronView
 * @typedef {AnswerView | NeuronView} View
 */
/** @typedef {{context: CanvasRenderingContext2D, image: ImageData, pixels: Uint32Array}} Pixels */

/**
 * What a view shows, place by place, unless that is several classes.
 *
 * @param {Model} model
 * @param {View} view
 */
export function valuesOf(model, view) {
  return view.output ? must(model.shown.arrays.output, "output") : view.values;
}

/** Of several classes the likeliest at every place, and its probability. @param {Model} model */
export function classesOf(model) {
  const { classes, confidence } = model.shown.arrays;
  return { classes: must(classes, "classes"), confidence: must(confidence, "confidence") };
}

export class MapPicture {
  canvas = document.createElement("canvas");
  /** @type {Pixels | null} */ pixels = null;

  /** For a scene, theme or switch. @param {Model} model @param {Look} look */
  constructor(model, { palette, options }) {
    this.model = model;
    this.palette = palette;
    this.ramp = signRamp(palette, options.discretize, palette.under_points);
    this.classRamps =
      model.task === "multiclass"
        ? classRamps(palette, model.classCount, options.discretize)
        : null;
    /** Of the classes that have been in focus. @type {Uint32Array[]} */
    this.oneClassRamps = [];
  }

  /** @param {View} view */
  paint(view) {
    const { model, classRamps: ramps } = this;
    const { context, image, pixels } = this.#pixelsFor(view.output ? model.mapSize : view.side);
    if (view.output && ramps) {
      const { classes, confidence } = classesOf(model);
      for (let i = 0; i < pixels.length; i++) pixels[i] = ramps[classes[i]][confidence[i]];
    } else {
      const values = valuesOf(model, view);
      const ramp = this.#rampFor(view);
      for (let i = 0; i < pixels.length; i++) pixels[i] = ramp[values[i]];
    }
    context.putImageData(image, 0, 0);
  }

  /** So many on each side. @param {number} side @returns {Pixels} */
  #pixelsFor(side) {
    const { canvas } = this;
    if (this.pixels && canvas.width === side) return this.pixels;
    canvas.width = canvas.height = side;
    const context = pixelsOf(canvas, { willReadFrequently: true });
    const image = context.createImageData(side, side);
    this.pixels = { context, image, pixels: new Uint32Array(image.data.buffer) };
    return this.pixels;
  }

  /** @param {View} view */
  #rampFor({ oneClass }) {
    if (typeof oneClass !== "number") return this.ramp;
    const { palette, oneClassRamps } = this;
    return (oneClassRamps[oneClass] ??= probabilityRamp(palette, oneClass, palette.under_points));
  }
}
