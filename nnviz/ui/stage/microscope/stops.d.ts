// The walk through one update as data.

/** What a stop is about. */
export type Matter = "z" | "a" | "loss" | "delta" | "gradient" | "update" | "apply";

export interface Stop {
  kind: Matter;
  group: "forward" | "loss" | "backward" | "update";
  layer: number;
}

/** What is chosen in a stop: a neuron, or a parameter, for one example of the batch. */
export interface Chosen {
  layer: number;
  /** Of a parameter: its source, the number of sources for the bias; null for a neuron. */
  from: number | null;
  to: number;
  sample: number;
}

/** What is remarkable; `name` is that of its sentence. */
export interface Note {
  name: string;
  values: Record<string, number | string>;
  isAlarm: boolean;
}

/** What a click in a matrix chooses. */
export interface Picked {
  sample?: number;
  number?: number;
}

export interface Matrix {
  letter: string;
  layer?: number;
  isTransposed?: boolean;
  /** Rows and columns. */
  shape: [number, number];
  at(row: number, column: number): number;
  /** Whether it is part of what is chosen. */
  marked(row: number, column: number): boolean;
  pick(row: number, column: number): Picked;
  /** What rows and columns count: examples, the neurons of a layer, or nothing. */
  of: [Counted, Counted];
  /** Name of what it is, beside others with its letter. */
  caption?: string;
}

export type Counted = "example" | number | null;

/** Matrices, and the signs between them. */
export type Equation = (Matrix | string)[];
