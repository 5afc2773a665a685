// What Python gives to the stage (nnviz/ui/stage/__init__.py) and hears of it, what the stage asks
// of the stream, and what all of its parts are given to look alike.

import type { Component } from "../../components/component.d.ts";

/** Texts by their names (nnviz/ui/stage/strings.py). */
export type Strings = Record<string, string>;

/** Colours of one background, as CSS hexadecimal strings (nnviz/ui/common/theme.py). */
export interface Palette {
  negative: string;
  neutral: string;
  positive: string;
  negative_line: string;
  positive_line: string;
  ink: string;
  muted: string;
  faint: string;
  outline: string;
  background: string;
  panel: string;
  train: string;
  test: string;
  ghost: string;
  alarm: string;
  train_ring: number;
  test_ring: number;
  under_points: number;
  classes: string[];
  halos: { light: string; dark: string };
  halos_meet: number;
}

/** One of the two shares of the data. */
export type Share = "train" | "test";

/** View switches. */
export interface Options {
  discretize: boolean;
  show_test: boolean;
  log_loss: boolean;
  weight_tiles: boolean;
}

/** How many points can be drawn, and in what steps the page tells of them. */
export interface DrawingLimits {
  most: number;
  place_steps: number;
  value_steps: number;
}

/** From where on a slope is called flat, and of which activations that is saturation. */
export interface UnitLimits {
  flat: number;
  bounded: string[];
}

/** Addresses are relative to the app's. */
export interface StageData {
  token: string;
  stream: string;
  run_file: string;
  way_back: string;
  colours: { light: Palette; dark: Palette };
  strings: Strings;
  options: Options;
  keeps_url: boolean;
  drawing: DrawingLimits | null;
  replayable: number | null;
  name: string;
  place: string;
  ticket: string;
  answered: number;
  locked: string[];
  without: string[];
  /** A scene and a frame of it in base64, or nothing. */
  opening: string[];
  largest_parameter: number;
  limits: UnitLimits;
}

/** What happened on the stage, for Python: a type, and what belongs to it. */
export interface StageEvent {
  type: string;
  [entry: string]: unknown;
}

/** Tells Python of an event. */
export type Send = (event: StageEvent) => void;

export type StageComponent = Component<StageData, { event: StageEvent }>;

/** How things are to look right now. */
export interface Look {
  palette: Palette;
  dark: boolean;
  background: string;
  font: string;
  serif: string;
  /** Pixels of the screen for one of CSS. */
  ratio: number;
  options: Options;
  strings: Strings;
}

/** Which numbers of the next update are wanted, and whether with finite differences. */
export interface TraceRequest {
  example: number | null;
  check?: boolean;
}

/** Points that are to be learnt from. */
export type DrawRequest = [serial: number, task: string, classes: number, points: string];
