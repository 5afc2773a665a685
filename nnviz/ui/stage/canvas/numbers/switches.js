// The view switches over map and chart, as the person set them: remembered for a stage that goes
// and comes again.

import { Toggle } from "./controls.js";

/**
 * @import { Model } from "../../stream/model.js"
 * @import { Options, StageData } from "../../stream/given.d.ts"
 * @import { Parts } from "../layout/skeleton.js"
 */

/** @typedef {keyof Options} Name */

/** @type {Partial<Options>} */
const remembered = {};
/** @type {Name[]} */
const OVER_MAP = ["weight_tiles", "discretize", "show_test"];

export class ViewSwitches {
  /**
   * @param {Parts} parts  of the skeleton
   * @param {StageData} data  from Python: options to begin with, strings
   * @param {() => void} changed
   */
  constructor({ mapSwitches, curveSwitches }, { options, strings }, changed) {
    this.strings = strings;
    this.options = { ...options, ...remembered };
    /** @param {Name} name @param {boolean} on */
    const change = (name, on) => {
      this.options[name] = remembered[name] = on;
      changed();
    };
    /** @param {Name} name */
    const toggle = (name) => new Toggle(name, change, strings[`hint_${name}`]);
    this.toggles = {
      weight_tiles: toggle("weight_tiles"),
      discretize: toggle("discretize"),
      show_test: toggle("show_test"),
      log_loss: toggle("log_loss"),
    };
    mapSwitches.append(...OVER_MAP.map((name) => this.toggles[name].button));
    curveSwitches.append(this.toggles.log_loss.button);
  }

  show() {
    for (const toggle of Object.values(this.toggles)) {
      toggle.show(this.strings[toggle.name], this.options[toggle.name]);
    }
  }

  /**
   * Only what makes a difference is there: on a line, on a pad, while points are drawn.
   *
   * @param {Model} model
   * @param {{isPad: boolean, isDrawing: boolean}} shown
   */
  fit(model, { isPad, isDrawing }) {
    const { weight_tiles, discretize, show_test } = this.toggles;
    weight_tiles.button.hidden = !model.image;
    // On a line there is no colour to discretize.
    discretize.button.hidden = model.dimension === 1 || isPad;
    // Neither where one draws digits nor where one draws points is there a choice, nor without any.
    show_test.button.hidden = isPad || isDrawing || !model.isTested;
  }
}
