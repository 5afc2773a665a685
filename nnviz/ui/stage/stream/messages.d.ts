// The headers and the arrays of the stream's messages, as docs/frames.md describes them. Python
// writes them in nnviz/live/frames/ and nnviz/live/stream/feed.py. A number that is not finite
// comes as null.

/** One axis of the view, in the unit of the data. */
export interface AxisEntry {
  label: string;
  low: number;
  high: number;
}

/** An input that there could be. */
export interface FeatureEntry {
  name: string;
  label: string;
  active: boolean;
}

/** What a layer applies to its sums. */
export interface ActivationEntry {
  name: string;
  formula: string;
}

/** What an output of a regression stands for: mean + scale * output. */
export interface ValueEntry {
  name: string;
  mean: number;
  scale: number;
}

/** Inputs that are the pixels of a picture: its rows and columns. */
export interface ImageEntry {
  image: [number, number];
}

/** What can be made of the network in the graph. */
export interface LimitsEntry {
  max_layers: number;
  max_neurons: number;
  first_layer: number;
}

export interface SceneHeader {
  scene: number;
  task: string;
  drawable: boolean;
  train_share: number;
  dimension: number;
  domain: [number, number];
  value_range: [number, number];
  axes: AxisEntry[];
  n_classes: number;
  class_names: string[];
  value: ValueEntry | null;
  inputs: "tiles" | "distributions" | ImageEntry;
  features: FeatureEntry[];
  layer_sizes: number[];
  activations: ActivationEntry[];
  loss: string;
  metrics: string[];
  map_size: number;
  tile_size: number;
  curve_size: number;
  steps_per_epoch: number;
  n_train: number;
  n_test: number;
  limits: LimitsEntry;
}

export interface SceneArrays {
  train_points: Float32Array;
  train_labels: Float32Array;
  test_points: Float32Array;
  test_labels: Float32Array;
  feature_tiles: Uint8Array | Float32Array;
  feature_scales: Float32Array;
  distributions?: Float32Array;
}

/** Why training stopped. */
export interface TroubleEntry {
  step: number;
  layer: number;
  quantity: string;
  value: number | null;
  cause: string;
}

/** Why the run has paused by itself. */
export interface HaltEntry {
  what: string;
  value: number;
  step: number;
}

/** LossesEntry of the two shares. */
export interface LossesEntry {
  train_loss: number | null;
  test_loss: number | null;
}

export interface FrameHeader {
  scene: number;
  frame: number;
  step: number;
  epoch: number;
  train_loss: number | null;
  test_loss: number | null;
  playing: boolean;
  learning_rate: number;
  metrics: Record<string, (number | null)[]>;
  updates_per_second: number;
  watch: [number, number] | null;
  watch_scale: number | null;
  trouble: TroubleEntry | null;
  halt: HaltEntry | null;
  history_reset: boolean;
  head: number;
  target: number | null;
  stale: boolean;
  undoable: number;
  frozen: number[];
  silenced: [number, number][];
  without: LossesEntry | null;
  drawn: number | null;
  spotlight: [number, number] | null;
}

export interface FrameArrays {
  parameters: Float32Array;
  history: Float32Array;
  train_points?: Float32Array;
  train_labels?: Float32Array;
  test_points?: Float32Array;
  test_labels?: Float32Array;
  ghosts?: Float32Array;
  marks?: Float32Array;
  answers?: Float32Array;
  lit_train?: Uint8Array;
  lit_test?: Uint8Array;
  tile_scales: Float32Array;
  tiles: Uint8Array | Float32Array;
  output?: Uint8Array | Float32Array;
  classes?: Uint8Array;
  confidence?: Uint8Array;
  watch?: Uint8Array | Float32Array;
}

/** Of backpropagation against finite differences. */
export interface CheckEntry {
  relative_errors: (number | null)[];
  worst: number | null;
}

export interface TraceHeader {
  scene: number;
  step: number;
  example: number | null;
  samples: number[];
  forced: boolean;
  instead_of_batch: boolean;
  loss: number | null;
  learning_rate: number;
  optimizer: string;
  constants: Record<string, number>;
  regularization: string;
  regularization_rate: number;
  dropout: number;
  clipping: number;
  gradient_norm: number | null;
  clip_factor: number | null;
  scale: number;
  trouble: TroubleEntry | null;
  check: CheckEntry | null;
  silenced: [number, number][];
}

/** What follows from an update that will not be made is missing. */
export interface TraceArrays {
  inputs: Float32Array;
  targets: Float32Array;
  readable: Float32Array;
  losses: Float32Array;
  weights?: Float32Array;
  gradient: Float32Array;
  penalty?: Float32Array;
  before: Float32Array;
  used?: Float32Array;
  after?: Float32Array;
  decayed?: Float32Array;
  step?: Float32Array;
  numerical?: Float32Array;
  frozen?: Uint8Array;
  [layer: `${"z" | "a" | "mask" | "sent" | "slope" | "upstream" | "delta"}${number}`]: Float32Array;
  [moment: `moment_${string}_${"before" | "after"}`]: Float32Array;
}
