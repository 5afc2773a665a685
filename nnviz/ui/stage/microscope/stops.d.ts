// The walk through one update as data, and what one does in it.

import type { Send, TraceRequest } from "../stream/given.d.ts";

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

/** All that a person can do under the microscope. */
export interface Acts {
  close(): void;
  pause(): void;
  /** To a stop, by its number. */
  go(index: number): void;
  back(): void;
  next(): void;
  /** A neuron, or a parameter. */
  choose(number: number): void;
  /** An example of the batch. */
  sample(sample: number): void;
  /** Whether finite differences are wanted. */
  check(isOn: boolean): void;
  redraw(): void;
  /** Plays the stops. */
  auto(): void;
  /** The last stop's button. */
  press(): void;
}

/** What the microscope does to the stage. */
export interface MicroscopeStage {
  /** Event to Python. */
  send: Send;
  /** Asks the server for a trace. */
  setTrace(request: TraceRequest | null): void;
  changed(isOn: boolean): void;
  /** What the graph is to show may be another. */
  focus(): void;
}
