// What is said where one points on the stage: in the graph, on the map, on the chart.

import { graphTip } from "./graphtip.js";
import { Hints } from "../../kit/hints.js";
import { Tip } from "../../kit/tip.js";

/**
 * @import { Focus } from "../places.d.ts"
 * @import { LossCurves } from "../numbers/curves.js"
 * @import { MapPanel } from "../output/map.js"
 * @import { Model } from "../../stream/model.js"
 * @import { NetworkView } from "../graph/network.js"
 * @import { Parts } from "../layout/skeleton.js"
 * @import { PlotPanel } from "../output/plot.js"
 * @import { Strings } from "../../stream/given.d.ts"
 */

/**
 * @typedef {object} PointedStage
 * @property {() => Model | null} model  as all functions here: what there is now
 * @property {() => MapPanel | PlotPanel | null} panel
 * @property {() => Focus | null} focus
 * @property {NetworkView} network
 * @property {LossCurves} curves
 * @property {Strings} strings
 * @property {() => void} schedule  paints soon
 * @property {() => void} redrawCurves
 */

export class Pointed {
  /** @param {Parts} parts  of the skeleton @param {PointedStage} stage */
  constructor(parts, stage) {
    this.stage = stage;
    this.graph = parts.graph;
    // One label at a time: the newer takes the place of the older.
    this.tip = new Tip(parts.tip, parts.root, () => this.hints.hide());
    this.hints = new Hints(parts.root, () => this.tip.leave());
    // In there it would only be in the way.
    parts.editor.addEventListener("focusin", () => this.tip.pin(this.graph, null));
    this.tip.over(parts.mapCanvas, (x, y) => {
      const panel = stage.panel();
      const pointed = panel?.pointed;
      const text = panel?.probe(x ?? -1, y ?? -1);
      // The inputs show the picture there.
      if (panel?.pointed !== pointed) stage.schedule();
      return text;
    });
    this.tip.over(parts.curveCanvas, (x) => {
      const text = stage.curves.probe(x);
      stage.redrawCurves();
      return text;
    });
    this.tip.over(parts.graph, (x) => (x === null ? null : this.#inGraph()));
  }

  #inGraph() {
    const { model, focus, strings, network } = this.stage;
    return graphTip(model(), focus(), strings, (layer, place) => network.boxOf(layer, place));
  }

  /**
   * The keyboard has come to something in the graph, or left it.
   *
   * @param {Focus | null} focus
   * @param {boolean} byKeyboard
   */
  follow(focus, byKeyboard) {
    if (byKeyboard) this.tip.pin(this.graph, focus && (() => this.#inGraph()));
    else if (!focus) this.tip.pin(this.graph, null);
  }

  refresh() {
    this.tip.refresh();
  }

  end() {
    this.hints.end();
    this.tip.end();
  }
}
