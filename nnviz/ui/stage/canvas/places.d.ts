// Places and sizes of what is on the stage, in CSS pixels, and what a person can point at.

export interface Size {
  width: number;
  height: number;
}

export interface Box extends Size {
  x: number;
  y: number;
}

/** A plot rectangle. */
export type Plot = Box;

/** A plot rectangle that is a square. */
export interface Square extends Box {
  side: number;
}

/** Size of the big panel, and of the map in it. */
export interface MapSize extends Size {
  side: number;
}

/** The room that a wide stage is to keep within. */
export interface StageRoom {
  height?: number;
  head?: number;
  microscope?: boolean;
  /** What the map's key needs beyond two lines. */
  key?: number;
}

/** What inputs there are to place. */
export interface InputShape {
  features: number;
  /** Rows and columns of the picture that they are pixels of. */
  image: [number, number] | null;
  /** Whether they show histograms. */
  isFlat: boolean;
  /** Of the longest name. */
  labelWidth: number;
}

/** What decides how large the panels are. */
export interface PanelShape {
  /** Neurons in the tallest column. */
  tallest: number;
  /** Lengths of the longest equation, and of the text on how to read the graph. */
  equation: number;
  caption: number;
  key: number;
}

/** What decides where everything in the graph is. */
export interface GraphShape {
  inputs: InputShape;
  hidden: number[];
  outputs: number;
  /** Width of the longest name of an output. */
  outputLabel: number;
  /** Where there are no steppers. */
  isCompact?: boolean;
}

export type Arrangement = "wide" | "medium" | "narrow";

export interface Panels {
  arrangement: Arrangement;
  graph: Size;
  map: MapSize;
  curves: Size;
  /** Height of the place of equation and editor. */
  inspector: number;
  /** Width of what stands beside the graph, where something does. */
  column?: number;
}

/** What the inputs take of the graph. */
export interface InputBlock {
  kind: "image" | "column" | "grid";
  labels: number;
  pitch: number;
  across: number;
  /** The right end, null where it depends on the neurons' tiles. */
  right: number | null;
}

/** A column of tiles, whose nodes are the middles of tiles of one size. */
export interface Column extends Size {
  layer: number;
  x: number;
  top: number;
  nodes: { x: number; y: number }[];
  /** Around a tile, what belongs to it. */
  slack?: number;
}

export interface InputColumn extends Column {
  kind: InputBlock["kind"];
  labels: number;
  across: number;
  right: number;
  /** From a tile's middle to where its edges begin. */
  anchor: number;
  slack: number;
  /** Of the buttons over the tiles. */
  reach: Size;
}

export interface GraphLayout {
  tile: number;
  head: number;
  flat: boolean;
  stepper: Size;
  outputLabel: number;
  /** The inputs' first. */
  columns: [InputColumn, ...Column[]];
}

/** A tile of the graph; of a layer of inputs, `index` is that of a feature. */
export interface Tile extends Box {
  layer: number;
  index: number;
  slack: number;
  off: boolean;
}

/** A tile; for inputs, `place` is the feature's and `index` the network's input (-1: off). */
export interface NodeFocus {
  kind: "node";
  layer: number;
  index: number;
  place: number;
}

export interface EdgeFocus {
  kind: "edge";
  layer: number;
  from: number;
  to: number;
}

export interface BiasFocus {
  kind: "bias";
  layer: number;
  index: number;
}

/** What a person can point at. */
export type Focus = NodeFocus | EdgeFocus | BiasFocus;

/** What a stop of the microscope speaks of. */
export interface StopFocus {
  kind: "stop";
  /** Layer and index of each. */
  nodes: [number, number][];
  /** Layer, source and target of each. */
  edges: [number, number, number][];
  chosen: [number, number];
  /** Layer and index of a neuron, and its number. */
  values: [number, number, number][];
  /** 1 where numbers go forward along the edges, -1 where they go back, else 0. */
  flow: number;
}

/** Whatever stands out in the graph. */
export type GraphFocus = Focus | StopFocus;

/** From a pixel of a picture to its value, 0 to 1. */
export type PixelValue = (pixel: number) => number;

/** What is said of a place: text, or text beside a box. */
export type Told = string | { text: string; box: Box | null } | null;

/** What one points at on an element, as text; both places are null where it is left. */
export type TextAt = (x: number | null, y: number | null) => Told | undefined;
