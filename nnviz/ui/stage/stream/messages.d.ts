// Made of nnviz/live/messages.py and message_arrays.py; not to be changed by hand.

/** One axis of the view. */
export interface AxisEntry {
  /** "" where there is nothing along it */
  label: string;
  /** at its one end, in the data's own unit */
  low: number;
  /** at its other end */
  high: number;
}

/** What is predicted, where that is a value: an output stands for ``mean + scale * output``. */
export interface ValueEntry {
  /** what it is called */
  name: string;
  /** where an output is 0 */
  mean: number;
  /** by as much it grows with an output's 1 */
  scale: number;
}

/** Inputs that are the pixels of a picture. */
export interface ImageEntry {
  /** rows, columns */
  image: [number, number];
}

/** An input that there could be. */
export interface FeatureEntry {
  /** as an experiment has it */
  name: string;
  /** as a person reads it */
  label: string;
  /** whether the network is given it */
  active: boolean;
}

/** The activation of a layer. */
export interface ActivationEntry {
  /** as an experiment has it */
  name: string;
  /** as a person reads it */
  formula: string;
  /** whether it passes everything on as it is */
  identity: boolean;
}

/** How large a network can be made on the stage. */
export interface LimitsEntry {
  /** hidden layers */
  max_layers: number;
  /** of each */
  max_neurons: number;
  /** neurons of a layer that is added to none */
  first_layer: number;
}

/** Why an update is not made. */
export interface TroubleEntry {
  /** the update that would have been next */
  step: number;
  /** where it shows first, counted from 1 */
  layer: number;
  /** what is out of bounds */
  quantity: "activations" | "loss" | "weights" | "gradient";
  /** how far */
  value: number | null;
  /** the likely reason */
  cause: "learning_rate_too_high" | "initial_weights_too_large" | "input_too_large";
}

/** Why a run has paused by itself. */
export interface HaltEntry {
  /** `epoch`, or the share of a loss: `train` or `test` */
  what: string;
  /** the epoch, or that loss */
  value: number;
  /** the update at which it was */
  step: number;
}

/** Losses of both shares. */
export interface LossesEntry {
  /** of the training share */
  train_loss: number | null;
  /** of the test share */
  test_loss: number | null;
}

/** Backpropagation against central differences. */
export interface CheckEntry {
  /** layer by layer */
  relative_errors: (number | null)[];
  /** the largest of them */
  worst: number | null;
}

/** Sent first, and again when the run restarted or its structure changed. It voids all frames before. */
export interface SceneHeader {
  /** its number, which the frames belonging to it repeat */
  scene: number;
  /** `binary`, `multiclass` or `regression` */
  task: string;
  /** 1 (points on a line) or 2 (on a plane, be it one through many inputs) */
  dimension: number;
  /** `[low, high]` of each coordinate in view */
  domain: [number, number];
  /** `[low, high]` of the values in view (regression) */
  value_range: [number, number];
  /** what the axes of the view show */
  axes: AxisEntry[];
  /** number of classes; 0 for regression */
  n_classes: number;
  /** what they are called, in whoever's words */
  class_names: string[];
  /** of regression: what an output stands for */
  value: ValueEntry | null;
  /** how inputs are drawn: as tiles, as distributions, or as the pixels of a picture */
  inputs: "tiles" | "distributions" | ImageEntry;
  /** whether points can be drawn by hand */
  drawable: boolean;
  /** share of the points that is for training */
  train_share: number;
  /** all inputs there could be */
  features: FeatureEntry[];
  /** widths, from the inputs to the outputs */
  layer_sizes: number[];
  /** where the block of each layer after the inputs begins in `parameters`, and where the last one ends */
  block_starts: number[];
  /** per layer after the inputs */
  activations: ActivationEntry[];
  /** name of the loss */
  loss: string;
  /** what outputs are read as: `values`, the `probability` of the second of two classes (the output's sigmoid), or the `shares` of all classes (the outputs' softmax) */
  output_kind: "values" | "probability" | "shares";
  /** names of the metrics, such as `accuracy`, or `r2` and `rmse` */
  metrics: string[];
  /** cells along a side of a map */
  map_size: number;
  /** cells along a side of a tile */
  tile_size: number;
  /** points of a curve */
  curve_size: number;
  /** updates in one pass over the training share */
  steps_per_epoch: number;
  /** points for training */
  n_train: number;
  /** points of the test share */
  n_test: number;
  /** how large a network can be made on the stage */
  limits: LimitsEntry;
}

/** One picture of the run. */
export interface FrameHeader {
  /** the scene that it belongs to */
  scene: number;
  /** counts from 1 on each connection */
  frame: number;
  /** updates so far */
  step: number;
  /** passes over the training share, with a fraction */
  epoch: number;
  /** whether training goes on */
  playing: boolean;
  /** of the next update, as the schedule has it */
  learning_rate: number;
  /** of this very state, without regularization */
  train_loss: number | null;
  /** as that of the training share */
  test_loss: number | null;
  /** `{name: [train, test]}` */
  metrics: Record<string, (number | null)[]>;
  /** measured, 0 while paused */
  updates_per_second: number;
  /** the neuron whose map is in the array `watch`, or `null` */
  watch: [number, number] | null;
  /** scale of that map */
  watch_scale: number | null;
  /** `null`, or why training stopped */
  trouble: TroubleEntry | null;
  /** `null`, or why the run has paused by itself */
  halt: HaltEntry | null;
  /** whether the history rows sent before are void */
  history_reset: boolean;
  /** the last update of the run's line; `step` is less where the run was taken back */
  head: number;
  /** the update that the run is on its way to, or `null` */
  target: number | null;
  /** whether the run's settings are others than the page's controls show */
  stale: boolean;
  /** how many settings by hand can be taken back */
  undoable: number;
  /** indices of the parameters that no update moves */
  frozen: number[];
  /** hidden neurons that are switched off */
  silenced: [number, number][];
  /** losses if the watched hidden neuron were off, or `null` */
  without: LossesEntry | null;
  /** `[true, predicted]` class of the points that are lit up, or `null` */
  spotlight: [number, number] | null;
  /** number of the page's drawing that is being learnt from, or `null` */
  drawn: number | null;
}

/** What the next update is going to do, copied from the buffers of the code that trains. Nothing has been applied yet. Layers count from 1, the first after the inputs, to L, the output. */
export interface TraceHeader {
  /** the scene that it belongs to */
  scene: number;
  /** the number of this update */
  step: number;
  /** the training example that it is of alone, or `null` */
  example: number | null;
  /** those of the batch, in the order of the columns */
  samples: number[];
  /** whether the run's line, gone through again, has chosen that example */
  forced: boolean;
  /** whether that example stands for the next batch, which is too large to be told number by number */
  instead_of_batch: boolean;
  /** mean over the batch, without regularization */
  loss: number | null;
  /** of this update */
  learning_rate: number;
  /** its name */
  optimizer: string;
  /** the numbers in its formula: `mu`, `rho`, `beta1`, `beta2`, `epsilon`, `decay`, `t` */
  constants: Record<string, number>;
  /** as the experiment has it, as the next three */
  regularization: string;
  /** what the penalty is multiplied by */
  regularization_rate: number;
  /** share of the hidden neurons that each sample leaves out */
  dropout: number;
  /** largest norm of the whole gradient; 0 for none */
  clipping: number;
  /** of the whole gradient before clipping */
  gradient_norm: number | null;
  /** what it was multiplied by */
  clip_factor: number | null;
  /** what the loss's residual is multiplied by: its factor over the batch size */
  scale: number;
  /** `null`, or why the update will not be made; what follows from it is then missing */
  trouble: TroubleEntry | null;
  /** `null`, or how far backpropagation is from finite differences */
  check: CheckEntry | null;
  /** as in a frame */
  silenced: [number, number][];
}

/** The arrays of a scene. */
export interface SceneArrays {
  /** point by point, `dimension` each: where it lies in the view */
  train_points: Float32Array;
  /** 0/1, the class's number, or the value */
  train_labels: Float32Array;
  /** as those for training */
  test_points: Float32Array;
  /** as those for training */
  test_labels: Float32Array;
  /** 24 bars for each feature, the highest 1: how it is spread over the training share; only where `inputs` says so */
  distributions?: Float32Array;
  /** a tile, or on a line a curve, for each of `features` */
  feature_tiles: Uint8Array | Float32Array;
  /** one for each */
  feature_scales: Float32Array;
}

/** The arrays of a frame. */
export interface FrameArrays {
  /** layer after layer, (fan_in + 1, fan_out) row by row; the last row is the biases */
  parameters: Float32Array;
  /** rows of epoch, train loss, test loss, train metric, test metric, new since the last frame */
  history: Float32Array;
  /** per neuron, hidden and output, layer by layer */
  tile_scales: Float32Array;
  /** a tile, or on a line a curve of plain values, per neuron */
  tiles: Uint8Array | Float32Array;
  /** two classes: 2p − 1, or the output itself where it has no probability (scale 1); regression: the value (scale: the largest of `value_range`) */
  output?: Uint8Array | Float32Array;
  /** several classes, instead of `output`: the likeliest class */
  classes?: Uint8Array;
  /** its probability, 255 is 1 */
  confidence?: Uint8Array;
  /** the watched neuron's map or curve, if there is one */
  watch?: Uint8Array | Float32Array;
  /** 1 for each point that is lit up; only with `spotlight` */
  lit_train?: Uint8Array;
  /** as those for training */
  lit_test?: Uint8Array;
  /** what every neuron answers to the picture of `probe`, layer after layer; the last layer's as a person reads them */
  answers?: Float32Array;
  /** rows of number, epoch, train loss, test loss: the curves that were left behind, and the one still to come; only where they have changed */
  ghosts?: Float32Array;
  /** updates at which something was done by hand; only where they have changed */
  marks?: Float32Array;
  /** as in a scene; only where others are learnt from than those that the page was told of, or has drawn */
  train_points?: Float32Array;
  /** as in a scene; only where others are learnt from than those that the page was told of, or has drawn */
  train_labels?: Float32Array;
  /** as in a scene; only where others are learnt from than those that the page was told of, or has drawn */
  test_points?: Float32Array;
  /** as in a scene; only where others are learnt from than those that the page was told of, or has drawn */
  test_labels?: Float32Array;
}

/** The arrays of a trace. */
export interface TraceArrays {
  /** (n_inputs, batch) */
  inputs: Float32Array;
  /** (n_outputs, batch) */
  targets: Float32Array;
  /** (width, batch): pre-activations */
  [name: `z${number}`]: Float32Array;
  /** (width, batch): activations */
  [name: `a${number}`]: Float32Array;
  /** (width, batch): f′(z) */
  [name: `slope${number}`]: Float32Array;
  /** (width, batch): the derivative of the loss by what the layer sends */
  [name: `upstream${number}`]: Float32Array;
  /** (width, batch): upstream · mask · slope, the derivative by z */
  [name: `delta${number}`]: Float32Array;
  /** (width, batch): what goes on to the next layer; not of the last */
  [name: `sent${number}`]: Float32Array;
  /** (width, batch): 0 or 1 / (1 − rate); only with dropout */
  [name: `mask${number}`]: Float32Array;
  /** (batch): what the loss of each example is multiplied by; only where classes are balanced */
  weights?: Float32Array;
  /** (n_outputs, batch): outputs as a person reads them */
  readable: Float32Array;
  /** (batch): the loss of each example, times its weight */
  losses: Float32Array;
  /** (n_parameters): of the mean loss */
  gradient: Float32Array;
  /** (n_parameters): what regularization adds; only with it */
  penalty?: Float32Array;
  /** (n_parameters): the gradient by central differences; only with `check` */
  numerical?: Float32Array;
  /** (n_parameters): the parameters */
  before: Float32Array;
  /** (n_parameters): the parameters once the update is made */
  after?: Float32Array;
  /** (n_parameters): gradient and penalty, clipped, 0 where frozen: what the optimizer is given */
  used?: Float32Array;
  /** (n_parameters): after = (decayed or before) − step, except where frozen */
  step?: Float32Array;
  /** (n_parameters): after weight decay; only with it */
  decayed?: Float32Array;
  /** (n_parameters): what the optimizer remembers before it */
  [name: `moment_${string}_before`]: Float32Array;
  /** (n_parameters): and after it */
  [name: `moment_${string}_after`]: Float32Array;
  /** (n_parameters): 1 where frozen; only if any is */
  frozen?: Uint8Array;
}
