// A scene, and the trace of one update of a small network on it, with numbers worked out here: by
// loops over neurons and examples, as a textbook has them.

import { FRAME, SCENE, TRACE } from "../../../../nnviz/ui/stage/stream/frames.js";
import { Model } from "../../../../nnviz/ui/stage/stream/model.js";
import { Trace } from "../../../../nnviz/ui/stage/microscope/trace.js";

/**
 * @import { Frame, Scene, TraceMessage } from "../../../../nnviz/ui/stage/stream/frames.js"
 * @import { FrameHeader, SceneHeader, TraceArrays, TraceHeader, TroubleEntry }
 *   from "../../../../nnviz/ui/stage/stream/messages.d.ts"
 */

const RATE = 0.1;

/** Why an update is not made. @type {TroubleEntry} */
export const TROUBLE = {
  step: 1,
  layer: 1,
  quantity: "activations",
  value: null,
  cause: "input_too_large",
};

/** @param {Partial<SceneHeader>} [header] @returns {Scene} */
export function sceneOf(header = {}) {
  const f4 = () => new Float32Array();
  const { layer_sizes = [2, 3, 1] } = header;
  const block_starts = [0];
  for (let layer = 1; layer < layer_sizes.length; layer++) {
    block_starts.push(block_starts[layer - 1] + (layer_sizes[layer - 1] + 1) * layer_sizes[layer]);
  }
  return {
    kind: SCENE,
    header: {
      scene: 1,
      task: "regression",
      drawable: false,
      train_share: 0.5,
      dimension: 2,
      domain: [-6, 6],
      value_range: [-1, 1],
      axes: [
        { label: "x₁", low: -6, high: 6 },
        { label: "x₂", low: -6, high: 6 },
      ],
      n_classes: 0,
      class_names: [],
      value: { name: "y", mean: 10, scale: 2 },
      inputs: "tiles",
      features: [
        { name: "x1", label: "x₁", active: true },
        { name: "x1_x2", label: "x₁x₂", active: false },
        { name: "x2", label: "x₂", active: true },
      ],
      layer_sizes,
      block_starts,
      activations: [
        { name: "tanh", formula: "", identity: false },
        { name: "linear", formula: "", identity: true },
      ],
      loss: "mse",
      output_kind: "values",
      metrics: ["r2", "rmse"],
      map_size: 3,
      tile_size: 1,
      curve_size: 2,
      steps_per_epoch: 1,
      n_train: 4,
      n_test: 0,
      limits: { max_layers: 6, max_neurons: 16, first_layer: 4 },
      ...header,
    },
    arrays: {
      train_points: f4(),
      train_labels: new Float32Array(4),
      test_points: f4(),
      test_labels: f4(),
      feature_tiles: f4(),
      feature_scales: f4(),
    },
  };
}

/** @param {Float32Array} parameters @param {Partial<FrameHeader>} [header] @returns {Frame} */
export function frameOf(parameters, header = {}) {
  return {
    kind: FRAME,
    header: {
      scene: 1,
      frame: 1,
      step: 0,
      epoch: 0,
      playing: false,
      learning_rate: RATE,
      train_loss: 1,
      test_loss: null,
      metrics: {},
      updates_per_second: 0,
      watch: null,
      watch_scale: null,
      trouble: null,
      halt: null,
      history_reset: false,
      head: 0,
      target: null,
      stale: false,
      undoable: 0,
      frozen: [],
      silenced: [],
      without: null,
      drawn: null,
      spotlight: null,
      ...header,
    },
    arrays: {
      parameters,
      history: new Float32Array(),
      tile_scales: new Float32Array(),
      tiles: new Float32Array(),
    },
  };
}

/** Numbers from -1 to 1 that look like chance and are the same each time. @param {number} count */
export const numbers = (count) =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(7 * i + 1));

/**
 * The trace of an update by gradient descent: squared error, tanh in between, any widths.
 *
 * @param {number[]} sizes
 * @param {number} batch
 * @param {{header?: Partial<TraceHeader>, arrays?: Partial<TraceArrays>, scale?: number}} [given]
 */
export function traced(sizes = [2, 3, 1], batch = 4, { header, arrays: others, scale = 1 } = {}) {
  const last = sizes.length - 1;
  const activations = sizes.slice(1).map((_, i) => ({
    name: i + 1 < last ? "tanh" : "linear",
    formula: "",
    identity: i + 1 === last,
  }));
  const features = Array.from({ length: sizes[0] }, (_, i) => ({
    name: `x${i + 1}`,
    label: `x${i + 1}`,
    active: true,
  }));
  const model = new Model(sceneOf({ layer_sizes: sizes, activations, features }));
  const count = model.blockStart[last + 1];
  const before = numbers(count).map((value) => value * scale);
  /** @type {TraceArrays} */
  const arrays = {
    inputs: numbers(sizes[0] * batch),
    targets: numbers(sizes[last] * batch).map((value) => -value),
    readable: new Float32Array(),
    losses: new Float32Array(batch),
    gradient: new Float32Array(count),
    before,
  };
  /** @type {(layer: number, from: number, to: number) => number} */
  const w = (layer, from, to) => before[model.weightIndex(layer, from, to)];
  for (let layer = 1; layer <= last; layer++) {
    const sources = layer === 1 ? arrays.inputs : arrays[`a${layer - 1}`];
    const z = new Float32Array(sizes[layer] * batch);
    for (let to = 0; to < sizes[layer]; to++) {
      for (let s = 0; s < batch; s++) {
        let sum = w(layer, sizes[layer - 1], to);
        for (let from = 0; from < sizes[layer - 1]; from++) {
          sum += w(layer, from, to) * sources[from * batch + s];
        }
        z[to * batch + s] = sum;
      }
    }
    arrays[`z${layer}`] = z;
    arrays[`a${layer}`] = layer < last ? z.map(Math.tanh) : z;
    arrays[`slope${layer}`] = z.map((value) => (layer < last ? 1 - Math.tanh(value) ** 2 : 1));
    if (layer < last) arrays[`sent${layer}`] = arrays[`a${layer}`];
  }
  const outputs = arrays[`a${last}`];
  arrays.readable = outputs;
  for (let layer = last; layer >= 1; layer--) {
    const arriving = new Float32Array(sizes[layer] * batch);
    for (let index = 0; index < sizes[layer]; index++) {
      for (let s = 0; s < batch; s++) {
        let sum = 0;
        if (layer === last) {
          const error = outputs[index * batch + s] - arrays.targets[index * batch + s];
          arrays.losses[s] += error ** 2 / sizes[last];
          sum = (2 * error) / (sizes[last] * batch);
        } else {
          for (let next = 0; next < sizes[layer + 1]; next++) {
            sum += w(layer + 1, index, next) * arrays[`delta${layer + 1}`][next * batch + s];
          }
        }
        arriving[index * batch + s] = sum;
      }
    }
    arrays[`upstream${layer}`] = arriving;
    arrays[`delta${layer}`] = arriving.map((value, i) => value * arrays[`slope${layer}`][i]);
  }
  for (let layer = 1; layer <= last; layer++) {
    const sources = layer === 1 ? arrays.inputs : arrays[`a${layer - 1}`];
    for (let to = 0; to < sizes[layer]; to++) {
      for (let from = 0; from <= sizes[layer - 1]; from++) {
        let sum = 0;
        for (let s = 0; s < batch; s++) {
          const sent = from < sizes[layer - 1] ? sources[from * batch + s] : 1;
          sum += sent * arrays[`delta${layer}`][to * batch + s];
        }
        arrays.gradient[model.weightIndex(layer, from, to)] = sum;
      }
    }
  }
  arrays.used = arrays.gradient.slice();
  arrays.step = arrays.gradient.map((value) => value * RATE);
  arrays.after = before.map((value, i) => value - RATE * arrays.gradient[i]);
  /** @type {TraceMessage} */
  const message = {
    kind: TRACE,
    header: {
      scene: 1,
      step: 1,
      example: null,
      samples: Array.from({ length: batch }, (_, i) => i),
      forced: false,
      instead_of_batch: false,
      loss: arrays.losses.reduce((sum, value) => sum + value, 0) / batch,
      learning_rate: RATE,
      optimizer: "sgd",
      constants: {},
      regularization: "none",
      regularization_rate: 0,
      dropout: 0,
      clipping: 0,
      gradient_norm: 1,
      clip_factor: 1,
      scale: 2 / batch,
      trouble: null,
      check: null,
      silenced: [],
      ...header,
    },
    arrays: Object.assign(arrays, others),
  };
  return new Trace(message, model);
}
