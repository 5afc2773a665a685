// The big panel: what the network answers everywhere, or the neuron in focus, under its title. It
// is a map where the data lies on a plane, and a plot where it lies on a line.

import { MapPanel } from "./map.js";
import { PlotPanel } from "./plot.js";
import { later } from "../../kit/sure.js";
import { writeTitle } from "./title.js";

/**
 * @import { Frame } from "../../stream/frames.js"
 * @import { Model } from "../../stream/model.js"
 * @import { Moment, Placement, Written } from "../part.d.ts"
 * @import { Options, Strings } from "../../stream/given.d.ts"
 * @import { Parts } from "../layout/skeleton.js"
 * @import { Surface } from "../surfaces.d.ts"
 */

/** The panel for a model's data. @param {Model} model @param {Surface} canvas */
export function panelFor(model, canvas) {
  return model.dimension === 1 ? new PlotPanel(canvas) : new MapPanel(canvas);
}

export class Output {
  /** @type {MapPanel | PlotPanel} */ panel = later();

  /**
   * @param {Parts} parts  of the skeleton
   * @param {Strings} strings
   * @param {() => Options & {isPad: boolean}} options  as `writeTitle` takes them
   */
  constructor({ mapCanvas, mapTitle }, strings, options) {
    this.canvas = mapCanvas;
    this.title = mapTitle;
    this.strings = strings;
    this.options = options;
  }

  /** @param {Model} model */
  adopt(model) {
    this.panel = panelFor(model, this.canvas);
  }

  /** @param {Placement} placement */
  arrange({ model, sizes, look }) {
    this.panel.arrange(model, sizes.map, look);
  }

  /** @param {Frame} frame */
  take(frame) {
    this.panel.take(frame);
  }

  /** @param {Pick<Moment, "focus">} moment */
  paint({ focus }) {
    this.panel.paint(focus);
  }

  /** @param {Written} written */
  write({ model, focus }) {
    writeTitle(this.title, model, focus, this.strings, this.options());
  }
}
