// What the picture is of: the scene (structure, data) and the frame painted last (numbers).
// Neurons are named [layer, index]; layer 0 is the network's inputs. On the picture the first
// column shows every feature, also those switched off, so features have an index of their own.

import { must } from "../kit/sure.js";

/**
 * @import { Frame, Scene } from "./frames.js"
 * @import { SceneHeader } from "./messages.d.ts"
 */

/** What outputs are read as. @typedef {SceneHeader["output_kind"]} OutputKind */

export class Model {
  /** @param {Scene} scene  a decoded scene message */
  constructor({ header, arrays }) {
    this.id = header.scene;
    this.task = header.task;
    this.dimension = header.dimension;
    this.drawable = header.drawable;
    this.trainShare = header.train_share;
    this.domain = header.domain;
    this.valueRange = header.value_range;
    this.classCount = header.n_classes;
    this.axes = header.axes;
    this.classNames = header.class_names;
    // What the outputs of a regression are; of classes nobody asks for it.
    this.value = header.value ?? { name: "", mean: 0, scale: 1 };
    // Rows and columns of the picture whose pixels the inputs are, or null.
    this.image = typeof header.inputs === "string" ? null : header.inputs.image;
    this.features = header.features;
    this.sizes = header.layer_sizes;
    this.activations = header.activations;
    this.loss = header.loss;
    this.outputKind = header.output_kind;
    this.metrics = header.metrics;
    this.mapSize = header.map_size;
    this.tileSize = header.tile_size;
    this.curveSize = header.curve_size;
    this.limits = header.limits;
    this.arrays = arrays;
    this.lastLayer = this.sizes.length - 1;
    this.hidden = this.sizes.slice(1, -1);
    this.outputCount = this.sizes[this.lastLayer];
    // Where each layer's block begins in the flat parameters (fan_in + 1, fan_out; bias row last),
    // and each layer's first tile: the inputs (layer 0) have neither.
    this.blockStart = [0, ...header.block_starts];
    this.tileStart = [0, 0];
    for (let layer = 1; layer < this.sizes.length; layer++) {
      this.tileStart.push(this.tileStart[layer] + this.sizes[layer]);
    }
    this.tileCount = this.tileStart[this.sizes.length];
    // Input index -> feature index, and back (-1: switched off).
    this.inputNames = this.features.map(({ label }) => label);
    this.activeFeatures = this.features.flatMap((feature, i) => (feature.active ? [i] : []));
    this.inputOfFeature = this.features.map((_, i) => this.activeFeatures.indexOf(i));
    /** @type {Frame | null} */
    this.frame = null;
  }

  /** Whether any point is kept for a test: a drawing may gain or lose its only one. */
  get isTested() {
    return this.arrays.test_labels.length > 0;
  }

  /** The frame that is painted: there is one whenever anything is. */
  get shown() {
    return must(this.frame, "frame");
  }

  /** Asked for in loops, so without a check: there are some once there is a frame. */
  get parameters() {
    return /** @type {Frame} */ (this.frame).arrays.parameters;
  }

  /** How many weights and biases a layer has. @param {number} layer */
  blockSize(layer) {
    return this.blockStart[layer + 1] - this.blockStart[layer];
  }

  /** @param {number} layer @param {number} from @param {number} to */
  weightIndex(layer, from, to) {
    return this.blockStart[layer] + from * this.sizes[layer] + to;
  }

  /** @param {number} layer @param {number} from @param {number} to */
  weight(layer, from, to) {
    return this.parameters[this.weightIndex(layer, from, to)];
  }

  /** @param {number} layer @param {number} to */
  bias(layer, to) {
    return this.weight(layer, this.sizes[layer - 1], to);
  }

  /** @param {number} layer @param {number} index */
  tileIndex(layer, index) {
    return this.tileStart[layer] + index;
  }

  /** Largest absolute value that the output map's colours stand for. */
  get outputScale() {
    return this.task === "regression" ? Math.max(...this.valueRange.map(Math.abs)) : 1;
  }

  /** The output of a regression in the unit of the data. @param {number} output */
  inUnit(output) {
    return this.value.mean + this.value.scale * output;
  }

  /**
   * A metric as people read it: an error of values in the unit of the data.
   *
   * @param {string} name
   * @param {number} value
   */
  metricInUnit(name, value) {
    return name === "rmse" ? this.value.scale * value : value;
  }

  /**
   * The value on an axis, horizontal (0) or vertical (1), at a share of the view.
   *
   * @param {number} axis
   * @param {number} share
   */
  onAxis(axis, share) {
    const { low, high } = this.axes[axis];
    return low + share * (high - low);
  }

  /**
   * The frame's values for the big map of this neuron, or null when they are of another.
   *
   * @param {[number, number]} neuron
   */
  watched([layer, index]) {
    const { header, arrays } = this.shown;
    if (!header.watch || header.watch[0] !== layer || header.watch[1] !== index) return null;
    return arrays.watch ? { values: arrays.watch, scale: header.watch_scale ?? NaN } : null;
  }
}
