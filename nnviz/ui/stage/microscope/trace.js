// One update as the server recorded it, and where each of its numbers lies. Layer 0 is the
// network's inputs. Arrays of a layer hold neuron after neuron, each with all examples of the
// batch.

import { must } from "../kit/sure.js";

/**
 * @import { Model } from "../stream/model.js"
 * @import { TraceMessage } from "../stream/frames.js"
 */

/** @typedef {"z" | "a" | "mask" | "sent" | "slope" | "upstream" | "delta"} LayerArray */

export class Trace {
  /**
   * @param {TraceMessage} message  decoded
   * @param {Model} model  of the scene that it belongs to
   */
  constructor({ header, arrays }, model) {
    this.header = header;
    this.arrays = arrays;
    this.model = model;
    this.step = header.step;
    this.batch = header.samples.length;
    this.last = model.lastLayer;
    this.sizes = model.sizes;
    this.hasDropout = Boolean(arrays.mask1);
    this.silenced = new Set((header.silenced ?? []).map(String));
  }

  /** Whether it learns from the whole training share. */
  get isWhole() {
    return this.batch === this.model.arrays.train_labels.length;
  }

  /** Whether the update comes to grief, and so has no end. */
  get isTrouble() {
    return Boolean(this.header.trouble);
  }

  /**
   * A number of a neuron: name is z, a, mask, sent, slope, upstream or delta.
   *
   * @param {LayerArray} name
   * @param {number} layer
   * @param {number} index
   * @param {number} sample
   */
  of(name, layer, index, sample) {
    return this.array(name, layer)[index * this.batch + sample];
  }

  /**
   * A vector of the move, which is there unless the update comes to grief.
   *
   * @param {"after" | "step" | "used"} name
   */
  vector(name) {
    return must(this.arrays[name], name);
  }

  /** @param {LayerArray} name @param {number} layer */
  array(name, layer) {
    if (name === "sent" && layer === 0) return this.arrays.inputs;
    // The output layer sends to nobody.
    if (name === "sent" && layer === this.last) return this.arrays[`a${layer}`];
    return this.arrays[`${name}${layer}`];
  }

  /**
   * An example of pixels: pixel -> its value, 0 where it is no input.
   *
   * @param {number} sample
   * @returns {(pixel: number) => number}
   */
  pictureOf(sample) {
    const { inputOfFeature } = this.model;
    return (pixel) =>
      inputOfFeature[pixel] < 0
        ? 0
        : this.arrays.inputs[inputOfFeature[pixel] * this.batch + sample];
  }

  /** What an output is to be, and how it reads. @param {number} index @param {number} sample */
  target(index, sample) {
    return this.arrays.targets[index * this.batch + sample];
  }

  /**
   * The name of the class that an example belongs to, or null where it has a value.
   *
   * @param {number} sample
   */
  classOf(sample) {
    const { task, outputCount, classNames } = this.model;
    if (task === "regression") return null;
    // Of one output, the target of the first class is 0 or -1.
    if (outputCount === 1) return classNames[this.target(0, sample) > 0 ? 1 : 0];
    const targets = Array.from({ length: outputCount }, (_, index) => this.target(index, sample));
    return classNames[targets.indexOf(Math.max(...targets))];
  }

  /** @param {number} index @param {number} sample */
  readable(index, sample) {
    return this.arrays.readable[index * this.batch + sample];
  }

  /**
   * A weight's or, with `from` the number of sources, a bias's place in the flat vectors.
   *
   * @param {number} layer
   * @param {number} from
   * @param {number} to
   */
  place(layer, from, to) {
    return this.model.weightIndex(layer, from, to);
  }

  /** @param {number} layer @param {number} from @param {number} to */
  weight(layer, from, to) {
    return this.arrays.before[this.place(layer, from, to)];
  }

  /** @param {number} layer @param {number} to */
  bias(layer, to) {
    return this.weight(layer, this.sizes[layer - 1], to);
  }

  /** @param {number} place */
  isFrozen(place) {
    return this.arrays.frozen?.[place] === 1;
  }

  /** @param {number} layer @param {number} index */
  isSilenced(layer, index) {
    return this.silenced.has(String([layer, index]));
  }

  /**
   * Euclidean norm of a layer's part of a flat vector, NaN where there is none.
   *
   * @param {"gradient" | "step"} name
   * @param {number} layer
   */
  norm(name, layer) {
    const vector = this.arrays[name];
    if (!vector) return NaN;
    const start = this.model.blockStart[layer];
    const end = start + this.model.blockSize(layer);
    let squares = 0;
    for (let i = start; i < end; i++) squares += vector[i] * vector[i];
    return Math.sqrt(squares);
  }

  /** All slopes of a neuron, one per example. @param {number} layer @param {number} index */
  slopes(layer, index) {
    return this.array("slope", layer).subarray(index * this.batch, (index + 1) * this.batch);
  }
}
