// What the picture is of: the scene (structure, data) and the frame painted last (numbers).
// Neurons are named [layer, index]; layer 0 is the network's inputs. On the picture the first
// column shows every feature, also those switched off, so features have an index of their own.

export class Model {
  /** @param {{header: object, arrays: object}} scene  a decoded scene message */
  constructor({ header, arrays }) {
    Object.assign(this, {
      id: header.scene,
      task: header.task,
      dimension: header.dimension,
      drawable: header.drawable,
      trainShare: header.train_share,
      domain: header.domain,
      valueRange: header.value_range,
      classCount: header.n_classes,
      axes: header.axes,
      classNames: header.class_names,
      value: header.value,
      // Rows and columns of the picture whose pixels the inputs are, or null.
      image: header.inputs.image ?? null,
      features: header.features,
      sizes: header.layer_sizes,
      activations: header.activations,
      loss: header.loss,
      metrics: header.metrics,
      mapSize: header.map_size,
      tileSize: header.tile_size,
      curveSize: header.curve_size,
      limits: header.limits,
      arrays,
    });
    this.lastLayer = this.sizes.length - 1;
    this.hidden = this.sizes.slice(1, -1);
    this.outputCount = this.sizes[this.lastLayer];
    // Where each layer's block begins in the flat parameters (fan_in + 1, fan_out; bias row last),
    // and each layer's first tile: the inputs (layer 0) have neither.
    this.blockStart = [0, 0];
    this.tileStart = [0, 0];
    for (let layer = 1; layer < this.sizes.length; layer++) {
      const blockSize = (this.sizes[layer - 1] + 1) * this.sizes[layer];
      this.blockStart.push(this.blockStart[layer] + blockSize);
      this.tileStart.push(this.tileStart[layer] + this.sizes[layer]);
    }
    this.tileCount = this.tileStart[this.sizes.length];
    // Input index -> feature index, and back (-1: switched off).
    this.inputNames = this.features.map(({ label }) => label);
    this.activeFeatures = this.features.flatMap((feature, i) => (feature.active ? [i] : []));
    this.inputOfFeature = this.features.map((_, i) => this.activeFeatures.indexOf(i));
    this.frame = null;
  }

  /** Whether any point is kept for a test: a drawing may gain or lose its only one. */
  get isTested() {
    return this.arrays.test_labels.length > 0;
  }

  get parameters() {
    return this.frame.arrays.parameters;
  }

  weightIndex(layer, from, to) {
    return this.blockStart[layer] + from * this.sizes[layer] + to;
  }

  weight(layer, from, to) {
    return this.parameters[this.weightIndex(layer, from, to)];
  }

  bias(layer, to) {
    return this.weight(layer, this.sizes[layer - 1], to);
  }

  tileIndex(layer, index) {
    return this.tileStart[layer] + index;
  }

  /** Largest absolute value that the output map's colours stand for. */
  get outputScale() {
    return this.task === "regression" ? Math.max(...this.valueRange.map(Math.abs)) : 1;
  }

  /** The output of a regression in the unit of the data. */
  inUnit(output) {
    return this.value.mean + this.value.scale * output;
  }

  /** A metric as people read it: an error of values in the unit of the data. */
  metricInUnit(name, value) {
    return name === "rmse" ? this.value.scale * value : value;
  }

  /** The value on an axis, horizontal (0) or vertical (1), at a share of the view. */
  onAxis(axis, share) {
    const { low, high } = this.axes[axis];
    return low + share * (high - low);
  }

  /** The frame's values for the big map of this neuron, or null when they are of another. */
  watched([layer, index]) {
    const { header, arrays } = this.frame;
    if (!header.watch || header.watch[0] !== layer || header.watch[1] !== index) return null;
    return arrays.watch ? { values: arrays.watch, scale: header.watch_scale } : null;
  }
}
